// SPDX-License-Identifier: Apache-2.0

/// An error that has a sentence in the message catalogues which tells a person what to do.
package protocol ExplainedError: Error {
    var messageKey: String { get }
    /// What the sentence names.
    var arguments: [String: String] { get }
}
