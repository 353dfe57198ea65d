// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// Tells rows of the registers of meetings and visits by title, days and place, within one transaction.
struct MeetingRows {
    private let useCases: UseCases
    private let connection: any SQLConnection
    private let language: Language
    private let names: LedgerNames
    private var desks: [Int: LedgerDesk] = [:]

    init(_ useCases: UseCases, _ connection: any SQLConnection, _ language: Language) {
        (self.useCases, self.connection, self.language) = (useCases, connection, language)
        names = LedgerNames(
            connection, useCases.surroundings.ledgers, useCases.entryCipher, pairing: nil, language: language)
    }

    /// nil for a row that was taken out, or of a register that is defined no more.
    mutating func row(_ record: EntryRecord) throws -> MeetingRow? {
        guard let first = record.day.flatMap({ CalendarDate(dayNumber: $0) }), record.state != .removed,
            let desk = try desk(record.book)
        else { return nil }
        let open = desk.open(record)
        let listing = try useCases.listing(open, desk.pairing, desk.ledger, names, language)
        // A visit is led by a person, whose name stands on the row's own page alone.
        let words = desk.ledger.key == "visit" ? ["direction", "level"] : ["title"]
        let title = words.compactMap { listing.texts[$0] }.joined(separator: " · ")
        let last = open.values["end"]?.number.flatMap { CalendarDate(dayNumber: $0) } ?? first
        return MeetingRow(
            id: record.id, ledger: desk.ledger.key, title: title.isEmpty ? desk.ledger.title[language] : title,
            first: first, last: max(first, last), place: listing.texts["place"] ?? listing.texts["places"],
            pairing: desk.pairing, version: record.version, changedAt: record.changedAt)
    }

    private mutating func desk(_ number: Int) throws -> LedgerDesk? {
        if let known = desks[number] { return known }
        guard let book = try BookQueries(connection).find(number),
            let ledger = useCases.surroundings.ledgers[book.ledger],
            let pairing = try PairingQueries(connection).find(book.pairing)
        else { return nil }
        let desk = try useCases.desk(ledger, pairing, connection)
        desks[number] = desk
        return desk
    }
}
