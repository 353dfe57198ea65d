// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The rows of registers, one by one and in bulk. Pages of them: `EntryPageQueries`.
package struct EntryQueries {
    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    static let columns = """
        id, book, number, definition, side, organisation_id, state, version, day, unique_key, fields, created_at, \
        created_by, changed_at, changed_by, moved_at, is_anonymous
        """

    /// Throws `uniqueViolation` where a row with the same key is there.
    package func insert(_ records: [EntryRecord]) throws {
        // One list of columns for all rows: the slots that any of them fills.
        let slots = EntrySlot.all.filter { slot in records.contains { $0.slots[slot] != nil } }
        let names = Self.columns.split(separator: ", ").map(String.init) + slots.map(\.column)
        try connection.insert(
            into: "ledger_entry", names,
            rows: records.map { record in
                [.id(record.id), .integer(record.book), .integer(record.number)] + Self.values(of: record)
                    + slots.map { record.slots[$0]?.sql(isText: $0.isText) ?? .null }
            })
    }

    /// Makes a column that no row of a book has filled say that there is no value.
    package func empty(_ slot: EntrySlot, in book: Int) throws {
        try connection.run(
            """
            UPDATE ledger_entry SET \(slot.column) = ?
            WHERE book = ? AND day IS NOT NULL AND \(slot.column) IS NULL
            """, [SlotValue.empty.sql(isText: slot.isText), .integer(book)])
    }

    /// Writes a row over the one of the version before. Returns false where it has another version by now.
    package func update(_ record: EntryRecord, from version: Int) throws -> Bool {
        let names = Self.columns.split(separator: ", ").dropFirst(3).map(String.init) + EntrySlot.all.map(\.column)
        let isThere = record.state != .removed
        let slots = EntrySlot.all.map { slot -> SQLValue in
            isThere ? record.slots[slot]?.sql(isText: slot.isText) ?? .null : .null
        }
        let changed = try connection.run(
            """
            UPDATE ledger_entry SET \(names.map { $0 + " = ?" }.joined(separator: ", "))
            WHERE id = ? AND version = ?
            """, Self.values(of: record) + slots + [.id(record.id), .integer(version)])
        return changed == 1
    }

    package func find(_ id: Identifier<LedgerEntry>) throws -> EntryRecord? {
        try connection.row("SELECT \(Self.columns) FROM ledger_entry WHERE id = ?", [.id(id)]).map(Self.record)
    }

    /// The same, and nobody else changes the row until the transaction ends. The book is taken first, as everywhere.
    package func lock(_ id: Identifier<LedgerEntry>) throws -> EntryRecord? {
        guard let book = try connection.row("SELECT book FROM ledger_entry WHERE id = ?", [.id(id)]) else { return nil }
        try BookQueries(connection).lock(try book.integer(0))
        return try connection.row(
            "SELECT \(Self.columns) FROM ledger_entry WHERE id = ?" + connection.dialect.forUpdate, [.id(id)]
        ).map(Self.record)
    }

    package func find(_ ids: [Identifier<LedgerEntry>]) throws -> [EntryRecord] {
        guard !ids.isEmpty else { return [] }
        let condition = SQLCondition.in("id", ids.map { .id($0) })
        return try connection.rows(
            "SELECT \(Self.columns) FROM ledger_entry WHERE \(condition.sql)", condition.arguments
        ).map(Self.record)
    }

    /// The rows of a book that have one of these keys, by key; only those with a number below `end`.
    ///
    /// Who writes many rows asks for those that were there before alone. A server that has no statistics of the new ones
    /// yet may walk through all rows of the book for each question, so it is told the bound; SQLite plans by the indexes
    /// alone and would take the wrong one for it.
    package func find(keys: [String], in book: Int, below end: Int64 = .max) throws -> [String: EntryRecord] {
        var found: [String: EntryRecord] = [:]
        guard end > 1 else { return found }
        let isBounded = end < .max && connection.dialect.engine == .postgres
        let bound = isBounded ? SQLCondition(" AND number < ?", [.integer(end)]) : SQLCondition("", [])
        for start in stride(from: 0, to: keys.count, by: 256) {
            let some = SQLCondition.in("unique_key", keys[start..<min(start + 256, keys.count)].map { .text($0) })
            let rows = try connection.rows(
                "SELECT \(Self.columns) FROM ledger_entry WHERE book = ?\(bound.sql) AND \(some.sql)",
                [.integer(book)] + bound.arguments + some.arguments)
            for record in try rows.map(Self.record) where record.number < end {
                record.uniqueKey.map { found[$0] = record }
            }
        }
        return found
    }

    /// Tells a server that rows came in by the thousand, so that it plans for them: by itself it looks once a minute.
    /// In a transaction of its own, which it keeps others of its kind out of.
    package func renewStatistics() throws {
        guard connection.dialect.engine == .postgres else { return }
        try connection.run("ANALYZE ledger_entry")
    }

    package func find(number: Int64, in book: Int) throws -> EntryRecord? {
        try connection.row(
            "SELECT \(Self.columns) FROM ledger_entry WHERE book = ? AND number = ?",
            [.integer(book), .integer(number)]
        ).map(Self.record)
    }

    /// The rows of a day in a book, at most so many: among them something may be entered twice.
    package func onDay(_ day: Int64, in book: Int, limit: Int) throws -> [EntryRecord] {
        try connection.rows(
            "SELECT \(Self.columns) FROM ledger_entry WHERE book = ? AND day = ? ORDER BY number LIMIT \(limit)",
            [.integer(book), .integer(day)]
        ).map(Self.record)
    }

    /// The row of a book that a person entered last.
    package func last(of author: Identifier<User>, in books: [Int]) throws -> EntryRecord? {
        guard !books.isEmpty else { return nil }
        let condition = SQLCondition.in("book", books.map { .integer($0) })
        return try connection.row(
            """
            SELECT \(Self.columns) FROM ledger_entry WHERE created_by = ? AND \(condition.sql)
            ORDER BY created_at DESC, number DESC LIMIT 1
            """, [.id(author)] + condition.arguments
        ).map(Self.record)
    }

    /// Calls `body` with all rows of a book that were not removed, in the order of their numbers, some at a time.
    package func forEach(in book: Int, _ body: ([EntryRecord]) throws -> Void) throws {
        var after: Int64 = 0
        while true {
            let records = try connection.rows(
                "SELECT \(Self.columns) FROM ledger_entry WHERE book = ? AND number > ? ORDER BY number LIMIT 1000",
                [.integer(book), .integer(after)]
            ).map(Self.record)
            guard let last = records.last else { return }
            try body(records.filter { $0.state != .removed })
            after = last.number
        }
    }

    /// Rows of a book whose stage has not moved since a moment, those that stand longest first.
    package func still(
        since moment: Instant, in books: [Int], after: (moved: Instant, id: Identifier<LedgerEntry>)? = nil, limit: Int
    ) throws -> [EntryRecord] {
        guard !books.isEmpty else { return [] }
        let behind =
            after.map {
                SQLCondition(
                    "(moved_at > ? OR (moved_at = ? AND id > ?))", [.at($0.moved), .at($0.moved), .id($0.id)])
            } ?? SQLCondition("1 = 1")
        let condition = SQLCondition.in("book", books.map { .integer($0) })
        return try connection.rows(
            """
            SELECT \(Self.columns) FROM ledger_entry WHERE \(condition.sql) AND moved_at < ? AND day IS NOT NULL
            AND \(behind.sql) ORDER BY moved_at, id LIMIT \(limit)
            """, condition.arguments + [.at(moment)] + behind.arguments
        ).map(Self.record)
    }

    /// Rows of a book from before a day that still hold what is personal, some at a time.
    package func personal(in book: Int, before day: Int64, slot: EntrySlot?, limit: Int) throws -> [EntryRecord] {
        let column = slot?.column ?? "day"
        return try connection.rows(
            """
            SELECT \(Self.columns) FROM ledger_entry
            WHERE book = ? AND \(column) < ? AND \(column) > \(SlotValue.emptyNumber) AND is_anonymous = 0
            ORDER BY \(column), number LIMIT \(limit)
            """, [.integer(book), .integer(day)]
        ).map(Self.record)
    }

    private static func values(of record: EntryRecord) -> [SQLValue] {
        let isThere = record.state != .removed
        return [
            .integer(record.definition), .choice(record.side), .id(record.organisation), .choice(record.state),
            .integer(record.version), isThere ? .integer(record.day ?? SlotValue.emptyNumber) : .null,
            isThere ? .text(record.uniqueKey) : .null, .text(EntryText.write(record.values)), .at(record.createdAt),
            .id(record.createdBy), .at(record.changedAt), .text(record.changedBy),
            isThere ? .at(record.movedAt) : .null, .flag(record.isAnonymous),
        ]
    }

    static func record(_ row: SQLRow) throws -> EntryRecord {
        let day = try row.int64OrNil(8)
        return EntryRecord(
            id: try row.id(0), book: try row.integer(1), number: try row.int64(2), definition: try row.integer(3),
            side: try row.choice(4), organisation: try row.idOrNil(5), state: try row.choice(6),
            version: try row.integer(7), day: day == SlotValue.emptyNumber ? nil : day,
            uniqueKey: try row.textOrNil(9), values: EntryText.read(try row.text(10)), createdAt: try row.instant(11),
            createdBy: try row.idOrNil(12), changedAt: try row.instant(13), changedBy: try row.text(14),
            movedAt: try row.instantOrNil(15), isAnonymous: try row.flag(16))
    }
}
