// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A filing's page.
package struct FilingDetail: Sendable {
    /// One field with what is in it.
    package struct Box: Sendable {
        package let place: FilingPlace
        package let field: FilingForm.Field
        package let text: String
        /// Why it can't stand, where it can't.
        package let failure: ValidationFailure?
        package let remark: FilingRemark?
        /// What it held in earlier periods, the latest first.
        package let earlier: [Earlier]
        /// What both cities report differently of it; nil where they don't, or where it is settled.
        package let difference: ItemDifferenceLine?
        /// Whether the caller may write in it now.
        package let isOpen: Bool
    }
    /// What a field held in an earlier period.
    package struct Earlier: Hashable, Sendable {
        package let period: String
        package let text: String
    }
    /// A share that the body speaks of, with what the program knows of it.
    package struct Line: Sendable {
        package let leg: WorkLeg
        package let item: WorkItem
        package let milestones: [Milestone]
        package let boxes: [Box]
    }
    /// A step that was taken; `part` says as whom.
    package struct StepTaken: Sendable {
        package let step: String
        package let part: LoopPart
        package let at: Instant
        package let by: String
        package let note: String?
    }
    package let filing: Filing
    package let cycle: FilingCycle
    package let form: FilingForm
    package let pairing: Pairing
    package let lines: [Line]
    /// What is asked of the body once.
    package let body: [Box]
    /// What registers know for the body and the period.
    package let figures: [RegisterFigure]
    /// How many fields must still be filled.
    package let missing: Int
    package let papers: [FilingPaper]
    package let corrections: [FilingCorrection]
    package let steps: [StepTaken]
    package let offers: [StepOffer]
    package let mayWrite: Bool
    package let mayCheck: Bool
    package let mayAddPaper: Bool
    package let isLate: Bool
}

/// A cycle's page.
package struct CycleDetail: Sendable {
    /// One filing in the list.
    package struct Row: Sendable {
        package let filing: Filing
        package let isLate: Bool
        /// The caller sees what it holds.
        package let isSeen: Bool
        /// The caller may accept it now.
        package let mayAccept: Bool
    }
    package let cycle: FilingCycle
    package let form: FilingForm
    package let pairing: Pairing
    package let rows: [Row]
    package let all: CycleCount
    package let sides: [Side: CycleCount]
    package let areas: [(area: String, count: CycleCount)]
    /// How the lights of the list stood when the cycle closed, by area; empty while it is open.
    package let lights: [(area: String, counts: LightCounts)]
    package let burden: FilingBurden
    /// What both cities reported differently of joint items, oldest first; what is settled too.
    package let differences: [ItemDifferenceLine]
    package let mayCheck: Bool
    package let mayRemind: Bool
    /// The caller may move the days of the cycle, which is open.
    package let mayMoveDays: Bool
}

/// How many filings (of an area: shares) were asked for and came. Whether it is all there, whether it came in time and
/// whether it was accepted are three things.
package struct CycleCount: Hashable, Sendable {
    package var expected = 0
    package var filed = 0
    package var late = 0
    package var returned = 0
    package var accepted = 0

    package init() {}

    mutating func add(_ filing: Filing, _ cycle: FilingCycle, today: CalendarDate, times: Int = 1) {
        guard filing.state != .excused else { return }
        expected += times
        if [.submitted, .accepted, .locked].contains(filing.state) { filed += times }
        if filing.isLate(due: cycle.due, today: today) { late += times }
        if filing.state == .returned { returned += times }
        if filing.state == .accepted || filing.state == .locked { accepted += times }
    }

    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.expected += right.expected
        sum.filed += right.filed
        sum.late += right.late
        sum.returned += right.returned
        sum.accepted += right.accepted
        return sum
    }
}

/// A cycle in the list of cycles.
package struct CycleListing: Sendable {
    package let cycle: FilingCycle
    package let title: LocalisedText
    package let pairing: Pairing
    package let count: CycleCount
    /// What the caller's own bodies hand in.
    package let own: [Filing]
}

/// The page of all cycles.
package struct CycleOverview: Sendable {
    package let cycles: [CycleListing]
    /// The pairings whose cycles the caller opens, with their rules.
    package let places: [(pairing: Pairing, rule: FilingRule)]
    package let forms: [FilingForm]
    /// Under way across all pairings that the caller reads, the latest period first.
    package let periods: [(period: Period, count: CycleCount)]
}
