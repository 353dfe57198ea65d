// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// The kept sums that some figures need, read with a few statements.
struct FigureTable {
    private let books: [String: [Identifier<Pairing>: Int]]
    private var totals: [IndicatorPlace: IndicatorSum] = [:]
    /// By indicator, book, and last month of a period: everything until then.
    private var until: [UntilPlace: IndicatorSum] = [:]
    private let catalogue: LedgerBook

    private struct UntilPlace: Hashable {
        let indicator: String
        let book: Int
        let month: Int
    }

    init(
        _ catalogue: LedgerBook, _ indicators: [Indicator], _ pairings: [Identifier<Pairing>], _ periods: [Period],
        _ connection: any SQLConnection
    ) throws {
        self.catalogue = catalogue
        // A ratio is made of two others.
        var needed: [String: Indicator] = [:]
        func need(_ indicator: Indicator) {
            if case .ratio(let part, let whole) = indicator.formula {
                for key in [part, whole] {
                    if let found = catalogue.definition(ofIndicator: key) { need(found.indicator) }
                }
            } else {
                needed[indicator.key] = indicator
            }
        }
        indicators.forEach(need)
        var books: [String: [Identifier<Pairing>: Int]] = [:]
        let wanted = Set(pairings)
        for book in try BookQueries(connection).books(of: nil, visible: .some(pairings))
        where wanted.contains(book.pairing) {
            books[book.ledger, default: [:]][book.pairing] = book.number
        }
        self.books = books
        guard !periods.isEmpty else { return }
        let byLedger = Dictionary(grouping: needed.values, by: \.ledger)
        for (ledger, some) in byLedger.sorted(by: { $0.key < $1.key }) {
            guard let numbers = books[ledger]?.values.sorted(), !numbers.isEmpty else { continue }
            try readFlows(some, numbers, periods, connection)
            try readPrefixes(some, numbers, periods, connection)
        }
    }

    private mutating func readFlows(
        _ indicators: [Indicator], _ books: [Int], _ periods: [Period], _ connection: any SQLConnection
    ) throws {
        for isDistinct in [false, true] {
            let some = indicators.filter { $0.window == .flow && $0.formula.isDistinct == isDistinct }.map(\.key)
            guard !some.isEmpty else { continue }
            for (grain, some2) in Dictionary(grouping: periods, by: { Self.grain(of: $0, isDistinct) }) {
                let months = some2.map(\.months)
                guard let first = months.map(\.lowerBound).min(), let last = months.map(\.upperBound).max() else {
                    continue
                }
                let question = IndicatorQueries.Question(
                    indicators: some.sorted(), books: books, grain: grain, first: Int(first), last: Int(last))
                totals.merge(try IndicatorQueries(connection).totals([question])) { $1 }
            }
        }
    }

    /// What counts once is kept for each length of a period; sums for months and quarters, of which others are made.
    private static func grain(of period: Period, _ isDistinct: Bool) -> Int {
        if isDistinct { return period.length.rawValue }
        return period.length == .month ? 1 : 3
    }

    private mutating func readPrefixes(
        _ indicators: [Indicator], _ books: [Int], _ periods: [Period], _ connection: any SQLConnection
    ) throws {
        let some = indicators.filter { $0.window != .flow }.map(\.key).sorted()
        guard !some.isEmpty else { return }
        let grain = periods.contains { $0.length == .month } ? 1 : 3
        let ends = Set(periods.map { Int($0.lastMonth) }).sorted()
        guard let first = ends.first, let last = ends.last else { return }
        let queries = IndicatorQueries(connection)
        let before = try queries.sums([
            .init(indicators: some, books: books, grain: grain, first: nil, last: first - first % grain)
        ])
        let steps = try queries.totals([
            .init(indicators: some, books: books, grain: grain, first: first - first % grain + 1, last: last)
        ])
        var byPlace: [UntilPlace: [(month: Int, sum: IndicatorSum)]] = [:]
        for (place, sum) in steps {
            byPlace[UntilPlace(indicator: place.indicator, book: place.book, month: 0), default: []].append(
                (place.month, sum))
        }
        for indicator in some {
            for book in books {
                var sum = before[indicator]?[book] ?? .zero
                var rest = (byPlace[UntilPlace(indicator: indicator, book: book, month: 0)] ?? [])
                    .sorted { $0.month < $1.month }[...]
                for end in ends {
                    while let next = rest.first, next.month <= end {
                        sum += next.sum
                        rest = rest.dropFirst()
                    }
                    until[UntilPlace(indicator: indicator, book: book, month: end)] = sum
                }
            }
        }
    }

    func figure(_ indicator: Indicator, _ pairing: Identifier<Pairing>, _ period: Period) -> IndicatorFigure {
        if case .ratio(let part, let whole) = indicator.formula {
            let parts = [part, whole].map { key in
                catalogue.definition(ofIndicator: key).map { self.sum($0.indicator, pairing, period) }
            }
            let (above, below) = (parts[0] ?? .zero, parts[1] ?? .zero)
            return IndicatorFigure(
                indicator: indicator.key, pairing: pairing, period: period,
                amount: ratio(above.amount, by: below.amount), entries: above.entries + below.entries,
                disputed: above.disputed + below.disputed)
        }
        let sum = sum(indicator, pairing, period)
        return IndicatorFigure(
            indicator: indicator.key, pairing: pairing, period: period, amount: sum.amount, entries: sum.entries,
            disputed: sum.disputed)
    }

    private func sum(_ indicator: Indicator, _ pairing: Identifier<Pairing>, _ period: Period) -> IndicatorSum {
        guard let book = books[indicator.ledger]?[pairing] else { return .zero }
        guard indicator.window == .flow else {
            return until[UntilPlace(indicator: indicator.key, book: book, month: Int(period.lastMonth))] ?? .zero
        }
        let grain = Self.grain(of: period, indicator.formula.isDistinct)
        var sum = IndicatorSum.zero
        for month in stride(from: Int(period.firstMonth), through: Int(period.lastMonth), by: grain) {
            sum += totals[IndicatorPlace(indicator: indicator.key, book: book, grain: grain, month: month)] ?? .zero
        }
        return sum
    }
}
