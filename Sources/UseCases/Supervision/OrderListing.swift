// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One order in a list.
package struct OrderListing: Sendable {
    package let order: SupervisionOrder
    package let pairing: Pairing
    package let legs: [HandlingLeg]
    package let isOverdue: Bool
    /// The slip as its office had it when the order was issued.
    package let look: SignLook?
}

/// A page of orders, with what stands above it.
package struct OrderPage: Sendable {
    package let page: Page<OrderListing>
    package let count: Int
    /// How many of those are overdue, and how many were issued with too short a notice.
    package let overdue: Int
    package let short: Int
    /// The pairings and sides for which the caller may draft an order.
    package let places: [OrderPlace]
    /// All pairings of whose orders the caller sees some.
    package let pairings: [Pairing]
}

/// A side of a pairing.
package struct OrderPlace: Hashable, Sendable {
    package let pairing: Pairing
    package let side: Side
}

/// Which orders are wanted.
package struct OrderQuery: Sendable {
    /// Which of them by where they stand.
    package enum Show: Hashable, Sendable {
        /// Those that are not struck off or cancelled.
        case open
        case all
        case state(SupervisionOrder.State)
        case overdue
    }
    package var show = Show.open
    package var pairing: String?
    package var side: Side?
    /// The name of a body, or part of it.
    package var unit: String?
    package var after: String?
    package var limit = 50

    package init() {}
}

/// An order as its page shows it, to one caller.
package struct OrderDetail: Sendable {
    package let order: SupervisionOrder
    package let pairing: Pairing
    package let legs: [Leg]
    package let steps: [Step]
    /// The task that it is about, where the caller may read it.
    package let task: (id: Identifier<PlanTask>, text: String)?
    /// The steps of the order itself that the caller may take now.
    package let offers: [StepOffer]
    /// The fields of the draft's form; nil where the caller may not change it, or it is no draft any more.
    package let fields: [String: String]?
    package let isOverdue: Bool
    package let look: SignLook?

    /// A body's handling.
    package struct Leg: Sendable {
        package let leg: HandlingLeg
        /// False where only its state is shown, because the caller works for another body.
        package let isWhole: Bool
        package let files: [LegFile]
        package let mayAttach: Bool
        package let offers: [StepOffer]
        package let isOverdue: Bool
    }

    /// A file of a body's answer.
    package struct LegFile: Hashable, Sendable {
        package let hash: String
        package let name: String
    }

    /// A step that was taken.
    package struct Step: Sendable {
        /// The body whose handling it moved; nil for the order itself.
        package let unit: String?
        package let step: String
        package let to: String
        package let part: LoopPart
        package let at: Instant
        package let by: String
        package let note: String?
        package let day: CalendarDate?
    }
}

/// What the form of an order offers.
package struct OrderChoices: Sendable {
    package var tasks: [(id: String, text: String)] = []
    package var bodies: [String] = []
    /// How the side's slips look now, by degree.
    package var looks: [SupervisionOrder.Level: SignLook] = [:]

    package init() {}

    package init(
        tasks: [(id: String, text: String)], bodies: [String], looks: [SupervisionOrder.Level: SignLook]
    ) {
        (self.tasks, self.bodies, self.looks) = (tasks, bodies, looks)
    }
}
