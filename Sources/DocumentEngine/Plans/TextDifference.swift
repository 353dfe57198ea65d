// SPDX-License-Identifier: Apache-2.0

/// How one text became another, as runs of words in reading order.
package struct TextDifference: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case same
        case removed
        case added
    }
    package struct Run: Hashable, Sendable {
        package let kind: Kind
        package let text: String

        package init(kind: Kind, text: String) { (self.kind, self.text) = (kind, text) }
    }
    package let runs: [Run]

    /// The runs that lead from `old` to `new`.
    package init(from old: String, to new: String) {
        runs = []
    }
}
