// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A yearly list with what lists of lists say of it.
package struct YearPlanRecord: Hashable, Sendable {
    package var plan: YearPlan
    /// When both cities first agreed to it; nil while it is a draft.
    package var firstAgreedAt: Instant?

    package init(plan: YearPlan, firstAgreedAt: Instant? = nil) {
        (self.plan, self.firstAgreedAt) = (plan, firstAgreedAt)
    }
}

/// Yearly lists and their specials.
package struct YearPlanQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<YearPlan>) throws -> YearPlanRecord? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    /// Keeps the list as it is until the transaction ends.
    package func lock(_ id: Identifier<YearPlan>) throws -> YearPlanRecord? {
        try select(SQLCondition("id = ?", [.id(id)]), connection.dialect.forUpdate).first
    }

    package func find(_ pairing: Identifier<Pairing>, year: Int) throws -> YearPlanRecord? {
        try select(SQLCondition("pairing_id = ? AND year = ?", [.id(pairing), .integer(year)])).first
    }

    /// The lists of the visible pairings, the newest years first.
    package func all(visible: PairingFilter) throws -> [YearPlanRecord] {
        try select(visible.condition("pairing_id") ?? SQLCondition("1 = 1"), " ORDER BY year DESC, pairing_id")
    }

    package func insert(_ record: YearPlanRecord) throws {
        try connection.insert(into: "year_plan", Self.columns, rows: [values(record)])
    }

    /// Sets everything but identity, pairing and year of a list that has still the revision before `record`'s. Returns
    /// false where somebody else was faster.
    package func update(_ record: YearPlanRecord) throws -> Bool {
        let sets = Self.columns.dropFirst(3).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE year_plan SET \(sets) WHERE id = ? AND revision = ?",
            values(record).dropFirst(3) + [.id(record.plan.id), .integer(record.plan.revision - 1)]) == 1
    }

    /// Sets who has agreed to the list as it is at its revision. Returns false where somebody has changed it since.
    package func saveAgreements(_ record: YearPlanRecord) throws -> Bool {
        let columns = Self.columns.dropFirst(6)
        let sets = columns.map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE year_plan SET \(sets) WHERE id = ? AND revision = ?",
            values(record).dropFirst(6) + [.id(record.plan.id), .integer(record.plan.revision)]) == 1
    }

    package func remove(_ id: Identifier<YearPlan>) throws {
        try connection.run("DELETE FROM year_plan WHERE id = ?", [.id(id)])
    }

    package func specials(of plan: Identifier<YearPlan>) throws -> [Special] {
        try connection.rows(
            "SELECT id, position, title, steering FROM special WHERE year_plan_id = ? ORDER BY position, id",
            [.id(plan)]
        ).map { row in
            Special(
                id: try row.id(0), yearPlan: plan, position: try row.integer(1), title: try row.text(2),
                steering: try row.textOrNil(3) ?? "")
        }
    }

    package func insert(_ special: Special) throws {
        try connection.run(
            "INSERT INTO special (id, year_plan_id, position, title, steering) VALUES (?, ?, ?, ?, ?)",
            [
                .id(special.id), .id(special.yearPlan), .integer(special.position), .text(special.title),
                .filled(special.steering),
            ])
    }

    package func update(_ special: Special) throws {
        try connection.run(
            "UPDATE special SET position = ?, title = ?, steering = ? WHERE id = ?",
            [.integer(special.position), .text(special.title), .filled(special.steering), .id(special.id)])
    }

    /// Its items stay, without it.
    package func remove(_ special: Identifier<Special>) throws {
        try connection.run("UPDATE work_item SET special_id = NULL WHERE special_id = ?", [.id(special)])
        try connection.run("DELETE FROM special WHERE id = ?", [.id(special)])
    }

    private static let columns = [
        "id", "pairing_id", "year", "title", "edition", "revision", "old_area_at", "old_area_by", "eastern_at",
        "eastern_by", "first_agreed_at",
    ]

    private func values(_ record: YearPlanRecord) -> [SQLValue] {
        let plan = record.plan
        let (old, east) = (plan.agreements[.oldArea], plan.agreements[.eastern])
        return [
            .id(plan.id), .id(plan.pairing), .integer(plan.year), .text(plan.title), .integer(plan.edition),
            .integer(plan.revision), .at(old?.at), .text(old?.by), .at(east?.at), .text(east?.by),
            .at(record.firstAgreedAt),
        ]
    }

    private func select(_ condition: SQLCondition, _ tail: String = "") throws -> [YearPlanRecord] {
        try connection.rows(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM year_plan WHERE \(condition.sql)\(tail)",
            condition.arguments
        ).map(read)
    }

    private func read(_ row: SQLRow) throws -> YearPlanRecord {
        var agreements: [Side: YearPlan.Agreement] = [:]
        for (side, column) in [(Side.oldArea, 6), (.eastern, 8)] {
            if let at = try row.instantOrNil(column) {
                agreements[side] = YearPlan.Agreement(at: at, by: try row.text(column + 1))
            }
        }
        return YearPlanRecord(
            plan: YearPlan(
                id: try row.id(0), pairing: try row.id(1), year: try row.integer(2), title: try row.text(3),
                edition: try row.integer(4), revision: try row.integer(5), agreements: agreements),
            firstAgreedAt: try row.instantOrNil(10))
    }
}
