// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// One request with what surrounds it, as one caller may move it.
struct RequestDesk {
    let request: SpecialRequest
    let opinions: [RequestOpinion]
    /// Who made it or had it in hand before it was to be decided, also those after whom others went on with it.
    let handlers: Set<Identifier<User>>
    let pairing: Pairing
    let scope: PairingScope

    /// What belongs to both sides: the request as it is read.
    var object: RuleObject { RuleObject(pairing: scope) }

    /// As whom the caller moves the request (`opinion` nil) or a department's opinion, for what the rule table allows.
    func parts(_ caller: Caller, _ opinion: RequestOpinion? = nil) -> Set<LoopPart> {
        var parts = loopParts(caller, side: request.side, organisation: opinion?.organisation, in: scope)
        if opinion == nil && isApplicant(caller) { parts.insert(.applicant) }
        return parts.filter { caller.may(action($0), on: object($0)) }
    }

    /// Whoever acts for the body that asks; where the office asks for somebody, its people.
    func isApplicant(_ caller: Caller) -> Bool {
        let wanted: LoopPart = request.organisation == nil ? .office : .unit
        return loopParts(caller, side: request.side, organisation: request.organisation, in: scope).contains(wanted)
    }

    /// What the rule table is asked for who moves it as `part`.
    func action(_ part: LoopPart) -> Action {
        switch part {
        case .unit: .answerRequest
        case .applicant: .makeRequest
        case .office, .otherOffice, .clock: .decideRequest
        }
    }

    func object(_ part: LoopPart) -> RuleObject {
        RuleObject(pairing: scope, side: part == .otherOffice ? request.side.other : request.side)
    }
}

extension UseCases {
    /// The request of an address, for whoever may see it; locked inside `write`. Throws notFound.
    func findRequest(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> RequestDesk {
        guard let id = Identifier<SpecialRequest>(id),
            let desk = try requestDesk(id, connection, isLocked: isLocked)
        else { throw UseCaseError("request", .notFound) }
        try caller.require(.readRequest, on: desk.object, "request", knowing: .readRequest)
        guard caller.requestSight([desk.scope]).shows(desk.request, desk.opinions) else {
            throw UseCaseError("request", .notFound, hiding: "rule.ownRequestsOnly")
        }
        return desk
    }

    /// The same for the program, which sees all.
    func requestDesk(
        _ id: Identifier<SpecialRequest>, _ connection: any SQLConnection, isLocked: Bool
    ) throws -> RequestDesk? {
        let queries = RequestQueries(connection)
        guard let request = try isLocked ? queries.lock(id) : queries.find(id),
            let pairing = try PairingQueries(connection).find(request.pairing),
            let scope = try PairingScope.load(pairing.id, connection)
        else { return nil }
        let chain = ChainQueries<SpecialRequest>(connection)
        let handlers = try chain.people(of: id, in: SpecialRequest.stepsOfHandling)
        return RequestDesk(
            request: request, opinions: try OpinionQueries(connection).all(of: [id]),
            handlers: handlers.union([request.maker.account].compactMap { $0 }), pairing: pairing, scope: scope)
    }

    /// Throws forbidden with the sentence of the rule where the caller is none of `parts` for the request or the opinion.
    func requirePart(
        _ parts: Set<LoopPart>, _ desk: RequestDesk, _ caller: Caller, _ opinion: RequestOpinion? = nil
    ) throws(UseCaseError) {
        guard parts.isDisjoint(with: desk.parts(caller, opinion)) else { return }
        guard let part = LoopPart.allCases.first(where: { parts.contains($0) && $0 != .clock }) else {
            throw UseCaseError("request", .forbidden(reason: "rule.programOnly"))
        }
        // It is known that the caller sees the request.
        if case .refused(let rule) = caller.verdict(desk.action(part), on: desk.object(part)) {
            throw UseCaseError("request", .forbidden(reason: rule))
        }
        throw UseCaseError("request", .forbidden(reason: "rule.loopOthers"))
    }
}

extension Caller {
    /// Which requests of these pairings the caller sees.
    func requestSight(_ scopes: [PairingScope]) -> RequestSight {
        var sight = RequestSight()
        guard case .user(let user) = who else { return sight }
        var readers: Set<Identifier<Pairing>> = []
        for scope in scopes where may(.readRequest, on: RuleObject(pairing: scope)) {
            for grant in user.grants {
                switch grant {
                case .office(_, let side):
                    let object = RuleObject(pairing: scope, side: side)
                    if grant.relation(to: object) == .ownSide { sight.offices[side, default: []].insert(scope.id) }
                case .unit(let body, _, _):
                    let relation = grant.relation(to: RuleObject(pairing: scope))
                    if relation == .ownSide { sight.bodies[body, default: []].insert(scope.id) }
                default: if grant.readsRequests(scope) { readers.insert(scope.id) }
                }
            }
        }
        sight.readers = .some(readers.sorted())
        return sight
    }
}

extension RoleGrant {
    fileprivate func readsRequests(_ scope: PairingScope) -> Bool {
        RuleTable.verdict(.readRequest, .role(role), relation(to: RuleObject(pairing: scope))).isAllowed
    }
}

extension AuditSubject {
    static func request(_ id: Identifier<SpecialRequest>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "request", id: id.text, pairing: pairing)
    }
}
