// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A yearly list in the list of lists.
package struct YearPlanListing: Sendable {
    package let plan: YearPlan
    package let pairing: Pairing
    package let isDraft: Bool
    package let items: Int
    /// How many items have which light today.
    package let lights: LightCounts
}

/// How many items have which light.
package struct LightCounts: Hashable, Sendable {
    package private(set) var counts: [WorkLight.Level: Int] = [:]
    /// As their preset has them; of several pairings as that of the first.
    package private(set) var looks: [WorkLight.Level: SignLook] = [:]

    package init(_ lights: [WorkLight] = []) {
        for light in lights { add(light) }
    }

    package init(counts: [WorkLight.Level: Int], looks: [WorkLight.Level: SignLook]) {
        (self.counts, self.looks) = (counts, looks)
    }

    mutating func add(_ light: WorkLight) {
        counts[light.level, default: 0] += 1
        looks[light.level] = looks[light.level] ?? light.look
    }

    /// The gravest first, then what needs nobody, as lights.
    package var inOrder: [(light: WorkLight, count: Int)] {
        let order: [WorkLight.Level] = [
            .overdue, .late, .behind, .near, .onTrack, .waiting, .reported, .closed, .carried, .aside,
        ]
        return order.compactMap { level in
            counts[level].map { (WorkLight(level: level, look: looks[level]), $0) }
        }
    }
}

/// One line of a yearly list as it is read.
package struct ItemLine: Sendable {
    package let item: WorkItem
    package let fields: ItemFields
    package let legs: [WorkLeg]
    package let milestones: [Milestone]
    package let tasks: [Identifier<PlanTask>]
    package let light: WorkLight
    /// The due day that both cities agreed to, where the list says another one now.
    package let agreedDue: CalendarDate?
}

/// A yearly list's page.
package struct YearPlanDetail: Sendable {
    package let plan: YearPlan
    package let pairing: Pairing
    /// Never agreed to by both.
    package let isDraft: Bool
    package let items: [ItemLine]
    package let specials: [Special]
    package let history: ObjectHistory
    package let mayPlan: Bool
    /// The side for which the caller may agree to the list as it is now, or take it back; nil where none.
    package let mayAgree: Side?
    package let mayTakeBack: Bool
}

/// An item's page.
package struct ItemDetail: Sendable {
    /// One body's share.
    package struct Share: Sendable {
        package let leg: WorkLeg
        package let parts: [Part]
        package let steps: [StepTaken]
        /// What the caller may do with it now.
        package let offered: [OfferedStep]
        package let mayProgress: Bool
    }
    /// What of a share was handed on to a body below.
    package struct Part: Sendable {
        package let leg: WorkLeg
        package let steps: [StepTaken]
        package let offered: [OfferedStep]
        package let mayProgress: Bool
    }
    /// A step that was taken.
    package struct StepTaken: Sendable {
        package let step: String
        package let to: String
        package let at: Instant
        package let by: String
        package let note: String?
    }
    /// A task that the item serves.
    package struct ServedTask: Sendable {
        package let id: Identifier<PlanTask>
        package let title: String
        package let path: String
    }
    package let plan: YearPlan
    package let pairing: Pairing
    package let line: ItemLine
    package let shares: [Share]
    package let tasks: [ServedTask]
    package let specials: [Special]
    /// The item of the year before that it continues, and the one of the year after that continues it.
    package let ancestor: WorkItem?
    package let successor: WorkItem?
    /// What both cities reported differently of it, oldest first.
    package let differences: [ItemDifferenceLine]
    package let history: ObjectHistory
    package let mayPlan: Bool
    package let mayReach: Bool
}
