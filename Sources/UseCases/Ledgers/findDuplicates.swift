// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A row that may be the one that is being entered.
package struct LikelyDuplicate: Sendable {
    /// Why it is thought to be the same.
    package enum Reason: String, Sendable {
        case sameKey
        /// The same day and the same numbers.
        case sameDay
    }
    package let entry: EntryListing
    package let reason: Reason
    package let isOfOtherSide: Bool
}

extension UseCases {
    /// The rows that may be the one with these values, the likeliest first; before anything is saved. `except` is the
    /// row itself, where it is being changed.
    package func findDuplicates(
        _ caller: Caller, ledger: String, pairing: String, _ input: EntryInput, except: String? = nil,
        language: Language = .chinese
    ) async throws -> [LikelyDuplicate] {
        try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            guard let book = try BookQueries(connection).find(ledger, desk.pairing.id) else { return [] }
            let names = LedgerNames(
                connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: language)
            let values = roughValues(input, desk, names)
            let queries = EntryQueries(connection)
            var found: [(OpenEntry, LikelyDuplicate.Reason)] = []
            if let key = desk.uniqueKey(values), let same = try queries.find(keys: [key], in: book.number)[key] {
                found.append((desk.open(same), .sameKey))
            }
            if let day = values[desk.ledger.dateField]?.number {
                found += try queries.onDay(day, in: book.number, limit: 200).map(desk.open)
                    .filter { isAlike($0.values, values, desk.ledger) }.map { ($0, .sameDay) }
            }
            var seen = Set(except.flatMap { Identifier<LedgerEntry>($0) }.map { [$0] } ?? [])
            let own = caller.side(in: desk.scope)
            return try found.filter { seen.insert($0.0.record.id).inserted }.prefix(10).map { entry, reason in
                LikelyDuplicate(
                    entry: try listing(entry, desk.pairing, desk.ledger, names, language), reason: reason,
                    isOfOtherSide: own != nil && entry.record.side != own)
            }
        }
    }

    /// What can be read of an input, whatever else is wrong with it.
    func roughValues(_ input: EntryInput, _ desk: LedgerDesk, _ names: LedgerNames) -> [String: FieldValue] {
        switch input {
        case .values(let values): return values
        case .typed(let texts):
            var values: [String: FieldValue] = [:]
            for (key, text) in texts { values[key] = desk.ledger.field(key)?.read(text, names.directory).value }
            return values
        }
    }

    /// Whether two rows of one day have the same numbers: at least one of them, and none that differs.
    private func isAlike(_ left: [String: FieldValue], _ right: [String: FieldValue], _ ledger: Ledger) -> Bool {
        var same = 0
        for field in ledger.fields where field.isNumber && field.key != ledger.dateField && field.kind != .flag {
            guard let one = left[field.key], let other = right[field.key] else { continue }
            if one != other { return false }
            same += 1
        }
        return same > 0
    }
}
