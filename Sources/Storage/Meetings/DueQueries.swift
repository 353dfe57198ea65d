// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A day by which something of a yearly list is to be done.
package struct DueRecord: Hashable, Sendable {
    /// The identity of the item, or of the milestone.
    package let id: String
    package let item: Identifier<WorkItem>
    package let list: Identifier<YearPlan>
    package let pairing: Identifier<Pairing>
    package let title: String
    /// What the milestone says; nil for the item itself.
    package let milestone: String?
    package let due: CalendarDate
    /// Grows with every change of the item, and with every agreement to its list, by which days move.
    package let revision: Int
}

/// Whose shares are looked at.
package enum DueSight: Hashable, Sendable {
    case all
    /// Those of sides of pairings, and those of bodies in pairings.
    case some(sides: [Identifier<Pairing>: Set<Side>], bodies: [Identifier<Organisation>: Set<Identifier<Pairing>>])

    /// The condition on `work_leg l`; nil where every share counts.
    fileprivate var condition: SQLCondition? {
        guard case .some(let sides, let bodies) = self else { return nil }
        var conditions: [SQLCondition] = []
        for (pairing, seen) in sides.sorted(by: { $0.key < $1.key }) {
            conditions.append(
                .all([
                    SQLCondition("l.pairing_id = ?", [.id(pairing)]),
                    .in("l.side", seen.sorted { $0.rawValue < $1.rawValue }.map { .choice($0) }),
                ]))
        }
        for (body, pairings) in bodies.sorted(by: { $0.key < $1.key }) {
            conditions.append(
                .all([
                    SQLCondition("l.organisation_id = ?", [.id(body)]),
                    .in("l.pairing_id", pairings.sorted().map { .id($0) }),
                ]))
        }
        return .any(conditions)
    }
}

/// What is due of yearly lists that both cities agreed to and some share of which is still to be done.
package struct DueQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func items(
        in pairings: PairingFilter, _ days: ClosedRange<CalendarDate>, _ sight: DueSight, limit: Int
    ) throws -> [DueRecord] {
        try due("i.id", "NULL", "COALESCE(i.agreed_due, i.due_day)", "work_item i", [], pairings, days, sight, limit)
    }

    package func milestones(
        in pairings: PairingFilter, _ days: ClosedRange<CalendarDate>, _ sight: DueSight, limit: Int
    ) throws -> [DueRecord] {
        try due(
            "m.id", "m.text", "m.due_day", "milestone m JOIN work_item i ON i.id = m.item_id",
            [SQLCondition("m.is_agreed = 1"), SQLCondition("m.reached_on IS NULL")], pairings, days, sight, limit)
    }

    /// When each of these objects was last changed, as far as the record reaches.
    package func lastChanges(_ kind: String, _ ids: [String]) throws -> [String: Instant] {
        var found: [String: Instant] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = SQLCondition.in("object_id", ids[start..<min(start + 500, ids.count)].map { .text($0) })
            for row in try connection.rows(
                """
                SELECT object_id, MAX(at) FROM audit_event WHERE object_kind = ? AND \(some.sql)
                    AND result = 'done' GROUP BY object_id
                """, [.text(kind)] + some.arguments)
            {
                found[try row.text(0)] = try row.instant(1)
            }
        }
        return found
    }

    private func due(
        _ id: String, _ text: String, _ day: String, _ tables: String, _ more: [SQLCondition],
        _ pairings: PairingFilter, _ days: ClosedRange<CalendarDate>, _ sight: DueSight, _ limit: Int
    ) throws -> [DueRecord] {
        let seen = sight.condition
        let shares = SQLCondition(
            """
            EXISTS (SELECT 1 FROM work_leg l WHERE l.item_id = i.id AND l.state IN ('open', 'handed-on')\
            \(seen.map { " AND (\($0.sql))" } ?? ""))
            """, seen?.arguments ?? [])
        let condition = SQLCondition.all(
            [
                SQLCondition("p.first_agreed_at IS NOT NULL"), pairings.condition("i.pairing_id"),
                SQLCondition("\(day) >= ?", [.day(days.lowerBound)]),
                SQLCondition("\(day) <= ?", [.day(days.upperBound)]), shares,
            ].compactMap { $0 } + more)
        return try connection.rows(
            """
            SELECT \(id), i.id, i.pairing_id, i.title, \(text), \(day), i.revision + 2 * (p.edition - 1)
                + CASE WHEN p.old_area_at IS NOT NULL AND p.eastern_at IS NOT NULL THEN 1 ELSE 0 END, p.id
            FROM \(tables) JOIN year_plan p ON p.id = i.year_plan_id WHERE \(condition.sql)
            ORDER BY \(day), \(id) LIMIT \(max(1, limit))
            """, condition.arguments
        ).map { row in
            DueRecord(
                id: try row.text(0), item: try row.id(1), list: try row.id(7), pairing: try row.id(2),
                title: try row.text(3), milestone: try row.textOrNil(4), due: try row.day(5),
                revision: try row.integer(6))
        }
    }
}
