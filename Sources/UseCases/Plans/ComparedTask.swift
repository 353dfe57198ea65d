// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One task in the comparison of two versions; several where it was split, or merged with others.
package struct ComparedTask: Sendable {
    /// A task as one of the versions has it.
    package struct Side: Hashable, Sendable {
        package let task: Identifier<PlanTask>
        package let path: String
        package let area: String
        package let title: String?
    }
    package let change: TaskChange
    /// It also stands in another area or order.
    package let isMoved: Bool
    /// Empty where the task is new.
    package let old: [Side]
    /// Empty where it was dropped.
    package let new: [Side]
    /// The words of title, text and units in order, each kept, removed or added.
    package let words: [ComparedWords]

    /// The task that keeps the identity, or the one that was dropped.
    package var task: Identifier<PlanTask>? {
        let before = Set(old.map(\.task))
        return (new.first { before.contains($0.task) } ?? new.first ?? old.first)?.task
    }
    package var oldPath: String? { old.first?.path }
    package var newPath: String? { new.first?.path }
    package var title: String? { (new.first ?? old.first)?.title }
}

/// A run of words that two versions share, or only one has.
package struct ComparedWords: Hashable, Sendable {
    /// What became of the words.
    package enum Kind: String, CaseIterable, Sendable { case kept, removed, added }
    package let kind: Kind
    package let text: String
    package init(kind: Kind, text: String) { (self.kind, self.text) = (kind, text) }
}
