// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// What the signed-in person must do, what waits for them, what changed.
struct DayPage: PageModel {
    static let template = "day"
    static let samples = [
        DayPage(
            today: "2026-01-01",
            parts: [Part(id: "p", title: "T", none: "N", count: "2", entries: [.sample], more: "M")],
            changed: [.sample], changedCount: "2", more: "M", watching: .sample),
        DayPage(
            today: "2026-01-01", parts: [Part(id: "p", title: "T", none: "N", count: "0", entries: [], more: nil)],
            changed: [], changedCount: "0", more: nil, watching: .sample),
    ]

    struct Part: Sendable {
        let id: String
        let title: String
        /// What is said where nothing is there.
        let none: String
        let count: String
        let entries: [Entry]
        let more: String?
    }
    struct Entry: Sendable {
        let path: String
        let title: String
        let why: String
        let place: String
        let unit: String?
        let due: String?
        let light: LightView?
        static let sample = Entry(
            path: "/", title: "T", why: "W", place: "P", unit: "U", due: "2026-01-01", light: .sample)
    }
    struct Change: Sendable {
        let path: String
        let title: String
        let at: String
        static let sample = Change(path: "/", title: "T", at: "2026-01-01 00:00")
    }
    let today: String
    let parts: [Part]
    let changed: [Change]
    let changedCount: String
    let more: String?
    let watching: Watching
    var section: Section? { .day }
}

/// Shows the signed-in person's day.
func showDay(_ visit: Visit) async throws -> Response {
    let phrases = visit.phrases
    let watching = try await visit.watching(
        Watch(kind: "yearPlans", id: "all"), Watch(kind: "orders", id: "all"), Watch(kind: "requests", id: "all"))
    let day = try await visit.useCases.day(try visit.caller)
    func more(_ count: Int, _ shown: Int) -> String? {
        count > shown ? phrases("day.more", ["count": String(count - shown)]) : nil
    }
    return try visit.show(
        DayPage(
            today: visit.useCases.surroundings.now().day.description,
            parts: [(DayPart.toDo, day.toDo), (.waiting, day.waiting)].map { part, list in
                DayPage.Part(
                    id: part.rawValue, title: phrases("day." + part.rawValue),
                    none: phrases("day.none." + part.rawValue),
                    count: String(list.count), entries: list.entries.map { .init($0, visit) },
                    more: more(list.count, list.entries.count))
            },
            changed: day.changed.map {
                .init(
                    path: $0.content.path, title: phrases($0.content.title, $0.content.arguments),
                    at: $0.createdAt.minuteText)
            }, changedCount: String(day.changedCount), more: more(day.changedCount, day.changed.count),
            watching: watching))
}

extension DayPage.Entry {
    init(_ entry: DayEntry, _ visit: Visit) {
        self.init(
            path: entry.path, title: entry.name(visit.phrases), why: visit.phrases(entry.why),
            place: entry.pairing.label(in: visit.language), unit: entry.unit, due: entry.due?.description,
            light: entry.light.map { LightView($0, visit.phrases) })
    }
}

extension DayEntry {
    fileprivate func name(_ phrases: Phrases) -> String {
        switch titled {
        case .words: title
        case .period: phrases("day.filing", ["period": Period(title)?.label(phrases) ?? title])
        case .year: phrases("day.yearPlan", ["year": title])
        }
    }
}
