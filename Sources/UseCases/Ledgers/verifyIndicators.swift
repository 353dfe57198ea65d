// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// A kept figure that is not what the rows come to.
package struct FigureMismatch: Sendable {
    package let indicator: String
    package let pairing: String
    /// Where it is kept: length in months, first month, side, body, code.
    package let place: String
    package let kept: Int64
    package let recomputed: Int64
}

/// What a recomputation found.
package struct IndicatorVerification: Sendable {
    package internal(set) var entries = 0
    package internal(set) var figures = 0
    /// At most a hundred of them; `mismatchCount` says how many there are.
    package internal(set) var mismatches: [FigureMismatch] = []
    package internal(set) var mismatchCount = 0
    package var isExact: Bool { mismatchCount == 0 }
}

extension UseCases {
    /// Computes every figure again from the rows, one register of one pairing at a time, and compares it with what is
    /// kept: sums to the last fen, and how many rows and disputed rows there are. Changes nothing.
    package func verifyIndicators(_ caller: Caller, ledger: String? = nil) async throws -> IndicatorVerification {
        try caller.require(.verifyLedgers, on: .installation, "ledger", knowing: .readDirectory)
        if let ledger { _ = try findLedger(ledger) }
        var verification = IndicatorVerification()
        let books = try await database.read { try BookQueries($0).books(of: ledger, visible: .all) }
        for book in books {
            guard let definition = surroundings.ledgers[book.ledger] else { continue }
            let part = try await database.read { try verify(book, definition, $0) }
            verification.entries += part.entries
            verification.figures += part.figures
            verification.mismatchCount += part.mismatchCount
            verification.mismatches += part.mismatches.prefix(max(0, 100 - verification.mismatches.count))
        }
        return verification
    }

    private func verify(
        _ book: PairingLedger, _ ledger: Ledger, _ connection: any SQLConnection
    ) throws -> IndicatorVerification {
        guard let pairing = try PairingQueries(connection).find(book.pairing) else { return IndicatorVerification() }
        let desk = try desk(ledger, pairing, connection)
        var recount = Recount(ledger)
        var result = IndicatorVerification()
        try EntryQueries(connection).forEach(in: book.number) { records in
            result.entries += records.count
            let steps = ledger.stages == nil ? [:] : try StageStepQueries(connection).all(of: records.map(\.id))
            for record in records {
                recount.count(desk.parts(of: desk.open(record), steps[record.id] ?? []), of: record)
            }
        }
        var expected = recount.figures()
        for indicator in ledger.indicators {
            try IndicatorQueries(connection).forEachTotal(of: indicator.key, in: book.number) { place, kept in
                result.figures += 1
                compare(kept, expected.removeValue(forKey: place) ?? .zero, place, pairing, &result)
            }
        }
        for (place, missing) in expected.sorted(by: { $0.key.indicator < $1.key.indicator }) {
            compare(.zero, missing, place, pairing, &result)
        }
        return result
    }

    private func compare(
        _ kept: IndicatorSum, _ recomputed: IndicatorSum, _ place: IndicatorPlace, _ pairing: Pairing,
        _ result: inout IndicatorVerification
    ) {
        for (one, other, name) in [
            (kept.amount, recomputed.amount, "amount"), (kept.entries, recomputed.entries, "entries"),
            (kept.disputed, recomputed.disputed, "disputed"),
        ] where one != other {
            result.mismatchCount += 1
            guard result.mismatches.count < 100 else { continue }
            let parts = [
                name, "\(place.grain)", "\(place.month)", place.side?.rawValue ?? "*", place.organisation ?? "*",
                place.code ?? "*",
            ]
            result.mismatches.append(
                FigureMismatch(
                    indicator: place.indicator, pairing: pairing.code, place: parts.joined(separator: " "),
                    kept: one, recomputed: other))
        }
    }

    /// Writes the figures of some indicators of a book anew, from its rows.
    func recompute(
        _ indicators: [Indicator], of ledger: Ledger, _ book: PairingLedger, _ connection: any SQLConnection
    ) throws {
        guard let pairing = try PairingQueries(connection).find(book.pairing) else { return }
        let desk = try desk(ledger, pairing, connection)
        try BookQueries(connection).lock(book.number)
        let wanted = Set(indicators.map(\.key))
        let queries = IndicatorQueries(connection)
        for key in wanted.sorted() { try queries.clear(key, in: book.number) }
        var rollUp = RollUp(ledger)
        try EntryQueries(connection).forEach(in: book.number) { records in
            let steps = ledger.stages == nil ? [:] : try StageStepQueries(connection).all(of: records.map(\.id))
            for record in records {
                let parts = desk.parts(of: desk.open(record), steps[record.id] ?? [])
                rollUp.count(parts.filter { wanted.contains($0.indicator) }, of: record, sign: 1)
            }
            try rollUp.write(connection)
        }
    }
}

/// All figures of a book as the rows come to them, without the database's help: the other way to the same sums.
private struct Recount {
    private var rollUp: RollUp

    init(_ ledger: Ledger) { rollUp = RollUp(ledger) }

    mutating func count(_ contributions: [Contribution], of record: EntryRecord) {
        rollUp.count(contributions, of: record, sign: 1)
    }

    mutating func figures() -> [IndicatorPlace: IndicatorSum] {
        rollUp.countAllPresence()
        return rollUp.sums
    }
}
