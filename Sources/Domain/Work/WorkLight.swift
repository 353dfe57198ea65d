// SPDX-License-Identifier: Apache-2.0

/// How an item stands against its time, by a published rule from its days, its milestones and its progress alone.
package struct WorkLight: Hashable, Sendable {
    /// What the rule finds. What it is called and which colour it has is the preset's.
    package enum Level: String, CaseIterable, Sendable {
        /// Its first day has not come, or the list is not agreed to yet.
        case waiting
        case onTrack = "on-track"
        /// The due day is near, or progress lags somewhat.
        case near
        /// Progress lags a good deal, or the due day is over.
        case late
        /// The due day is long over.
        case overdue
        case closed
        /// Its bodies have all said that it is done; their offices have not looked yet.
        case reported
        /// Goes on in the next year's list.
        case carried
        /// Suspended or withdrawn.
        case aside
    }
    package let level: Level
    /// How much should be done by today and how much is, in thousandths; nil where neither is asked.
    package let expected: Int?
    package let progress: Int?
    /// Working days until the due day; negative once it is over.
    package let daysLeft: Int?

    package init(level: Level, expected: Int? = nil, progress: Int? = nil, daysLeft: Int? = nil) {
        (self.level, self.expected, self.progress, self.daysLeft) = (level, expected, progress, daysLeft)
    }
}

/// The bounds of the rule, which an office sets.
package struct LightRule: Hashable, Sendable {
    /// So many working days before the due day an item is near it.
    package var nearDays = 7
    /// Lags in thousandths from which an item is near and late.
    package var nearLag = 50
    package var lateLag = 150
    /// More working days after the due day than these, and it is overdue.
    package var overdueDays = 30

    package init() {}
}

/// What the rule looks at.
package struct LightSubject: Sendable {
    package var start: CalendarDate?
    package var due: CalendarDate?
    package var milestones: [Milestone]
    /// In thousandths, where there are no milestones.
    package var progress: Int
    package var states: [WorkLeg.State]

    package init(
        start: CalendarDate?, due: CalendarDate?, milestones: [Milestone], progress: Int, states: [WorkLeg.State]
    ) {
        (self.start, self.due, self.milestones) = (start, due, milestones)
        (self.progress, self.states) = (progress, states)
    }
}

extension WorkLight {
    /// The light of an item or a leg on `today`.
    ///
    /// How much should be done is the weight of the milestones whose day has come where there are milestones, else the
    /// share of working days gone by. Working days are those of `calendar`.
    package init(_ subject: LightSubject, today: CalendarDate, _ rule: LightRule, _ calendar: WorkingCalendar) {
        let running = subject.states.filter { !$0.isEnd }
        if running.isEmpty {
            self.init(level: Self.ended(subject.states))
            return
        }
        if running.allSatisfy({ $0 == .suspended }) {
            self.init(level: .aside)
            return
        }
        if running.allSatisfy({ $0 == .done || $0 == .confirming }) {
            self.init(level: .reported)
            return
        }
        guard running.contains(where: { $0 != .planned }), subject.start.map({ $0 <= today }) ?? true else {
            self.init(level: .waiting)
            return
        }
        let progress = subject.doneShare
        guard let due = subject.due else {
            self.init(level: .onTrack, progress: progress)
            return
        }
        let left = calendar.workingDays(after: today, through: due)
        let expected = subject.expectedShare(today: today, due: due, calendar)
        self.init(
            level: Self.level(isOver: today > due, left: left, lag: expected - progress, rule), expected: expected,
            progress: progress, daysLeft: left)
    }

    /// Of what is at its end.
    private static func ended(_ states: [WorkLeg.State]) -> Level {
        if states.isEmpty { return .waiting }
        if states.contains(.carried) { return .carried }
        return states.contains(.closed) ? .closed : .aside
    }

    private static func level(isOver: Bool, left: Int, lag: Int, _ rule: LightRule) -> Level {
        if isOver { return -left > rule.overdueDays ? .overdue : .late }
        if lag > rule.lateLag { return .late }
        return lag > rule.nearLag || left <= rule.nearDays ? .near : .onTrack
    }
}

extension LightSubject {
    /// How much is done, in thousandths: by the milestones where there are any.
    package var doneShare: Int {
        guard let total = totalWeight else { return progress }
        return milestones.filter { $0.reachedOn != nil }.map(\.weight).reduce(0, +) * 1_000 / total
    }

    fileprivate func expectedShare(today: CalendarDate, due: CalendarDate, _ calendar: WorkingCalendar) -> Int {
        if let total = totalWeight {
            return milestones.filter { min($0.due, due) <= today }.map(\.weight).reduce(0, +) * 1_000 / total
        }
        // Without a first day there is no telling how far along it should be.
        guard let start else { return 0 }
        let all = calendar.workingDays(after: start, through: due)
        guard all > 0 else { return today >= due ? 1_000 : 0 }
        return min(1_000, max(0, calendar.workingDays(after: start, through: today) * 1_000 / all))
    }

    private var totalWeight: Int? {
        let total = milestones.map(\.weight).reduce(0, +)
        return total > 0 ? total : nil
    }
}
