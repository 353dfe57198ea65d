// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A row that stands still.
package struct StalledEntry: Sendable {
    package let entry: EntryListing
    /// The beginning of the day since which it stands.
    package let since: Instant
}

extension UseCases {
    /// The rows that stand for longer than their register allows (`StagePlan.standsSince`), those that stand longest first; none
    /// of a register that allows any time. Throws notFound, forbidden, and invalid where `after` can't be read.
    package func stalledEntries(
        _ caller: Caller, ledger: String, pairing: String? = nil, after: String? = nil, limit: Int = 50,
        language: Language = .chinese
    ) async throws -> Page<StalledEntry> {
        try await database.read { connection in
            let definition = try findLedger(ledger)
            guard let end = definition.stages?.patienceEnd(on: surroundings.now().day) else {
                return Page(items: [], next: nil)
            }
            let directory = try PairingDirectory(connection)
            let visible = try visibleLedgers(caller, directory)
            let books = try BookQueries(connection).books(of: ledger, visible: visible).filter { book in
                pairing == nil || directory[book.pairing]?.code == pairing
            }
            let list = "stalled.\(ledger)"
            let start = try after.map { text in
                let mark = try PageMark(text, list: list, secret: surroundings.signingSecret)
                guard mark.values.count == 2, let moved = Int64(mark.values[0]),
                    let id = Identifier<LedgerEntry>(mark.values[1])
                else { throw PageMark.unreadable }
                return (moved: Instant(milliseconds: moved), id: id)
            }
            let length = pageLength(limit)
            let found = try EntryQueries(connection).still(
                since: Instant(startOf: end), in: books.map(\.number),
                after: start, limit: length + 1)
            let names = LedgerNames(connection, surroundings.ledgers, entryCipher, pairing: nil, language: language)
            let items = try found.prefix(length).compactMap { record -> StalledEntry? in
                guard let book = books.first(where: { $0.number == record.book }),
                    let pairing = directory[book.pairing], let since = record.movedAt
                else { return nil }
                let desk = try desk(definition, pairing, connection)
                return StalledEntry(
                    entry: try listing(desk.open(record), pairing, definition, names, language), since: since)
            }
            let last = found.count > length ? items.last : nil
            return Page(
                items: items,
                next: last.map {
                    PageMark(list: list, values: [String($0.since.milliseconds), $0.entry.id.text])
                        .text(secret: surroundings.signingSecret)
                })
        }
    }
}
