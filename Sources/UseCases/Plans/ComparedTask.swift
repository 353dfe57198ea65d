// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One task in the comparison of two versions.
package struct ComparedTask: Sendable {
    package let change: TaskChange
    package let task: Identifier<PlanTask>
    package let oldPath: String?
    package let newPath: String?
    package let title: String?
    /// The words of title and text in order, each kept, removed or added.
    package let words: [ComparedWords]
}

/// A run of words that two versions share, or only one has.
package struct ComparedWords: Hashable, Sendable {
    /// What became of the words.
    package enum Kind: String, Sendable { case kept, removed, added }
    package let kind: Kind
    package let text: String
    package init(kind: Kind, text: String) { (self.kind, self.text) = (kind, text) }
}
