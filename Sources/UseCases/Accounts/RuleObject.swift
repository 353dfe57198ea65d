// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The object of an action as the rule table sees it: the pairing it belongs to, and the side where it has one.
package struct RuleObject: Hashable, Sendable {
    package let pairing: PairingScope?
    package let side: Side?

    package init(pairing: PairingScope?, side: Side? = nil) { (self.pairing, self.side) = (pairing, side) }

    /// What belongs to no pairing: users, settings, the directory itself.
    package static let installation = RuleObject(pairing: nil)
}

/// Where a pairing stands: the pairings it was made within, and the provinces of its sides.
package struct PairingScope: Hashable, Sendable {
    package let id: Identifier<Pairing>
    /// The parent, its parent, and so on.
    package let ancestors: [Identifier<Pairing>]
    package let oldAreaProvince: DivisionCode
    package let easternProvince: DivisionCode

    package init(
        id: Identifier<Pairing>, ancestors: [Identifier<Pairing>], oldAreaProvince: DivisionCode,
        easternProvince: DivisionCode
    ) {
        (self.id, self.ancestors) = (id, ancestors)
        (self.oldAreaProvince, self.easternProvince) = (oldAreaProvince, easternProvince)
    }

    func province(_ side: Side) -> DivisionCode { side == .oldArea ? oldAreaProvince : easternProvince }
}

/// How the holder of a role stands to an object.
package enum Relation: String, CaseIterable, Sendable {
    /// Of the holder's pairing (or one within it; any pairing, for who is bound to none), and of the holder's side or
    /// of both sides.
    case ownSide
    /// Of the holder's pairing, but of the other side alone.
    case otherSide
    /// Of a pairing with a side in the holder's province.
    case sameProvince
    case none
}

extension RoleGrant {
    /// How the holder of this grant stands to `object`.
    package func relation(to object: RuleObject) -> Relation {
        guard let pairing = object.pairing else { return .none }
        switch self {
        case .systemAdmin, .securityAdmin, .auditAdmin: return .none
        case .national, .observer(nil): return .ownSide
        case .province(let code):
            let sides = object.side.map { [$0] } ?? Side.allCases
            return sides.contains { pairing.province($0) == code.province } ? .sameProvince : .none
        case .office(let own, let side), .unit(_, let own, let side):
            guard pairing.isWithin(own) else { return .none }
            return object.side == nil || object.side == side ? .ownSide : .otherSide
        case .observer(let own?), .pairingAdmin(let own): return pairing.isWithin(own) ? .ownSide : .none
        }
    }

    /// Whether the holder stands to every pairing alike.
    var isUnbound: Bool { self == .national || self == .observer(nil) }
}

extension PairingScope {
    /// Whether it is this pairing or lies within it.
    func isWithin(_ other: Identifier<Pairing>) -> Bool { id == other || ancestors.contains(other) }
}
