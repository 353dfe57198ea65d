// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What belongs to the rows of the registers of meetings and visits.
package struct MeetingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ entry: Identifier<LedgerEntry>) throws -> Meeting? { try find([entry])[entry] }

    /// Those of which something was written, by their rows.
    package func find(_ entries: [Identifier<LedgerEntry>]) throws -> [Identifier<LedgerEntry>: Meeting] {
        var found: [Identifier<LedgerEntry>: Meeting] = [:]
        for start in stride(from: 0, to: entries.count, by: 500) {
            let some = SQLCondition.in(
                "entry_id", entries[start..<min(start + 500, entries.count)].map { .id($0) })
            for row in try connection.rows(
                "SELECT \(Self.columns.joined(separator: ", ")) FROM meeting WHERE \(some.sql)", some.arguments)
            {
                let meeting = try meeting(row)
                found[meeting.entry] = meeting
            }
        }
        return found
    }

    /// Writes a meeting whose row is locked.
    package func save(_ meeting: Meeting) throws {
        guard meeting.revision > 1 else {
            return try connection.insert(into: "meeting", Self.columns, rows: [values(meeting)])
        }
        let sets = Self.columns.dropFirst(2).map { "\($0) = ?" }.joined(separator: ", ")
        try connection.run(
            "UPDATE meeting SET \(sets) WHERE entry_id = ?", values(meeting).dropFirst(2) + [.id(meeting.entry)])
    }

    /// The rows of both registers between two days in some pairings, at most `limit`: the first days first, the last
    /// ones where `isReversed`.
    package func rows(
        in pairings: PairingFilter, from: CalendarDate? = nil, to: CalendarDate? = nil, isReversed: Bool = false,
        limit: Int
    ) throws -> [EntryRecord] {
        let books = SQLCondition.all(
            [SQLCondition.in("ledger", Meeting.ledgers.map { .text($0) }), pairings.condition("pairing_id")]
                .compactMap { $0 })
        var conditions = [
            SQLCondition("book IN (SELECT number FROM ledger_book WHERE \(books.sql))", books.arguments),
            SQLCondition("day IS NOT NULL"),
        ]
        if let from { conditions.append(SQLCondition("day >= ?", [.integer(Int(from.dayNumber))])) }
        if let to { conditions.append(SQLCondition("day <= ?", [.integer(Int(to.dayNumber))])) }
        let (condition, direction) = (SQLCondition.all(conditions), isReversed ? " DESC" : "")
        return try connection.rows(
            """
            SELECT \(EntryQueries.columns) FROM ledger_entry WHERE \(condition.sql)
            ORDER BY day\(direction), id\(direction) LIMIT \(max(1, limit))
            """, condition.arguments
        ).map(EntryQueries.record)
    }

    private static let columns = [
        "entry_id", "pairing_id", "begins", "ends", "agenda", "old_area_people", "eastern_people", "minutes",
        "revision",
    ]

    private func meeting(_ row: SQLRow) throws -> Meeting {
        var meeting = Meeting(entry: try row.id(0), pairing: try row.id(1))
        (meeting.begins, meeting.ends) = (try row.textOrNil(2) ?? "", try row.textOrNil(3) ?? "")
        meeting.agenda = try row.textOrNil(4) ?? ""
        meeting.oldAreaPeople = try row.textOrNil(5) ?? ""
        meeting.easternPeople = try row.textOrNil(6) ?? ""
        meeting.minutes = try row.textOrNil(7) ?? ""
        meeting.revision = try row.integer(8)
        return meeting
    }

    private func values(_ meeting: Meeting) -> [SQLValue] {
        [
            .id(meeting.entry), .id(meeting.pairing), .filled(meeting.begins), .filled(meeting.ends),
            .filled(meeting.agenda), .filled(meeting.oldAreaPeople),
            .filled(meeting.easternPeople), .filled(meeting.minutes), .integer(meeting.revision),
        ]
    }
}
