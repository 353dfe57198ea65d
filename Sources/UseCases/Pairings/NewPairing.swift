// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A pairing to be added.
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
