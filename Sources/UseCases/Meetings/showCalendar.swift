// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A month of a calendar.
package struct CalendarMonth: Sendable {
    package let first: CalendarDate
    package let last: CalendarDate
    /// In the order of their days; what goes on for several days stands there once.
    package let entries: [CalendarEntry]
    /// The pairing whose calendar it is; nil for the caller's own.
    package let pairing: Pairing?
    /// Those whose calendars the caller may see.
    package let pairings: [Pairing]
    package let feeds: [CalendarFeed]
    /// The yearly list whose days alone it shows; nil where it shows all.
    package var list: YearPlan?
}

/// A calendar that has a secret address.
package struct CalendarFeed: Sendable {
    /// nil for the person's own calendar.
    package let pairing: Pairing?
    package let createdAt: Instant
}

extension UseCases {
    /// A month of the caller's own calendar, or of a pairing's. Throws notFound for an unknown pairing.
    package func calendar(
        _ caller: Caller, pairing code: String?, year: Int, month: Int, language: Language = .chinese
    ) async throws -> CalendarMonth {
        guard let first = CalendarDate(year: year, month: month, day: 1),
            let next = CalendarDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1),
            let last = CalendarDate(dayNumber: next.dayNumber - 1)
        else { throw UseCaseError("calendar", .notFound) }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let readable = readablePairings(caller, directory)
            let pairing = code.flatMap { code in readable.first { $0.code == code } }
            if code != nil && pairing == nil { throw UseCaseError("pairing", .notFound) }
            let entries = try entries(
                of: pairing, caller, directory, first...last, language, connection)
            return CalendarMonth(
                first: first, last: last, entries: entries, pairing: pairing, pairings: readable,
                feeds: try feeds(of: caller, directory, connection))
        }
    }

    func readablePairings(_ caller: Caller, _ directory: PairingDirectory) -> [Pairing] {
        directory.pairings.filter { caller.may(.readWork, on: directory.object($0.id)) }
    }

    /// What stands in a calendar, in the order of its days.
    func entries(
        of pairing: Pairing?, _ caller: Caller, _ directory: PairingDirectory, _ days: ClosedRange<CalendarDate>,
        _ language: Language, _ connection: any SQLConnection
    ) throws -> [CalendarEntry] {
        let readable = readablePairings(caller, directory)
        let bound = readable.filter { caller.side(in: directory.scope($0)) != nil }
        let view = CalendarView(
            useCases: self, connection: connection, caller: caller, directory: directory,
            // Those who are bound to no side follow all that they may read.
            pairings: pairing.map { [$0] } ?? (bound.isEmpty ? readable : bound), isOwn: pairing == nil, days: days,
            language: language)
        return try CalendarSource.all.flatMap { try $0.entries(view) }.sorted {
            ($0.first, $0.begins ?? "", $0.kind, $0.identity) < ($1.first, $1.begins ?? "", $1.kind, $1.identity)
        }
    }

    private func feeds(
        of caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> [CalendarFeed] {
        guard let id = caller.userID else { return [] }
        return try CalendarFeedQueries(connection).all(of: id).compactMap { feed in
            guard let pairing = feed.pairing else { return CalendarFeed(pairing: nil, createdAt: feed.createdAt) }
            return directory[pairing].map { CalendarFeed(pairing: $0, createdAt: feed.createdAt) }
        }
    }
}
