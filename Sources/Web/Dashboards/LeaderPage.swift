// SPDX-License-Identifier: Apache-2.0

/// What a leading official reads in a minute.
struct LeaderPage: PageModel {
    static let template = "leader"
    static let samples = [
        LeaderPage(
            title: "T", today: "2026-01-01", pairings: [.sample], total: [.sample], items: "3", itemsPath: "/",
            noList: nil, areas: [.init(area: "A", counts: [.sample])], cards: [.sample], next: .sample,
            noMeeting: "N", rule: "/", watching: .sample),
        LeaderPage(
            title: "T", today: "2026-01-01", pairings: [], total: [], items: "0", itemsPath: nil, noList: "N",
            areas: [], cards: [], next: nil, noMeeting: "N", rule: "/", watching: .sample),
    ]
    struct Count: Sendable {
        let light: LightView
        let count: Int
        let path: String
        static let sample = Count(light: .sample, count: 1, path: "/")
    }
    struct Area: Sendable {
        let area: String
        let counts: [Count]
    }
    /// One question with its number, and the first of its rows.
    struct Card: Sendable {
        let id: String
        let title: String
        let number: Int
        /// nil of nothing.
        let path: String?
        /// Says it in words: what the number is, or that there is nothing.
        let words: String
        let more: String?
        let morePath: String?
        let rows: [Line]
        static let sample = Card(
            id: "c", title: "T", number: 1, path: "/", words: "W", more: "M", morePath: "/", rows: [.sample])
    }
    struct Line: Sendable {
        let path: String
        let title: String
        let light: LightView?
        let who: String
        let due: String?
        let why: String?
        static let sample = Line(path: "/", title: "T", light: .sample, who: "W", due: "2026-01-01", why: "W")
    }
    struct Meeting: Sendable {
        let path: String
        let title: String
        let days: String
        let place: String?
        static let sample = Meeting(path: "/", title: "T", days: "2026-01-01", place: "P")
    }
    let title: String
    let today: String
    let pairings: [Choice]
    let total: [Count]
    let items: String
    let itemsPath: String?
    /// Why there are no lights.
    let noList: String?
    let areas: [Area]
    let cards: [Card]
    let next: Meeting?
    let noMeeting: String
    let rule: String
    let watching: Watching
    var section: Section? { .work }
}

/// The rows behind one number of that page.
struct LeaderRowsPage: PageModel {
    static let template = "leader-rows"
    static let samples = [
        LeaderRowsPage(title: "T", back: "/", count: "3", rows: [.sample], previous: "/", next: "/"),
        LeaderRowsPage(title: "T", back: "/", count: "0", rows: [], previous: nil, next: nil),
    ]
    let title: String
    let back: String
    let count: String
    let rows: [LeaderPage.Line]
    let previous: String?
    let next: String?
    var section: Section? { .work }
}
