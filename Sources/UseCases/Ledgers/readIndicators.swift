// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A figure: an indicator of a pairing in a period.
package struct IndicatorFigure: Sendable {
    package let indicator: String
    package let pairing: Identifier<Pairing>
    package let period: Period
    /// In the unit of the stored numbers; of a ratio hundredths of a percent. nil: there is nothing to divide by.
    package let amount: Int64?
    /// The rows that are counted.
    package let entries: Int64
    /// Of them those about which the sides differ: the figure is to be verified.
    package let disputed: Int64
    /// What it was when the period was closed; nil where it isn't.
    package var closed: ClosedFigure?
}

/// A figure as it was taken down.
package struct ClosedFigure: Hashable, Sendable {
    package let amount: Int64?
    /// The rows about which the sides differed then.
    package let disputed: Int64
    package let at: Instant
    package let by: String
}

extension UseCases {
    /// Figures of indicators for pairings and periods, among the pairings that the caller may see (all of them where
    /// `pairings` is nil). In the order of indicators, pairings, periods. Throws notFound for an indicator or a pairing
    /// that isn't there.
    package func readIndicators(
        _ caller: Caller, _ keys: [String], pairings: [String]? = nil, periods: [Period]
    ) async throws -> [IndicatorFigure] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = caller.pairings(for: .readLedger) { directory.scopes }
            var chosen = directory.pairings.filter { visible.contains($0.id) }
            if let pairings {
                let known = Set(chosen.map(\.code))
                guard pairings.allSatisfy(known.contains) else { throw UseCaseError("pairing", .notFound) }
                chosen = chosen.filter { pairings.contains($0.code) }
            }
            return try figures(keys, chosen.map(\.id), periods, connection)
        }
    }

    /// The figures of pairings that the caller was found to see.
    func figures(
        _ keys: [String], _ pairings: [Identifier<Pairing>], _ periods: [Period], _ connection: any SQLConnection
    ) throws -> [IndicatorFigure] {
        var wanted: [Indicator] = []
        for key in keys {
            guard let found = surroundings.ledgers.definition(ofIndicator: key) else {
                throw UseCaseError("indicator", .notFound)
            }
            wanted.append(found.indicator)
        }
        let table = try FigureTable(surroundings.ledgers, wanted, pairings, periods, connection)
        var figures: [IndicatorFigure] = []
        figures.reserveCapacity(wanted.count * pairings.count * periods.count)
        for indicator in wanted {
            for pairing in pairings {
                for period in periods { figures.append(table.figure(indicator, pairing, period)) }
            }
        }
        return try withSnapshots(figures, keys, pairings, periods, connection)
    }

    private func withSnapshots(
        _ figures: [IndicatorFigure], _ keys: [String], _ pairings: [Identifier<Pairing>], _ periods: [Period],
        _ connection: any SQLConnection
    ) throws -> [IndicatorFigure] {
        let queries = PeriodLockQueries(connection)
        let locks = try queries.all(of: pairings, keys: periods.map(\.description))
        guard !locks.isEmpty else { return figures }
        let taken = try queries.figures(
            keys, of: Array(Set(locks.map(\.pairing))), periods: Array(Set(locks.map(\.key))))
        let byPlace = Dictionary(
            locks.map { ($0.pairing.text + $0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return figures.map { figure in
            guard let lock = byPlace[figure.pairing.text + figure.period.description],
                let then = taken[figure.pairing]?[lock.key]?[figure.indicator]
            else { return figure }
            var figure = figure
            figure.closed = ClosedFigure(
                amount: then.amount, disputed: then.disputed, at: lock.closedAt, by: lock.closedBy)
            return figure
        }
    }
}
