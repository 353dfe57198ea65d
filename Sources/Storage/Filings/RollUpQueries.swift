// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What is counted across cycles.
package struct RollUpQueries {
    /// By what besides the cycle filings are counted; by area it is shares.
    package enum Cut: Sendable {
        case cycle, side, unit, area
    }
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The forms and periods for which there are cycles in these pairings, the latest first.
    package func periods(
        of pairings: PairingFilter, limit: Int, offset: Int = 0
    ) throws -> [(form: String, period: Period)] {
        let condition = pairings.condition("pairing_id") ?? SQLCondition("1 = 1")
        return try connection.rows(
            """
            SELECT DISTINCT form, period, last_day FROM filing_cycle WHERE \(condition.sql)
            ORDER BY last_day DESC, form, period LIMIT \(max(1, limit)) OFFSET \(max(0, offset))
            """, condition.arguments
        ).map { row in
            guard let period = Period(try row.text(1)) else { throw row.mismatch(1, "a period") }
            return (try row.text(0), period)
        }
    }

    /// How many filings of each cycle are in which state, and how many of them came first after the due day or have not
    /// come at all, by `cut`. One query for each due day.
    package func tallies(of cycles: [FilingCycle], by cut: Cut) throws -> [RollUpTally] {
        try Dictionary(grouping: cycles, by: \.due).sorted { $0.key < $1.key }.flatMap { due, cycles in
            try tallies(of: cycles, due, cut)
        }
    }

    private func tallies(of cycles: [FilingCycle], _ due: CalendarDate, _ cut: Cut) throws -> [RollUpTally] {
        let some = SQLCondition.in("f.cycle_id", cycles.map { .id($0.id) })
        let end = CalendarDate(dayNumber: due.dayNumber + 1).map { Instant(startOf: $0) }
        let none = "CAST(NULL AS TEXT)"
        let side = cut == .cycle ? none : cut == .area ? none : "f.side"
        let (unit, area) = (cut == .unit ? "f.unit" : none, cut == .area ? "a.area" : none)
        let weight = cut == .area ? "a.lines" : "1"
        let groups = ["f.cycle_id", "f.state"] + [side, unit, area].filter { $0 != none }
        return try connection.rows(
            """
            SELECT f.cycle_id, f.state, \(side), \(unit), \(area), sum(\(weight)),
                sum(CASE WHEN f.first_submitted_at >= ? THEN \(weight) ELSE 0 END),
                sum(CASE WHEN f.first_submitted_at IS NULL THEN \(weight) ELSE 0 END)
            FROM filing f\(cut == .area ? " JOIN filing_area a ON a.filing_id = f.id" : "")
            WHERE \(some.sql) GROUP BY \(groups.joined(separator: ", "))
            """, [.at(end)] + some.arguments
        ).map { row in
            RollUpTally(
                tally: FilingTally(
                    cycle: try row.id(0), state: try row.choice(1), count: try row.integer(5),
                    afterDue: try row.integer(6), neverCame: try row.integer(7)),
                side: try row.choiceOrNil(2), unit: try row.textOrNil(3), area: try row.textOrNil(4))
        }
    }

    /// Of how many shares of an area each of these filings speaks; those that speak of none are not there.
    package func lines(
        of area: String, in cycles: [Identifier<FilingCycle>]
    ) throws -> [Identifier<Filing>: Int] {
        guard !cycles.isEmpty else { return [:] }
        let some = SQLCondition.in("f.cycle_id", cycles.map { .id($0) })
        let own = area.isEmpty ? SQLCondition("a.area IS NULL") : SQLCondition("a.area = ?", [.text(area)])
        let condition = SQLCondition.all([some, own])
        var found: [Identifier<Filing>: Int] = [:]
        for row in try connection.rows(
            """
            SELECT a.filing_id, a.lines FROM filing f JOIN filing_area a ON a.filing_id = f.id
            WHERE \(condition.sql)
            """, condition.arguments)
        {
            found[try row.id(0)] = try row.integer(1)
        }
        return found
    }
}

/// So many filings, or shares of an area, in one state.
package struct RollUpTally: Hashable, Sendable {
    package let tally: FilingTally
    package let side: Side?
    package let unit: String?
    package let area: String?
}
