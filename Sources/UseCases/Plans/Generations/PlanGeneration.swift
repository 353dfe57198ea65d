// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A task of another generation, as pages name it.
package struct RelatedTask: Sendable {
    package let id: Identifier<PlanTask>
    package let path: String
    package let title: String
    package let plan: String
}

/// What became of a task when its plan ended, or what is proposed.
package struct GenerationStep: Sendable {
    /// `carried`, `renewed` or `closed`.
    package let kind: String
    /// The task of the next plan; nil where it is closed.
    package let successor: RelatedTask?
    package let at: Instant
    package let by: String
    package let reason: String?
}

/// The tasks of a plan that ends, with what becomes of each in the next.
package struct PlanGeneration: Sendable {
    /// One task.
    package struct Line: Sendable {
        package let task: RelatedTask
        /// What both cities have agreed to; nil while they haven't.
        package let fate: GenerationStep?
        /// What one city proposes.
        package let proposal: GenerationStep?
        package let proposedBy: Side?
        /// The task of a next plan that has the same title.
        package let likely: Identifier<PlanTask>?
        package let mayPropose: Bool
        package let mayAgree: Bool
        package let mayWithdraw: Bool
    }
    package let plan: Plan
    package let pairing: Pairing
    package let lines: [Line]
    /// The tasks of the plans that follow.
    package let next: [RelatedTask]
}

/// The line of descent of a task over the generations of plans, the oldest first.
package struct TaskLine: Sendable {
    /// The tasks of earlier plans that it goes on with, each with how.
    package let ancestors: [(task: RelatedTask, kind: String)]
    /// What became of it.
    package let fate: GenerationStep?
}
