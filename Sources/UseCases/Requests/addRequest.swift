// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// As whom somebody may ask: for a body on a side of a pairing, or for its office where there is none.
package struct RequestPlace: Hashable, Sendable {
    package let pairing: Pairing
    package let side: Side
    package let body: Organisation?
}

/// A request to be drafted, with the fields kind, matter, firm, basis, wish and joint, of which matter must be there.
package struct NewRequest: Sendable {
    package let pairing: String
    package let side: Side
    /// The identity of the body that asks; nil for the office.
    package let body: String?
    package let fields: [String: String]

    package init(pairing: String, side: Side, body: String? = nil, fields: [String: String]) {
        (self.pairing, self.side, self.body, self.fields) = (pairing, side, body, fields)
    }
}

extension UseCases {
    /// Drafts a request of the caller's body or office. Throws notFound, forbidden, invalid with the fields of the form.
    package func addRequest(_ caller: Caller, _ new: NewRequest) async throws -> Identifier<SpecialRequest> {
        try await write(caller) { connection in
            guard let pairing = try PairingQueries(connection).find(code: new.pairing),
                let scope = try PairingScope.load(pairing.id, connection)
            else { throw UseCaseError("request", .notFound) }
            let object = RuleObject(pairing: scope)
            try caller.require(.readRequest, on: object, "request", knowing: .readRequest)
            if case .refused(let rule) = caller.verdict(.makeRequest, on: RuleObject(pairing: scope, side: new.side)) {
                throw UseCaseError("request", .forbidden(reason: rule))
            }
            let places = try requestPlaces(caller, PairingDirectory(connection), connection)
            let isOwn = { (place: RequestPlace) in
                place.pairing.id == pairing.id && place.side == new.side && place.body?.id.text == new.body
            }
            guard let place = places.first(where: isOwn) else {
                throw UseCaseError("request", .forbidden(reason: "rule.loopOthers"))
            }
            let empty = SpecialRequest(
                id: surroundings.identifier(), pairing: pairing.id, side: new.side, organisation: place.body?.id,
                unit: place.body?.name, maker: SignedBy(account: caller.userID, name: caller.name))
            let request = try RequestFields(new.fields).applied(to: empty)
            try RequestQueries(connection).insert(request)
            try record(
                connection, caller, "add", .request(request.id, pairing.id), after: RequestFields(request).recorded)
            return request.id
        }
    }

    /// Changes a draft, or what was returned to be completed; merged with what others have changed since. Throws
    /// `EditCollision`, conflict while others have it.
    package func editRequest(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            let desk = try findRequest(id, caller, connection, isLocked: true)
            try requirePart([.applicant], desk, caller)
            guard desk.request.state.isWritable else {
                throw UseCaseError("request", .conflict(reason: "request.noDraft"))
            }
            let before = RequestFields(desk.request)
            let values: [String: String]
            do {
                values = try edit.merged(into: before.list, revision: desk.request.revision, "request")
            } catch let collision as EditCollision {
                throw try named(collision, "request", desk.request.id.text, connection)
            }
            var request = try RequestFields(values).applied(to: desk.request)
            let after = RequestFields(request)
            guard after.list != before.list else { return }
            request.revision += 1
            guard try RequestQueries(connection).update(request) else {
                throw UseCaseError("request", .stale(revision: desk.request.revision))
            }
            try record(
                connection, caller, "change", .request(request.id, request.pairing), before: before.recorded,
                after: after.recorded)
        }
    }

    /// As whom the caller may ask.
    package func requestPlaces(_ caller: Caller) async throws -> [RequestPlace] {
        try await database.read { try requestPlaces(caller, PairingDirectory($0), $0) }
    }

    func requestPlaces(
        _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> [RequestPlace] {
        guard case .user(let user) = caller.who else { return [] }
        var places: [RequestPlace] = []
        for pairing in directory.pairings {
            for side in Side.allCases where caller.may(.makeRequest, on: directory.object(pairing.id, side)) {
                for grant in user.grants where grant.relation(to: directory.object(pairing.id, side)) == .ownSide {
                    switch grant {
                    case .office: places.append(RequestPlace(pairing: pairing, side: side, body: nil))
                    case .unit(let id, _, _):
                        guard let body = try OrganisationQueries(connection).find(id) else { continue }
                        places.append(RequestPlace(pairing: pairing, side: side, body: body))
                    default: continue
                    }
                }
            }
        }
        return places
    }
}

extension SpecialRequest.State {
    /// True while the applicant writes it.
    var isWritable: Bool { self == .drafted || self == .returned }
}
