// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// One change of a row: what its values were and became.
package struct EntryChange: Sendable {
    package let entry: Identifier<LedgerEntry>
    package let book: Int
    /// The version that it made.
    package let version: Int
    /// `change`, `remove`, `confirm`, `settle`, `move`, …
    package let verb: String
    package let at: Instant
    package let byID: Identifier<User>?
    package let by: String
    /// The values of the fields that changed.
    package let before: [String: EntryText.Value]
    package let after: [String: EntryText.Value]
    package let reason: String?
    /// The closed periods that it corrects: `2026Q1`.
    package let periods: [String]

    package init(
        entry: Identifier<LedgerEntry>, book: Int, version: Int, verb: String, at: Instant, byID: Identifier<User>?,
        by: String, before: [String: EntryText.Value], after: [String: EntryText.Value], reason: String?,
        periods: [String]
    ) {
        (self.entry, self.book, self.version, self.verb, self.at) = (entry, book, version, verb, at)
        (self.byID, self.by, self.before, self.after) = (byID, by, before, after)
        (self.reason, self.periods) = (reason, periods)
    }
}

/// What rows were before.
package struct EntryChangeQueries {
    private let connection: any SQLConnection
    private static let columns =
        "entry_id, book, version, verb, at, by_id, by_name, before, after, reason, period"

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ changes: [EntryChange]) throws {
        try connection.insert(
            into: "ledger_change", Self.columns.split(separator: ", ").map(String.init),
            rows: changes.map { change in
                [
                    .id(change.entry), .integer(change.book), .integer(change.version), .text(change.verb),
                    .at(change.at), .id(change.byID), .text(change.by), .text(EntryText.write(change.before)),
                    .text(EntryText.write(change.after)), .text(change.reason),
                    .text(change.periods.isEmpty ? nil : change.periods.joined(separator: " ")),
                ]
            })
    }

    /// The changes of a row, newest first.
    package func all(of entry: Identifier<LedgerEntry>) throws -> [EntryChange] {
        try connection.rows(
            "SELECT \(Self.columns) FROM ledger_change WHERE entry_id = ? ORDER BY version DESC", [.id(entry)]
        ).map(Self.change)
    }

    /// The corrections of a closed period, newest first.
    package func corrections(of period: String, in books: [Int], limit: Int) throws -> [EntryChange] {
        guard !books.isEmpty else { return [] }
        let condition = SQLCondition.in("book", books.map { .integer($0) })
        return try connection.rows(
            """
            SELECT \(Self.columns) FROM ledger_change WHERE \(condition.sql) AND period IS NOT NULL
            AND ' ' || period || ' ' LIKE ? ORDER BY at DESC, entry_id, version DESC LIMIT \(limit)
            """, condition.arguments + [.text("% \(period) %")]
        ).map(Self.change)
    }

    /// How many corrections each closed period has.
    package func correctionCounts(in books: [Int]) throws -> [String: Int] {
        guard !books.isEmpty else { return [:] }
        let condition = SQLCondition.in("book", books.map { .integer($0) })
        var counts: [String: Int] = [:]
        for row in try connection.rows(
            """
            SELECT period, count(*) FROM ledger_change WHERE \(condition.sql) AND period IS NOT NULL GROUP BY period
            """, condition.arguments)
        {
            for key in try row.text(0).split(separator: " ") { counts[String(key), default: 0] += try row.integer(1) }
        }
        return counts
    }

    /// Takes what is personal out of a row's history.
    package func forget(_ fields: Set<String>, of entry: Identifier<LedgerEntry>) throws {
        for change in try all(of: entry) {
            let before = change.before.filter { !fields.contains($0.key) }
            let after = change.after.filter { !fields.contains($0.key) }
            guard before.count != change.before.count || after.count != change.after.count else { continue }
            try connection.run(
                "UPDATE ledger_change SET before = ?, after = ? WHERE entry_id = ? AND version = ?",
                [.text(EntryText.write(before)), .text(EntryText.write(after)), .id(entry), .integer(change.version)])
        }
    }

    private static func change(_ row: SQLRow) throws -> EntryChange {
        EntryChange(
            entry: try row.id(0), book: try row.integer(1), version: try row.integer(2), verb: try row.text(3),
            at: try row.instant(4), byID: try row.idOrNil(5), by: try row.text(6),
            before: EntryText.read(try row.text(7)), after: EntryText.read(try row.text(8)),
            reason: try row.textOrNil(9),
            periods: try row.textOrNil(10)?.split(separator: " ").map(String.init) ?? [])
    }
}
