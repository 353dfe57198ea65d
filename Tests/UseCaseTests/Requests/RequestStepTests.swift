// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// Every step from every state by everybody: what the table and the rules allow is carried out, all else is refused and
/// leaves nothing.
@Suite("Every step of special requests and their opinions")
struct RequestStepTests {
    private struct Asker {
        let name: String
        let caller: Caller
        /// As whom they move a request of a body, one of the office, and the first opinion.
        var ofBody: Set<LoopPart> = []
        var ofOffice: Set<LoopPart> = []
        var opinion: Set<LoopPart> = []
        /// Whether they see a request: before it is submitted by the body or by the office, and later.
        var seesDraft: (ofBody: Bool, ofOffice: Bool) = (false, false)
        var sees: (_ isJoint: Bool, _ isOffices: Bool) -> Bool = { _, _ in true }
    }

    private func askers(_ office: Office, _ people: RequestPeople) async throws -> [Asker] {
        let observer = try await office.caller("observer", .observer(office.own.id))
        let nation = try await office.caller("nation", .national)
        let province = try await office.caller("province", .province(office.own.oldArea.division.province))
        let own: Set<LoopPart> = [.office, .applicant]
        return [
            Asker(
                name: "maker", caller: people.first, ofBody: [.office], ofOffice: own, opinion: [.office],
                seesDraft: (false, true)),
            Asker(
                name: "office", caller: people.second, ofBody: [.office], ofOffice: own, opinion: [.office],
                seesDraft: (false, true)),
            Asker(
                name: "other office", caller: people.otherOffice, ofBody: [.otherOffice], ofOffice: [.otherOffice],
                opinion: [.otherOffice], sees: { isJoint, _ in isJoint }),
            Asker(
                name: "applicant", caller: people.applicant, ofBody: [.applicant], seesDraft: (true, false),
                sees: { _, isOffices in !isOffices }),
            // Asked about both: named in drafts too here, which no real draft does.
            Asker(name: "department", caller: people.forestry, opinion: [.unit], seesDraft: (true, true)),
            Asker(name: "nation", caller: nation),
            Asker(name: "province", caller: province),
            Asker(name: "observer", caller: observer, sees: { _, _ in false }),
            Asker(name: "foreign office", caller: people.stranger, sees: { _, _ in false }),
        ]
    }

    /// Everything that a step could need.
    private static let everything = LoopInput(
        note: "Because", answer: "Agreed", noEvidence: "Seen", day: "2027-03-20", unit: "Culture")

