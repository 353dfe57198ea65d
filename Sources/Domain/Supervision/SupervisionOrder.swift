// SPDX-License-Identifier: Apache-2.0

/// A demand on bodies of one side to see to a matter by a day (an order slip of supervision).
package struct SupervisionOrder: Hashable, Sendable {
    /// How pressing it is, by the colour of the slip (the three-colour slips of Sanming): slow or poor work; what a
    /// blue slip did not mend; what an orange one did not mend.
    package enum Level: String, CaseIterable, Sendable {
        case blue, orange, red
    }

    /// The number of a filed order among those of its pairing, side and year.
    package struct Number: Hashable, Sendable {
        package let year: Int
        package let serial: Int

        package init(year: Int, serial: Int) { (self.year, self.serial) = (year, serial) }
    }

    /// So many working days lie at least between the day of issue and the deadline, or a reason says why not.
    package static let leastNotice = 3

    package let id: Identifier<SupervisionOrder>
    package let pairing: Identifier<Pairing>
    package let side: Side
    package var number: Number?
    package var state: State = .drafted
    package var level: Level = .blue
    package var matter: String
    /// What it rests on, in words; and the task and the item that it is about.
    package var basis: String?
    package var task: Identifier<PlanTask>?
    package var item: Identifier<WorkItem>?
    /// The result that is demanded.
    package var demand: String?
    package var isJoint = false
    /// The day that holds now, and the one that was approved first.
    package var deadline: CalendarDate
    package var originalDeadline: CalendarDate
    /// Why the notice is shorter than it should be; and whether it was when the order was issued.
    package var shortReason: String?
    package var isShort = false
    package var proposer: SignedBy?
    package var approver: SignedBy?
    package var filedAt: Instant?
    package var issuedAt: Instant?
    package var closedAt: Instant?
    package var revision = 1

    package init(
        id: Identifier<SupervisionOrder>, pairing: Identifier<Pairing>, side: Side, matter: String,
        deadline: CalendarDate
    ) {
        (self.id, self.pairing, self.side, self.matter) = (id, pairing, side, matter)
        (self.deadline, originalDeadline) = (deadline, deadline)
    }

    /// True while it is an office's own paper, which bodies and those above don't see.
    package var isInternal: Bool { state == .drafted || state == .proposed || (state == .cancelled && filedAt == nil) }
}
