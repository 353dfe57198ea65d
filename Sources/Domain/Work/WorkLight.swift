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
        /// Progress lags, where a place tells that from a due day that is near.
        case behind
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

        /// Those of what is under way, from the mildest to the gravest.
        package static let rising: [Level] = [.onTrack, .near, .behind, .late, .overdue]
    }
    package let level: Level
    /// How much should be done by today and how much is, in thousandths; nil where neither is asked.
    package let expected: Int?
    package let progress: Int?
    /// Working days until the due day; negative once it is over.
    package let daysLeft: Int?
    /// As the pairing's preset has it; nil where there are no presets.
    package let look: SignLook?

    package init(
        level: Level, expected: Int? = nil, progress: Int? = nil, daysLeft: Int? = nil, look: SignLook? = nil
    ) {
        (self.level, self.expected, self.progress, self.daysLeft) = (level, expected, progress, daysLeft)
        self.look = look
    }
}

/// What the rule looks at.
package struct LightSubject: Sendable {
    package var start: CalendarDate?
    package var due: CalendarDate?
    package var milestones: [Milestone]
    /// The weights of the milestones on the day for which the light is asked, where they were added up already.
    package var sums: MilestoneSums?
    /// In thousandths, where there are no milestones.
    package var progress: Int
    package var states: [WorkLeg.State]

    package init(
        start: CalendarDate?, due: CalendarDate?, milestones: [Milestone] = [], sums: MilestoneSums? = nil,
        progress: Int, states: [WorkLeg.State]
    ) {
        (self.start, self.due, self.milestones, self.sums) = (start, due, milestones, sums)
        (self.progress, self.states) = (progress, states)
    }
}

/// The weights of an item's milestones: of all, of those that are reached, of those whose day has come.
package struct MilestoneSums: Hashable, Sendable {
    package let total: Int
    package let reached: Int
    package let come: Int

    package init(total: Int, reached: Int, come: Int) { (self.total, self.reached, self.come) = (total, reached, come) }
}

extension WorkLight {
    /// The light of an item or a leg on `today`.
    ///
    /// How much should be done is the weight of the milestones whose day has come where there are milestones, else the
    /// share of working days gone by. Working days are those of `calendar`.
    package init(_ subject: LightSubject, today: CalendarDate, _ rule: LightRule, _ calendar: WorkingCalendar) {
        func plain(_ level: Level) -> WorkLight { WorkLight(level: level, look: rule.looks[level]) }
        let running = subject.states.filter { !$0.isEnd }
        if running.isEmpty {
            self = plain(Self.ended(subject.states))
        } else if running.allSatisfy({ $0 == .suspended }) {
            self = plain(.aside)
        } else if running.allSatisfy({ $0 == .done || $0 == .confirming }) {
            self = plain(.reported)
        } else if !running.contains(where: { $0 != .planned }) || subject.start.map({ $0 > today }) ?? false {
            self = plain(.waiting)
        } else {
            self.init(running: subject, today: today, rule, calendar)
        }
    }

    private init(running subject: LightSubject, today: CalendarDate, _ rule: LightRule, _ calendar: WorkingCalendar) {
        let progress = subject.doneShare
        guard let due = subject.due else {
            self.init(level: .onTrack, progress: progress, look: rule.looks[.onTrack])
            return
        }
        let left = calendar.workingDays(after: today, through: due)
        let expected = subject.expectedShare(today: today, due: due, calendar)
        let level = Level.rising.last {
            rule.bounds[$0]?.holds(isOver: today > due, left: left, lag: expected - progress) ?? false
        }
        self.init(
            level: level ?? .onTrack, expected: expected, progress: progress, daysLeft: left,
            look: rule.looks[level ?? .onTrack])
    }

    /// Of what is at its end.
    private static func ended(_ states: [WorkLeg.State]) -> Level {
        if states.isEmpty { return .waiting }
        if states.contains(.carried) { return .carried }
        return states.contains(.closed) ? .closed : .aside
    }
}

extension LightSubject {
    /// How much is done, in thousandths: by the milestones where there are any.
    package var doneShare: Int {
        if let sums { return sums.total > 0 ? sums.reached * 1_000 / sums.total : progress }
        guard let total = totalWeight else { return progress }
        return milestones.filter { $0.reachedOn != nil }.map(\.weight).reduce(0, +) * 1_000 / total
    }

    fileprivate func expectedShare(today: CalendarDate, due: CalendarDate, _ calendar: WorkingCalendar) -> Int {
        if let sums, sums.total > 0 { return sums.come * 1_000 / sums.total }
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
