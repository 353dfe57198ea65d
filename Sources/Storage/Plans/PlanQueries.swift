// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A plan with what lists say of it.
package struct PlanRecord: Hashable, Sendable {
    package let plan: Plan
    package let taskCount: Int
    /// Of the newest version.
    package let adoptedAt: Instant
    package let adoptedBy: String
}

/// A place in the list of plans, those adopted last first.
package struct PlanPosition: Hashable, Sendable {
    package let adoptedAt: Instant
    package let id: Identifier<Plan>

    package init(adoptedAt: Instant, id: Identifier<Plan>) { (self.adoptedAt, self.id) = (adoptedAt, id) }
}

/// An area of a plan's newest version.
package struct PlanAreaRecord: Hashable, Sendable {
    package let ordinal: String
    package let title: String
    package let nationalArea: Int?

    package init(ordinal: String, title: String, nationalArea: Int?) {
        (self.ordinal, self.title, self.nationalArea) = (ordinal, title, nationalArea)
    }
}

/// A safeguard of a plan's newest version.
package struct PlanSafeguardRecord: Hashable, Sendable {
    package let ordinal: String
    package let title: String
    package let text: String
    package let source: DraftSource

    package init(ordinal: String, title: String, text: String, source: DraftSource) {
        (self.ordinal, self.title, self.text, self.source) = (ordinal, title, text, source)
    }
}

