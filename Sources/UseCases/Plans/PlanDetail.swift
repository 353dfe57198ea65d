// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A plan's page.
package struct PlanDetail: Sendable {
    package let plan: Plan
    package let pairing: Pairing
    package let versions: [PlanVersion]
    package let areas: [PlanArea]
    package let safeguards: [PlanSafeguard]
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
    package let publishing: PlanPublishing
    package let history: ObjectHistory
}

/// An area of a plan with its tasks.
package struct PlanArea: Sendable {
    package let ordinal: String
    package let title: String
    package let nationalArea: Int?
    package let tasks: [TaskListing]
}

/// A safeguard of a plan.
package struct PlanSafeguard: Sendable {
    package let ordinal: String
    package let title: String
    package let text: String
}
