// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

extension IndicatorQueries {
    /// What to read of some indicators of one register.
    package struct Question: Sendable {
        package let indicators: [String]
        package let books: [Int]
        package let grain: Int
        /// The first months of the first and of the last period; all up to the last where the first is missing.
        package let first: Int?
        package let last: Int

        package init(indicators: [String], books: [Int], grain: Int, first: Int?, last: Int) {
            (self.indicators, self.books, self.grain, self.first, self.last) = (indicators, books, grain, first, last)
        }
    }

    /// The figures of all rows, one for each indicator, book and period that has any.
    package func totals(_ questions: [Question]) throws -> [IndicatorPlace: IndicatorSum] {
        var found: [IndicatorPlace: IndicatorSum] = [:]
        try ask(questions, "period, amount, entries, disputed", group: "") { row, question in
            let place = IndicatorPlace(
                indicator: try row.text(0), book: try row.integer(1), grain: question.grain, month: try row.integer(2))
            found[place] = IndicatorSum(
                amount: try row.int64(3), entries: try row.int64(4), disputed: try row.int64(5))
        }
        return found
    }

    /// The sums of all periods of each question, by indicator and book.
    package func sums(_ questions: [Question]) throws -> [String: [Int: IndicatorSum]] {
        let sums = ["amount", "entries", "disputed"].map { "CAST(SUM(\($0)) AS BIGINT)" }.joined(separator: ", ")
        var found: [String: [Int: IndicatorSum]] = [:]
        try ask(questions, sums, group: " GROUP BY indicator, book") { row, _ in
            found[try row.text(0), default: [:]][try row.integer(1), default: .zero] += IndicatorSum(
                amount: try row.int64(2), entries: try row.int64(3), disputed: try row.int64(4))
        }
        return found
    }

    private func ask(
        _ questions: [Question], _ columns: String, group: String, _ body: (SQLRow, Question) throws -> Void
    ) throws {
        for question in questions where !question.books.isEmpty && !question.indicators.isEmpty {
            let condition = SQLCondition.all([
                .in("indicator", question.indicators.map { .text($0) }),
                .in("book", question.books.map { .integer($0) }),
                SQLCondition("grain = ?", [.integer(question.grain)]),
                SQLCondition("side = '*' AND organisation = '*' AND code = '*'"),
                question.first.map { SQLCondition("period BETWEEN ? AND ?", [.integer($0), .integer(question.last)]) }
                    ?? SQLCondition("period <= ?", [.integer(question.last)]),
            ])
            try connection.forEachRow(
                "SELECT indicator, book, \(columns) FROM indicator_total WHERE \(condition.sql)\(group)",
                condition.arguments
            ) { try body($0, question) }
        }
    }

    /// What a figure is divided by.
    package enum Part: String, Sendable {
        case side
        case organisation
        case code
    }

    /// The figures of the parts of an indicator over the periods of a question, by book and part. Sums are kept for
    /// each side, body and code together; what counts once, for each of them alone, and of a flow for one period only.
    package func parts(
        _ part: Part, _ question: Question, isDistinct: Bool
    ) throws -> [(book: Int, part: String, sum: IndicatorSum)] {
        guard !question.books.isEmpty else { return [] }
        let others = ["side", "organisation", "code"].filter { $0 != part.rawValue }
            .map { $0 + (isDistinct ? " = '*'" : " <> '*'") }
        let condition = SQLCondition.all([
            .in("indicator", question.indicators.map { .text($0) }),
            .in("book", question.books.map { .integer($0) }),
            SQLCondition("grain = ?", [.integer(question.grain)]),
            SQLCondition(others.joined(separator: " AND ") + " AND \(part.rawValue) <> '*'"),
            question.first.map { SQLCondition("period BETWEEN ? AND ?", [.integer($0), .integer(question.last)]) }
                ?? SQLCondition("period <= ?", [.integer(question.last)]),
        ])
        let sums = ["amount", "entries", "disputed"].map { "CAST(SUM(\($0)) AS BIGINT)" }.joined(separator: ", ")
        return try connection.rows(
            """
            SELECT book, \(part.rawValue), \(sums) FROM indicator_total WHERE \(condition.sql)
            GROUP BY book, \(part.rawValue) ORDER BY book, \(part.rawValue)
            """, condition.arguments
        ).map { row in
            (
                try row.integer(0), try row.text(1),
                IndicatorSum(amount: try row.int64(2), entries: try row.int64(3), disputed: try row.int64(4))
            )
        }
    }

    /// Calls `body` with every figure that is kept of an indicator in a book, those that are zero too.
    package func forEachTotal(
        of indicator: String, in book: Int, _ body: (IndicatorPlace, IndicatorSum) throws -> Void
    ) throws {
        try connection.forEachRow(
            """
            SELECT grain, period, side, organisation, code, amount, entries, disputed FROM indicator_total
            WHERE indicator = ? AND book = ?
            """, [.text(indicator), .integer(book)]
        ) { row in
            let parts = try (2..<5).map { column in
                let text = try row.text(column)
                return text == IndicatorPlace.all ? nil : text
            }
            let place = IndicatorPlace(
                indicator: indicator, book: book, grain: try row.integer(0), month: try row.integer(1),
                side: parts[0].flatMap { Side(rawValue: $0) }, organisation: parts[1], code: parts[2])
            try body(
                place,
                IndicatorSum(amount: try row.int64(5), entries: try row.int64(6), disputed: try row.int64(7)))
        }
    }

    /// Forgets the figures and keys of an indicator in a book, before they are computed anew.
    package func clear(_ indicator: String, in book: Int) throws {
        for table in ["indicator_total", "indicator_key"] {
            try connection.run(
                "DELETE FROM \(table) WHERE indicator = ? AND book = ?", [.text(indicator), .integer(book)])
        }
    }

    /// How many different terms there are within some months, in a book.
    package func distinct(_ indicator: String, in book: Int, first: Int, end: Int) throws -> Int {
        try connection.integer(
            """
            SELECT count(DISTINCT term) FROM indicator_key
            WHERE indicator = ? AND book = ? AND first_month >= ? AND first_month < ?
            """, [.text(indicator), .integer(book), .integer(first), .integer(end)])
    }
}
