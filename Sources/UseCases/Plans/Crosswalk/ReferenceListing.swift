// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A reference plan as lists show it.
package struct ReferenceListing: Sendable {
    package let reference: ReferencePlan
    /// The place that it holds for: a province's, or the pairing's; nil where it is the nation's.
    package let province: Division?
    package let pairing: Pairing?
}

/// For whom a document is to become the reference plan.
package enum ReferenceChoice: String, CaseIterable, Sendable {
    case nation
    /// The province of one side of the document's pairing.
    case oldArea
    case eastern
    /// The document's pairing and those within it.
    case pairing
}

/// A reference plan's page.
package struct ReferenceDetail: Sendable {
    package let listing: ReferenceListing
    package let clauses: [ReferenceClause]
    /// The one whose place it took.
    package let predecessor: ReferenceListing?
    package let successor: ReferenceListing?
    /// Whether the caller may open the draft that it was made of.
    package let mayReadDraft: Bool
}

/// A clause that a task carries out, as pages show it.
package struct LinkedClause: Hashable, Sendable {
    package let clause: ReferenceClause
    /// In thousandths; nil where a person named the clause and the program had not.
    package let likeness: Int?
}

/// The clauses of one reference that a task carries out.
package struct TaskClauses: Sendable {
    package let task: Identifier<PlanTask>
    package let reference: ReferenceListing
    /// Best first; none where the task goes beyond the reference.
    package let links: [LinkedClause]
    /// How many corrections were made and taken back: what a correction is made on.
    package let revision: Int
    /// Who chose the links, and when; nil where the program did.
    package let correctedBy: String?
    package let correctedAt: Instant?
    /// True where the task's wording changed since.
    package let isOutdated: Bool
    package let canUndo: Bool
    package let mayCorrect: Bool
    /// All clauses of the reference, to choose from; none where the caller may not.
    package let choices: [ReferenceClause]
}
