// SPDX-License-Identifier: Apache-2.0
import Domain
package import SQLCore

/// Pages of registers: filtered, sorted, of the books that the caller may see.
///
/// Each book is walked along one index in the wanted order and the walks are merged, so that no page sorts or counts
/// all rows. A condition that few rows fulfil is looked up first and its rows are sorted; see docs/decisions/0026.
package struct EntryPageQueries {
    /// A condition that no more rows fulfil is looked up rather than met on the way, in the order of days and in others.
    let fewest: Int
    let few: Int
    /// So many books are merged by one statement; SQLite joins 500 at most.
    private static let mostMerged = 100

    let connection: any SQLConnection

    package init(_ connection: any SQLConnection, fewest: Int = 1_000, few: Int = 5_000) {
        (self.connection, self.fewest, self.few) = (connection, fewest, few)
    }

    /// The rows after a position, from the first where nil.
    package func page(
        _ filter: SlotFilter, _ order: EntryOrder, after: EntryPosition?, limit: Int
    ) throws -> [EntryRecord] {
        try places(filter, order, after: after, limit: limit).map(\.record)
    }

    /// The same with the position of each row, after which the next page begins.
    package func places(
        _ filter: SlotFilter, _ order: EntryOrder, after: EntryPosition?, limit: Int
    ) throws -> [(record: EntryRecord, position: EntryPosition)] {
        guard !filter.books.isEmpty else { return [] }
        let way = try way(filter, order)
        return try along(way) {
            var found: [(record: EntryRecord, position: EntryPosition)] = []
            for isEmpty in phases(order, after) where found.count < limit {
                let part = order.isDescending ? nil : Optional(isEmpty)
                let behind = part == nil || (after.map { ($0.value == .empty) == isEmpty } ?? false) ? after : nil
                found += try read(filter, order, way, part: part, after: behind, limit: limit - found.count)
            }
            return found
        }
    }

    /// Few rows are found by whatever index the database takes, and sorted; all others are met in their order.
    private func along<Found>(_ way: Way, _ find: () throws -> Found) throws -> Found {
        way == .few ? try find() : try connection.alongIndexes(find)
    }

    /// Ascending, what has a value comes first and what has none after it; descending, one walk gives both.
    private func phases(_ order: EntryOrder, _ after: EntryPosition?) -> [Bool] {
        if order.isDescending { return [false] }
        return after?.value == .empty ? [true] : [false, true]
    }

    /// How many rows the filter leaves; nil where they are more than `most`.
    package func count(_ filter: SlotFilter, most: Int) throws -> Int? {
        var sum = 0
        for books in chunks(filter.books) {
            let arms = books.map { book in
                arm("1 AS one", book, .all(conditions(filter)))
            }
            let union = self.union(arms)
            sum += try connection.integer(
                "SELECT count(*) FROM (SELECT one FROM (\(union.sql)) AS arms LIMIT \(most + 1 - sum)) AS part",
                union.arguments)
            if sum > most { return nil }
        }
        return sum
    }

    /// Sums of number columns over what the filter leaves, by the values of a slot. The caller has counted the rows.
    package func sums(
        _ filter: SlotFilter, of slots: [EntrySlot], by group: EntrySlot?
    ) throws -> [(group: SlotValue, count: Int, sums: [Int64])] {
        var found: [SlotValue: (Int, [Int64])] = [:]
        let key = group?.column ?? "''"
        let columns = slots.map { slot in
            "CAST(SUM(CASE WHEN \(slot.column) > \(SlotValue.emptyNumber) THEN \(slot.column) ELSE 0 END) AS BIGINT)"
        }
        for books in chunks(filter.books) {
            let condition = SQLCondition.all(
                [.in("book", books.map { .integer($0) })] + conditions(filter)
                    + (group.map { [SQLCondition("\($0.column) IS NOT NULL")] } ?? []))
            let rows = try connection.rows(
                """
                SELECT \((["\(key) AS part", "count(*)"] + columns).joined(separator: ", "))
                FROM ledger_entry e WHERE \(condition.sql) GROUP BY \(group?.column ?? "book")
                """, condition.arguments)
            for row in rows {
                let value = try group.map { try Self.value(row, 0, isText: $0.isText) } ?? .empty
                var entry = found[value] ?? (0, Array(repeating: 0, count: slots.count))
                entry.0 += try row.integer(1)
                for place in slots.indices { entry.1[place] &+= try row.int64(2 + place) }
                found[value] = entry
            }
        }
        return found.map { ($0.key, $0.value.0, $0.value.1) }
    }

    /// How the database answers a page, a line for each step: for the tests of the indexes.
    package func explain(_ filter: SlotFilter, _ order: EntryOrder, limit: Int = 50) throws -> [String] {
        let explain = connection.dialect.engine == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
        let way = try way(filter, order)
        let statement = try statement(filter, filter.books, order, way, part: nil, after: nil, limit: limit)
        return try along(way) { try connection.rows(explain + statement.sql, statement.arguments) }
            .map { try $0.text(connection.dialect.engine == .sqlite ? 3 : 0) }
    }

    func chunks(_ books: [Int]) -> [[Int]] {
        stride(from: 0, to: books.count, by: Self.mostMerged).map {
            Array(books[$0..<min($0 + Self.mostMerged, books.count)])
        }
    }

    private func read(
        _ filter: SlotFilter, _ order: EntryOrder, _ way: Way, part: Bool?, after: EntryPosition?, limit: Int
    ) throws -> [(record: EntryRecord, position: EntryPosition)] {
        var found: [(record: EntryRecord, position: EntryPosition)] = []
        let chunks = chunks(filter.books)
        for books in chunks {
            let statement = try statement(filter, books, order, way, part: part, after: after, limit: limit)
            found += try connection.rows(statement.sql, statement.arguments).map { row in
                let record = try EntryQueries.record(row)
                let value = try Self.value(row, 17, isText: order.isText)
                return (
                    record,
                    EntryPosition(
                        value: value, day: record.day ?? SlotValue.emptyNumber, number: record.number,
                        book: record.book)
                )
            }
        }
        guard chunks.count > 1 else { return found }
        found.sort { order.isDescending ? $1.position < $0.position : $0.position < $1.position }
        return Array(found.prefix(limit))
    }

    static func value(_ row: SQLRow, _ column: Int, isText: Bool) throws -> SlotValue {
        if isText {
            let text = try row.text(column)
            return text == SlotValue.emptyText ? .empty : .text(text)
        }
        let number = try row.int64(column)
        return number == SlotValue.emptyNumber ? .empty : .number(number)
    }
}

extension EntryPosition: Comparable {
    /// Ascending, by value, day, number and book; a missing value is the least.
    package static func < (left: Self, right: Self) -> Bool {
        if left.value != right.value { return left.value.isBefore(right.value) }
        return (left.day, left.number, left.book) < (right.day, right.number, right.book)
    }
}

extension SlotValue {
    /// Text by its bytes, as the databases do.
    fileprivate func isBefore(_ other: SlotValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.empty, _): other != .empty
        default: false
        }
    }
}