/// Adopted plans with their versions, areas and safeguards.
package struct PlanQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Plan>) throws -> Plan? {
        try connection.row("SELECT \(Self.columns("p")) FROM plan p WHERE p.id = ?", [.id(id)]).map { try read($0) }
    }

    /// Keeps the plan as it is until the transaction ends, so that two adoptions of it follow each other.
    package func lock(_ id: Identifier<Plan>) throws -> Plan? {
        try connection.row(
            "SELECT \(Self.columns("p")) FROM plan p WHERE p.id = ?" + connection.dialect.forUpdate, [.id(id)]
        ).map { try read($0) }
    }

    /// The plans of a pairing, the one adopted last first.
    package func all(of pairing: Identifier<Pairing>) throws -> [PlanRecord] {
        try records(SQLCondition("p.pairing_id = ?", [.id(pairing)]), "")
    }

    /// The plans of the visible pairings, the one adopted last first: those after a position, from the newest where nil.
    package func page(visible: PairingFilter, after: PlanPosition?, limit: Int) throws -> [PlanRecord] {
        var conditions = [visible.condition("p.pairing_id")].compactMap { $0 }
        if let after {
            conditions.append(
                SQLCondition(
                    "v.adopted_at < ? OR (v.adopted_at = ? AND p.id < ?)",
                    [.at(after.adoptedAt), .at(after.adoptedAt), .id(after.id)]))
        }
        return try records(.all(conditions), " LIMIT \(max(1, limit))")
    }

    private func records(_ condition: SQLCondition, _ limit: String) throws -> [PlanRecord] {
        try connection.rows(
            """
            SELECT \(Self.columns("p")), v.adopted_at, v.adopted_by,
                (SELECT count(*) FROM plan_task t WHERE t.plan_id = p.id AND t.dropped_in IS NULL)
            FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = p.version
            WHERE \(condition.sql) ORDER BY v.adopted_at DESC, p.id DESC\(limit)
            """, condition.arguments
        ).map { row in
            PlanRecord(
                plan: try read(row), taskCount: try row.integer(9), adoptedAt: try row.instant(7),
                adoptedBy: try row.text(8))
        }
    }

    /// Whether there is a plan that is not of the demonstration.
    package func hasOthersThanDemo() throws -> Bool {
        try connection.exists("SELECT 1 FROM plan WHERE is_demo = 0 LIMIT 1")
    }

    package func insert(_ plan: Plan, isDemo: Bool = false) throws {
        try connection.run(
            """
            INSERT INTO plan (id, pairing_id, title, document_number, period_from, period_to, version, is_demo)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(plan.id), .id(plan.pairing), .text(plan.title), .filled(plan.documentNumber),
                .integer(plan.period?.from), .integer(plan.period?.to), .integer(plan.version), .flag(isDemo),
            ])
    }

    /// Sets what a new version changes of the plan itself.
    package func update(_ plan: Plan) throws {
        try connection.run(
            """
            UPDATE plan SET title = ?, document_number = ?, period_from = ?, period_to = ?, version = ? WHERE id = ?
            """,
            [
                .text(plan.title), .filled(plan.documentNumber), .integer(plan.period?.from),
                .integer(plan.period?.to), .integer(plan.version), .id(plan.id),
            ])
    }

    package func insert(_ version: PlanVersion) throws {
        try connection.run(
            """
            INSERT INTO plan_version (plan_id, number, document_id, draft_id, adopted_at, adopted_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .id(version.plan), .integer(version.number), .id(version.document), .id(version.draft),
                .at(version.adoptedAt), .text(version.adoptedBy),
            ])
    }

    /// The versions of a plan, newest first.
    package func versions(of plan: Identifier<Plan>) throws -> [PlanVersion] {
        try versions(SQLCondition("plan_id = ?", [.id(plan)]))
    }

    /// The versions that were made of a document: several where two pairings share a file.
    package func versions(of document: Identifier<Document>) throws -> [PlanVersion] {
        try versions(SQLCondition("document_id = ?", [.id(document)]))
    }

    private func versions(_ condition: SQLCondition) throws -> [PlanVersion] {
        try connection.rows(
            """
            SELECT plan_id, number, document_id, draft_id, adopted_at, adopted_by FROM plan_version
            WHERE \(condition.sql) ORDER BY number DESC, plan_id
            """, condition.arguments
        ).map { row in
            PlanVersion(
                plan: try row.id(0), number: try row.integer(1), document: try row.id(2), draft: try row.id(3),
                adoptedAt: try row.instant(4), adoptedBy: try row.text(5))
        }
    }

    package func areas(of plan: Identifier<Plan>) throws -> [PlanAreaRecord] {
        try connection.rows(
            "SELECT ordinal, title, national_area FROM plan_area WHERE plan_id = ? ORDER BY position", [.id(plan)]
        ).map { row in
            PlanAreaRecord(
                ordinal: try row.text(0), title: try row.text(1), nationalArea: try row.integerOrNil(2))
        }
    }

    package func replaceAreas(of plan: Identifier<Plan>, by areas: [PlanAreaRecord]) throws {
        try connection.run("DELETE FROM plan_area WHERE plan_id = ?", [.id(plan)])
        try connection.insert(
            into: "plan_area", ["plan_id", "position", "ordinal", "title", "national_area"],
            rows: areas.enumerated().map { position, area in
                [
                    .id(plan), .integer(position), .text(area.ordinal), .text(area.title),
                    .integer(area.nationalArea),
                ]
            })
    }

    package func safeguards(of plan: Identifier<Plan>) throws -> [PlanSafeguardRecord] {
        try connection.rows(
            """
            SELECT ordinal, title, text, source_from, source_to, page FROM plan_safeguard
            WHERE plan_id = ? ORDER BY position
            """, [.id(plan)]
        ).map { row in
            PlanSafeguardRecord(
                ordinal: try row.text(0), title: try row.text(1), text: try row.text(2),
                source: try row.source(3))
        }
    }

    package func replaceSafeguards(of plan: Identifier<Plan>, by safeguards: [PlanSafeguardRecord]) throws {
        try connection.run("DELETE FROM plan_safeguard WHERE plan_id = ?", [.id(plan)])
        try connection.insert(
            into: "plan_safeguard",
            ["plan_id", "position", "ordinal", "title", "text", "source_from", "source_to", "page"],
            rows: safeguards.enumerated().map { position, safeguard in
                [
                    .id(plan), .integer(position), .text(safeguard.ordinal), .text(safeguard.title),
                    .text(safeguard.text),
                ] + SQLValue.source(safeguard.source)
            })
    }

    private static func columns(_ table: String) -> String {
        ["id", "pairing_id", "title", "document_number", "period_from", "period_to", "version"]
            .map { "\(table).\($0)" }.joined(separator: ", ")
    }

    private func read(_ row: SQLRow) throws -> Plan {
        Plan(
            id: try row.id(0), pairing: try row.id(1), title: try row.text(2), documentNumber: try row.textOrNil(3),
            period: try row.isNull(4) ? nil : row.years(4, 5), version: try row.integer(6))
    }
}

extension SQLValue {
    /// The columns source_from, source_to and page.
    static func source(_ source: DraftSource) -> [SQLValue] {
        [.integer(source.range.from), .integer(source.range.to), .integer(source.page)]
    }
}

extension SQLRow {
    /// The columns source_from, source_to and page, from column `start`.
    func source(_ start: Int) throws -> DraftSource {
        DraftSource(
            range: TextRange(from: try integer(start), to: try integer(start + 1)), page: try integerOrNil(start + 2))
    }
}
