// SPDX-License-Identifier: Apache-2.0

/// The yearly list of a pairing's work. Until both cities' offices have agreed to it, it is a draft.
package struct YearPlan: Hashable, Sendable {
    /// What one city's office said to the list, as it was then.
    package struct Agreement: Hashable, Sendable {
        package let at: Instant
        package let by: String

        package init(at: Instant, by: String) { (self.at, self.by) = (at, by) }
    }
    package let id: Identifier<YearPlan>
    package let pairing: Identifier<Pairing>
    package let year: Int
    package var title: String
    /// Counts the times that it was agreed to, from 1: a list that is changed afterwards is agreed to anew.
    package var edition: Int
    /// Changes with everything in the list; what somebody agreed to is of one revision.
    package var revision: Int
    package var agreements: [Side: Agreement]

    package init(
        id: Identifier<YearPlan>, pairing: Identifier<Pairing>, year: Int, title: String, edition: Int = 1,
        revision: Int = 1, agreements: [Side: Agreement] = [:]
    ) {
        (self.id, self.pairing, self.year, self.title) = (id, pairing, year, title)
        (self.edition, self.revision, self.agreements) = (edition, revision, agreements)
    }

    package var isAgreed: Bool { agreements.count == Side.allCases.count }
}

/// One of the year's key undertakings, of which the national work plan wants about two a year: a group of items with a
/// steering group of its own.
package struct Special: Hashable, Sendable {
    package let id: Identifier<Special>
    package let yearPlan: Identifier<YearPlan>
    package var position: Int
    package var title: String
    /// The posts and names of those who steer it, one a line.
    package var steering: String

    package init(
        id: Identifier<Special>, yearPlan: Identifier<YearPlan>, position: Int, title: String, steering: String
    ) {
        (self.id, self.yearPlan, self.position, self.title) = (id, yearPlan, position, title)
        self.steering = steering
    }
}
