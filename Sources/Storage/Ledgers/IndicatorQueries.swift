// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What a figure is kept for: an indicator in a book and period, of all rows or of a part of them.
package struct IndicatorPlace: Hashable, Sendable {
    package let indicator: String
    package let book: Int
    /// Months in the period.
    package let grain: Int
    /// The period's first month, as months since January of the year 0.
    package let month: Int
    /// nil: of both sides, of all bodies, of all codes.
    package let side: Side?
    package let organisation: String?
    package let code: String?

    /// The body or code of rows that have none.
    package static let none = "-"
    static let all = "*"

    package init(
        indicator: String, book: Int, grain: Int, month: Int, side: Side? = nil, organisation: String? = nil,
        code: String? = nil
    ) {
        (self.indicator, self.book, self.grain, self.month) = (indicator, book, grain, month)
        (self.side, self.organisation, self.code) = (side, organisation, code)
    }
}

/// What a figure comes to, of how many rows, and how many of them the sides dispute. Sums are exact.
package struct IndicatorSum: Hashable, Sendable {
    package var amount: Int64
    package var entries: Int64
    package var disputed: Int64

    package static let zero = IndicatorSum(amount: 0, entries: 0, disputed: 0)

    package init(amount: Int64, entries: Int64, disputed: Int64) {
        (self.amount, self.entries, self.disputed) = (amount, entries, disputed)
    }

    package static func += (left: inout Self, right: Self) {
        left.amount += right.amount
        left.entries += right.entries
        left.disputed += right.disputed
    }
}

/// One occurrence in a row of what is counted once, and the months in which it is there.
package struct IndicatorKey: Hashable, Sendable {
    package let indicator: String
    package let book: Int
    /// A keyed hash where it is personal.
    package let term: String
    /// The row's number.
    package let number: Int64
    package let side: Side
    package let organisation: String
    package let code: String
    package let first: Int
    /// The first month in which it is there no more; nil: it stays.
    package let end: Int?

    package init(
        indicator: String, book: Int, term: String, number: Int64, side: Side, organisation: String, code: String,
        first: Int, end: Int?
    ) {
        (self.indicator, self.book, self.term, self.number) = (indicator, book, term, number)
        (self.side, self.organisation, self.code, self.first, self.end) = (side, organisation, code, first, end)
    }
}

/// The figures that are kept in the transaction of each row.
package struct IndicatorQueries {
    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    private static let key = ["indicator", "book", "grain", "side", "organisation", "code", "period"]
    private static let columns = key + ["amount", "entries", "disputed"]

    /// Adds to figures. In the order of their places, so that two transactions don't wait for each other.
    package func add(_ changes: [IndicatorPlace: IndicatorSum]) throws {
        let rows = changes.filter { $0.value != .zero }.map { Self.row($0.key, $0.value) }
            .sorted { Self.sortText($0) < Self.sortText($1) }
        guard connection.dialect.accelerators.contains(.onConflict) else { return try addOneByOne(rows) }
        for start in stride(from: 0, to: rows.count, by: 64) {
            try addTogether(rows[start..<min(start + 64, rows.count)])
        }
    }

    private func addTogether(_ rows: ArraySlice<[SQLValue]>) throws {
        // Lengths of powers of two, so that a few statements serve for every number of rows.
        var rest = rows
        while !rest.isEmpty {
            var length = 64
            while length > rest.count { length /= 2 }
            let marks = "(" + Self.columns.map { _ in "?" }.joined(separator: ", ") + ")"
            try connection.run(
                """
                INSERT INTO indicator_total (\(Self.columns.joined(separator: ", ")))
                VALUES \(Array(repeating: marks, count: length).joined(separator: ", "))
                ON CONFLICT (\(Self.key.joined(separator: ", "))) DO UPDATE SET
                    amount = indicator_total.amount + excluded.amount,
                    entries = indicator_total.entries + excluded.entries,
                    disputed = indicator_total.disputed + excluded.disputed
                """, rest.prefix(length).flatMap { $0 })
            rest = rest.dropFirst(length)
        }
    }

    private func addOneByOne(_ rows: [[SQLValue]]) throws {
        let condition = Self.key.map { $0 + " = ?" }.joined(separator: " AND ")
        for row in rows {
            let changed = try connection.run(
                """
                UPDATE indicator_total SET amount = amount + ?, entries = entries + ?, disputed = disputed + ?
                WHERE \(condition)
                """, Array(row.suffix(3) + row.prefix(Self.key.count)))
            guard changed == 0 else { continue }
            do {
                try connection.insert(into: "indicator_total", Self.columns, rows: [row])
            } catch let error as SQLError where error.cause.isUniqueViolation {
                throw SQLError(.busy, error.message, sql: error.sql)
            }
        }
    }

    private static func row(_ place: IndicatorPlace, _ sum: IndicatorSum) -> [SQLValue] {
        [
            .text(place.indicator), .integer(place.book), .integer(place.grain),
            .text(place.side?.rawValue ?? IndicatorPlace.all), .text(place.organisation ?? IndicatorPlace.all),
            .text(place.code ?? IndicatorPlace.all), .integer(place.month), .integer(sum.amount),
            .integer(sum.entries), .integer(sum.disputed),
        ]
    }

    private static func sortText(_ row: [SQLValue]) -> String {
        row.prefix(key.count).map { value in
            switch value {
            case .text(let text): text
            case .integer(let number): String(number + 1_000_000_000)
            default: ""
            }
        }.joined(separator: "\u{1F}")
    }

    /// The keys of an indicator in a book with these terms.
    package func keys(of indicator: String, in book: Int, terms: [String]) throws -> [IndicatorKey] {
        var found: [IndicatorKey] = []
        for start in stride(from: 0, to: terms.count, by: 256) {
            let some = SQLCondition.in("term", terms[start..<min(start + 256, terms.count)].map { .text($0) })
            found += try connection.rows(
                """
                SELECT indicator, book, term, number, side, organisation, code, first_month, end_month
                FROM indicator_key WHERE indicator = ? AND book = ? AND \(some.sql)
                """, [.text(indicator), .integer(book)] + some.arguments
            ).map(Self.key)
        }
        return found
    }

    package func insert(_ keys: [IndicatorKey]) throws {
        try connection.insert(
            into: "indicator_key",
            [
                "indicator", "book", "term", "number", "side", "organisation", "code", "first_month", "end_month",
            ],
            rows: keys.map { key in
                [
                    .text(key.indicator), .integer(key.book), .text(key.term), .integer(key.number),
                    .choice(key.side), .text(key.organisation), .text(key.code), .integer(key.first),
                    .integer(key.end),
                ]
            })
    }

    package func remove(_ keys: [IndicatorKey]) throws {
        for key in keys {
            try connection.run(
                "DELETE FROM indicator_key WHERE indicator = ? AND book = ? AND term = ? AND number = ?",
                [.text(key.indicator), .integer(key.book), .text(key.term), .integer(key.number)])
        }
    }

    private static func key(_ row: SQLRow) throws -> IndicatorKey {
        IndicatorKey(
            indicator: try row.text(0), book: try row.integer(1), term: try row.text(2), number: try row.int64(3),
            side: try row.choice(4), organisation: try row.text(5), code: try row.text(6), first: try row.integer(7),
            end: try row.integerOrNil(8))
    }
}
