// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A request with its opinions and its chain, and the steps that the caller may take. Throws notFound.
    ///
    /// Whoever asked, and the departments, see what the tables tell them: the decision once it is made, not what the
    /// offices and the other departments say before.
    package func request(_ caller: Caller, id: String) async throws -> RequestDetail {
        try await database.read { connection in
            let desk = try findRequest(id, caller, connection)
            let today = surroundings.now().day
            let parts = desk.parts(caller)
            let isWhole = caller.requestSight([desk.scope]).showsWhole(desk.request)
            let opinions = try desk.opinions.map { try detail(of: $0, desk, caller, isWhole: isWhole, today) }
            let offers = SpecialRequest.table.offers(desk.request.state, by: parts, desk.request.facts) {
                isForAnother($0, desk, caller)
            }
            let isAsking = offers.contains { $0.step == SpecialRequest.Step.consult.rawValue }
            return RequestDetail(
                request: isWhole || desk.request.state.isDecided ? desk.request : desk.request.withoutDecision,
                pairing: desk.pairing, clock: try desk.request.clock(on: today), opinions: opinions,
                steps: try steps(of: desk, caller, isWhole: isWhole, connection), offers: offers,
                fields: parts.contains(.applicant) && desk.request.state.isWritable
                    ? RequestFields(desk.request).shown : nil,
                bodies: isAsking ? try bodies(desk, connection) : [],
                isOverdue: desk.request.isOverdue(desk.opinions, on: today))
        }
    }

    private func bodies(_ desk: RequestDesk, _ connection: any SQLConnection) throws -> [String] {
        let place = desk.pairing.party(desk.request.side).division
        return try OrganisationQueries(connection).all(in: [place]).filter { $0.validTo == nil }.map(\.name)
    }

    private func detail(
        of opinion: RequestOpinion, _ desk: RequestDesk, _ caller: Caller, isWhole: Bool, _ today: CalendarDate
    ) throws -> RequestDetail.Opinion {
        let parts = desk.parts(caller, opinion)
        let isSeen = isWhole || parts.contains(.unit)
        let isHeard = desk.request.state.hearsDepartments
        return RequestDetail.Opinion(
            opinion: isSeen ? opinion : opinion.outline, isWhole: isSeen,
            clock: isHeard && opinion.state == .asked ? try RequestClock(until: opinion.due, on: today) : nil,
            offers: isHeard ? RequestOpinion.table.offers(opinion.state, by: parts, []) { _ in false } : [])
    }

    private func steps(
        of desk: RequestDesk, _ caller: Caller, isWhole: Bool, _ connection: any SQLConnection
    ) throws -> [RequestDetail.Step] {
        let isApplicant = desk.isApplicant(caller)
        return try ChainQueries<SpecialRequest>(connection).all(of: desk.request.id).map { step in
            let opinion = desk.opinions.first { $0.id.text == step.leg }
            let isOwn = opinion.map { desk.parts(caller, $0).contains(.unit) } ?? false
            let isTold = step.leg == nil && step.tells(isApplicant: isApplicant)
            // A day can be the term of an approval that the other city has not confirmed yet.
            let isOpen = isWhole || isOwn || isTold
            return RequestDetail.Step(
                unit: opinion?.unit, step: step.step, part: step.part, at: step.at, by: step.by.name,
                note: isOpen ? step.note : nil, day: isOpen ? step.day : nil)
        }
    }
}

extension ChainStep {
    /// Whether the step, one of a request, is told to its applicant or to its departments, or was the applicant's own.
    fileprivate func tells(isApplicant: Bool) -> Bool {
        if isApplicant && part == .applicant { return true }
        let line = SpecialRequest.table.lines.first { $0.step.rawValue == step && $0.to?.rawValue == to }
        return line?.follows.contains(isApplicant ? .tellApplicant : .tellUnit) ?? false
    }
}

extension SpecialRequest {
    /// As who asked sees it while the offices still talk about it.
    fileprivate var withoutDecision: SpecialRequest {
        var request = self
        (request.decision, request.decider, request.decidedAt) = (nil, nil, nil)
        (request.validThrough, request.handler) = (nil, nil)
        return request
    }
}

extension RequestOpinion {
    /// What others than the office and the department see of it.
    fileprivate var outline: RequestOpinion {
        var opinion = RequestOpinion(
            id: id, request: request, position: position, organisation: organisation, unit: unit, due: due)
        (opinion.state, opinion.revision) = (state, revision)
        return opinion
    }
}
