// SPDX-License-Identifier: Apache-2.0
import Domain

/// As whom a caller moves what belongs to `side` of a pairing and, where it is a body's share, to `organisation`: the
/// parts that the tables of states speak of.
///
/// Nations and provinces, observers and administrators have none: they read. Whether the caller may act at all is asked
/// of the rule table besides.
func loopParts(
    _ caller: Caller, side: Side, organisation: Identifier<Organisation>?, in scope: PairingScope
) -> Set<LoopPart> {
    guard case .user(let user) = caller.who else { return [] }
    let object = RuleObject(pairing: scope, side: side)
    return Set(user.grants.compactMap { $0.loopPart(object, organisation) })
}

extension RoleGrant {
    fileprivate func loopPart(_ object: RuleObject, _ organisation: Identifier<Organisation>?) -> LoopPart? {
        switch (self, relation(to: object)) {
        case (.office, .ownSide): .office
        case (.office, .otherSide): .otherOffice
        case (.unit(let body, _, _), .ownSide) where body == organisation: .unit
        default: nil
        }
    }
}
