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
    /// Organisations known on each side, with how many tasks each answers for.
    package let mayUpload: Bool
    package let mayAddChild: Bool
}

package struct NewPairing: Sendable {
    package var code: String
    package var kind: PairingKind
    package var oldArea: PairingParty
    package var eastern: PairingParty
    package var region: String?
    package var term: YearSpan
    /// The code of the parent.
    package var parent: String?
    package init(
        code: String, kind: PairingKind, oldArea: PairingParty, eastern: PairingParty, region: String?, term: YearSpan,
        parent: String?
    ) {
        (self.code, self.kind, self.oldArea, self.eastern) = (code, kind, oldArea, eastern)
        (self.region, self.term, self.parent) = (region, term, parent)
    }
}

extension UseCases {
    /// The directory: every pairing (reference data that every signed-in person may read), national ones first.
    package func pairings(_ caller: Caller) async throws -> [PairingListing] { throw Unfinished() }
    package func pairing(_ caller: Caller, code: String) async throws -> PairingDetail { throw Unfinished() }
    /// National users and the system administrator add any pairing; an office adds child pairings of its own.
    package func addPairing(_ caller: Caller, _ pairing: NewPairing) async throws -> Pairing { throw Unfinished() }
    /// The pairings on which the caller may work (upload, correct, adopt).
    package func workablePairings(_ caller: Caller) async throws -> [Pairing] { throw Unfinished() }
}