    @Test("Steps of requests", arguments: TestEngine.both)
    func requests(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let askers = try await askers(office, people)
            for (isJoint, isOffices) in [(false, false), (true, true)] {
                let id = try await office.consulted(
                    people, ["joint": isJoint ? "true" : ""], units: "Forestry", byOffice: isOffices)
                for state in SpecialRequest.State.allCases {
                    try await put(state, .answered, id, office)
                    for asker in askers {
                        for step in SpecialRequest.Step.allCases {
                            try await tryStep(step, asker, state, (isJoint, isOffices), id, office)
                        }
                    }
                }
            }
        }
    }

    private func tryStep(
        _ step: SpecialRequest.Step, _ asker: Asker, _ state: SpecialRequest.State,
        _ kind: (isJoint: Bool, isOffices: Bool), _ id: String, _ office: Office
    ) async throws {
        let drafts = kind.isOffices ? asker.seesDraft.ofOffice : asker.seesDraft.ofBody
        let isSeen = state == .drafted ? drafts : asker.sees(kind.isJoint, kind.isOffices)
        let parts = kind.isOffices ? asker.ofOffice : asker.ofBody
        let line = SpecialRequest.table.line(state, step, kind.isJoint ? [.joint] : [])
        // Who asked the departments does not decide.
        let isForAnother = step == .approve && asker.name == "maker"
        let isAllowed = isSeen && !isForAnother && (line.map { !$0.by.isDisjoint(with: parts) } ?? false)
        let before = try await office.requestTrace()
        let found = try await cause {
            try await office.useCases.moveRequest(
                asker.caller, id: id, revision: nil, step: step.rawValue, Self.everything)
        }
        let label = "\(asker.name): \(step) from \(state), joint \(kind.isJoint), of the office \(kind.isOffices)"
        #expect((found == nil) == isAllowed, "\(label): \(String(describing: found))")
        if !isSeen { #expect(found == .notFound, "\(label)") }
        guard found == nil else {
            #expect(try await office.requestTrace() == before, "\(label)")
            return
        }
        let identity = try #require(Identifier<SpecialRequest>(id))
        let after = try await office.useCases.database.read { try RequestQueries($0).find(identity)?.state }
        #expect(after == line?.to, "\(label)")
        try await put(state, .answered, id, office)
    }

    @Test("Steps of one department's opinion", arguments: TestEngine.both)
    func opinions(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let askers = try await askers(office, people)
            let id = try await office.consulted(people, ["joint": "true"], units: "Forestry")
            let opinion = try await office.useCases.request(people.first, id: id).opinions[0].opinion.id.text
            for request in SpecialRequest.State.allCases where request != .drafted {
                for state in RequestOpinion.State.allCases {
                    for asker in askers {
                        for step in RequestOpinion.Step.allCases {
                            try await put(request, state, id, office)
                            try await tryStep(step, asker, (request, state), (id, opinion), office)
                        }
                    }
                }
            }
        }
    }

    private func tryStep(
        _ step: RequestOpinion.Step, _ asker: Asker,
        _ states: (request: SpecialRequest.State, opinion: RequestOpinion.State),
        _ ids: (request: String, opinion: String), _ office: Office
    ) async throws {
        let line = RequestOpinion.table.line(states.opinion, step)
        let isSeen = asker.sees(true, false)
        let isAllowed =
            isSeen && states.request.hearsDepartments && (line.map { !$0.by.isDisjoint(with: asker.opinion) } ?? false)
        let before = try await office.requestTrace()
        let found = try await cause {
            try await office.useCases.moveOpinion(
                asker.caller, request: ids.request, opinion: ids.opinion, revision: nil, step: step.rawValue,
                Self.everything)
        }
        let label = "\(asker.name): \(step) from \(states)"
        #expect((found == nil) == isAllowed, "\(label): \(String(describing: found))")
        if !isSeen { #expect(found == .notFound, "\(label)") }
        guard found == nil else {
            #expect(try await office.requestTrace() == before, "\(label)")
            return
        }
        let id = try #require(Identifier<SpecialRequest>(ids.request))
        let (opinion, request) = try await office.useCases.database.read { connection in
            (
                try OpinionQueries(connection).all(of: [id]).first?.state,
                try RequestQueries(connection).find(id)?.state
            )
        }
        #expect(opinion == line?.to, "\(label)")
        // The last answer brings the request to its decision.
        #expect(request == (step == .answer ? .deciding : states.request), "\(label)")
    }

    /// Puts the request and its opinion into these states, whatever was before; other opinions go.
    private func put(
        _ request: SpecialRequest.State, _ opinion: RequestOpinion.State, _ id: String, _ office: Office
    ) async throws {
        let maker = try await office.useCases.database.read {
            try AccountQueries($0).find(username: "office-home-away-oldarea")?.user.id
        }
        try await office.useCases.database.write { connection in
            try connection.run(
                "DELETE FROM request_opinion WHERE request_id = ? AND unit <> 'Forestry'", [.text(id)])
            // What was tried before is nobody's doing: only the asking that every try begins with.
            try connection.run("DELETE FROM request_step WHERE owner_id = ? AND number > 2", [.text(id)])
            // Others may be asked in its place.
            try connection.run(
                """
                UPDATE request_opinion SET state = ?, position = 1000, due_day = '2027-01-29', answered_by = NULL,
                    answered_at = 1
                WHERE request_id = ?
                """, [.choice(opinion), .text(id)])
            let submitted =
                request == .drafted
                ? "submitted_at = NULL, deadline = NULL" : "submitted_at = 1, deadline = '2027-02-12'"
            try connection.run(
                """
                UPDATE special_request SET state = ?, handled_by = ?, handler = 'H', decided_at = 1, submitted_by = NULL,
                    \(submitted)
                WHERE id = ?
                """, [.choice(request), .id(maker), .text(id)])
        }
    }
}
