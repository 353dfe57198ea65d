// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Why each line of a document was read as it was.
package struct Explanation: Sendable {
    /// One thing that a rule found, or did, in a line.
    package struct Step: Hashable, Sendable {
        package let rule: ReadingRule
        package let arguments: [String: String]
        /// What it is about, in scalars of the source; nil for the whole line.
        package let range: TextRange?

        init(_ rule: ReadingRule, _ arguments: [String: String] = [:], at range: TextRange? = nil) {
            (self.rule, self.arguments, self.range) = (rule, arguments, range)
        }
    }
    /// A line of the source that holds something.
    package struct Line: Sendable {
        /// From 1, as an editor counts the lines of the file.
        package let number: Int
        package let range: TextRange
        package let text: String
        package var steps: [Step] = []
        package var repairs: [TextRepair] = []
        package var doubts: [Diagnostic] = []
    }
    package let lines: [Line]
    package let draft: PlanDraft
}
