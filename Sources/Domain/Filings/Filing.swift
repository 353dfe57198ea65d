// SPDX-License-Identifier: Apache-2.0

/// A period for which an office asks its bodies how the work stands.
package struct FilingCycle: Hashable, Sendable {
    package let id: Identifier<FilingCycle>
    package let pairing: Identifier<Pairing>
    package let yearPlan: Identifier<YearPlan>
    package let period: Period
    /// By this day bodies hand in.
    package var due: CalendarDate
    /// On this day the cycle closes: later changes are corrections.
    package var closes: CalendarDate
    package let openedAt: Instant
    package let openedBy: String
    package var closedAt: Instant?
    package var revision: Int

    package init(
        id: Identifier<FilingCycle>, pairing: Identifier<Pairing>, yearPlan: Identifier<YearPlan>, period: Period,
        due: CalendarDate, closes: CalendarDate, openedAt: Instant, openedBy: String, closedAt: Instant? = nil,
        revision: Int = 1
    ) {
        (self.id, self.pairing, self.yearPlan, self.period) = (id, pairing, yearPlan, period)
        (self.due, self.closes, self.openedAt, self.openedBy) = (due, closes, openedAt, openedBy)
        (self.closedAt, self.revision) = (closedAt, revision)
    }
}

/// What one body hands in for a cycle: one page with all that it has to say.
package struct Filing: Hashable, Sendable {
    package let id: Identifier<Filing>
    package let cycle: Identifier<FilingCycle>
    package let pairing: Identifier<Pairing>
    package let side: Side
    package let organisation: Identifier<Organisation>?
    package let unit: String
    package var state: State
    package var submittedAt: Instant?
    /// Who handed it in; another accepts.
    package var submittedBy: Identifier<User>?
    package var submitterName: String?
    /// The office handed it in for the body.
    package var isForUnit: Bool
    package var acceptedAt: Instant?
    package var revision: Int

    package init(
        id: Identifier<Filing>, cycle: Identifier<FilingCycle>, pairing: Identifier<Pairing>, side: Side,
        organisation: Identifier<Organisation>?, unit: String, state: State = .expected, submittedAt: Instant? = nil,
        submittedBy: Identifier<User>? = nil, submitterName: String? = nil, isForUnit: Bool = false,
        acceptedAt: Instant? = nil, revision: Int = 1
    ) {
        (self.id, self.cycle, self.pairing, self.side) = (id, cycle, pairing, side)
        (self.organisation, self.unit, self.state) = (organisation, unit, state)
        (self.submittedAt, self.submittedBy, self.submitterName) = (submittedAt, submittedBy, submitterName)
        (self.isForUnit, self.acceptedAt, self.revision) = (isForUnit, acceptedAt, revision)
    }
}
