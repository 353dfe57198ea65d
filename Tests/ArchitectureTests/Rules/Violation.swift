// SPDX-License-Identifier: Apache-2.0

/// One place that breaks a rule, printed as `file:line: sentence` so that an editor can jump to it.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
    package let path: String
    /// From 1.
    package let line: Int
    package let sentence: String

    package init(_ path: String, _ line: Int, _ sentence: String) {
        (self.path, self.line, self.sentence) = (path, line, sentence)
    }

    package var description: String { "\(path):\(line): \(sentence)" }
}
