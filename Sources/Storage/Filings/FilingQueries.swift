// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What bodies hand in for cycles.
package struct FilingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Filing>) throws -> Filing? { try select("WHERE id = ?", [.id(id)]).first }

    /// Keeps the filing as it is until the transaction ends.
    package func lock(_ id: Identifier<Filing>) throws -> Filing? {
        try select("WHERE id = ?" + connection.dialect.forUpdate, [.id(id)]).first
    }

    package func all(of cycle: Identifier<FilingCycle>) throws -> [Filing] {
        try select("WHERE cycle_id = ? ORDER BY side, unit", [.id(cycle)])
    }

    /// What these bodies hand in for many cycles.
    package func all(of cycles: [Identifier<FilingCycle>], by bodies: [Identifier<Organisation>]) throws -> [Filing] {
        guard !cycles.isEmpty, !bodies.isEmpty else { return [] }
        let condition = SQLCondition.all([
            .in("cycle_id", cycles.map { .id($0) }), .in("organisation_id", bodies.map { .id($0) }),
        ])
        return try select("WHERE \(condition.sql) ORDER BY cycle_id, side, unit", condition.arguments)
    }

    /// How many filings of each cycle are in which state, and how many of them came first after the due day or have not
    /// come at all. One query for each due day.
    package func tallies(of cycles: [FilingCycle]) throws -> [FilingTally] {
        try Dictionary(grouping: cycles, by: \.due).sorted { $0.key < $1.key }.flatMap { due, cycles in
            let some = SQLCondition.in("cycle_id", cycles.map { .id($0.id) })
            let end = CalendarDate(dayNumber: due.dayNumber + 1).map { Instant(startOf: $0) }
            return try connection.rows(
                """
                SELECT cycle_id, state, count(*), sum(CASE WHEN first_submitted_at >= ? THEN 1 ELSE 0 END),
                    sum(CASE WHEN first_submitted_at IS NULL THEN 1 ELSE 0 END)
                FROM filing WHERE \(some.sql) GROUP BY cycle_id, state
                """, [.at(end)] + some.arguments
            ).map { row in
                FilingTally(
                    cycle: try row.id(0), state: try row.choice(1), count: try row.integer(2),
                    afterDue: try row.integer(3), neverCame: try row.integer(4))
            }
        }
    }

    /// What these bodies still have to hand in.
    package func waiting(for bodies: [Identifier<Organisation>]) throws -> [Filing] {
        guard !bodies.isEmpty else { return [] }
        let condition = SQLCondition.all([
            .in("organisation_id", bodies.map { .id($0) }),
            .in("state", Filing.State.allCases.filter(\.isWithBody).map { .choice($0) }),
        ])
        return try select("WHERE \(condition.sql) ORDER BY id", condition.arguments)
    }

    package func insert(_ filings: [Filing]) throws {
        try connection.insert(into: "filing", Self.columns, rows: filings.map(values))
    }

    /// Sets what can change of a filing that has still the revision before that of `filing`. Returns false where
    /// somebody else was faster.
    package func update(_ filing: Filing) throws -> Bool {
        let sets = Self.columns.dropFirst(4).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE filing SET \(sets) WHERE id = ? AND revision = ?",
            values(filing).dropFirst(4) + [.id(filing.id), .integer(filing.revision - 1)]) == 1
    }

    /// Notes that these were reminded. It is no change of what they hold.
    package func remind(_ filings: [Identifier<Filing>], at now: Instant) throws {
        guard !filings.isEmpty else { return }
        let some = SQLCondition.in("id", filings.map { .id($0) })
        try connection.run(
            "UPDATE filing SET reminders = reminders + 1, reminded_at = ? WHERE \(some.sql)",
            [.at(now)] + some.arguments)
    }

    /// What a body that ended has not finished is its heir's to hand in. Returns how many filings.
    package func passOn(_ body: Identifier<Organisation>, to heir: Identifier<Organisation>) throws -> Int {
        try connection.run(
            """
            UPDATE filing SET organisation_id = ?, revision = revision + 1
            WHERE organisation_id = ? AND state NOT IN ('locked', 'excused')
            """, [.id(heir), .id(body)])
    }

    private static let columns = [
        "id", "cycle_id", "pairing_id", "side", "organisation_id", "unit", "state", "asked", "prefilled",
        "first_submitted_at", "submitted_at", "submitted_by", "submitter", "is_for_unit", "accepted_at",
        "accepted_by", "accepter", "returns", "reminders", "reminded_at", "revision",
    ]

    private func values(_ filing: Filing) -> [SQLValue] {
        [
            .id(filing.id), .id(filing.cycle), .id(filing.pairing), .choice(filing.side), .id(filing.organisation),
            .text(filing.unit), .choice(filing.state), .integer(filing.burden.asked),
            .integer(filing.burden.prefilled), .at(filing.firstSubmittedAt), .at(filing.submittedAt),
            .id(filing.submitter?.account), .text(filing.submitter?.name), .flag(filing.isForUnit),
            .at(filing.acceptedAt), .id(filing.accepter?.account), .text(filing.accepter?.name),
            .integer(filing.returns), .integer(filing.reminders), .at(filing.remindedAt), .integer(filing.revision),
        ]
    }

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [Filing] {
        try connection.rows("SELECT \(Self.columns.joined(separator: ", ")) FROM filing \(rest)", arguments).map(read)
    }

    private func read(_ row: SQLRow) throws -> Filing {
        var filing = Filing(
            id: try row.id(0), cycle: try row.id(1), pairing: try row.id(2), side: try row.choice(3),
            organisation: try row.idOrNil(4), unit: try row.text(5), state: try row.choice(6),
            burden: FilingBurden(asked: try row.integer(7), prefilled: try row.integer(8)))
        (filing.firstSubmittedAt, filing.submittedAt) = (try row.instantOrNil(9), try row.instantOrNil(10))
        (filing.submitter, filing.isForUnit) = (try row.signature(11), try row.flag(13))
        (filing.acceptedAt, filing.accepter) = (try row.instantOrNil(14), try row.signature(15))
        (filing.returns, filing.reminders) = (try row.integer(17), try row.integer(18))
        (filing.remindedAt, filing.revision) = (try row.instantOrNil(19), try row.integer(20))
        return filing
    }
}

/// So many filings of a cycle are in one state.
package struct FilingTally: Hashable, Sendable {
    package let cycle: Identifier<FilingCycle>
    package let state: Filing.State
    package let count: Int
    /// Those that were first handed in after the due day, and those that never were.
    package let afterDue: Int
    package let neverCame: Int
}
