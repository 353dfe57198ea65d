// SPDX-License-Identifier: Apache-2.0

/// What whoever runs the program decides about its API.
package struct APISettings: Sendable {
    /// True where a proxy in front of the program sets X-Forwarded-For; nobody else may set it then.
    package var trustsForwardedAddress = false
    /// The most bytes of one uploaded file.
    package var uploadLimit = 64 << 20
    /// A body with a file must have come in whole after so many seconds, and one without after so many.
    package var uploadSeconds = 900
    package var bodySeconds = 30
    /// The folder in which a file lies while it comes in.
    package var uploadFolder: String
    /// So many requests a minute are answered to one token, and to one address.
    package var requestsPerToken = 6_000
    package var requestsPerAddress = 12_000
    /// The version as the document prints it.
    package var version: String

    package init(uploadFolder: String, version: String) {
        (self.uploadFolder, self.version) = (uploadFolder, version)
    }
}
