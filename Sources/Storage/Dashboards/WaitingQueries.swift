// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Something that one city has done and the other is asked about.
package struct WaitingRow: Hashable, Sendable {
    /// The identity of the object whose page it is on.
    package let object: String
    package let title: String
    /// The city that is asked.
    package let asked: Side
    package let due: CalendarDate?
    package let unit: String?
}

/// What of a pairing waits for one of its cities, each kind by one query.
package struct WaitingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Shares of joint items that the office of their side found done: of the lists of these years.
    package func shares(of pairing: Identifier<Pairing>, years: ClosedRange<Int>) throws -> [WaitingRow] {
        try connection.rows(
            """
            SELECT i.id, i.title, l.side, CASE WHEN i.agreed_joint IS NULL THEN i.due_day ELSE i.agreed_due END, l.unit
            FROM work_leg l JOIN work_item i ON i.id = l.item_id
            WHERE l.pairing_id = ? AND l.year BETWEEN ? AND ? AND l.state = 'confirming' ORDER BY 4, i.id, l.id
            """, [.id(pairing), .integer(years.lowerBound), .integer(years.upperBound)]
        ).map { row in
            let side: Side = try row.choice(2)
            return WaitingRow(
                object: try row.text(0), title: try row.text(1), asked: side.other, due: try row.dayOrNil(3),
                unit: try row.text(4))
        }
    }

    /// Yearly lists to which one city has agreed.
    package func lists(of pairing: Identifier<Pairing>) throws -> [WaitingRow] {
        try connection.rows(
            """
            SELECT id, title, old_area_at FROM year_plan WHERE pairing_id = ?
                AND (old_area_at IS NULL) <> (eastern_at IS NULL) ORDER BY year, id
            """, [.id(pairing)]
        ).map { row in
            WaitingRow(
                object: try row.text(0), title: try row.text(1), asked: try row.isNull(2) ? .oldArea : .eastern,
                due: nil, unit: nil)
        }
    }
}
