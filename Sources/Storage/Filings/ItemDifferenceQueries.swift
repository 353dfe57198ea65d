// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What both cities reported of joint items, and where they differ.
package struct ItemDifferenceQueries {
    private let connection: any SQLConnection
    private static let ticket = [
        "id", "item_id", "field", "old_area", "eastern", "opened_at", "opened_by", "proposal", "proposed_side",
        "proposed_by", "settled", "settled_at", "settled_by",
    ]
    private static let columns =
        ticket + [
            "cycle_id", "pairing_id", "old_area_filing", "old_area_leg", "old_area_unit", "old_area_at",
            "eastern_filing", "eastern_leg", "eastern_unit", "eastern_at", "reason", "proposer_id", "revision",
        ]

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Difference>) throws -> ItemDifference? {
        try select("WHERE id = ?", [.id(id)]).first
    }

    /// Keeps the ticket as it is until the transaction ends.
    package func lock(_ id: Identifier<Difference>) throws -> ItemDifference? {
        try select("WHERE id = ?" + connection.dialect.forUpdate, [.id(id)]).first
    }

    /// The tickets of a cycle, oldest first; those that are settled too.
    package func all(of cycle: Identifier<FilingCycle>) throws -> [ItemDifference] {
        try select("WHERE cycle_id = ? ORDER BY opened_at, id", [.id(cycle)])
    }

    package func all(of item: Identifier<WorkItem>) throws -> [ItemDifference] {
        try select("WHERE item_id = ? ORDER BY opened_at, id", [.id(item)])
    }

    package func insert(_ difference: ItemDifference) throws {
        let ticket = difference.ticket
        try connection.insert(
            into: "item_difference", Self.columns,
            rows: [
                [.id(ticket.id), .id(difference.item), .text(ticket.field)] + DifferenceQueries.values(of: ticket)
                    + [.id(difference.cycle), .id(difference.pairing)] + own(difference)
            ])
    }

    /// Sets what can change of a ticket that has still the revision before that of `difference`. Returns false where
    /// somebody else was faster.
    package func update(_ difference: ItemDifference) throws -> Bool {
        let names = Self.columns.dropFirst(3).filter { $0 != "cycle_id" && $0 != "pairing_id" }
        return try connection.run(
            "UPDATE item_difference SET \(names.map { $0 + " = ?" }.joined(separator: ", ")) WHERE id = ? AND revision = ?",
            DifferenceQueries.values(of: difference.ticket) + own(difference)
                + [.id(difference.ticket.id), .integer(difference.revision - 1)]) == 1
    }

    private func own(_ difference: ItemDifference) -> [SQLValue] {
        [difference.oldArea, difference.eastern].flatMap { report -> [SQLValue] in
            [.id(report.filing), .id(report.leg), .text(report.unit), .at(report.at)]
        } + [.text(difference.reason), .id(difference.proposer), .integer(difference.revision)]
    }

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [ItemDifference] {
        try connection.rows(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM item_difference \(rest)", arguments
        ).map { row in
            func report(_ first: Int) throws -> ItemDifference.Report {
                .init(
                    filing: try row.id(first), leg: try row.id(first + 1), unit: try row.text(first + 2),
                    at: try row.instant(first + 3))
            }
            return ItemDifference(
                ticket: try DifferenceQueries.difference(row, entry: nil), item: try row.id(1), cycle: try row.id(13),
                pairing: try row.id(14), oldArea: try report(15), eastern: try report(19),
                reason: try row.textOrNil(23), proposer: try row.idOrNil(24), revision: try row.integer(25))
        }
    }

    /// What accepted filings of a cycle say of these items in these fields.
    package func accepted(
        of items: [Identifier<WorkItem>], in cycle: Identifier<FilingCycle>, fields: [String]
    ) throws -> [ReportedText] {
        guard !items.isEmpty, !fields.isEmpty else { return [] }
        let condition = SQLCondition.all([
            SQLCondition("f.cycle_id = ? AND f.state IN ('accepted', 'locked')", [.id(cycle)]),
            .in("l.item_id", items.map { .id($0) }), .in("a.field", fields.map { .text($0) }),
        ])
        return try connection.rows(
            """
            SELECT l.item_id, l.side, l.role, f.id, l.id, f.unit, f.submitted_at, a.field, a.text FROM filing f
            JOIN filing_line n ON n.filing_id = f.id JOIN work_leg l ON l.id = n.leg_id
            JOIN filing_answer a ON a.filing_id = f.id AND a.leg_id = n.leg_id
            WHERE \(condition.sql) ORDER BY l.item_id, l.id
            """, condition.arguments
        ).map { row in
            ReportedText(
                item: try row.id(0), side: try row.choice(1), role: try row.choice(2),
                report: .init(
                    filing: try row.id(3), leg: try row.id(4), unit: try row.text(5),
                    at: try row.instantOrNil(6) ?? Instant(milliseconds: 0)),
                field: try row.text(7), text: try row.text(8))
        }
    }
}

/// What one body reported of its share of an item.
package struct ReportedText: Hashable, Sendable {
    package let item: Identifier<WorkItem>
    package let side: Side
    package let role: DutyRole
    package let report: ItemDifference.Report
    package let field: String
    package let text: String
}
