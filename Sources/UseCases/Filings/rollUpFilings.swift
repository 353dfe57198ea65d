// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// How much was asked for and came, across the pairings whose work the caller reads. Throws forbidden where the
    /// caller reads none, notFound for an unknown pairing.
    package func rollUp(_ caller: Caller, _ query: RollUpQuery) async throws -> FilingRollUp {
        try await database.read { connection in
            let place = try rollUpPlace(caller, query.pairing, connection)
            let queries = RollUpQueries(connection)
            let page = min(max(1, query.page), 10_000)
            let isByCycle = query.cut == .cycle
            let found = try queries.periods(
                of: .some(place.wanted.map(\.id)), limit: isByCycle ? FilingRollUp.mostPeriods + 1 : 200,
                offset: isByCycle ? (page - 1) * FilingRollUp.mostPeriods : 0)
            let periods = found.map { period($0.form, $0.period) }
            let chosen = periods.first { $0.form == query.form && $0.period.description == query.period }
            let shown =
                isByCycle
                ? Array(periods.prefix(FilingRollUp.mostPeriods)) : [chosen ?? periods.first].compactMap(\.self)
            var rows: [FilingRollUp.Row] = []
            for period in shown { rows += try self.rows(of: period, query.cut, place, caller, connection) }
            let start = isByCycle ? 0 : (page - 1) * FilingRollUp.most
            return FilingRollUp(
                cut: query.cut, period: isByCycle ? nil : shown.first, periods: isByCycle ? [] : periods,
                pairings: place.directory.pairings.filter { place.readable.contains($0.id) }, pairing: place.pairing,
                rows: Array(rows.dropFirst(start).prefix(FilingRollUp.most)),
                total: rows.map(\.count).reduce(CycleCount(), +), page: page,
                hasMore: isByCycle ? periods.count > FilingRollUp.mostPeriods : rows.count > start + FilingRollUp.most)
        }
    }

    private func period(_ form: String, _ period: Period) -> RollUpPeriod {
        RollUpPeriod(
            form: form, title: surroundings.forms[form]?.title ?? LocalisedText(chinese: form, english: form),
            period: period)
    }

    /// By the order of codes, sides and names.
    private func rows(
        of period: RollUpPeriod, _ cut: RollUpCut, _ place: RollUpPlace, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws -> [FilingRollUp.Row] {
        let cycles = try FilingCycleQueries(connection).all(
            of: .some(place.wanted.map(\.id)), period.form, period.period)
        let byID = Dictionary(cycles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let today = surroundings.now().day
        var counts: [RollUpKey: CycleCount] = [:]
        for found in try RollUpQueries(connection).tallies(of: cycles, by: cut.columns) {
            guard let cycle = byID[found.tally.cycle], let code = place.codes[cycle.pairing] else { continue }
            let key = RollUpKey(
                code: cut.isOfPlaces ? code : "", side: found.side, unit: found.unit ?? "", area: found.area ?? "",
                cycle: cut.isOfPlaces ? cycle.id : nil)
            counts[key, default: CycleCount()].add(found.tally, isOver: today > cycle.due)
        }
        return counts.sorted { $0.key < $1.key }.map { key, count in
            let cycle = key.cycle.flatMap { byID[$0] }
            return FilingRollUp.Row(
                pairing: cycle.flatMap { place.directory[$0.pairing] }, side: key.side,
                unit: cut == .unit ? key.unit : nil, area: cut == .area ? key.area : nil, period: period,
                count: count, reminds: cycle.flatMap { reminds($0, key.side, cut, count, place, caller) })
        }
    }

    /// The cycle, where the caller may remind those who are counted here and some have not handed in.
    private func reminds(
        _ cycle: FilingCycle, _ side: Side?, _ cut: RollUpCut, _ count: CycleCount, _ place: RollUpPlace,
        _ caller: Caller
    ) -> Identifier<FilingCycle>? {
        guard cycle.closedAt == nil, count.filed < count.expected, cut == .pairing || cut == .city else { return nil }
        let sides = side.map { [$0] } ?? Side.allCases
        let may = sides.contains { caller.may(.checkWork, on: place.directory.object(cycle.pairing, $0)) }
        return may ? cycle.id : nil
    }

    /// The filings of which a figure is made. Throws like `rollUp`, and notFound for an unknown period.
    package func rollUpRows(_ caller: Caller, _ query: RollUpRowsQuery) async throws -> RollUpRows {
        try await database.read { connection in
            let place = try rollUpPlace(caller, query.pairing, connection)
            guard let wanted = Period(query.period) else { throw UseCaseError("cycle", .notFound) }
            let cycles = try FilingCycleQueries(connection).all(
                of: .some(place.wanted.map(\.id)), query.form, wanted)
            guard !cycles.isEmpty else { throw UseCaseError("cycle", .notFound) }
            let lines = try query.area.map { try RollUpQueries(connection).lines(of: $0, in: cycles.map(\.id)) }
            let today = surroundings.now().day
            var rows: [RollUpRows.Row] = []
            for cycle in cycles.sorted(by: { place.codes[$0.pairing] ?? "" < place.codes[$1.pairing] ?? "" }) {
                guard let pairing = place.directory[cycle.pairing] else { continue }
                let scope = place.directory.scope(pairing)
                for filing in try FilingQueries(connection).all(of: cycle.id)
                where query.fact.holds(filing, cycle, today: today)
                    && (query.side ?? filing.side) == filing.side && (query.unit ?? filing.unit) == filing.unit
                    && lines.map({ $0[filing.id] != nil }) ?? true
                {
                    rows.append(
                        RollUpRows.Row(
                            filing: filing, cycle: cycle, pairing: pairing,
                            isLate: filing.isLate(due: cycle.due, today: today),
                            isSeen: caller.sees(filing, in: scope), lines: lines?[filing.id]))
                }
            }
            let page = min(max(1, query.page), 10_000)
            let start = (page - 1) * FilingRollUp.most
            return RollUpRows(
                period: period(query.form, wanted), pairing: place.pairing,
                figure: lines == nil ? rows.count : rows.compactMap(\.lines).reduce(0, +),
                rows: Array(rows.dropFirst(start).prefix(FilingRollUp.most)), page: page,
                hasMore: rows.count > start + FilingRollUp.most)
        }
    }

    private func rollUpPlace(
        _ caller: Caller, _ code: String?, _ connection: any SQLConnection
    ) throws -> RollUpPlace {
        let directory = try PairingDirectory(connection)
        let readable = directory.pairings.filter { caller.may(.readWork, on: directory.object($0.id)) }
        if readable.isEmpty, let any = directory.pairings.first {
            try caller.require(.readWork, on: directory.object(any.id), "cycle", knowing: .readDirectory)
        }
        let pairing = try code.map { code in
            guard let found = readable.first(where: { $0.code == code }) else { throw UseCaseError("cycle", .notFound) }
            return found
        }
        return RollUpPlace(
            directory: directory, codes: directory.codes, readable: Set(readable.map(\.id)),
            wanted: pairing.map { [$0] } ?? readable, pairing: pairing)
    }
}

/// Which pairings are added up.
private struct RollUpPlace {
    let directory: PairingDirectory
    let codes: [Identifier<Pairing>: String]
    let readable: Set<Identifier<Pairing>>
    let wanted: [Pairing]
    let pairing: Pairing?
}

private struct RollUpKey: Hashable, Comparable {
    let code: String
    let side: Side?
    let unit: String
    let area: String
    let cycle: Identifier<FilingCycle>?

    static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: (String, Int, String, String) { (code, side == .eastern ? 1 : 0, unit, area) }
}

extension RollUpCut {
    fileprivate var columns: RollUpQueries.Cut {
        switch self {
        case .pairing, .cycle: .cycle
        case .city: .side
        case .unit: .unit
        case .area: .area
        }
    }

    /// Whether each pairing has rows of its own.
    fileprivate var isOfPlaces: Bool { self == .pairing || self == .city || self == .unit }
}
