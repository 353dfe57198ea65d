// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Which people a list shows; every field empty shows all whom the caller may see.
package struct PersonQuery: Hashable, Sendable {
    package var text: String?
    package var role: Role?
    package var state: UserState?
    /// The code of a pairing.
    package var pairing: String?
    /// True for those who have no role yet and wait for one.
    package var isWaiting = false
    package var after: String?
    package var limit = 50
    package init() {}
}

/// One line of the list of people.
package struct PersonListing: Sendable {
    package let user: User
    package let revision: Int
    package let roles: [GrantLabel]
}

/// A role with its scope in words.
package struct GrantLabel: Hashable, Sendable {
    package let grant: RoleGrant
    package let pairing: Pairing?
    package let side: Side?
    package let province: Division?
    /// The name that the body bore then.
    package let organisation: String?
}

/// A person's page.
package struct PersonDetail: Sendable {
    package let user: User
    package let revision: Int
    package let createdAt: Instant
    /// In the order of `user.grants`.
    package let roles: [GrantLabel]
    /// What the person was, oldest first; what is still so has no end.
    package let assignments: [PersonAssignment]
    package let matters: [OpenMatterCount]
    package let history: [AuditEvent]
    package let historyNames: RecordNames
    package let mayChange: Bool
    package let mayDisable: Bool
    package let mayGrant: Bool
    package let mayHandOver: Bool
    /// Whether the caller may ask who can see the person.
    package let mayExplain: Bool
    /// What the caller may grant: the pairings, or all where the caller is bound to none.
    package let grantable: GrantChoices?
}

/// Where a person was, from when to when.
package struct PersonAssignment: Sendable {
    package let label: GrantLabel
    package let from: CalendarDate
    package let to: CalendarDate?
}

/// What the form of a new role offers.
package struct GrantChoices: Sendable {
    package let roles: [Role]
    package let pairings: [Pairing]
    package let provinces: [Division]
    /// The bodies of the pairings' places, where the caller is bound to few pairings.
    package let organisations: [Organisation]
}

/// A link that its person opens, shown once to whoever hands it over.
package struct HandedLink: Sendable {
    package let user: User
    package let token: String
    /// True where it is for another password, not for the first.
    package let isReset: Bool
}

/// A person to be created and invited; the role may follow later, by the security administrator.
package struct NewPerson: Sendable {
    package var username: String
    package var displayName: String
    package var grant: WrittenGrant?
    package init(username: String, displayName: String, grant: WrittenGrant? = nil) {
        (self.username, self.displayName, self.grant) = (username, displayName, grant)
    }
}
