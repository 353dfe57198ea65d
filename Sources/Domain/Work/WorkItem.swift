// SPDX-License-Identifier: Apache-2.0

/// One line of a yearly list.
package struct WorkItem: Hashable, Sendable {
    /// What it was made of.
    package enum Origin: String, CaseIterable, Sendable {
        /// A task of an adopted plan.
        case task
        /// An unfinished item of the year before.
        case carried
        /// What the safeguards of the plan ask for every year.
        case safeguard
        /// Somebody's own words, or a file.
        case own
        /// What a meeting decided.
        case decision
    }
    package let id: Identifier<WorkItem>
    package let yearPlan: Identifier<YearPlan>
    package let pairing: Identifier<Pairing>
    /// Its place in the list, from 1.
    package var position: Int
    package var area: String
    package var title: String
    /// What is to be done, in sentences.
    package var measures: String
    /// What is to be reached within the year, as the list prints it.
    package var goal: String
    /// The leading official: the post first, then who holds it.
    package var leaderPost: String
    package var leaderName: String
    package var start: CalendarDate?
    package var due: CalendarDate?
    /// How much it counts beside the others, 1 to 100.
    package var weight: Int
    /// Both cities answer for it, so both confirm that it is done.
    package var isJoint: Bool
    package var special: Identifier<Special>?
    package var origin: Origin
    /// The item of the year before that it continues.
    package var ancestor: Identifier<WorkItem>?
    package var note: String
    package var revision: Int

    package init(
        id: Identifier<WorkItem>, yearPlan: Identifier<YearPlan>, pairing: Identifier<Pairing>, position: Int,
        area: String = "", title: String, measures: String = "", goal: String = "", leaderPost: String = "",
        leaderName: String = "", start: CalendarDate? = nil, due: CalendarDate? = nil, weight: Int = 1,
        isJoint: Bool = false, special: Identifier<Special>? = nil, origin: Origin = .own,
        ancestor: Identifier<WorkItem>? = nil, note: String = "", revision: Int = 1
    ) {
        (self.id, self.yearPlan, self.pairing, self.position) = (id, yearPlan, pairing, position)
        (self.area, self.title, self.measures, self.goal) = (area, title, measures, goal)
        (self.leaderPost, self.leaderName, self.start, self.due) = (leaderPost, leaderName, start, due)
        (self.weight, self.isJoint, self.special, self.origin) = (weight, isJoint, special, origin)
        (self.ancestor, self.note, self.revision) = (ancestor, note, revision)
    }
}

/// One body's share of an item.
package struct WorkLeg: Hashable, Sendable {
    package let id: Identifier<WorkLeg>
    package let item: Identifier<WorkItem>
    /// The leg of which a body above handed on this part.
    package var parent: Identifier<WorkLeg>?
    package var side: Side
    package var organisation: Identifier<Organisation>?
    /// The body's name as the list prints it.
    package var unit: String
    package var role: DutyRole
    package var state: State
    /// How much is done, in thousandths. Where the item has milestones they say it and nobody types it.
    package var progress: Int
    /// Who said that it is done; another closes it.
    package var finishedBy: Identifier<User>?
    package var closedAt: Instant?
    package var revision: Int

    package init(
        id: Identifier<WorkLeg>, item: Identifier<WorkItem>, parent: Identifier<WorkLeg>? = nil, side: Side,
        organisation: Identifier<Organisation>?, unit: String, role: DutyRole, state: State = .planned,
        progress: Int = 0, finishedBy: Identifier<User>? = nil, closedAt: Instant? = nil, revision: Int = 1
    ) {
        (self.id, self.item, self.parent, self.side) = (id, item, parent, side)
        (self.organisation, self.unit, self.role, self.state) = (organisation, unit, role, state)
        (self.progress, self.finishedBy, self.closedAt, self.revision) = (progress, finishedBy, closedAt, revision)
    }
}

/// What of an item is to be reached until a day, such as the end of a quarter.
package struct Milestone: Hashable, Sendable {
    package let id: Identifier<Milestone>
    package let item: Identifier<WorkItem>
    package var due: CalendarDate
    package var text: String
    /// How much it counts beside the item's others, 1 to 100.
    package var weight: Int
    /// Its place among the item's.
    package var position: Int
    package var reachedOn: CalendarDate?
    package var reachedBy: String?
    /// Both cities have agreed to it.
    package var isAgreed: Bool
    /// One city has struck it out; it counts until both have agreed to that.
    package var isDropped: Bool

    package init(
        id: Identifier<Milestone>, item: Identifier<WorkItem>, due: CalendarDate, text: String, weight: Int = 1,
        position: Int = 1, reachedOn: CalendarDate? = nil, reachedBy: String? = nil, isAgreed: Bool = false,
        isDropped: Bool = false
    ) {
        (self.id, self.item, self.due, self.text) = (id, item, due, text)
        (self.weight, self.position, self.reachedOn, self.reachedBy) = (weight, position, reachedOn, reachedBy)
        (self.isAgreed, self.isDropped) = (isAgreed, isDropped)
    }
}
