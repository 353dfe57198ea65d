// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import Testing

@Suite("Figures kept by new minus old")
struct RollUpTests {
    private typealias Row = [String: FieldValue]
    private let scope = EntryScope(oldArea: DivisionCode("360700")!, eastern: DivisionCode("440300")!)
    private let book: LedgerBook

    init() throws { book = try ShippedLedgers.book() }

    /// A place of the roll-up: what storage keeps a sum for.
    private struct Cell: Hashable {
        let indicator: String
        let month: Int64
        let code: String?
        let key: String?
    }

    private static func add(_ parts: [Contribution], _ sign: Int64, to sums: inout [Cell: Int64]) {
        for part in parts {
            let cell = Cell(indicator: part.indicator, month: part.month, code: part.code, key: part.key)
            let sum = (sums[cell] ?? 0) + sign * part.amount
            sums[cell] = sum == 0 ? nil : sum
        }
    }

    @Test(
        "After 2,000 random edits the sums are those of a recount, and the figures those of the rows themselves",
        arguments: ["visit", "secondment", "agreement", "sale", "placement"], [UInt64(7), 2030])
    func edits(key: String, seed: UInt64) throws {
        let ledger = try #require(book[key])
        var random = SeededGenerator(seed: seed)
        var rows: [Int: Row] = [:]
        var sums: [Cell: Int64] = [:]
        for _ in 0..<2000 {
            let id = Int.random(in: 0..<120, using: &random)
            let old = rows[id]
            let new = Int.random(in: 0..<4, using: &random) == 0 ? nil : Self.row(of: ledger, book, old, &random)
            if let old { Self.add(contributions(of: old, ledger: ledger, scope: scope), -1, to: &sums) }
            if let new { Self.add(contributions(of: new, ledger: ledger, scope: scope), 1, to: &sums) }
            rows[id] = new
        }
        var recount: [Cell: Int64] = [:]
        for row in rows.values { Self.add(contributions(of: row, ledger: ledger, scope: scope), 1, to: &recount) }
        #expect(sums == recount)
        for text in ["2025-11", "2025Q4", "2026Q1", "2026H1", "2025", "2026"] {
            let period = try #require(Period(text))
            for indicator in ledger.indicators {
                let figure = Self.figure(indicator, period, sums)
                #expect(
                    figure == Self.counted(indicator, period, ledger, Array(rows.values), scope),
                    "\(indicator.key) \(text)")
            }
        }
    }

    /// The figure as storage would make it of the sums.
    private static func figure(_ indicator: Indicator, _ period: Period, _ sums: [Cell: Int64]) -> Int64 {
        let mine = sums.filter { $0.key.indicator == indicator.key }
        guard indicator.formula.isDistinct else {
            var months: [Int64: Int64] = [:]
            for (cell, sum) in mine { months[cell.month, default: 0] += sum }
            return LedgerEngine.figure(indicator.window, period, months: months)
        }
        var byKey: [String: [Int64: Int64]] = [:]
        for (cell, sum) in mine { byKey[cell.key ?? "", default: [:]][cell.month, default: 0] += sum }
        return LedgerEngine.figure(indicator.window, period, byKey: byKey)
    }

    /// The figure by looking at each row and its days, without months.
    private static func counted(
        _ indicator: Indicator, _ period: Period, _ ledger: Ledger, _ rows: [Row], _ scope: EntryScope
    ) -> Int64 {
        guard let days = period.days, let selection = indicator.formula.selection else { return 0 }
        let (first, last) = (days.lowerBound.dayNumber, days.upperBound.dayNumber)
        let counting = rows.filter { row in
            guard selection.conditions.allSatisfy({ holds($0, row, scope) }) else { return false }
            switch selection.dating {
            case .ledgerDate: return row[ledger.dateField]?.number.map { (first...last).contains($0) } ?? false
            case .field(let field): return row[field]?.number.map { (first...last).contains($0) } ?? false
            case .span(let from, let to):
                guard let start = row[from]?.number, start <= last else { return false }
                return to.flatMap { row[$0]?.number }.map { $0 >= last } ?? true
            case .run(let field, let months):
                guard let done = third(row[field]?.elements.compactMap(\.number) ?? [], months) else { return false }
                return period.months.contains(done)
            case .stage: return false
            }
        }
        switch indicator.formula {
        case .count: return Int64(counting.count)
        case .sum(let field, _): return counting.reduce(0) { $0 + ($1[field]?.number ?? 0) }
        case .distinct(let fields, _): return Int64(Set(counting.map { row in fields.map { row[$0] } }).count)
        case .ratio: return 0
        }
    }

    private static func third(_ months: [Int64], _ count: Int) -> Int64? {
        let paid = Set(months)
        return paid.filter { month in (0..<Int64(count)).allSatisfy { paid.contains(month - $0) } }.min()
    }

    private static func holds(_ condition: Indicator.Condition, _ row: Row, _ scope: EntryScope) -> Bool {
        switch condition.test {
        case .oneOf(let wanted): wanted.contains(row[condition.field] ?? .number(0))
        case .atLeast(let least): (row[condition.field]?.number ?? .min) >= least
        case .inCity: row[condition.field]?.text?.hasPrefix("4403") ?? false
        case .outsideProvince: row[condition.field]?.text.map { !$0.hasPrefix("36") } ?? false
        case .monthsInARow: false
        }
    }

    /// A row with random values in a narrow range, so that rows meet; half of the edits keep most of the row before.
    private static func row(
        of ledger: Ledger, _ book: LedgerBook, _ old: Row?, _ random: inout SeededGenerator
    ) -> Row {
        var row: Row = [:]
        for field in ledger.fields {
            if let old, Bool.random(using: &random) {
                row[field.key] = old[field.key]
            } else if field.isRequired || Bool.random(using: &random) {
                row[field.key] = value(of: field, book, &random)
            }
        }
        if case .span(let from, let to?)? = ledger.indicators.lazy.compactMap(\.formula.selection?.dating).first(
            where: {
                if case .span = $0 { true } else { false }
            }), let start = row[from]?.number, let end = row[to]?.number, end < start
        {
            row[to] = .number(start)
        }
        return row
    }

    private static func value(of field: LedgerField, _ book: LedgerBook, _ random: inout SeededGenerator) -> FieldValue
    {
        let day = FieldSamples.day("2025-06-01").dayNumber
        switch field.kind {
        case .choice:
            let codes = field.codeList.flatMap { book.codeLists[$0]?.values.map(\.code) } ?? []
            let code = FieldValue.text(codes.randomElement(using: &random) ?? "")
            return field.isMany ? .list([code]) : code
        case .date: return .number(Int64.random(in: day...day + 500, using: &random))
        case .month:
            let first = Period("2025-06")?.firstMonth ?? 0
            let months = (0..<8).filter { _ in Bool.random(using: &random) }.map { FieldValue.number(first + $0) }
            return .list(months.isEmpty ? [.number(first)] : months)
        case .count: return .number(Int64.random(in: 1...50, using: &random))
        case .money: return .number(Int64.random(in: -9999...9_999_999, using: &random))
        case .flag: return .number(Int64.random(in: 0...1, using: &random))
        case .place:
            let code = FieldValue.text(["360721", "360700", "440305", "440100"].randomElement(using: &random) ?? "")
            return field.isMany ? .list([code]) : code
        case .person, .organisation: return .text("x\(Int.random(in: 0..<12, using: &random))")
        default: return field.isMany ? .list([.text("t")]) : .text("t\(Int.random(in: 0..<5, using: &random))")
        }
    }

    @Test(
        "A ratio is in hundredths of a percent, rounded half away from zero",
        arguments: [
            (1, 3, 3333), (2, 3, 6667), (1, 8, 1250), (5, 4, 12_500), (0, 7, 0), (-1, 3, -3333),
            (999_999_999_999_999_999, 999_999_999_999_999_999, 10_000),
        ] as [(Int64, Int64, Int64)])
    func ratios(part: Int64, whole: Int64, expected: Int64) { #expect(ratio(part, by: whole) == expected) }

    @Test("There is no ratio by nothing")
    func noRatio() { #expect(ratio(5, by: 0) == nil) }
}
