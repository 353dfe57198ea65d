// SPDX-License-Identifier: Apache-2.0

/// A month, day by day, and the addresses under which calendar programs read the same.
struct CalendarPage: PageModel {
    static let template = "calendar"
    static let samples = [
        CalendarPage(
            title: "2026-01", name: "N", pairings: [.sample], month: "2026-01", previous: "/", next: "/",
            days: [.init(date: "2026-01-05", weekday: "W", isToday: true, isFree: true, entries: [.sample])],
            made: "/calendar/x.ics", feeds: [.init(name: "N", made: "M", code: "a-b")], code: "a-b", hasFeed: true),
        CalendarPage(
            title: "2026-01", name: "N", pairings: [], month: "2026-01", previous: "/", next: "/", days: [], made: nil,
            feeds: [], code: "", hasFeed: false, list: .sample),
    ]

    struct Day: Sendable {
        let date: String
        let weekday: String
        let isToday: Bool
        /// No working day.
        let isFree: Bool
        let entries: [Entry]
    }
    struct Entry: Sendable {
        let path: String
        let kind: String
        let matter: String
        let unit: String?
        /// The hours, or the last day.
        let time: String?
        let pairing: String
        let isDeadline: Bool
        static let sample = Entry(
            path: "/", kind: "K", matter: "M", unit: "U", time: "09:30", pairing: "A – B", isDeadline: true)
    }
    /// A calendar that has an address.
    struct Feed: Sendable {
        let name: String
        let made: String
        let code: String
    }
    /// A yearly list.
    struct List: Sendable {
        let id: String
        let title: String
        let views: ListViews
        static let sample = List(id: "i", title: "T", views: .sample)
    }
    let title: String
    /// Whose calendar it is.
    let name: String
    let pairings: [Choice]
    let month: String
    let previous: String
    let next: String
    let days: [Day]
    /// The address that was just made, shown this once.
    let made: String?
    let feeds: [Feed]
    /// The code of the pairing; empty for the own calendar.
    let code: String
    /// This calendar has an address already.
    let hasFeed: Bool
    /// The yearly list whose days alone it shows.
    var list: List?
    var section: Section? { list == nil ? .meetings : .work }
}
