// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import LedgerEngine
import SQLCore
import Storage

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

    /// The closed periods in which a row counts, newest first.
    func closedPeriods(of entry: OpenEntry, _ steps: [StageStep], _ desk: LedgerDesk) throws -> [ClosedPeriod] {
        let closed = try PeriodLockQueries(desk.connection).all(of: desk.pairing.id)
        guard !closed.isEmpty else { return [] }
        let parts = desk.parts(of: entry, steps)
        return closed.filter { $0.holds(days: [entry.record.day], parts, desk.ledger) }
    }
}

extension ClosedPeriod {
    /// Whether a row of one of these days, or one that adds these parts to figures, counts in the period. What is
    /// counted until the end of a period counts in all that end later.
    func holds(days: [Int64?], _ parts: some Sequence<Contribution>, _ ledger: Ledger) -> Bool {
        let months = days.compactMap { $0.flatMap(CalendarDate.init(dayNumber:)).map { Int($0.monthNumber) } }
        if months.contains(where: { firstMonth <= $0 && $0 < endMonth }) { return true }
        let untilThen = Set(ledger.indicators.filter { $0.window != .flow }.map(\.key))
        return parts.contains { part in
            part.month < endMonth && (part.month >= firstMonth || untilThen.contains(part.indicator))
        }
    }
}
