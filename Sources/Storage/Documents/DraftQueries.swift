// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A draft as stored: its plans are the engine's JSON, which storage doesn't read.
package struct DraftRecord: Hashable, Sendable {
    package var id: Identifier<Draft>
    package var document: Identifier<Document>
    package var pairing: Identifier<Pairing>
    package var state: Draft.State
    package var revision: Int
    package var plan: String
    /// How many findings wait for a clerk.
    package var findings: Int
    package var changedAt: Instant
    package var changedBy: String
    /// Who has it in hand: whoever changed it last, or received it from a leaver; nil for the command line.
    package var holder: Identifier<User>?

    package init(
        id: Identifier<Draft>, document: Identifier<Document>, pairing: Identifier<Pairing>, state: Draft.State,
        revision: Int, plan: String, findings: Int, changedAt: Instant, changedBy: String,
        holder: Identifier<User>? = nil
    ) {
        (self.id, self.document, self.pairing, self.state) = (id, document, pairing, state)
        (self.revision, self.plan, self.findings) = (revision, plan, findings)
        (self.changedAt, self.changedBy, self.holder) = (changedAt, changedBy, holder)
    }
}

/// One correction of a draft, with the plan as it was before it.
package struct DraftStep: Hashable, Sendable {
    /// From 1.
    package var number: Int
    package var kind: String
    package var arguments: String
    package var planBefore: String
    package var madeAt: Instant
    package var madeBy: String
    package var isUndone: Bool

    package init(
        number: Int, kind: String, arguments: String, planBefore: String, madeAt: Instant, madeBy: String,
        isUndone: Bool
    ) {
        (self.number, self.kind, self.arguments, self.planBefore) = (number, kind, arguments, planBefore)
        (self.madeAt, self.madeBy, self.isUndone) = (madeAt, madeBy, isUndone)
    }
}

