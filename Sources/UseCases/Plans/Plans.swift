// SPDX-License-Identifier: Apache-2.0
package import Domain

package struct PlanListing: Sendable {
    package let plan: Plan
    package let pairingCode: String
    package let taskCount: Int
    package let adoptedAt: Instant
    package let adoptedBy: String
}

/// A plan's page.
package struct PlanDetail: Sendable {
    package let plan: Plan
    package let pairing: Pairing
    package let versions: [PlanVersion]
    package let areas: [PlanArea]
    package let safeguards: [PlanSafeguard]
}

package struct PlanArea: Sendable {
    package let ordinal: String
    package let title: String
    package let nationalArea: Int?
    package let tasks: [TaskListing]
}

package struct PlanSafeguard: Sendable {
    package let ordinal: String
    package let title: String
    package let text: String
}

/// One line of the task ledger.
package struct TaskListing: Sendable {
    package let id: Identifier<PlanTask>
    package let plan: Identifier<Plan>
    package let pairingCode: String
    package let path: String
    package let title: String?
    package let area: String
    package let text: String
    package let version: Int
    package let responsibilities: [Responsibility]
}

/// What the ledger shows; every field empty shows all that the caller may see.
package struct TaskQuery: Hashable, Sendable {
    package enum Order: String, CaseIterable, Sendable {
        /// As in the documents.
        case document
        case title
        case area
    }
    package var pairing: String?
    package var plan: String?
    /// An area's title, or a national area's number 1 to 5.
    package var area: String?
    /// An organisation's identity or (part of) its printed name.
    package var organisation: String?
    package var side: Side?
    package var text: String?
    package var order: Order = .document
    package var after: String?
    package var limit: Int = 50
    package init() {}
}

/// A task's page.
package struct TaskDetail: Sendable {
    package let task: PlanTask
    package let plan: Plan
    package let pairing: Pairing
    /// The clause in its surroundings: some of the source before, the clause, some after.
    package let clause: SourceExcerpt
    package let comments: [Comment]
    package let history: [AuditEvent]
    /// Its wording in every version, newest first.
    package let wordings: [TaskWording]
    package let mayComment: Bool
}

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

package struct TaskWording: Sendable {
    package let version: Int
    package let change: TaskChange
    package let path: String
    package let title: String?
    package let text: String
}

/// One task in the comparison of two versions.
package struct ComparedTask: Sendable {
    package let change: TaskChange
    package let task: Identifier<PlanTask>
    package let oldPath: String?
    package let newPath: String?
    package let title: String?
    /// The words in order, each kept, removed or added.
    package let words: [ComparedWords]
}

package struct ComparedWords: Hashable, Sendable {
    package enum Kind: String, Sendable { case kept, removed, added }
    package let kind: Kind
    package let text: String
    package init(kind: Kind, text: String) { (self.kind, self.text) = (kind, text) }
}

package enum TaskFormat: String, CaseIterable, Sendable { case json, csv, xlsx, table }

extension UseCases {
    package func plan(_ caller: Caller, id: String) async throws -> PlanDetail { throw Unfinished() }
    /// Task by task, what became of version `old` in version `new`.
    package func comparePlanVersions(_ caller: Caller, plan: String, from old: Int, to new: Int) async throws -> [ComparedTask] {
        throw Unfinished()
    }
    package func tasks(_ caller: Caller, _ query: TaskQuery) async throws -> Page<TaskListing> { throw Unfinished() }
    /// How many tasks the query finds among those the caller may see.
    package func taskCount(_ caller: Caller, _ query: TaskQuery) async throws -> Int { throw Unfinished() }
    /// What the ledger can be filtered by, among what the caller may see: areas, organisations by name, pairings.
    package func taskFilters(_ caller: Caller) async throws -> TaskFilters { throw Unfinished() }
    package func task(_ caller: Caller, id: String) async throws -> TaskDetail { throw Unfinished() }
    package func comment(_ caller: Caller, task: String, text: String) async throws { throw Unfinished() }
    /// The ledger as filtered, all pages, as a file's bytes. `language` names the columns.
    package func exportTasks(_ caller: Caller, _ query: TaskQuery, format: TaskFormat, language: Language) async throws -> [UInt8] {
        throw Unfinished()
    }
}

package struct TaskFilters: Sendable {
    package let pairings: [Pairing]
    package let areas: [String]
    package let organisations: [String]
}
