// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A task's page.
package struct TaskDetail: Sendable {
    package let task: PlanTask
    package let plan: Plan
    package let pairing: Pairing
    /// The clause in its surroundings: some of the source before, the clause, some after.
    package let clause: SourceExcerpt
    package let comments: [Comment]
    package let history: ObjectHistory
    /// Its wording in every version, newest first.
    package let wordings: [TaskWording]
    /// From which tasks it came and which came of it, where a version split or merged them.
    package let descents: [TaskDescent]
    /// The tasks of earlier plans that it goes on with, and what became of it in the next.
    package let line: TaskLine
    /// What the bodies that have another name today, or passed into others, are called now.
    package let presentNames: [Identifier<Organisation>: String]
    /// The clauses of each reference plan that it carries out.
    package let crosswalk: [TaskClauses]
    package let mayComment: Bool
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
}

/// A clause in its surroundings.
package struct SourceExcerpt: Sendable {
    package let before: String
    package let clause: String
    package let after: String
    package let page: Int?
    /// The number of the paragraph in the document, from 1.
    package let paragraph: Int
    package let document: Identifier<Document>
    package let draft: Identifier<Draft>
}

/// What one version says of a task.
package struct TaskWording: Sendable {
    package let version: Int
    package let change: TaskChange
    package let path: String
    package let title: String?
    package let text: String
    /// The units as printed, with their places; nil where the version was adopted before they were kept.
    package let units: [String]?
}

/// A task whose sentences another one took over.
package struct TaskDescent: Sendable {
    /// The other task.
    package let task: Identifier<PlanTask>
    package let path: String
    package let title: String?
    package let version: Int
    /// `split` or `merged`.
    package let change: TaskChange
    /// True where this task came of the other one, false where the other one came of this.
    package let isOrigin: Bool
    /// How much of a hundred parts of the older one's text the younger one took over.
    package let share: Int
}
