// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A figure of a register beside what a filing asks.
package struct RegisterFigure: Sendable {
    package let indicator: Indicator
    package let ledger: Ledger
    /// Whose rows it is made of.
    package let extent: FigureExtent
    /// What it comes to now, and what for the period before.
    package let amount: Int64?
    package let before: Int64?
    /// The rows about which the sides differ.
    package let disputed: Int64
    /// As it was when the filing was handed in; nil while it isn't.
    package let kept: FilingFigure?

    /// It came to something else when it was handed in.
    package var hasMoved: Bool { kept.map { $0.amount != amount } ?? false }
}

extension UseCases {
    /// The figures that a form names, among the registers that there are.
    func named(
        _ form: FilingForm
    ) -> [(figure: FilingForm.Figure, ledger: Ledger, indicator: Indicator)] {
        form.figures.compactMap { figure in
            surroundings.ledgers.definition(ofIndicator: figure.indicator).map { (figure, $0.ledger, $0.indicator) }
        }
    }

    /// What registers know for a filing: as it was handed in, beside what it comes to now. None where the caller may not
    /// read the registers of the pairing.
    func registerFigures(_ desk: FilingDesk, _ caller: Caller) throws -> [RegisterFigure] {
        guard caller.may(.readLedger, on: RuleObject(pairing: desk.scope)) else { return [] }
        let kept = try desk.filing.isHandedIn ? FilingFigureQueries(desk.connection).all(of: desk.filing.id) : []
        guard !kept.isEmpty else { return try figuresNow(desk) }
        let reader = try RegisterReader(desk, kept.map(\.indicator), self)
        return try kept.compactMap { kept in
            guard let (ledger, indicator) = surroundings.ledgers.definition(ofIndicator: kept.indicator) else {
                return nil
            }
            let now = try reader.sums(indicator, kept.extent)
            return RegisterFigure(
                indicator: indicator, ledger: ledger, extent: kept.extent, amount: now.amount, before: now.before,
                disputed: now.disputed, kept: kept)
        }
    }

    private func figuresNow(_ desk: FilingDesk) throws -> [RegisterFigure] {
        let named = named(desk.form)
        guard !named.isEmpty else { return [] }
        let reader = try RegisterReader(desk, named.map(\.figure.indicator), self)
        return try named.map { figure, ledger, indicator in
            var (extent, sums) = (figure.extent, try reader.sums(indicator, figure.extent))
            if extent == .body, sums.isNothing {
                // No row names the body: those of its city, or of both where both enter the rows.
                extent = ledger.confirmation == .own ? .side : .pairing
                sums = try reader.sums(indicator, extent)
            }
            return RegisterFigure(
                indicator: indicator, ledger: ledger, extent: extent, amount: sums.amount, before: sums.before,
                disputed: sums.disputed, kept: nil)
        }
    }

    /// Keeps with a filing that is handed in what the registers came to.
    func keepFigures(_ desk: FilingDesk, at now: Instant) throws {
        let figures = try figuresNow(desk).map {
            FilingFigure(
                indicator: $0.indicator.key, extent: $0.extent, amount: $0.amount, before: $0.before,
                disputed: $0.disputed, at: now)
        }
        try FilingFigureQueries(desk.connection).replace(figures, of: desk.filing.id)
    }
}

/// Reads the kept figures of registers for one filing.
private struct RegisterReader {
    struct Sums {
        var amount: Int64?
        var before: Int64?
        var disputed: Int64 = 0
        var isNothing = false
    }
    private let desk: FilingDesk
    private let whole: [String: [IndicatorFigure]]
    private let queries: IndicatorQueries
    private let books: BookQueries

    init(_ desk: FilingDesk, _ keys: [String], _ useCases: UseCases) throws {
        self.desk = desk
        (queries, books) = (IndicatorQueries(desk.connection), BookQueries(desk.connection))
        let known = keys.filter { useCases.surroundings.ledgers.indicator($0) != nil }
        let found = try useCases.figures(
            known, [desk.pairing.id], [desk.cycle.period.previous, desk.cycle.period], desk.connection)
        whole = Dictionary(grouping: found, by: \.indicator)
    }

    func sums(_ indicator: Indicator, _ extent: FigureExtent) throws -> Sums {
        let period = desk.cycle.period
        let part: (kind: IndicatorQueries.Part, name: String)
        switch extent {
        case .pairing:
            let figures = whole[indicator.key] ?? []
            let now = figures.first { $0.period == period }
            return Sums(
                amount: now?.amount, before: figures.first { $0.period == period.previous }?.amount,
                disputed: now?.disputed ?? 0)
        case .side: part = (.side, desk.filing.side.rawValue)
        case .body:
            guard let body = desk.filing.organisation else { return Sums(isNothing: true) }
            part = (.organisation, body.text)
        }
        guard let book = try books.find(indicator.ledger, desk.pairing.id) else {
            return Sums(amount: 0, before: 0, isNothing: true)
        }
        func sum(_ period: Period) throws -> IndicatorSum {
            try queries.parts(part.kind, of: indicator, in: book, period).first { $0.part == part.name }?.sum ?? .zero
        }
        let (now, before) = (try sum(period), try sum(period.previous))
        return Sums(
            amount: now.amount, before: before.amount, disputed: now.disputed,
            isNothing: now == .zero && before == .zero)
    }
}
