// SPDX-License-Identifier: Apache-2.0

/// What was asked for and came, across pairings.
struct RollUpPage: PageModel {
    static let template = "rollup"
    static let samples = [
        RollUpPage(
            cuts: [.init(path: "/", label: "L", isChosen: true)], cut: "pairing", periods: [.sample],
            pairings: [.sample], heading: "H", isOfShares: true, rows: [.sample],
            total: .init(label: "T", note: nil, remind: nil, facts: .sample), previous: "/", next: "/",
            watching: .sample),
        RollUpPage(
            cuts: [], cut: "cycle", periods: [], pairings: [], heading: "H", isOfShares: false, rows: [], total: nil,
            previous: nil, next: nil, watching: .sample),
    ]
    struct Tab: Sendable {
        let path: String
        let label: String
        let isChosen: Bool
    }
    struct Row: Sendable {
        let label: String
        let note: String?
        /// The cycle whose bodies can be reminded of it.
        let remind: String?
        let facts: Facts
        static let sample = Row(label: "L", note: "N", remind: "i", facts: .sample)
    }
    /// Each with the rows of which it is made.
    struct Facts: Sendable {
        let expected: Fact
        let filed: Fact
        let late: Fact
        let returned: Fact
        let accepted: Fact
        static let sample = Facts(
            expected: .sample, filed: .sample, late: .sample, returned: .sample, accepted: .sample)
    }
    struct Fact: Sendable {
        let number: Int
        /// nil of nothing.
        let path: String?
        /// Such as `83%`; nil where there is nothing to divide by.
        let share: String?
        static let sample = Fact(number: 3, path: "/", share: "50%")
    }
    let cuts: [Tab]
    let cut: String
    /// Empty where every row has its own.
    let periods: [Choice]
    let pairings: [Choice]
    /// What the rows are.
    let heading: String
    /// Areas count shares, not filings.
    let isOfShares: Bool
    let rows: [Row]
    let total: Row?
    let previous: String?
    let next: String?
    let watching: Watching
    var section: Section? { .filings }
}

/// The filings of which one figure is made.
struct RollUpRowsPage: PageModel {
    static let template = "rollup-rows"
    static let samples = [
        RollUpRowsPage(
            title: "T", back: "/", figure: "3", rows: [.sample], previous: "/", next: "/"),
        RollUpRowsPage(title: "T", back: "/", figure: "0", rows: [], previous: nil, next: nil),
    ]
    struct Row: Sendable {
        let cycle: String
        /// nil where the visitor doesn't see what it holds.
        let path: String?
        let unit: String
        let place: String
        let state: String
        let stateName: String
        let submitted: String?
        let isLate: Bool
        let lines: String?
        static let sample = Row(
            cycle: "/", path: "/", unit: "U", place: "P", state: "S", stateName: "submitted",
            submitted: "2026-01-01 00:00", isLate: true, lines: "3")
    }
    let title: String
    let back: String
    let figure: String
    let rows: [Row]
    let previous: String?
    let next: String?
    var section: Section? { .filings }
}
