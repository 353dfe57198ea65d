// SPDX-License-Identifier: Apache-2.0
package import Domain
import Storage

/// What the matrix of pairings and clauses is asked for.
package struct CrosswalkQuery: Hashable, Sendable {
    /// The identity of the reference; the first in force where nil.
    package var reference: String?
    /// A base region; all where nil.
    package var region: String?
    /// The title of an area of the reference; all where nil.
    package var area: String?

    package init(reference: String? = nil, region: String? = nil, area: String? = nil) {
        (self.reference, self.region, self.area) = (reference, region, area)
    }
}

/// The pairings that the caller sees and the clauses of one reference, with how many tasks carry out what.
package struct CrosswalkMatrix: Sendable {
    /// How many tasks of one pairing carry out one clause.
    package struct Cell: Hashable, Sendable {
        package let tasks: Int
        /// How many carry it out before any other clause.
        package let first: Int
    }
    /// One pairing.
    package struct Row: Sendable {
        package let pairing: Pairing
        /// 0 where it has no adopted plan.
        package let tasks: Int
        /// How many of them carry out no clause.
        package let beyond: Int
        /// By the clause's number; clauses that no task carries out are missing.
        package let cells: [Int: Cell]
        /// How many clauses of the whole reference no task carries out.
        package let leftOut: Int

        /// The same with the cells of these clauses alone.
        package func only(_ clauses: Set<Int>) -> Row {
            Row(
                pairing: pairing, tasks: tasks, beyond: beyond, cells: cells.filter { clauses.contains($0.key) },
                leftOut: leftOut)
        }
    }
    /// All that the caller can choose from, those in force first.
    package let references: [ReferenceListing]
    /// nil where there is none yet.
    package let reference: ReferenceListing?
    /// Those of the chosen area, in the order of the reference.
    package let clauses: [ReferenceClause]
    package let rows: [Row]
    /// What the matrix can be narrowed to.
    package let areas: [String]
    package let regions: [String]
}

/// One pairing held against one reference.
package struct PairingCrosswalk: Sendable {
    /// A clause with the tasks that carry it out, those first that do so before any other.
    package struct Clause: Sendable {
        package let clause: ReferenceClause
        package let tasks: [ClauseTask]
    }
    package let pairing: Pairing
    package let references: [ReferenceListing]
    package let reference: ReferenceListing
    /// How many tasks its plans have.
    package let taskCount: Int
    package let clauses: [Clause]
    /// The tasks that go beyond the reference.
    package let beyond: [ClauseTask]

    package var leftOut: [Clause] { clauses.filter(\.tasks.isEmpty) }
}

/// A task among those that carry out a clause.
package struct ClauseTask: Hashable, Sendable {
    package let id: Identifier<PlanTask>
    package let path: String
    package let title: String?
    package let area: String
    package let text: String
    /// In thousandths; nil where a person named the clause, or where it carries out none.
    package let likeness: Int?
    /// From 1: the clause is the task's best, its second, …; 0 where it carries out none.
    package let rank: Int
    package let plan: Identifier<Plan>
    /// True where the caller may read only what is published of its plan.
    package let isPublished: Bool

    init(_ task: TaskRecord, text: String, likeness: Int?, rank: Int, isPublished: Bool) {
        (id, path, title, area, self.text) = (task.id, task.path, task.title, task.area, text)
        (self.likeness, self.rank, plan, self.isPublished) = (likeness, rank, task.plan, isPublished)
    }
}

/// One clause held against all pairings.
package struct ClauseCrosswalk: Sendable {
    /// A pairing with its tasks that carry out the clause.
    package struct Row: Sendable {
        package let pairing: Pairing
        package let tasks: [ClauseTask]
    }
    package let reference: ReferenceListing
    package let clause: ReferenceClause
    /// The numbers of the clauses before and after it.
    package let previous: Int?
    package let next: Int?
    package let rows: [Row]
}

/// A clause and the tasks of one pairing that carry it out, with what they share marked.
package struct CrosswalkCell: Sendable {
    /// A stretch of text that the other text has or lacks.
    package struct Run: Hashable, Sendable {
        package let text: String
        package let isShared: Bool
    }
    /// Both texts side by side.
    package struct Comparison: Sendable {
        package let task: ClauseTask
        package let clause: [Run]
        package let title: [Run]
        package let text: [Run]
    }
    package let reference: ReferenceListing
    package let clause: ReferenceClause
    package let pairing: Pairing
    package let comparisons: [Comparison]
    package let previous: Int?
    package let next: Int?
}
