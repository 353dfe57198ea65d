// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// One thing on somebody's day.
package struct DayEntry: Sendable {
    /// The path of its page.
    package let path: String
    package let title: String
    package let titled: DayTitle
    /// The key of the sentence that says why it is there.
    package let why: String
    package let unit: String?
    package let pairing: Pairing
    package let due: CalendarDate?
    package let light: WorkLight?
}

/// A part of somebody's day: the most urgent first.
package struct DayList: Sendable {
    package var entries: [DayEntry] = []
    /// All there are, also those that are not shown.
    package var count = 0
}

/// What somebody must do, what waits for them, what changed.
package struct DayPage: Sendable {
    package let toDo: DayList
    package let waiting: DayList
    /// What they were told and have not read, the last one first.
    package let changed: [Notice]
    package let changedCount: Int
    /// So many of each are shown.
    package static let most = 50
}

extension UseCases {
    /// The caller's day: what only they, their body or their office may do now.
    package func day(_ caller: Caller) async throws -> DayPage {
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        guard let person = caller.userID else { throw UseCaseError("user", .notFound) }
        return try await database.read { connection in
            let desk = DayDesk(
                caller: caller, directory: try PairingDirectory(connection), connection: connection,
                today: surroundings.now().day, rules: try LightRules(surroundings.presets, connection),
                calendar: surroundings.calendar)
            let queries = DayQueries(connection, person: person, today: desk.today, limit: DayPage.most)
            let notices = NoticeQueries(connection)
            return DayPage(
                toDo: try list(.toDo, desk, queries), waiting: try list(.waiting, desk, queries),
                changed: try notices.all(of: person, areRead: false, limit: DayPage.most),
                changedCount: try notices.countUnread(of: person))
        }
    }

    private func list(_ part: DayPart, _ desk: DayDesk, _ queries: DayQueries) throws -> DayList {
        var list = DayList()
        for source in DaySource.all where source.part == part {
            let places = desk.places(for: source.action)
            guard !places.isEmpty else { continue }
            let found = try source.find(queries, places)
            list.count += found.count
            list.entries += try entries(of: found.rows, source, desk)
        }
        let urgent = list.entries.sorted { $0.urgency < $1.urgency }
        list.entries = Array(urgent.prefix(DayPage.most))
        return list
    }

    private func entries(of rows: [DayRow], _ source: DaySource, _ desk: DayDesk) throws -> [DayEntry] {
        let lights = try source.lights?(rows, desk)
        return rows.enumerated().compactMap { index, row in
            desk.directory[row.pairing].map { pairing in
                DayEntry(
                    path: source.page + row.object, title: row.title, titled: source.titled,
                    why: "day.why.\(source.name).\(row.state)",
                    unit: row.unit, pairing: pairing, due: row.due,
                    light: lights?[index] ?? desk.light(row.due, of: row.pairing))
            }
        }
    }
}

extension DayEntry {
    /// What is late comes first, then what has the earlier day.
    fileprivate var urgency: (Int, String, String) {
        let rank =
            switch light?.level {
            case .overdue?: 0
            case .late?: 1
            case .behind?, .near?: 2
            default: 3
            }
        return (rank, due?.description ?? "9999-12-31", path)
    }
}
