// SPDX-License-Identifier: Apache-2.0

/// A finding that a person can look at and mend: what it is, where, and how sure the reader is.
///
/// The sentence is found in the message catalogues under `diagnostic.<code>` with the arguments filled in.
package struct Diagnostic: Hashable, Sendable {
    /// A stable camel-case word such as `unitUncertain`.
    package var code: String
    package var arguments: DiagnosticArguments
    package var source: TextRange?

    package init(code: String, arguments: DiagnosticArguments = [:], source: TextRange? = nil) {
        (self.code, self.arguments, self.source) = (code, arguments, source)
    }
}
