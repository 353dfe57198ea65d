// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// One thing that somebody has to do, or that waits for somebody.
package struct DayRow: Hashable, Sendable {
    /// The identity of the object whose page it is on.
    package let object: String
    package let title: String
    package let due: CalendarDate?
    package let state: String
    package let pairing: Identifier<Pairing>
    /// The body that it is about.
    package let unit: String?
    /// Of work: its first day, and how much is done in thousandths.
    package let start: CalendarDate?
    package let progress: Int
}

/// The most urgent of them, and how many there are.
package struct DayRows: Sendable {
    package var rows: [DayRow] = []
    package var count = 0

    package init() {}
}

/// What of everything in the loop waits for one person, each kind by one query.
package struct DayQueries {
    let connection: any SQLConnection
    private let limit: Int
    let person: Identifier<User>
    let today: CalendarDate

    package init(_ connection: any SQLConnection, person: Identifier<User>, today: CalendarDate, limit: Int) {
        (self.connection, self.person, self.today, self.limit) = (connection, person, today, limit)
    }

    /// Tables with what stands for each column of a row.
    struct Shape {
        let tables: String
        let object: String
        let title: String
        var due = "CAST(NULL AS TEXT)"
        var state = "''"
        let pairing: String
        var unit = "CAST(NULL AS TEXT)"
        var start = "CAST(NULL AS TEXT)"
        var progress = "0"

        var columns: String {
            [object, title, due, state, pairing, unit, start, progress].joined(separator: ", ")
        }
    }

    /// The earliest due first; what has no day comes last.
    func find(_ shape: Shape, _ condition: SQLCondition) throws -> DayRows {
        var found = DayRows()
        found.rows = try connection.rows(
            """
            SELECT \(shape.columns) FROM \(shape.tables) WHERE \(condition.sql)
            ORDER BY COALESCE(\(shape.due), '9999-12-31'), \(shape.object) LIMIT \(limit + 1)
            """, condition.arguments
        ).map { row in
            DayRow(
                object: try row.text(0), title: try row.text(1), due: try row.dayOrNil(2), state: try row.text(3),
                pairing: try row.id(4), unit: try row.textOrNil(5), start: try row.dayOrNil(6),
                progress: try row.integer(7))
        }
        found.count = found.rows.count
        if found.count > limit {
            found.rows.removeLast()
            found.count = try connection.integer(
                "SELECT count(*) FROM \(shape.tables) WHERE \(condition.sql)", condition.arguments)
        }
        return found
    }

    /// True of what another person did, or nobody.
    func another(_ column: String) -> SQLCondition {
        SQLCondition("\(column) IS NULL OR \(column) <> ?", [.id(person)])
    }

    // MARK: Yearly lists

    private static let shares = Shape(
        tables: "work_leg l JOIN work_item i ON i.id = l.item_id", object: "i.id", title: "i.title",
        due: "CASE WHEN i.agreed_joint IS NULL THEN i.due_day ELSE i.agreed_due END", state: "l.state",
        pairing: "l.pairing_id", unit: "l.unit",
        start: "CASE WHEN i.agreed_joint IS NULL THEN i.start_day ELSE i.agreed_start END", progress: "l.progress")

    /// Shares that the bodies work on; for offices those of no body of the directory.
    package func shares(_ places: DayPlaces) throws -> DayRows {
        let unnamed = SQLCondition.all([
            SQLCondition("l.organisation_id IS NULL"), places.ofOffices("l.side", "l.pairing_id"),
        ])
        return try find(
            Self.shares,
            .all([
                SQLCondition("l.state = 'open'"),
                .any([places.ofBodies("l.organisation_id", "l.side", "l.pairing_id"), unnamed]),
            ]))
    }

    /// Shares that are reported done by somebody else, or closed by the other office and to be confirmed.
    package func checks(_ places: DayPlaces) throws -> DayRows {
        let done = SQLCondition.all([
            SQLCondition("l.state = 'done'"), places.ofOffices("l.side", "l.pairing_id"), another("l.finished_by"),
        ])
        let closed = SQLCondition.all([
            SQLCondition("l.state = 'confirming'"), places.ofOffices("l.side", "l.pairing_id", isOther: true),
        ])
        return try find(Self.shares, .any([done, closed]))
    }

    /// Lists to which the other city has agreed.
    package func agreements(_ places: DayPlaces) throws -> DayRows {
        let shape = Shape(
            tables: "year_plan p", object: "p.id", title: "p.title", state: "'agreed'", pairing: "p.pairing_id")
        let columns: [Side: String] = [.oldArea: "p.old_area_at", .eastern: "p.eastern_at"]
        let waiting = Side.allCases.compactMap { side -> SQLCondition? in
            guard let pairings = places.offices[side], let own = columns[side], let other = columns[side.other] else {
                return nil
            }
            return .all([
                SQLCondition("\(own) IS NULL AND \(other) IS NOT NULL"),
                .in("p.pairing_id", pairings.sorted().map { .id($0) }),
            ])
        }
        return try find(shape, .any(waiting))
    }
}
