// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a leading official reads in a minute of one pairing.
package struct LeaderView: Sendable {
    /// The items of an area in lights.
    package struct AreaLights: Sendable {
        package let area: String
        package let counts: LightCounts
    }
    /// What the caller may not read is nil.
    package let pairings: [Pairing]
    package let pairing: Pairing
    package let year: Int
    package let today: CalendarDate
    /// The year's list, where both cities have agreed to one.
    package let plan: Identifier<YearPlan>?
    package let areas: [AreaLights]
    package let total: LightCounts
    package let items: Int
    package let late: Matters
    package let decisions: [LeaderRow]?
    package let waiting: [Side: [LeaderRow]]
    /// The caller's own city; nil for those above.
    package let side: Side?
    package let orders: Orders?
    /// Those of which every answer is there and nobody but a leader is left to decide.
    package let requests: Matters?
    package let next: MeetingRow?
    /// So many of what is late it shows.
    static let most = 6

    /// Supervision orders that are open.
    package struct Orders: Sendable {
        package let open: Int
        package let overdue: Int
        package let first: [LeaderRow]
    }
    /// So many, and the first of them.
    package struct Matters: Sendable {
        package let count: Int
        package let first: [LeaderRow]
    }
}

/// One line on the page, or of those behind a number.
package struct LeaderRow: Sendable {
    /// The path of its page.
    package let path: String
    package let title: String
    /// A body that has it.
    package struct Body: Hashable, Sendable {
        package let name: String
        package let side: Side
    }
    package var who: [Body] = []
    /// The city that is asked.
    package var side: Side?
    package var due: CalendarDate?
    package var light: WorkLight?
    package var area: String?
    /// The key of the sentence that says what is asked.
    package var why: String?
}

/// Which rows a number of the page is to be opened to.
package struct LeaderQuery: Sendable {
    /// The kinds of rows that numbers stand for.
    package enum What: String, CaseIterable, Sendable {
        case items, late, decisions, waiting
    }
    package var pairing: String?
    package var what = What.items
    package var area: String?
    package var level: WorkLight.Level?
    package var side: Side?
    package var page = 1

    package init() {}
}

/// The rows behind a number of the page.
package struct LeaderRows: Sendable {
    package let pairing: Pairing
    package let count: Int
    package let rows: [LeaderRow]
    package let page: Int
    package let hasMore: Bool
    /// So many one page has.
    package static let most = 100
}
