// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Reporting cycles and the rules by which they open.
package struct FilingCycleQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<FilingCycle>) throws -> FilingCycle? {
        try select("WHERE id = ?", [.id(id)]).first
    }

    /// Keeps the cycle as it is until the transaction ends: before any of its filings is locked.
    package func lock(_ id: Identifier<FilingCycle>) throws -> FilingCycle? {
        try select("WHERE id = ?" + connection.dialect.forUpdate, [.id(id)]).first
    }

    package func find(_ pairing: Identifier<Pairing>, _ form: String, _ period: Period) throws -> FilingCycle? {
        try select(
            "WHERE pairing_id = ? AND form = ? AND period = ?",
            [.id(pairing), .text(form), .text(period.description)]
        ).first
    }

    /// The cycles of pairings, the latest first; those alone that come after `mark`, a last day and an identity.
    package func latest(
        of pairings: PairingFilter, after mark: (day: String, id: String)? = nil, limit: Int
    ) throws -> [FilingCycle] {
        let beyond = mark.map {
            SQLCondition(
                "(last_day < ? OR last_day = ? AND id > ?)", [.text($0.day), .text($0.day), .text($0.id)])
        }
        let condition = SQLCondition.all([pairings.condition("pairing_id"), beyond].compactMap { $0 })
        return try select(
            "WHERE \(condition.sql) ORDER BY last_day DESC, id LIMIT \(max(1, limit))", condition.arguments)
    }

    /// The cycles of a form and period, of all these pairings.
    package func all(of pairings: PairingFilter, _ form: String, _ period: Period) throws -> [FilingCycle] {
        let condition = SQLCondition.all(
            [
                SQLCondition(
                    "last_day = ? AND form = ? AND period = ?",
                    [.day(period.days?.upperBound), .text(form), .text(period.description)]),
                pairings.condition("pairing_id"),
            ].compactMap { $0 })
        return try select("WHERE \(condition.sql) ORDER BY pairing_id", condition.arguments)
    }

    package func all(of list: Identifier<YearPlan>) throws -> [FilingCycle] {
        try select("WHERE year_plan_id = ? ORDER BY id", [.id(list)])
    }

    /// The cycles that are open; those alone that close before `day` where one is given.
    package func open(closingBefore day: CalendarDate? = nil) throws -> [FilingCycle] {
        guard let day else { return try select("WHERE closed_at IS NULL ORDER BY closes_day, id", []) }
        return try select("WHERE closed_at IS NULL AND closes_day < ? ORDER BY closes_day, id", [.day(day)])
    }

    package func insert(_ cycle: FilingCycle) throws {
        try connection.insert(into: "filing_cycle", Self.columns, rows: [values(cycle)])
    }

    /// Sets the days and the end of a cycle that has still the revision before that of `cycle`. Returns false where
    /// somebody else was faster.
    package func update(_ cycle: FilingCycle) throws -> Bool {
        try connection.run(
            """
            UPDATE filing_cycle SET due_day = ?, closes_day = ?, closed_at = ?, revision = ?
            WHERE id = ? AND revision = ?
            """,
            [
                .day(cycle.due), .day(cycle.closes), .at(cycle.closedAt), .integer(cycle.revision), .id(cycle.id),
                .integer(cycle.revision - 1),
            ]) == 1
    }

    /// The rule of a pairing; the rule of every pairing that has one where `pairing` is nil.
    package func rules(_ pairing: Identifier<Pairing>? = nil) throws -> [FilingRule] {
        let condition = pairing.map { SQLCondition("pairing_id = ?", [.id($0)]) } ?? SQLCondition("1 = 1")
        return try connection.rows(
            """
            SELECT pairing_id, opens, due_after, closes_after, remind_before, remind_every, order_after, revision
            FROM filing_rule WHERE \(condition.sql) ORDER BY pairing_id
            """, condition.arguments
        ).map { row in
            var rule = FilingRule(pairing: try row.id(0))
            (rule.opens, rule.dueAfter, rule.closesAfter) = (try row.flag(1), try row.integer(2), try row.integer(3))
            (rule.remindBefore, rule.remindEvery) = (try row.integer(4), try row.integer(5))
            (rule.orderAfter, rule.revision) = (try row.integerOrNil(6), try row.integer(7))
            return rule
        }
    }

    package func save(_ rule: FilingRule) throws {
        try connection.upsert(
            into: "filing_rule", key: [("pairing_id", .id(rule.pairing))],
            [
                ("opens", .flag(rule.opens)), ("due_after", .integer(rule.dueAfter)),
                ("closes_after", .integer(rule.closesAfter)), ("remind_before", .integer(rule.remindBefore)),
                ("remind_every", .integer(rule.remindEvery)), ("order_after", .integer(rule.orderAfter)),
                ("revision", .integer(rule.revision)),
            ])
    }

    private static let columns = [
        "id", "pairing_id", "year_plan_id", "form", "period", "last_day", "due_day", "closes_day", "short_reason",
        "opened_at", "opened_by", "closed_at", "revision",
    ]

    private func values(_ cycle: FilingCycle) -> [SQLValue] {
        [
            .id(cycle.id), .id(cycle.pairing), .id(cycle.yearPlan), .text(cycle.form),
            .text(cycle.period.description), .day(cycle.period.days?.upperBound), .day(cycle.due), .day(cycle.closes),
            .filled(cycle.shortReason), .at(cycle.openedAt), .text(cycle.openedBy), .at(cycle.closedAt),
            .integer(cycle.revision),
        ]
    }

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [FilingCycle] {
        try connection.rows("SELECT \(Self.columns.joined(separator: ", ")) FROM filing_cycle \(rest)", arguments)
            .map(read)
    }

    private func read(_ row: SQLRow) throws -> FilingCycle {
        guard let period = Period(try row.text(4)) else { throw row.mismatch(4, "a period") }
        return FilingCycle(
            id: try row.id(0), pairing: try row.id(1), yearPlan: try row.id(2), form: try row.text(3), period: period,
            due: try row.day(6), closes: try row.day(7), shortReason: try row.textOrNil(8),
            openedAt: try row.instant(9), openedBy: try row.text(10), closedAt: try row.instantOrNil(11),
            revision: try row.integer(12))
    }
}
