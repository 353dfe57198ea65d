// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step of an order, such as `approve`. Throws notFound, forbidden, conflict where it isn't the time for it,
    /// invalid with what is missing, stale.
    package func moveOrder(
        _ caller: Caller, id: String, revision: Int?, step name: String, _ input: LoopInput = LoopInput()
    ) async throws {
        try await write(caller) { connection in
            let desk = try findOrder(id, caller, connection, isLocked: true)
            guard let step = SupervisionOrder.Step(rawValue: name) else {
                throw UseCaseError("order", .conflict(reason: "loop.notNow"))
            }
            try input.requireLength()
            try requirePart(SupervisionOrder.table.parts(step), desk, caller)
            guard revision == nil || desk.order.revision == revision else {
                throw UseCaseError("order", .stale(revision: desk.order.revision))
            }
            var work = try OrderWork(self, desk, caller, connection)
            try take(step, of: &work, input, caller, connection)
            try work.save()
        }
    }

    /// Throws forbidden with the sentence of the rule where the caller is none of `parts` for the order or the leg.
    func requirePart(
        _ parts: Set<LoopPart>, _ desk: OrderDesk, _ caller: Caller, _ leg: HandlingLeg? = nil
    ) throws(UseCaseError) {
        guard parts.isDisjoint(with: desk.parts(caller, leg)) else { return }
        let people = LoopPart.allCases.filter { parts.contains($0) && $0 != .clock }
        guard let part = people.first else {
            throw UseCaseError("order", .forbidden(reason: "rule.programOnly"))
        }
        // It is known that the caller sees the order.
        if case .refused(let rule) = caller.verdict(desk.action(part), on: desk.object(part)) {
            throw UseCaseError("order", .forbidden(reason: rule))
        }
        throw UseCaseError("order", .forbidden(reason: "rule.loopOthers"))
    }

    private func take(
        _ step: SupervisionOrder.Step, of work: inout OrderWork, _ input: LoopInput, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        let desk = work.desk
        var given: Set<LoopNeed> = cleanText(input.note) == nil ? [] : [.reason, .remark]
        if !isForAnother(step, desk, caller) { given.insert(.secondPerson) }
        let (today, now) = (surroundings.now().day, surroundings.now())
        let gaps = try desk.order.gaps(desk.legs, today: today)
        if gaps.isEmpty { given.insert(.complete) }
        let canBe = SupervisionOrder.table.line(desk.order.state, step, desk.order.facts) != nil
        if step == .propose, canBe, !gaps.isEmpty { throw UseCaseError("order", .invalid(gaps)) }
        let day = try newDay(input, step, today)
        if step == .issue, canBe { try issue(&work, input, today, now) }
        try work.move(step, by: desk.parts(caller), given: given, input, day: day)
        let signature = work.signature
        switch step {
        case .propose: work.change { $0.proposer = signature }
        case .approve: try file(&work, at: now, connection)
        case .close, .confirm: if work.order.state == .closed { work.change { $0.closedAt = now } }
        case .restart, .sendBack:
            work.change { $0.closedAt = nil }
            if let day { prolong(&work, to: day) }
        case .decline, .issue, .gather, .dispute, .suspend, .resume, .cancel: break
        }
    }

    /// Whether another person must do it than this one, who had it in hand before.
    func isForAnother(_ step: SupervisionOrder.Step, _ desk: OrderDesk, _ caller: Caller) -> Bool {
        guard let own = caller.userID else { return false }
        switch step {
        case .approve, .suspend, .cancel: return desk.order.proposer?.account == own
        case .close: return desk.legs.contains { $0.acceptedBy?.account == own || $0.answeredBy?.account == own }
        default: return false
        }
    }

    /// The number, the approver and the deadline that was approved first.
    private func file(_ work: inout OrderWork, at now: Instant, _ connection: any SQLConnection) throws {
        // One that was taken back to its draft keeps the number that it was given.
        let number =
            try work.order.number
            ?? OrderQueries(connection).nextNumber(work.order.pairing, work.order.side, now.day.year)
        let signature = work.signature
        work.change {
            ($0.number, $0.approver, $0.filedAt, $0.originalDeadline) = (number, signature, now, $0.deadline)
        }
    }

    /// The bodies get it today: where the notice has become too short since, a reason is due now.
    private func issue(_ work: inout OrderWork, _ input: LoopInput, _ today: CalendarDate, _ now: Instant) throws {
        guard !work.legs.contains(where: { $0.deadline < today }) else {
            throw UseCaseError("order", .conflict(reason: "order.lateToIssue"))
        }
        let isShort = try work.order.isShortNotice(work.legs, today: today)
        let reason = work.order.shortReason ?? cleanText(input.note)
        guard !isShort || reason != nil else {
            throw UseCaseError(
                "order", .invalid([ValidationFailure(field: "note", message: "order.shortReasonMissing")]))
        }
        work.change { ($0.issuedAt, $0.isShort, $0.shortReason) = (now, isShort, isShort ? reason : $0.shortReason) }
    }

    /// Where an order is to be done again, a new day may be set for it.
    private func newDay(
        _ input: LoopInput, _ step: SupervisionOrder.Step, _ today: CalendarDate
    ) throws -> CalendarDate? {
        guard step == .restart || step == .sendBack, let text = cleanText(input.day) else { return nil }
        guard let day = CalendarDate(iso: text), day >= today else {
            throw UseCaseError("order", .invalid([ValidationFailure(field: "day", message: "order.deadlinePast")]))
        }
        return day
    }

    private func prolong(_ work: inout OrderWork, to day: CalendarDate) {
        work.change { $0.deadline = day }
        for index in work.legs.indices where work.legs[index].state == .returned {
            work.change(index) { $0.deadline = day }
        }
    }
}
