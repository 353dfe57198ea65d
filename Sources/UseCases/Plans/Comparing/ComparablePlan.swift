// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain

/// A plan that the caller may read, whole or as its office has published it.
package struct ComparablePlan: Hashable, Sendable {
    package let id: Identifier<Plan>
    package let pairing: Pairing
    package let title: String
    /// The version that is compared: the newest, or the published one.
    package let version: Int
    /// True where only the published form may be read.
    package let isPublication: Bool
}

/// A task as a comparison shows it.
package struct ComparableTask: Hashable, Sendable {
    package let id: Identifier<PlanTask>
    package let plan: ComparablePlan
    package let path: String
    package let area: String
    package let title: String?
    package let text: String
    /// The units as printed.
    package let units: [String]

    var wording: Crosswalk.Wording { Crosswalk.Wording(title: title, text: text) }
}

/// A run of a task's text that the task beside it has too, or that it alone has.
package struct SharedWords: Hashable, Sendable {
    package let text: String
    package let isShared: Bool
}

/// A task that is like another, with the shared wording marked in both.
package struct LikeTask: Sendable {
    package let task: ComparableTask
    /// From 0 to 100.
    package let likeness: Int
    /// Its own text, by what the other one has too.
    package let words: [SharedWords]
    /// The other one's text, by what this one has too.
    package let otherWords: [SharedWords]
}

/// A task with those that are most like it, nearest first.
package struct TaskWithLikes: Sendable {
    package let task: ComparableTask
    package let likes: [LikeTask]
}

/// Two plans of different pairings, or of one.
package struct PlanLikeness: Sendable {
    package let mine: ComparablePlan
    package let other: ComparablePlan
    /// Every task of mine in its order.
    package let tasks: [TaskWithLikes]
    /// The tasks of the other plan that are nearest to none of mine.
    package let unmatched: [ComparableTask]
}
