// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One line of the directory.
package struct PairingListing: Sendable {
    package let pairing: Pairing
    package let oldAreaProvince: Division
    package let easternProvince: Division
    /// How many tasks of adopted plans the caller can see; nil where the caller may not see the pairing's plans.
    package let taskCount: Int?
}

/// A pairing's page.
package struct PairingDetail: Sendable {
    package let listing: PairingListing
    package let parent: Pairing?
    package let children: [Pairing]
    /// Empty where the caller may not see them.
    package let plans: [PlanListing]
    package let documents: [DocumentListing]
    package let mayUpload: Bool
    package let mayAddChild: Bool
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
    /// Whether the caller may read its phone book.
    package let mayReadContacts: Bool
    /// Whether the caller sees how its work is exchanged with another network.
    package let showsExchange: Bool
    /// Whether its plans are held against a reference.
    package let hasCrosswalk: Bool
    package let history: ObjectHistory
}
