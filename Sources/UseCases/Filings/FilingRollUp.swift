// SPDX-License-Identifier: Apache-2.0
package import Domain
import Storage

/// By what filings are added up across pairings.
package enum RollUpCut: String, CaseIterable, Sendable {
    case pairing, city, area, unit, cycle
}

/// What of filings is counted. Whether it is all there, whether it came in time and whether it was accepted are three
/// facts.
package enum RollUpFact: String, CaseIterable, Sendable {
    case expected, filed, late, returned, accepted
}

/// Which figures are wanted.
package struct RollUpQuery: Sendable {
    package var cut = RollUpCut.pairing
    /// A form's key and a period as `2026Q1`; the latest where they are missing.
    package var form: String?
    package var period: String?
    /// A pairing's code.
    package var pairing: String?
    /// From 1.
    package var page = 1

    package init() {}
}

/// Figures across pairings, in the order of their codes: nobody is ranked.
package struct FilingRollUp: Sendable {
    /// The figures of one place, body, area or period.
    package struct Row: Sendable {
        package let pairing: Pairing?
        package let side: Side?
        package let unit: String?
        /// Empty where items have no area.
        package let area: String?
        package let period: RollUpPeriod
        package let count: CycleCount
        /// The cycle whose bodies the caller may remind of it now.
        package let reminds: Identifier<FilingCycle>?
    }
    package let cut: RollUpCut
    /// nil where there is no cycle yet.
    package let period: RollUpPeriod?
    package let periods: [RollUpPeriod]
    package let pairings: [Pairing]
    package let pairing: Pairing?
    package let rows: [Row]
    package let total: CycleCount
    package let page: Int
    package let hasMore: Bool
    /// So many rows one page has, and so many periods.
    package static let most = 60
    package static let mostPeriods = 12
}

/// A period of a form for which there are cycles.
package struct RollUpPeriod: Hashable, Sendable {
    package let form: String
    package let title: LocalisedText
    package let period: Period
}

/// Which rows a figure is to be opened to.
package struct RollUpRowsQuery: Sendable {
    package var form = ""
    package var period = ""
    package var pairing: String?
    package var side: Side?
    package var unit: String?
    package var area: String?
    package var fact = RollUpFact.expected
    package var page = 1

    package init() {}
}

/// The filings of which a figure is made.
package struct RollUpRows: Sendable {
    /// A filing that counts.
    package struct Row: Sendable {
        package let filing: Filing
        package let cycle: FilingCycle
        package let pairing: Pairing
        package let isLate: Bool
        /// The caller sees what it holds.
        package let isSeen: Bool
        /// Of how many shares of the area it speaks, where one was asked for.
        package let lines: Int?
    }
    package let period: RollUpPeriod
    package let pairing: Pairing?
    /// The figure that was opened: filings, or shares of an area.
    package let figure: Int
    package let rows: [Row]
    package let page: Int
    package let hasMore: Bool
}

extension RollUpFact {
    /// Whether a filing counts; the same as `CycleCount` adds.
    func holds(_ filing: Filing, _ cycle: FilingCycle, today: CalendarDate) -> Bool {
        guard filing.state != .excused else { return false }
        switch self {
        case .expected: return true
        case .filed: return [.submitted, .accepted, .locked].contains(filing.state)
        case .late: return filing.isLate(due: cycle.due, today: today)
        case .returned: return filing.state == .returned
        case .accepted: return filing.state == .accepted || filing.state == .locked
        }
    }
}

extension CycleCount {
    package subscript(fact: RollUpFact) -> Int {
        switch fact {
        case .expected: expected
        case .filed: filed
        case .late: late
        case .returned: returned
        case .accepted: accepted
        }
    }

    /// The same as adding each filing of the tally.
    mutating func add(_ tally: FilingTally, isOver: Bool) {
        guard tally.state != .excused else { return }
        expected += tally.count
        if [.submitted, .accepted, .locked].contains(tally.state) { filed += tally.count }
        late += tally.afterDue + (isOver ? tally.neverCame : 0)
        if tally.state == .returned { returned += tally.count }
        if tally.state == .accepted || tally.state == .locked { accepted += tally.count }
    }
}
