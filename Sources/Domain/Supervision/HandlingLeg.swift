// SPDX-License-Identifier: Apache-2.0

/// One body's handling of an order.
package struct HandlingLeg: Hashable, Sendable {
    /// A body's request for more time, until it is granted or refused.
    package struct Extension: Hashable, Sendable {
        package let day: CalendarDate
        package let reason: String
        package let by: SignedBy

        package init(day: CalendarDate, reason: String, by: SignedBy) {
            (self.day, self.reason, self.by) = (day, reason, by)
        }
    }

    package let id: Identifier<HandlingLeg>
    package let order: Identifier<SupervisionOrder>
    /// Its place in the slip, from 1.
    package var position: Int
    package var organisation: Identifier<Organisation>
    /// The body's name as the slip prints it.
    package var unit: String
    package var state: State = .sent
    package var deadline: CalendarDate
    package var originalDeadline: CalendarDate
    /// It has another deadline than the order.
    package var hasOwnDeadline = false
    package var isProlonged = false
    package var asked: Extension?
    package var answer: String?
    /// Why no evidence is needed, where none is given.
    package var noEvidence: String?
    package var answeredBy: SignedBy?
    package var answeredAt: Instant?
    package var acceptedBy: SignedBy?
    /// The leg that was given to this body.
    package var replaces: Identifier<HandlingLeg>?
    package var revision = 1

    package init(
        id: Identifier<HandlingLeg>, order: Identifier<SupervisionOrder>, position: Int,
        organisation: Identifier<Organisation>, unit: String, deadline: CalendarDate
    ) {
        (self.id, self.order, self.position, self.organisation) = (id, order, position, organisation)
        (self.unit, self.deadline, originalDeadline) = (unit, deadline, deadline)
    }

    /// Whether an answer was due before `day` and there is none.
    package func isOverdue(on day: CalendarDate) -> Bool { state.waitsForAnswer && deadline < day }
}

extension HandlingLeg.State {
    /// True until the body has answered.
    package var waitsForAnswer: Bool {
        switch self {
        case .sent, .received, .handling, .refused, .returned: true
        case .answered, .done, .replaced: false
        }
    }
}
