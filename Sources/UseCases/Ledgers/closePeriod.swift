// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A correction of a closed period: what was changed after it, and what the figures were and are.
package struct PeriodCorrections: Sendable {
    package let period: ClosedPeriod
    /// The rows that were changed since, newest first, at most two hundred.
    package let changes: [(entry: EntryListing, change: EntryChangeListing)]
    /// The figures that are not what they were.
    package let figures: [IndicatorFigure]
}

extension UseCases {
    /// Takes down all figures of a pairing for a period that is over. Rows can still be corrected, with a reason; the
    /// difference shows. Throws notFound, forbidden, conflict where it is closed already or not over.
    package func closePeriod(_ caller: Caller, pairing code: String, _ period: Period) async throws {
        try await write(caller) { connection in
            guard let pairing = try PairingQueries(connection).find(code: code) else {
                throw UseCaseError("pairing", .notFound)
            }
            let object = try ruleObject(pairing.id, connection, "pairing")
            try caller.require(.closeLedgerPeriod, on: object, "pairing", knowing: .readLedger)
            guard let last = period.days?.upperBound, last < surroundings.now().day else {
                throw UseCaseError("period", .conflict(reason: "period.notOver"))
            }
            // Nobody writes rows of the pairing meanwhile.
            let books = try BookQueries(connection).books(of: nil, visible: .some([pairing.id]))
            for book in books { try BookQueries(connection).lock(book.number) }
            let queries = PeriodLockQueries(connection)
            guard try queries.all(of: [pairing.id], keys: [period.description]).isEmpty else {
                throw UseCaseError("period", .conflict(reason: "period.closed"))
            }
            let closed = ClosedPeriod(
                pairing: pairing.id, key: period.description, firstMonth: Int(period.firstMonth),
                endMonth: Int(period.lastMonth) + 1, closedAt: surroundings.now(), closedBy: caller.name)
            try queries.close(closed)
            let keys = surroundings.ledgers.indicators.map(\.key)
            let figures = try figures(keys, [pairing.id], [period], connection)
            try queries.insert(
                figures.map {
                    .init(indicator: $0.indicator, amount: $0.amount, entries: $0.entries, disputed: $0.disputed)
                }, of: closed)
            try record(
                connection, caller, "closePeriod", .ledger("-", pairing.id), after: ["period": period.description])
        }
    }

    /// The closed periods of a pairing, newest first. Throws notFound.
    package func closedPeriods(_ caller: Caller, pairing code: String) async throws -> [ClosedPeriod] {
        try await database.read { connection in
            try PeriodLockQueries(connection).all(of: try readablePairing(code, caller, connection).id)
        }
    }

    /// What was corrected in a closed period since, and which figures moved by it. Throws notFound.
    package func corrections(
        _ caller: Caller, pairing code: String, _ period: Period, language: Language = .chinese
    ) async throws -> PeriodCorrections {
        try await database.read { connection in
            let pairing = try readablePairing(code, caller, connection)
            guard let closed = try PeriodLockQueries(connection).all(of: [pairing.id], keys: [period.description]).first
            else { throw UseCaseError("period", .notFound) }
            let books = try BookQueries(connection).books(of: nil, visible: .some([pairing.id]))
            let found = try EntryChangeQueries(connection).corrections(
                of: closed.key, in: books.map(\.number), limit: 200)
            let changes = try found.compactMap { change -> (entry: EntryListing, change: EntryChangeListing)? in
                guard let record = try EntryQueries(connection).find(change.entry),
                    let book = books.first(where: { $0.number == record.book }),
                    let ledger = surroundings.ledgers[book.ledger]
                else { return nil }
                let desk = try desk(ledger, pairing, connection)
                let names = LedgerNames(
                    connection, surroundings.ledgers, desk.cipher, pairing: pairing, language: language)
                let entry = desk.open(record)
                let shown = try self.changes(of: entry, field: nil, desk, names, language)
                guard let one = shown.first(where: { $0.version == change.version }) else { return nil }
                return (try listing(entry, pairing, ledger, names, language), one)
            }
            let figures = try figures(
                surroundings.ledgers.indicators.map(\.key), [pairing.id], [period], connection)
            return PeriodCorrections(
                period: closed, changes: changes,
                figures: figures.filter { $0.closed != nil && $0.closed?.amount != $0.amount })
        }
    }

    private func readablePairing(_ code: String, _ caller: Caller, _ connection: any SQLConnection) throws -> Pairing {
        guard let pairing = try PairingQueries(connection).find(code: code) else {
            throw UseCaseError("pairing", .notFound)
        }
        try caller.require(
            .readLedger, on: try ruleObject(pairing.id, connection, "pairing"), "pairing", knowing: .readLedger)
        return pairing
    }
}
