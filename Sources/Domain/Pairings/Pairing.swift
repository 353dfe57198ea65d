// SPDX-License-Identifier: Apache-2.0

/// The two sides of a pairing.
package enum Side: String, CaseIterable, Sendable {
    case oldArea
    case eastern

    /// The other side.
    package var other: Side { self == .oldArea ? .eastern : .oldArea }
}

/// Two places (or bodies) bound to each other for a term.
package struct Pairing: Hashable, Sendable {
    package let id: Identifier<Pairing>
    /// Pinyin, old area first, joined by a hyphen: the name in addresses and on the command line.
    package var code: String
    package var kind: PairingKind
    package var oldArea: PairingParty
    package var eastern: PairingParty
    /// The base region of the old area in Chinese, as the national work plan prints it; nil for child pairings.
    package var region: String?
    package var term: YearSpan
    /// The pairing within which this one was made: a county pairing names its cities' pairing.
    package var parent: Identifier<Pairing>?

    package init(
        id: Identifier<Pairing>, code: String, kind: PairingKind, oldArea: PairingParty, eastern: PairingParty,
        region: String?, term: YearSpan, parent: Identifier<Pairing>?
    ) {
        (self.id, self.code, self.kind, self.oldArea, self.eastern) = (id, code, kind, oldArea, eastern)
        (self.region, self.term, self.parent) = (region, term, parent)
    }

    /// The party that stands on `side`.
    package func party(_ side: Side) -> PairingParty { side == .oldArea ? oldArea : eastern }

    /// True where both parties lie in one province, so that one province issues the plan alone.
    package var isWithinOneProvince: Bool { oldArea.division.province == eastern.division.province }
}

/// One of the two bodies of a pairing: its name and the place it lies in.
package struct PairingParty: Hashable, Sendable {
    package var name: String
    package var romanised: String
    package var division: DivisionCode

    package init(name: String, romanised: String, division: DivisionCode) {
        (self.name, self.romanised, self.division) = (name, romanised, division)
    }
}

/// What kind of bodies a pairing binds.
package enum PairingKind: String, CaseIterable, Sendable {
    case city
    case county
    case park
    case school
    case hospital
    case villageFirm
}
