// SPDX-License-Identifier: Apache-2.0

/// The version of a plan that an office has published, with its head as it was then.
package struct PlanPublication: Hashable, Sendable {
    package let plan: Identifier<Plan>
    package let version: Int
    package let title: String
    package let documentNumber: String?
    package let period: YearSpan?
    package let publishedAt: Instant
    /// Who published it: for the plan's own pairing only.
    package let publishedBy: String

    package init(
        plan: Identifier<Plan>, version: Int, title: String, documentNumber: String?, period: YearSpan?,
        publishedAt: Instant, publishedBy: String
    ) {
        (self.plan, self.version, self.title) = (plan, version, title)
        (self.documentNumber, self.period) = (documentNumber, period)
        (self.publishedAt, self.publishedBy) = (publishedAt, publishedBy)
    }
}

/// What a document says of its own publicity, on its last page.
package enum Publicity: String, CaseIterable, Sendable {
    /// To be published, such as 此件公开发布.
    case open
    /// To be shown on request, or after cuts.
    case limited
    /// Not to be published.
    case closed
    /// The document says nothing.
    case unsaid
}
