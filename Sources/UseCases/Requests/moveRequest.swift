// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step of a request, such as `submit`. Throws notFound, forbidden, conflict where it isn't the time for it,
    /// invalid with what is missing, stale.
    package func moveRequest(
        _ caller: Caller, id: String, revision: Int?, step name: String, _ input: LoopInput = LoopInput()
    ) async throws {
        try await write(caller) { connection in
            let desk = try findRequest(id, caller, connection, isLocked: true)
            guard let step = SpecialRequest.Step(rawValue: name) else {
                throw UseCaseError("request", .conflict(reason: "loop.notNow"))
            }
            try input.requireLength()
            try requirePart(SpecialRequest.table.parts(step), desk, caller)
            guard revision == nil || desk.request.revision == revision else {
                throw UseCaseError("request", .stale(revision: desk.request.revision))
            }
            guard let line = SpecialRequest.table.line(desk.request.state, step, desk.request.facts) else {
                throw UseCaseError("request", .conflict(reason: "loop.notNow"))
            }
            var work = try RequestWork(self, desk, caller, connection)
            try requireDecision(line.needs, input)
            try take(step, of: &work, input, caller, connection)
            try work.save()
        }
    }

    /// Whether another person must do it than this one, who had it in hand before.
    func isForAnother(_ step: SpecialRequest.Step, _ desk: RequestDesk, _ caller: Caller) -> Bool {
        guard step == .approve, let own = caller.userID else { return false }
        return desk.handlers.contains(own)
    }

    /// Throws invalid where a decision is to be given in words and none is.
    func requireDecision(_ needs: Set<LoopNeed>, _ input: LoopInput) throws(UseCaseError) {
        guard needs.contains(.decision), cleanText(input.answer) == nil else { return }
        throw UseCaseError(
            "request", .invalid([ValidationFailure(field: "answer", message: "loop.missing.decision")]))
    }

    private func take(
        _ step: SpecialRequest.Step, of work: inout RequestWork, _ input: LoopInput, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        let desk = work.desk
        if step == .submit, !desk.request.gaps.isEmpty {
            throw UseCaseError("request", .invalid(desk.request.gaps))
        }
        let day = try step == .consult || step == .approve ? dayAhead(input) : nil
        let needs = given(step, input, desk, caller, day)
        if step == .consult, let day { work.ask(try departments(input, day, desk, connection)) }
        try work.move(step, by: desk.parts(caller), given: needs, input, day: day)
        let (signature, now) = (work.signature, surroundings.now())
        switch step {
        case .submit:
            let calendar = try WorkingCalendar.shipped.get()
            work.change {
                ($0.submittedAt, $0.submitter) = (now, signature)
                $0.deadline = calendar.day($0.kind.workingDays, workingDaysAfter: now.day)
            }
        case .consult, .decideEarly: work.change { $0.handler = signature }
        case .approve:
            work.change {
                ($0.decision, $0.validThrough) = (cleanText(input.answer), day)
                ($0.decider, $0.decidedAt) = (signature, now)
            }
        case .refuse:
            work.change {
                ($0.decision, $0.decider, $0.decidedAt) = (cleanText(input.note), signature, now)
                $0.validThrough = nil
            }
        case .dispute:
            // What was disputed is no decision; its words stay in the chain.
            work.change {
                ($0.decision, $0.decider, $0.decidedAt, $0.validThrough) = (nil, nil, nil, nil)
            }
        case .deliver: work.change { $0.outcome = input.said }
        case .sendBack, .gather, .confirm, .expire, .withdraw: break
        }
    }

    private func given(
        _ step: SpecialRequest.Step, _ input: LoopInput, _ desk: RequestDesk, _ caller: Caller, _ day: CalendarDate?
    ) -> Set<LoopNeed> {
        var given: Set<LoopNeed> = cleanText(input.note) == nil ? [] : [.reason, .remark]
        if cleanText(input.answer) != nil {
            given.insert(.decision)
            if cleanText(input.noEvidence) != nil { given.insert(.evidence) }
        }
        if !isForAnother(step, desk, caller) { given.insert(.secondPerson) }
        if desk.request.gaps.isEmpty { given.insert(.complete) }
        if day != nil { given.insert(.newDay) }
        return given
    }

    /// The day that was given; nil where none is. Throws invalid where it is over, or none.
    func dayAhead(_ input: LoopInput) throws(UseCaseError) -> CalendarDate? {
        guard let text = cleanText(input.day) else { return nil }
        guard let day = CalendarDate(iso: text), day >= surroundings.now().day else {
            throw UseCaseError("request", .invalid([ValidationFailure(field: "day", message: "order.deadlinePast")]))
        }
        return day
    }

    private func departments(
        _ input: LoopInput, _ day: CalendarDate, _ desk: RequestDesk, _ connection: any SQLConnection
    ) throws -> [RequestOpinion] {
        let lines = OpinionLines(
            request: desk.request, pairing: desk.pairing, day: day, today: surroundings.now().day,
            reason: cleanText(input.note))
        return try lines.opinions(of: input.unit ?? "", connection) { surroundings.identifier() }
    }
}
