// SPDX-License-Identifier: Apache-2.0

/// What whoever runs the program decides about its pages.
package struct WebSettings: Sendable {
    /// True behind TLS: cookies are Secure and browsers are told to stay with HTTPS.
    package var isSecure: Bool
    /// True where a proxy in front of the program sets X-Forwarded-For; nobody else may set it then.
    package var trustsForwardedAddress: Bool
    /// The most bytes of one uploaded file.
    package var uploadLimit: Int
    /// The most bytes of a form without a file.
    package var formLimit: Int
    /// A form with a file must have come in whole after so many seconds, and one without after so many.
    package var uploadSeconds = 900
    package var formSeconds = 30
    /// So many requests a minute are answered to one address at the doors: signing in, set-up, passwords, codes.
    package var doorRequestsPerAddress = 120
    /// The folder in which a file lies while it comes in.
    package var uploadFolder: String
    /// The version as the footer prints it.
    package var version: String
    /// Whom to turn to with complaints, as printed on the feedback page; empty where nobody has filled it in.
    package var contact: String

    package init(
        isSecure: Bool = false, trustsForwardedAddress: Bool = false, uploadLimit: Int = 64 * 1024 * 1024,
        formLimit: Int = 1024 * 1024, uploadFolder: String, version: String, contact: String = ""
    ) {
        (self.isSecure, self.trustsForwardedAddress) = (isSecure, trustsForwardedAddress)
        (self.uploadLimit, self.formLimit, self.uploadFolder) = (uploadLimit, formLimit, uploadFolder)
        (self.version, self.contact) = (version, contact)
    }
}
