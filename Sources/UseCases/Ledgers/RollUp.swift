// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// What the figures gain and lose by changes of rows of one register: collected row by row, written once.
struct RollUp {
    /// Lengths in months of the periods for which sums are kept, and for which what counts once is.
    static let grainsOfSums = [1, 3]
    static let grainsOfKeys = [1, 3, 6, 12]

    private let distinct: [String: Indicator]
    private(set) var sums: [IndicatorPlace: IndicatorSum] = [:]
    private(set) var gone: Set<IndicatorKey> = []
    private(set) var added: Set<IndicatorKey> = []
    private let spanning: Set<String>

    init(_ ledger: Ledger) {
        distinct = Dictionary(
            uniqueKeysWithValues: ledger.indicators.filter { $0.formula.isDistinct }.map { ($0.key, $0) })
        spanning = Set(
            ledger.indicators.filter { indicator in
                if case .span? = indicator.formula.selection?.dating { true } else { false }
            }.map(\.key))
    }

    /// Counts what a row contributes, or takes it away (`sign` −1).
    mutating func count(_ contributions: [Contribution], of record: EntryRecord, sign: Int64) {
        let body = record.organisation?.text ?? IndicatorPlace.none
        let disputed: Int64 = record.state == .disputed ? 1 : 0
        var seen: Set<String> = []
        var spans: [String: (first: Int, end: Int?, code: String, term: String)] = [:]
        for part in contributions {
            let month = Int(part.month)
            let code = part.code.map { String($0.prefix(64)) } ?? IndicatorPlace.none
            // Of a span, the second part takes away what the first one added.
            let isEnd = spanning.contains(part.indicator) && !seen.insert(part.indicator).inserted
            let rows: Int64 = isEnd ? -1 : 1
            let isDistinct = distinct[part.indicator] != nil
            let sum = IndicatorSum(
                amount: isDistinct ? 0 : sign * part.amount, entries: sign * rows, disputed: sign * rows * disputed)
            add(sum, part.indicator, record, month: month, side: record.side, body: body, code: code, isDistinct)
            guard isDistinct, let key = part.key else { continue }
            let term = String(key.prefix(200))
            if isEnd {
                spans[part.indicator]?.end = month
            } else {
                spans[part.indicator] = (month, nil, code, term)
            }
        }
        for (indicator, span) in spans {
            let key = IndicatorKey(
                indicator: indicator, book: record.book, term: span.term, number: record.number, side: record.side,
                organisation: body, code: span.code, first: span.first, end: span.end)
            put(key, sign)
        }
    }

    private mutating func put(_ key: IndicatorKey, _ sign: Int64) {
        if sign > 0 {
            if gone.remove(key) == nil { added.insert(key) }
        } else if added.remove(key) == nil {
            gone.insert(key)
        }
    }

    private mutating func add(
        _ sum: IndicatorSum, _ indicator: String, _ record: EntryRecord, month: Int, side: Side, body: String,
        code: String, _ isDistinct: Bool
    ) {
        let grains = isDistinct ? Self.grainsOfKeys : Self.grainsOfSums
        for grain in grains {
            let whole = IndicatorPlace(
                indicator: indicator, book: record.book, grain: grain, month: month - month % grain)
            sums[whole, default: .zero] += sum
        }
        guard !isDistinct else { return }
        let part = IndicatorPlace(
            indicator: indicator, book: record.book, grain: 1, month: month, side: side, organisation: body, code: code)
        sums[part, default: .zero] += sum
    }

    /// Writes everything: keys first, then the figures that follow from them, then all sums in one order.
    mutating func write(_ connection: any SQLConnection) throws {
        let queries = IndicatorQueries(connection)
        let changed = Dictionary(grouping: gone.union(added)) { Group(indicator: $0.indicator, book: $0.book) }
        for (group, keys) in changed.sorted(by: { $0.key < $1.key }) {
            let terms = Array(Set(keys.map(\.term))).sorted()
            let before = Dictionary(
                grouping: try queries.keys(of: group.indicator, in: group.book, terms: terms), by: \.term)
            let changes = Dictionary(grouping: keys, by: \.term)
            for term in terms {
                let old = Set(before[term] ?? [])
                let new = old.subtracting(gone).union((changes[term] ?? []).filter(added.contains))
                countPresence(of: old, sign: -1, group)
                countPresence(of: new, sign: 1, group)
            }
        }
        try queries.remove(gone.sorted { ($0.indicator, $0.book, $0.term) < ($1.indicator, $1.book, $1.term) })
        try queries.insert(added.sorted { ($0.indicator, $0.book, $0.term) < ($1.indicator, $1.book, $1.term) })
        try queries.add(sums)
        (sums, gone, added) = ([:], [], [])
    }

    /// Counts what occurs in the collected rows alone, as if there were no others.
    mutating func countAllPresence() {
        let groups = Dictionary(grouping: added) { [$0.indicator, String($0.book), $0.term] }
        for keys in groups.values {
            guard let first = keys.first else { continue }
            countPresence(of: Set(keys), sign: 1, Group(indicator: first.indicator, book: first.book))
        }
    }

    private struct Group: Hashable, Comparable {
        let indicator: String
        let book: Int
        static func < (left: Self, right: Self) -> Bool {
            (left.indicator, left.book) < (right.indicator, right.book)
        }
    }

    /// What one term adds to the figures: of all its occurrences, and of those of each side, body and code.
    private mutating func countPresence(of keys: Set<IndicatorKey>, sign: Int64, _ group: Group) {
        guard let window = distinct[group.indicator]?.window, !keys.isEmpty else { return }
        add(window, Array(keys), sign, group, nil, nil, nil)
        for (side, some) in Dictionary(grouping: keys, by: \.side) { add(window, some, sign, group, side, nil, nil) }
        for (body, some) in Dictionary(grouping: keys, by: \.organisation) {
            add(window, some, sign, group, nil, body, nil)
        }
        for (code, some) in Dictionary(grouping: keys, by: \.code) { add(window, some, sign, group, nil, nil, code) }
    }

    private mutating func add(
        _ window: Indicator.Window, _ keys: [IndicatorKey], _ sign: Int64, _ group: Group, _ side: Side?,
        _ body: String?, _ code: String?
    ) {
        for grain in Self.grainsOfKeys {
            for (month, amount) in Self.presence(window, keys, grain: grain) {
                let place = IndicatorPlace(
                    indicator: group.indicator, book: group.book, grain: grain, month: month, side: side,
                    organisation: body, code: code)
                sums[place, default: .zero] += IndicatorSum(amount: sign * amount, entries: 0, disputed: 0)
            }
        }
    }

    /// What the occurrences of one term count together: of a flow, one in each period with any; of the others, one from
    /// the month on in which it is there, and one less from the month on in which it is there no more.
    static func presence(_ window: Indicator.Window, _ keys: [IndicatorKey], grain: Int) -> [Int: Int64] {
        var counts: [Int: Int64] = [:]
        switch window {
        case .flow:
            for key in keys { counts[key.first - key.first % grain] = 1 }
        case .stock, .cumulative:
            var steps: [Int: Int] = [:]
            for key in keys {
                steps[key.first, default: 0] += 1
                if let end = key.end { steps[end, default: 0] -= 1 }
            }
            var present = 0
            for (month, step) in steps.sorted(by: { $0.key < $1.key }) {
                let was = present > 0
                present += step
                if (present > 0) != was { counts[month - month % grain, default: 0] += was ? -1 : 1 }
            }
        }
        return counts
    }
}