/// The drafts and the steps in which they were corrected.
package struct DraftQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Draft>) throws -> DraftRecord? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    /// Like `find`, inside `write`: nobody else changes the draft until the transaction ends.
    package func lock(_ id: Identifier<Draft>) throws -> DraftRecord? {
        try select(SQLCondition("id = ?", [.id(id)]), connection.dialect.forUpdate).first
    }

    /// The draft of a document that is still being corrected, or nil.
    package func open(of document: Identifier<Document>) throws -> DraftRecord? {
        try select(SQLCondition("document_id = ? AND state = 'open'", [.id(document)])).last
    }

    /// Adds a draft; its plan is also kept as it was read.
    package func insert(_ draft: DraftRecord, reader: String? = nil, isDemo: Bool = false) throws {
        try connection.run(
            """
            INSERT INTO draft (id, document_id, pairing_id, state, revision, plan, original_plan, findings, changed_at,
                changed_by, holder_id, is_demo, reader)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(draft.id), .id(draft.document), .id(draft.pairing), .choice(draft.state),
                .integer(draft.revision), .text(draft.plan), .text(draft.plan), .integer(draft.findings),
                .at(draft.changedAt), .text(draft.changedBy), .id(draft.holder), .flag(isDemo), .filled(reader),
            ])
    }

    /// The plan of a draft as it was read, and the version of the reader where it is known; nil where there is none.
    package func original(of id: Identifier<Draft>) throws -> (plan: String, reader: String?)? {
        try connection.row("SELECT original_plan, reader FROM draft WHERE id = ?", [.id(id)]).map {
            (try $0.text(0), try $0.textOrNil(1))
        }
    }

    /// Sets state, plan and findings of a draft that has still the `revision` before that of `draft`. Returns false
    /// where somebody else was faster.
    package func update(_ draft: DraftRecord) throws -> Bool {
        try connection.run(
            """
            UPDATE draft SET state = ?, plan = ?, findings = ?, revision = ?, changed_at = ?, changed_by = ?,
                holder_id = ?
            WHERE id = ? AND revision = ?
            """,
            [
                .choice(draft.state), .text(draft.plan), .integer(draft.findings), .integer(draft.revision),
                .at(draft.changedAt), .text(draft.changedBy), .id(draft.holder), .id(draft.id),
                .integer(draft.revision - 1),
            ]) == 1
    }

    /// The open drafts that a person has in hand.
    package func held(by holder: Identifier<User>) throws -> [DraftRecord] {
        try select(SQLCondition("holder_id = ? AND state = 'open'", [.id(holder)]))
    }

    /// Puts an open draft into another person's hands; its content and revision stay.
    package func setHolder(_ holder: Identifier<User>, of id: Identifier<Draft>) throws {
        try connection.run("UPDATE draft SET holder_id = ? WHERE id = ?", [.id(holder), .id(id)])
    }

    /// The last step that is in force, which undoing takes back.
    package func lastStep(of draft: Identifier<Draft>) throws -> DraftStep? {
        try steps(draft, "undone = 0 ORDER BY number DESC LIMIT 1").first
    }

    /// The first step that was taken back, which redoing makes again.
    package func firstUndoneStep(of draft: Identifier<Draft>) throws -> DraftStep? {
        try steps(draft, "undone = 1 ORDER BY number LIMIT 1").first
    }

    /// Adds a step after the last one in force; those that were taken back are forgotten.
    package func append(_ step: DraftStep, to draft: Identifier<Draft>) throws {
        try connection.run("DELETE FROM draft_step WHERE draft_id = ? AND undone = 1", [.id(draft)])
        try connection.run(
            """
            INSERT INTO draft_step (draft_id, number, kind, arguments, plan_before, made_at, made_by, undone)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0)
            """,
            [
                .id(draft), .integer(step.number), .text(step.kind), .text(step.arguments), .text(step.planBefore),
                .at(step.madeAt), .text(step.madeBy),
            ])
    }

    package func setUndone(_ isUndone: Bool, step: Int, of draft: Identifier<Draft>) throws {
        try connection.run(
            "UPDATE draft_step SET undone = ? WHERE draft_id = ? AND number = ?",
            [.flag(isUndone), .id(draft), .integer(step)])
    }

    /// The plans before its corrections, the newest first, and at last the plan as it was read.
    package func earlierPlans(of draft: Identifier<Draft>, limit: Int = 50) throws -> [String] {
        let steps = try connection.rows(
            """
            SELECT plan_before FROM draft_step WHERE draft_id = ? ORDER BY number DESC LIMIT \(max(1, limit))
            """, [.id(draft)]
        ).map { try $0.text(0) }
        let original = try connection.row("SELECT original_plan FROM draft WHERE id = ?", [.id(draft)])
        return steps + (try original.map { [try $0.text(0)] } ?? [])
    }

    private func steps(_ draft: Identifier<Draft>, _ rest: String) throws -> [DraftStep] {
        try connection.rows(
            """
            SELECT number, kind, arguments, plan_before, made_at, made_by, undone FROM draft_step
            WHERE draft_id = ? AND \(rest)
            """, [.id(draft)]
        ).map { row in
            DraftStep(
                number: try row.integer(0), kind: try row.text(1), arguments: try row.text(2),
                planBefore: try row.text(3), madeAt: try row.instant(4), madeBy: try row.text(5),
                isUndone: try row.flag(6))
        }
    }

    private func select(_ condition: SQLCondition, _ lock: String = "") throws -> [DraftRecord] {
        try connection.rows(
            """
            SELECT id, document_id, pairing_id, state, revision, plan, findings, changed_at, changed_by,
                holder_id
            FROM draft
            WHERE \(condition.sql) ORDER BY id\(lock)
            """, condition.arguments
        ).map { row in
            DraftRecord(
                id: try row.id(0), document: try row.id(1), pairing: try row.id(2), state: try row.choice(3),
                revision: try row.integer(4), plan: try row.text(5), findings: try row.integer(6),
                changedAt: try row.instant(7), changedBy: try row.text(8), holder: try row.idOrNil(9))
        }
    }
}
