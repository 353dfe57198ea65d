// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Takes what is personal out of the rows, or the rows out of the registers, whose retention is over. Figures of
    /// persons keep their keyed hashes and go on counting. Returns how many rows were touched. Called by `tidy`.
    @discardableResult
    package func anonymiseEntries() async throws -> Int {
        var count = 0
        for ledger in surroundings.ledgers.ledgers where ledger.retention.end != .keep {
            let books = try await database.read { try BookQueries($0).books(of: ledger.key, visible: .all) }
            for book in books {
                var touched = 0
                repeat {
                    touched = try await write { try end(ledger, book, $0) }
                    count += touched
                } while touched == Self.portion
            }
        }
        return count
    }

    private static let portion = 200

    private func end(_ ledger: Ledger, _ book: PairingLedger, _ connection: any SQLConnection) throws -> Int {
        let today = surroundings.now().day
        guard let limit = CalendarDate(year: today.year - ledger.retention.years, month: today.month, day: 1),
            let pairing = try PairingQueries(connection).find(book.pairing)
        else { return 0 }
        let slots = try ledgerShelf.slots(of: ledger.key, connection)
        let slot = ledger.retention.after.flatMap { $0 == ledger.dateField ? nil : slots[$0] }
        try BookQueries(connection).lock(book.number)
        let records = try EntryQueries(connection).personal(
            in: book.number, before: limit.dayNumber, slot: slot, limit: Self.portion)
        guard !records.isEmpty else { return 0 }
        let desk = try desk(ledger, pairing, connection)
        for record in records { try end(desk.open(record), desk, connection) }
        return records.count
    }

    private func end(_ entry: OpenEntry, _ desk: LedgerDesk, _ connection: any SQLConnection) throws {
        let personal = Set(desk.ledger.fields.filter(\.isPersonal).map(\.key))
        let isRemoved = desk.ledger.retention.end == .remove
        var record = entry.record
        record.isAnonymous = true
        record.version += 1
        if isRemoved {
            var rollUp = RollUp(desk.ledger)
            let steps = try StageStepQueries(connection).all(of: [record.id])[record.id] ?? []
            rollUp.count(desk.parts(of: entry, steps), of: entry.record, sign: -1)
            try rollUp.write(connection)
            try BookQueries(connection).discount(1, in: record.book)
            (record.state, record.values) = (.removed, [:])
        } else {
            let tokens = desk.tokens(of: entry.values)
            for field in personal { record.values[field] = tokens[field].map { .plain($0) } }
            // Files of such registers are about the persons.
            for field in desk.ledger.fields where field.kind == .file { record.values[field.key] = nil }
            record.slots = desk.slotValues(entry.values)
            record.uniqueKey = nil
        }
        let links = EntryLinkQueries(connection)
        try links.remove(desk.terms(entry).filter { personal.contains($0.field) || isRemoved })
        guard try EntryQueries(connection).update(record, from: entry.record.version) else {
            throw UseCaseError("entry", .stale(revision: entry.record.version))
        }
        try links.setFiles([], of: record.id, isNew: false)
        // Files and their sheets are named after persons at times.
        try ImportQueries(connection).forgetOrigins(of: record.id)
        let history = EntryChangeQueries(connection)
        try history.forget(
            isRemoved
                ? Set(desk.ledger.fields.map(\.key))
                : personal.union(desk.ledger.fields.filter { $0.kind == .file }.map(\.key)), of: record.id)
        try DifferenceQueries(connection).removeStatements(of: record.id)
        try self.record(
            connection, nil, "anonymise", .entry(record.id, desk.pairing.id),
            after: ["ledger": desk.ledger.key, "end": desk.ledger.retention.end.rawValue])
    }
}
