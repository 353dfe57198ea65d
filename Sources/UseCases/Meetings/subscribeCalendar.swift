// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Reports
import SQLCore
import Storage

extension UseCases {
    /// Gives the caller's own calendar, or a pairing's as the caller sees it, a new secret address; one that it had opens
    /// nothing any more. Returns the secret, which is not kept. Throws notFound for an unknown pairing.
    package func openCalendar(_ caller: Caller, pairing code: String?) async throws -> String {
        let secret = SecretToken(random: surroundings.random).text
        try await changeFeed(caller, code) { connection, account, pairing in
            try CalendarFeedQueries(connection).save(
                CalendarFeedRecord(account: account, pairing: pairing, createdAt: surroundings.now()),
                secretHash: SecretToken.digest(of: secret))
            try record(
                connection, caller, "openCalendar", .user(account), after: ["pairing": pairing?.text])
        }
        return secret
    }

    /// Takes a calendar's secret address away. Throws notFound where it has none.
    package func closeCalendar(_ caller: Caller, pairing code: String?) async throws {
        try await changeFeed(caller, code) { connection, account, pairing in
            guard try CalendarFeedQueries(connection).remove(pairing, of: account) else {
                throw UseCaseError("calendar", .notFound)
            }
            try record(
                connection, caller, "closeCalendar", .user(account), before: ["pairing": pairing?.text])
        }
    }

    /// The calendar under a secret address, as its holder may see it at this moment; nil where the address opens nothing.
    package func calendarFile(secret: String) async throws -> (text: String, tag: String)? {
        guard secret.utf8.count == 43 else { return nil }
        let found = try await database.read { connection in
            try CalendarFeedQueries(connection).find(secretHash: SecretToken.digest(of: secret)).flatMap { feed in
                try AccountQueries(connection).find(feed.account).map { (feed, $0.user) }
            }
        }
        guard let (feed, user) = found, user.state == .active else { return nil }
        let caller = Caller(who: .user(try await asDemanded(user)))
        let text: String? = try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let pairing = feed.pairing.flatMap { id in
                readablePairings(caller, directory).first { $0.id == id }
            }
            if feed.pairing != nil && pairing == nil { return nil }
            let year = surroundings.now().day.year
            guard let first = CalendarDate(year: year - 1, month: 1, day: 1),
                let last = CalendarDate(year: year + 1, month: 12, day: 31)
            else { return nil }
            let entries = try entries(of: pairing, caller, directory, first...last, user.language, connection)
            return try file(of: entries, pairing, user.language).text
        }
        return text.map { ($0, String(sha256($0).prefix(32))) }
    }

    private func file(_ entry: CalendarEntry, _ messages: MessageCatalogue, _ language: Language) -> ICalendar.Event {
        let time: ICalendar.Event.Time =
            entry.begins.map { .hours(entry.first, begins: $0, ends: entry.ends) }
            ?? .days(first: entry.first, last: entry.last)
        let unit = entry.unit.map { messages.text("calendar.unit", language, ["unit": $0]) } ?? ""
        return ICalendar.Event(
            identity: entry.kind + "-" + entry.identity,
            title: messages.text("calendar." + entry.kind, language, ["matter": entry.matter]) + unit, time: time,
            place: entry.place, link: surroundings.notices.publicAddress.map { $0 + entry.path },
            sequence: entry.sequence, changedAt: entry.changedAt, isDeadline: entry.isDeadline)
    }

    private func file(
        of entries: [CalendarEntry], _ pairing: Pairing?, _ language: Language
    ) throws -> ICalendar {
        let messages = try MessageCatalogue()
        let name =
            pairing.map {
                language == .chinese
                    ? $0.oldArea.name + "–" + $0.eastern.name : $0.oldArea.romanised + "–" + $0.eastern.romanised
            } ?? messages.text("calendar.own", language)
        return ICalendar(
            name: messages.text("calendar.name", language, ["name": name]),
            events: entries.map { file($0, messages, language) })
    }

    private func changeFeed(
        _ caller: Caller, _ code: String?,
        _ body: @Sendable (any SQLConnection, Identifier<User>, Identifier<Pairing>?) throws -> Void
    ) async throws {
        try caller.require(.changeOwnAccount, on: .installation, "calendar", knowing: .readDirectory)
        guard let account = caller.userID else { throw UseCaseError("user", .notFound) }
        try await write(caller) { connection in
            let directory = try PairingDirectory(connection)
            let pairing = code.flatMap { code in
                readablePairings(caller, directory).first { $0.code == code }
            }
            if code != nil && pairing == nil { throw UseCaseError("pairing", .notFound) }
            try body(connection, account, pairing?.id)
        }
    }
}
