// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The public form of a plan: what the published version says, and nothing that anybody said or did about it.
package struct PublishedPlan: Sendable {
    package let listing: PublishedListing
    package let areas: [PublishedArea]
    /// Empty where a later version, which nobody has published, has taken the place of these.
    package let safeguards: [PlanSafeguard]
}

/// One line of the list of published plans.
package struct PublishedListing: Sendable {
    package let id: Identifier<Plan>
    package let pairing: Pairing
    package let version: Int
    package let title: String
    package let documentNumber: String?
    package let period: YearSpan?
    package let publishedAt: Instant
    package let taskCount: Int
    /// True where the caller may read the whole plan too.
    package let mayReadPlan: Bool
}

/// An area of a published plan.
package struct PublishedArea: Sendable {
    package let ordinal: String
    package let title: String
    package let tasks: [PublishedTask]
}

/// A task as the published version words it.
package struct PublishedTask: Hashable, Sendable {
    package let id: Identifier<PlanTask>
    package let path: String
    package let area: String
    package let title: String?
    package let text: String
    /// The units as printed, with their places.
    package let units: [String]
}

/// Whether a plan is published, for those who see to it.
package struct PlanPublishing: Sendable {
    package let publication: PlanPublication?
    /// What the document of the newest version says of its own publicity.
    package let publicity: Publicity
    package let mayPublish: Bool
}
