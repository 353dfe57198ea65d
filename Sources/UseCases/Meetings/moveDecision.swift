// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step of a decision that is in no yearly list, such as `report`. Throws notFound, forbidden, conflict where
    /// it isn't the time for it or the list tells, invalid with what is missing, stale.
    package func moveDecision(
        _ caller: Caller, meeting id: String, decision: String, revision: Int?, step name: String,
        _ input: LoopInput = LoopInput()
    ) async throws {
        try await write(caller) { connection in
            let desk = try findMeeting(id, caller, connection, isLocked: true)
            guard let decision = desk.decisions.first(where: { $0.id.text == decision }),
                sees(decision, caller, desk.scope)
            else { throw UseCaseError("decision", .notFound) }
            let parts = meetingParts(caller, decision, desk.scope)
            guard !parts.isEmpty else {
                throw UseCaseError("decision", .forbidden(reason: "rule.loopOthers"))
            }
            guard let step = MeetingDecision.Step(rawValue: name) else {
                throw UseCaseError("decision", .conflict(reason: "loop.notNow"))
            }
            try input.requireLength()
            guard decision.item == nil else { throw UseCaseError("decision", .conflict(reason: "decision.inList")) }
            guard revision == nil || decision.revision == revision else {
                throw UseCaseError("decision", .stale(revision: decision.revision))
            }
            var given: Set<LoopNeed> = cleanText(input.note) == nil ? [] : [.reason, .remark]
            if !isForAnother(step, decision, caller) { given.insert(.secondPerson) }
            let line = try MeetingDecision.table.line(decision.state, step, by: parts, given: given, [], "decision")
            try move(decision, step, line, parts, input, desk, caller, connection)
        }
    }

    private func move(
        _ before: MeetingDecision, _ step: MeetingDecision.Step,
        _ line: StateTable<MeetingDecision.State, MeetingDecision.Step>.Line, _ parts: Set<LoopPart>,
        _ input: LoopInput, _ desk: MeetingDesk, _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        var decision = before
        decision.state = line.to ?? before.state
        decision.revision += 1
        let signature = SignedBy(account: caller.userID, name: caller.name)
        switch step {
        case .report: decision.reporter = signature
        case .sendBack, .reopen: decision.reporter = nil
        case .close, .drop: break
        }
        try DecisionQueries(connection).update(decision)
        let chain = ChainQueries<MeetingDecision>(connection)
        let part = LoopPart.allCases.first { line.by.contains($0) && parts.contains($0) } ?? .office
        try chain.insert(
            [
                ChainStep(
                    number: try chain.count(of: decision.id) + 1, leg: nil, step: step.rawValue,
                    from: before.state.rawValue, to: decision.state.rawValue, part: part, at: surroundings.now(),
                    by: signature, note: input.said, day: nil)
            ], of: decision.id)
        try record(
            connection, caller, "moveDecision", .meeting(desk), before: ["decision": before.state.rawValue],
            after: [
                "decision": decision.state.rawValue, "decisionStep": step.rawValue, "matter": decision.matter,
                "reason": input.said,
            ])
        try tell(
            line.follows,
            of: LoopNews(
                kind: .meeting, objectKind: "meeting", objectID: desk.id.text,
                title: "told.decision." + step.rawValue,
                arguments: ["matter": decision.matter, "unit": decision.unit], path: "/meetings/" + desk.id.text,
                pairing: desk.pairing.id, side: decision.side, units: [decision.organisation].compactMap { $0 }),
            connection)
    }
}
