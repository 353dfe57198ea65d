// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

/// One order with what surrounds it, as one caller may move it.
struct OrderDesk {
    let order: SupervisionOrder
    let legs: [HandlingLeg]
    /// Of all legs.
    let files: [Attachment]
    let pairing: Pairing
    let scope: PairingScope

    /// What belongs to both sides: the order as it is read.
    var object: RuleObject { RuleObject(pairing: scope) }

    /// As whom the caller moves the order (`leg` nil) or a leg, for what the rule table allows.
    func parts(_ caller: Caller, _ leg: HandlingLeg? = nil) -> Set<LoopPart> {
        loopParts(caller, side: order.side, organisation: leg?.organisation, in: scope)
            .filter { caller.may(action($0), on: object($0)) }
    }

    /// What the rule table is asked for who moves it as `part`.
    func action(_ part: LoopPart) -> Action { part == .unit ? .answerSupervision : .manageSupervision }

    func object(_ part: LoopPart) -> RuleObject {
        RuleObject(pairing: scope, side: part == .otherOffice ? order.side.other : order.side)
    }

    func files(of leg: HandlingLeg) -> [Attachment] { files.filter { $0.owner == leg.attachments } }
}

extension UseCases {
    /// The order of an address, for whoever may see it; locked inside `write`. Throws notFound.
    func findOrder(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> OrderDesk {
        let queries = OrderQueries(connection)
        guard let id = Identifier<SupervisionOrder>(id),
            let order = try isLocked ? queries.lock(id) : queries.find(id),
            let pairing = try PairingQueries(connection).find(order.pairing),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("order", .notFound) }
        let handling = HandlingQueries(connection)
        let legs = try handling.all(of: id)
        let desk = OrderDesk(
            order: order, legs: legs, files: try AttachmentQueries(connection).all(of: legs.map(\.attachments)),
            pairing: pairing, scope: scope)
        try caller.require(.readSupervision, on: desk.object, "order", knowing: .readSupervision)
        guard caller.orderSight([scope]).shows(order, desk.legs) else {
            throw UseCaseError("order", .notFound, hiding: "rule.ownOrdersOnly")
        }
        return desk
    }
}

extension Caller {
    /// Which orders of these pairings the caller sees: offices all of theirs, those above what was filed, bodies what
    /// was issued to them.
    func orderSight(_ scopes: [PairingScope]) -> OrderSight {
        var sight = OrderSight()
        var readers: Set<Identifier<Pairing>> = []
        guard case .user(let user) = who else { return sight }
        for scope in scopes where may(.readSupervision, on: RuleObject(pairing: scope)) {
            for grant in user.grants where grant.reads(scope) {
                switch grant {
                case .office: sight.offices.insert(scope.id)
                case .unit(let body, _, _): sight.bodies[body, default: []].insert(scope.id)
                default: readers.insert(scope.id)
                }
            }
        }
        sight.readers = .some(readers.sorted())
        return sight
    }
}

extension RoleGrant {
    fileprivate func reads(_ scope: PairingScope) -> Bool {
        RuleTable.verdict(.readSupervision, .role(role), relation(to: RuleObject(pairing: scope))).isAllowed
    }
}

extension HandlingLeg {
    /// What the files of its answer hang on.
    package var attachments: AttachmentOwner { AttachmentOwner(.handling, id.text) }
}

extension AuditSubject {
    static func order(_ id: Identifier<SupervisionOrder>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "order", id: id.text, pairing: pairing)
    }
}
