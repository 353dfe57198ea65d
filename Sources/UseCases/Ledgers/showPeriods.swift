// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// The periods of a pairing: what is closed, and what could be.
package struct PairingPeriods: Sendable {
    package let pairing: Pairing
    /// The closed periods with the number of their corrections, newest first.
    package let closed: [(period: ClosedPeriod, corrections: Int)]
    /// Periods that are over and not closed, newest first: quarters, half-years and years.
    package let open: [Period]
    package let mayClose: Bool
}

extension UseCases {
    /// So many quarters back periods are offered for closing.
    private static let quartersBack = 8

    /// The closed periods of a pairing, and those that are over. Throws notFound.
    package func periods(_ caller: Caller, pairing code: String) async throws -> PairingPeriods {
        try await database.read { connection in
            let pairing = try pairing(code, forLedgersOf: caller, connection)
            let closed = try PeriodLockQueries(connection).all(of: pairing.id)
            let books = try BookQueries(connection).books(of: nil, visible: .some([pairing.id])).map(\.number)
            let counts = try EntryChangeQueries(connection).correctionCounts(in: books)
            return PairingPeriods(
                pairing: pairing, closed: closed.map { ($0, counts[$0.key] ?? 0) },
                open: openPeriods(besides: Set(closed.map(\.key))),
                mayClose: caller.may(.closeLedgerPeriod, on: try ruleObject(pairing.id, connection, "pairing")))
        }
    }

    private func openPeriods(besides closed: Set<String>) -> [Period] {
        let today = surroundings.now().day
        var quarter = Period(.quarter, holding: today).previous
        var found: [Period] = []
        for _ in 0..<Self.quartersBack {
            let longer = [Period(.year, holding: quarter.lastMonth), Period(.halfYear, holding: quarter.lastMonth)]
            found += longer.filter { $0.lastMonth == quarter.lastMonth } + [quarter]
            quarter = quarter.previous
        }
        return found.filter { !closed.contains($0.description) }
    }

    /// The pairing of an address, for whoever may read its registers. Throws notFound.
    func pairing(
        _ code: String, forLedgersOf caller: Caller, _ connection: any SQLConnection
    ) throws -> Pairing {
        guard let pairing = try PairingQueries(connection).find(code: code) else {
            throw UseCaseError("pairing", .notFound)
        }
        try caller.require(
            .readLedger, on: try ruleObject(pairing.id, connection, "pairing"), "pairing", knowing: .readLedger)
        return pairing
    }
}
