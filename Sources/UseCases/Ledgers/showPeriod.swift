// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A period of a pairing: its figures, then and now, and what was corrected since it was closed.
package struct PeriodDetail: Sendable {
    package let pairing: Pairing
    package let period: Period
    /// nil while it is open.
    package let closed: ClosedPeriod?
    package let isOver: Bool
    package let mayClose: Bool
    /// All figures, in the order of the registers.
    package let figures: [(ledger: Ledger, indicator: Indicator, figure: IndicatorFigure)]
    /// Registers of both cities with rows of the period that are not confirmed by both.
    package let unverified: [UnverifiedRows]
    /// What was corrected since, newest first, at most two hundred.
    package let corrections: [PeriodCorrection]

    /// The figures that are not what they were.
    package var moved: [(ledger: Ledger, indicator: Indicator, figure: IndicatorFigure)] {
        figures.filter { $0.figure.closed != nil && $0.figure.closed?.amount != $0.figure.amount }
    }
}

/// Rows of one register that only one city stands for so far.
package struct UnverifiedRows: Sendable {
    package let ledger: Ledger
    /// Rows that the other city has not looked at.
    package let entered: Int
    /// Rows about which the cities differ.
    package let disputed: Int
}

/// A change of a row after the figures of its period were taken down.
package struct PeriodCorrection: Sendable {
    package let ledger: Ledger
    package let entry: EntryListing
    package let change: EntryChangeListing
    /// What it added to the figures of the period; nil of what is counted once, which other rows may count too.
    package let moved: [(indicator: Indicator, by: Int64?)]
}

extension UseCases {
    private static let mostCorrections = 200
    private static let mostCounted = 100_000

    /// A period of a pairing, closed or not. Throws notFound.
    package func period(
        _ caller: Caller, pairing code: String, _ period: Period, language: Language = .chinese
    ) async throws -> PeriodDetail {
        try await database.read { connection in
            let pairing = try pairing(code, forLedgersOf: caller, connection)
            let closed = try PeriodLockQueries(connection).all(of: [pairing.id], keys: [period.description]).first
            let catalogue = surroundings.ledgers
            let found = try figures(catalogue.indicators.map(\.key), [pairing.id], [period], connection)
            let figures = found.compactMap { figure in
                catalogue.definition(ofIndicator: figure.indicator).map { ($0.ledger, $0.indicator, figure) }
            }
            let mayClose = caller.may(.closeLedgerPeriod, on: try ruleObject(pairing.id, connection, "pairing"))
            return PeriodDetail(
                pairing: pairing, period: period, closed: closed,
                isOver: period.days.map { $0.upperBound < surroundings.now().day } ?? false,
                mayClose: closed == nil && mayClose,
                figures: figures, unverified: try unverified(pairing, period, connection),
                corrections: closed == nil ? [] : try corrections(of: period, pairing, connection, language))
        }
    }

    private func unverified(
        _ pairing: Pairing, _ period: Period, _ connection: any SQLConnection
    ) throws -> [UnverifiedRows] {
        guard let days = period.days else { return [] }
        let pages = EntryPageQueries(connection)
        return try BookQueries(connection).books(of: nil, visible: .some([pairing.id])).compactMap { book in
            guard let ledger = surroundings.ledgers[book.ledger], ledger.confirmation == .both else { return nil }
            func count(_ state: LedgerEntry.State) throws -> Int {
                var filter = SlotFilter(books: [book.number])
                filter.states = [state]
                filter.conditions = [
                    .init(
                        nil,
                        .within(
                            from: .number(days.lowerBound.dayNumber), to: .number(days.upperBound.dayNumber)))
                ]
                return try pages.count(filter, most: Self.mostCounted) ?? Self.mostCounted
            }
            let rows = UnverifiedRows(
                ledger: ledger, entered: try count(.entered), disputed: try count(.disputed))
            return rows.entered + rows.disputed == 0 ? nil : rows
        }
    }

    /// The corrections of a closed period, newest first.
    func corrections(
        of period: Period, _ pairing: Pairing, _ connection: any SQLConnection, _ language: Language,
        ledger key: String? = nil
    ) throws -> [PeriodCorrection] {
        let books = try BookQueries(connection).books(of: key, visible: .some([pairing.id]))
        let found = try EntryChangeQueries(connection).corrections(
            of: period.description, in: books.map(\.number), limit: Self.mostCorrections)
        var readers: [Identifier<LedgerEntry>: CorrectionReader] = [:]
        return try found.compactMap { change in
            if readers[change.entry] == nil {
                guard let record = try EntryQueries(connection).find(change.entry),
                    let book = books.first(where: { $0.number == record.book }),
                    let ledger = surroundings.ledgers[book.ledger]
                else { return nil }
                let desk = try desk(ledger, pairing, connection)
                let names = LedgerNames(
                    connection, surroundings.ledgers, desk.cipher, pairing: pairing, language: language)
                let entry = desk.open(record)
                readers[change.entry] = CorrectionReader(
                    entry: entry, desk: desk, listing: try listing(entry, pairing, ledger, names, language),
                    listings: try changes(of: entry, field: nil, desk, names, language),
                    changes: try EntryChangeQueries(connection).all(of: record.id),
                    steps: ledger.stages == nil
                        ? [] : try StageStepQueries(connection).all(of: [record.id])[record.id] ?? [])
            }
            return readers[change.entry]?.correction(change.version, in: period)
        }
    }
}

/// Tells what each change of one row moved, by going back from what the row says now.
private struct CorrectionReader {
    let entry: OpenEntry
    let desk: LedgerDesk
    let listing: EntryListing
    let listings: [EntryChangeListing]
    /// Newest first.
    let changes: [EntryChange]
    let steps: [StageStep]

    func correction(_ version: Int, in period: Period) -> PeriodCorrection? {
        guard let listing = listings.first(where: { $0.version == version }),
            let change = changes.first(where: { $0.version == version })
        else { return nil }
        var after = entry.values
        for later in changes where later.version > version { undo(later, in: &after) }
        var before = after
        undo(change, in: &before)
        let isNew = change.verb == "add"
        var sums: [String: Int64] = [:]
        if !isNew { count(before, -1, until: change.at, isIncluded: false, period, &sums) }
        if change.verb != "remove" { count(after, 1, until: change.at, isIncluded: true, period, &sums) }
        return PeriodCorrection(
            ledger: desk.ledger, entry: self.listing, change: listing,
            moved: desk.ledger.indicators.compactMap { indicator in
                guard let sum = sums[indicator.key], sum != 0 else { return nil }
                return (indicator, indicator.formula.isDistinct ? nil : sum)
            })
    }

    private func undo(_ change: EntryChange, in values: inout [String: FieldValue]) {
        let before = desk.opened(change.before, of: entry.record.id)
        for key in Set(change.before.keys).union(change.after.keys) { values[key] = before[key] }
    }

    private func count(
        _ values: [String: FieldValue], _ sign: Int64, until at: Instant, isIncluded: Bool, _ period: Period,
        _ sums: inout [String: Int64]
    ) {
        let reached = steps.filter { isIncluded ? $0.at <= at : $0.at < at }
        for part in desk.parts(of: OpenEntry(record: entry.record, values: values), reached) {
            guard let indicator = desk.ledger.indicators.first(where: { $0.key == part.indicator }),
                indicator.window.counts(part.month, in: period)
            else { continue }
            sums[part.indicator, default: 0] += sign * part.amount
        }
    }
}
