// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What the two sides state of rows, and where they differ.
package struct DifferenceQueries {
    private let connection: any SQLConnection
    private static let columns = """
        id, entry_id, field, old_area, eastern, opened_at, opened_by, proposal, proposed_side, proposed_by, settled, \
        settled_at, settled_by
        """

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func put(_ statement: Statement, values: [String: EntryText.Value], byID: Identifier<User>?) throws {
        try connection.upsert(
            into: "ledger_statement", key: [("entry_id", .id(statement.entry)), ("side", .choice(statement.side))],
            [
                ("fields", .text(EntryText.write(values))), ("at", .at(statement.at)), ("by_id", .id(byID)),
                ("by_name", .text(statement.by)),
            ])
    }

    /// The statements about a row, with their values as stored.
    package func statements(
        of entry: Identifier<LedgerEntry>
    ) throws -> [(statement: Statement, values: [String: EntryText.Value])] {
        try connection.rows(
            "SELECT side, fields, at, by_name FROM ledger_statement WHERE entry_id = ? ORDER BY at", [.id(entry)]
        ).map { row in
            let statement = Statement(
                entry: entry, side: try row.choice(0), values: [:], at: try row.instant(2), by: try row.text(3))
            return (statement, EntryText.read(try row.text(1)))
        }
    }

    package func removeStatements(of entry: Identifier<LedgerEntry>) throws {
        try connection.run("DELETE FROM ledger_statement WHERE entry_id = ?", [.id(entry)])
    }

    /// Writes statements about new rows, with their values as stored.
    package func insert(_ statements: [(statement: Statement, values: [String: EntryText.Value])]) throws {
        try connection.insert(
            into: "ledger_statement", ["entry_id", "side", "fields", "at", "by_name"],
            rows: statements.map { statement, values in
                [
                    .id(statement.entry), .choice(statement.side), .text(EntryText.write(values)), .at(statement.at),
                    .text(statement.by),
                ]
            })
    }

    package func insert(_ difference: Difference) throws { try insert([difference]) }

    package func insert(_ differences: [Difference]) throws {
        try connection.insert(
            into: "ledger_difference", Self.columns.split(separator: ", ").map(String.init),
            rows: differences.map { difference in
                [.id(difference.id), .id(difference.entry), .text(difference.field)] + Self.values(of: difference)
            })
    }

    package func update(_ difference: Difference) throws {
        let names = Self.columns.split(separator: ", ").dropFirst(3).map { $0 + " = ?" }
        try connection.run(
            "UPDATE ledger_difference SET \(names.joined(separator: ", ")) WHERE id = ?",
            Self.values(of: difference) + [.id(difference.id)])
    }

    /// The tickets of a row, oldest first; those that are settled too.
    package func all(of entry: Identifier<LedgerEntry>) throws -> [Difference] {
        try connection.rows(
            "SELECT \(Self.columns) FROM ledger_difference WHERE entry_id = ? ORDER BY opened_at, id", [.id(entry)]
        ).map { try Self.difference($0, entry: $0.id(1)) }
    }

    package func find(_ id: Identifier<Difference>) throws -> Difference? {
        try connection.row("SELECT \(Self.columns) FROM ledger_difference WHERE id = ?", [.id(id)])
            .map { try Self.difference($0, entry: $0.id(1)) }
    }

    /// The open tickets of rows in these books, oldest first, behind a place.
    package func open(
        in books: [Int], after: (at: Instant, id: String)?, limit: Int
    ) throws -> [Difference] {
        guard !books.isEmpty else { return [] }
        let within = SQLCondition.in("e.book", books.map { .integer($0) })
        var conditions = [
            SQLCondition("settled_at IS NULL"),
            SQLCondition(
                """
                EXISTS (SELECT 1 FROM ledger_entry e
                    WHERE e.id = ledger_difference.entry_id AND e.state = 'disputed' AND \(within.sql))
                """,
                within.arguments),
        ]
        if let after { conditions.append(SQLCondition("(opened_at, id) > (?, ?)", [.at(after.at), .text(after.id)])) }
        let condition = SQLCondition.all(conditions)
        return try connection.rows(
            "SELECT \(Self.columns) FROM ledger_difference WHERE \(condition.sql) ORDER BY opened_at, id LIMIT \(limit)",
            condition.arguments
        ).map { try Self.difference($0, entry: $0.id(1)) }
    }

    static func values(of difference: Difference) -> [SQLValue] {
        [
            text(difference.oldArea), text(difference.eastern), .at(difference.openedAt), .text(difference.openedBy),
            text(difference.proposal), .choice(difference.proposedSide), .text(difference.proposedBy),
            text(difference.settled), .at(difference.settledAt), .text(difference.settledBy),
        ]
    }

    private static func text(_ value: FieldValue?) -> SQLValue {
        .text(value.map { EntryText.write(["v": .plain($0)]) })
    }

    private static func value(_ text: String?) -> FieldValue? {
        guard let text, case .plain(let value)? = EntryText.read(text)["v"] else { return nil }
        return value
    }

    /// The ticket of a row whose first and third to thirteenth columns are those of `columns`.
    static func difference(_ row: SQLRow, entry: Identifier<LedgerEntry>?) throws -> Difference {
        var difference = Difference(
            id: try row.id(0), entry: entry, field: try row.text(2), oldArea: value(try row.textOrNil(3)),
            eastern: value(try row.textOrNil(4)), openedAt: try row.instant(5), openedBy: try row.text(6))
        difference.proposal = value(try row.textOrNil(7))
        difference.proposedSide = try row.choiceOrNil(8)
        difference.proposedBy = try row.textOrNil(9)
        difference.settled = value(try row.textOrNil(10))
        difference.settledAt = try row.instantOrNil(11)
        difference.settledBy = try row.textOrNil(12)
        return difference
    }
}
