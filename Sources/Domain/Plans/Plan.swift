// SPDX-License-Identifier: Apache-2.0

/// The adopted structure of a signed document for one pairing. A plan has versions; a task lives through them.
package struct Plan: Hashable, Sendable {
    package let id: Identifier<Plan>
    package let pairing: Identifier<Pairing>
    package var title: String
    package var documentNumber: String?
    package var period: YearSpan?
    /// The newest version's number, from 1.
    package var version: Int

    package init(
        id: Identifier<Plan>, pairing: Identifier<Pairing>, title: String, documentNumber: String?, period: YearSpan?,
        version: Int
    ) {
        (self.id, self.pairing, self.title) = (id, pairing, title)
        (self.documentNumber, self.period, self.version) = (documentNumber, period, version)
    }
}

/// One adoption of a document as a plan.
package struct PlanVersion: Hashable, Sendable {
    package let plan: Identifier<Plan>
    package let number: Int
    package let document: Identifier<Document>
    package let draft: Identifier<Draft>
    package let adoptedAt: Instant
    package let adoptedBy: String

    package init(
        plan: Identifier<Plan>, number: Int, document: Identifier<Document>, draft: Identifier<Draft>,
        adoptedAt: Instant,
        adoptedBy: String
    ) {
        (self.plan, self.number, self.document, self.draft) = (plan, number, document, draft)
        (self.adoptedAt, self.adoptedBy) = (adoptedAt, adoptedBy)
    }
}

/// A task as one version of the plan words it. It says what the document says, so it has no state, owner or due date.
package struct PlanTask: Hashable, Sendable {
    package let id: Identifier<PlanTask>
    package let plan: Identifier<Plan>
    /// The version whose wording this is.
    package var version: Int
    /// Its place in the document, from 0.
    package var position: Int
    package var path: String
    package var area: String
    package var areaOrdinal: String
    package var nationalArea: Int?
    package var group: String?
    package var title: String?
    package var text: String
    package var source: DraftSource
    package var measures: [DraftMeasure]
    package var responsibilities: [Responsibility]

    package init(
        id: Identifier<PlanTask>, plan: Identifier<Plan>, version: Int, position: Int, path: String, area: String,
        areaOrdinal: String, nationalArea: Int?, group: String?, title: String?, text: String, source: DraftSource,
        measures: [DraftMeasure], responsibilities: [Responsibility]
    ) {
        (self.id, self.plan, self.version, self.position, self.path) = (id, plan, version, position, path)
        (self.area, self.areaOrdinal, self.nationalArea, self.group) = (area, areaOrdinal, nationalArea, group)
        (self.title, self.text, self.source) = (title, text, source)
        (self.measures, self.responsibilities) = (measures, responsibilities)
    }
}

/// Who must act on a task: one body, or every body of a kind, on one side of the pairing.
package struct Responsibility: Hashable, Sendable {
    /// nil for bodies that belong to neither side (national or provincial bodies, firms).
    package var side: Side?
    package var unit: String
    /// The body of the directory; nil for groups.
    package var organisation: Identifier<Organisation>?
    package var scope: DraftUnit.Scope?
    package var role: DutyRole?
    package var isUncertain: Bool

    package init(
        side: Side?, unit: String, organisation: Identifier<Organisation>?, scope: DraftUnit.Scope?, role: DutyRole?,
        isUncertain: Bool
    ) {
        (self.side, self.unit, self.organisation) = (side, unit, organisation)
        (self.scope, self.role, self.isUncertain) = (scope, role, isUncertain)
    }
}

/// What became of a task between two versions of its plan.
package enum TaskChange: String, CaseIterable, Sendable {
    case unchanged
    case reworded
    case moved
    /// Its sentences stand in several tasks now.
    case split
    /// Its sentences stand in one task together with those of others.
    case merged
    case dropped
    case new
}

/// What somebody wrote beside a task.
package struct Comment: Hashable, Sendable {
    package let id: Identifier<Comment>
    package let task: Identifier<PlanTask>
    package let author: String
    package let at: Instant
    package let text: String

    package init(id: Identifier<Comment>, task: Identifier<PlanTask>, author: String, at: Instant, text: String) {
        (self.id, self.task, self.author, self.at, self.text) = (id, task, author, at, text)
    }
}
