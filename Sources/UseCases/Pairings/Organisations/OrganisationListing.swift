// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Which bodies a list shows; every field empty shows all.
package struct OrganisationQuery: Hashable, Sendable {
    /// The code of a place.
    package var place: String?
    package var kind: OrganisationKind?
    package var text: String?
    /// A day as `2026-01-05`: only bodies that exist then.
    package var day: String?
    /// True for those that only a document names and nobody has confirmed.
    package var isUnconfirmed = false
    package var after: String?
    package var limit = 50
    package init() {}
}

/// One line of the directory of bodies.
package struct OrganisationListing: Sendable {
    package let organisation: Organisation
    /// The name that it bore on the day that was asked about; the present one where none was.
    package let name: String
    package let revision: Int
    package let place: Division?
    /// The name, of the same day, of the body under which it stands.
    package let parentName: String?
    /// In how many tasks that the caller may see the body is named, or one that passed into it.
    package let taskCount: Int
}

/// A body's page.
package struct OrganisationDetail: Sendable {
    package let organisation: Organisation
    package let revision: Int
    package let place: Division?
    package let parent: Organisation?
    package let children: [Organisation]
    /// Oldest first; the present one last.
    package let names: [OrganisationName]
    /// What passed into it, and what it passed into.
    package let predecessors: [OrganisationLink]
    package let successors: [OrganisationLink]
    /// The people who work for it.
    package let people: [String]
    package let taskCount: Int
    /// Whether the caller may see tasks of any pairing.
    package let seesTasks: Bool
    package let history: [AuditEvent]
    package let historyNames: RecordNames
    package let mayManage: Bool
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
    /// Other bodies of the same place that exist, to merge with.
    package let neighbours: [Organisation]
    /// Words that clerks said mean it.
    package let spellings: [SpellingListing]
}

/// Another body into or out of which one passed.
package struct OrganisationLink: Sendable {
    package let organisation: Organisation
    package let on: CalendarDate
    package let kind: OrganisationSuccession.Kind
}
