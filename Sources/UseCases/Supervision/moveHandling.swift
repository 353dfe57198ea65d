// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step of one body's handling, such as `answer`. Throws as `moveOrder`.
    package func moveHandling(
        _ caller: Caller, order id: String, leg: String, revision: Int?, step name: String,
        _ input: LoopInput = LoopInput()
    ) async throws {
        try await write(caller) { connection in
            let desk = try findOrder(id, caller, connection, isLocked: true)
            guard let index = desk.legs.firstIndex(where: { $0.id.text == leg }) else {
                throw UseCaseError("order", .notFound)
            }
            guard let step = HandlingLeg.Step(rawValue: name) else {
                throw UseCaseError("order", .conflict(reason: "loop.notNow"))
            }
            try input.requireLength()
            try requirePart(HandlingLeg.table.parts(step), desk, caller, desk.legs[index])
            guard revision == nil || desk.legs[index].revision == revision else {
                throw UseCaseError("order", .stale(revision: desk.legs[index].revision))
            }
            // A slip that isn't with the bodies is moved by nobody.
            guard desk.order.state == .issued else { throw UseCaseError("order", .conflict(reason: "loop.notNow")) }
            var work = try OrderWork(self, desk, caller, connection)
            try take(step, of: &work, index, input, caller, connection)
            try work.save()
        }
    }

    private func take(
        _ step: HandlingLeg.Step, of work: inout OrderWork, _ index: Int, _ input: LoopInput, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        let (leg, desk) = (work.legs[index], work.desk)
        guard HandlingLeg.table.line(leg.state, step, leg.facts) != nil else {
            throw UseCaseError("order", .conflict(reason: "loop.notNow"))
        }
        if step == .grantExtension || step == .refuseExtension, leg.asked == nil {
            throw UseCaseError("order", .conflict(reason: "order.nothingAsked"))
        }
        if step == .askExtension, leg.asked != nil {
            throw UseCaseError("order", .conflict(reason: "order.askedAlready"))
        }
        let day = step == .grantExtension ? leg.asked?.day : try askedDay(step, input, leg, desk.order)
        let heir = step == .replace ? try replacement(input, desk, connection) : nil
        let needs = given(step, input, leg, desk, caller, day)
        // Signed before the office is told, so that a leg that ends the order is complete.
        let signature = work.signature
        if step == .accept { work.change(index) { $0.acceptedBy = signature } }
        try work.move(leg: index, step, by: desk.parts(caller, leg), given: needs, input, day: day)
        switch step {
        case .answer: work.change(index) { $0.take(input, signature, surroundings.now()) }
        case .askExtension:
            if let day, let reason = cleanText(input.note) {
                work.change(index) { $0.asked = .init(day: day, reason: reason, by: signature) }
            }
        case .grantExtension: if let day { grant(day, &work, index) }
        case .refuseExtension: work.change(index) { $0.asked = nil }
        case .replace: if let heir { give(to: heir, day, &work, index) }
        case .receive, .refuse, .insist, .work, .accept, .sendBack, .redo: break
        }
    }

    private func given(
        _ step: HandlingLeg.Step, _ input: LoopInput, _ leg: HandlingLeg, _ desk: OrderDesk, _ caller: Caller,
        _ day: CalendarDate?
    ) -> Set<LoopNeed> {
        var given: Set<LoopNeed> = cleanText(input.note) == nil ? [] : [.reason, .remark]
        if !isForAnother(step, leg, caller) { given.insert(.secondPerson) }
        let isProven = !desk.files(of: leg).isEmpty || cleanText(input.noEvidence) != nil
        if cleanText(input.answer) != nil && isProven { given.insert(.evidence) }
        if day != nil { given.insert(.newDay) }
        return given
    }

    func isForAnother(_ step: HandlingLeg.Step, _ leg: HandlingLeg, _ caller: Caller) -> Bool {
        guard let own = caller.userID else { return false }
        switch step {
        case .accept: return leg.answeredBy?.account == own
        case .grantExtension: return leg.asked?.by.account == own
        default: return false
        }
    }

    /// The day that is asked for, or that another body gets. Throws invalid where it is none, or no later than before.
    private func askedDay(
        _ step: HandlingLeg.Step, _ input: LoopInput, _ leg: HandlingLeg, _ order: SupervisionOrder
    ) throws -> CalendarDate? {
        guard step == .askExtension || step == .replace, let text = cleanText(input.day) else { return nil }
        func refuse(_ message: String) -> UseCaseError {
            UseCaseError("order", .invalid([ValidationFailure(field: "day", message: message)]))
        }
        guard let day = CalendarDate(iso: text) else { throw refuse("correction.dateForm") }
        if step == .askExtension, day <= leg.deadline { throw refuse("order.dayNotLater") }
        if day < surroundings.now().day { throw refuse("order.deadlinePast") }
        // More time than the order has is asked for and granted, by two people.
        if step == .replace, day > order.deadline { throw refuse("order.replacementLater") }
        return day
    }

    /// The body to which a leg is given. Throws invalid where it is none of the side, or has the order already.
    private func replacement(
        _ input: LoopInput, _ desk: OrderDesk, _ connection: any SQLConnection
    ) throws -> Organisation {
        let name = input.unit?.trimmingWhitespace ?? ""
        func refuse(_ message: String) -> UseCaseError {
            UseCaseError(
                "order", .invalid([ValidationFailure(field: "unit", message: message, arguments: ["name": name])]))
        }
        let place = desk.pairing.party(desk.order.side).division
        guard let body = try bodyNamed(name, in: place, connection) else { throw refuse("order.unitUnknown") }
        if desk.legs.contains(where: { $0.organisation == body.id && $0.state != .replaced }) {
            throw refuse("order.unitTwice")
        }
        return body
    }

    private func grant(_ day: CalendarDate, _ work: inout OrderWork, _ index: Int) {
        work.change(index) { ($0.deadline, $0.isProlonged, $0.asked) = (day, true, nil) }
        let latest = work.legs.map(\.deadline).max() ?? day
        work.change { $0.deadline = max($0.deadline, latest) }
    }

    private func give(to heir: Organisation, _ day: CalendarDate?, _ work: inout OrderWork, _ index: Int) {
        let old = work.legs[index]
        var leg = HandlingLeg(
            id: surroundings.identifier(), order: old.order, position: work.legs.count + 1, organisation: heir.id,
            unit: heir.name, deadline: day ?? old.deadline)
        (leg.replaces, leg.hasOwnDeadline) = (old.id, (day ?? old.deadline) != work.order.deadline)
        // The matter is the same: what was approved first, and whether it was prolonged, stays so.
        (leg.originalDeadline, leg.isProlonged) = (old.originalDeadline, old.isProlonged)
        work.change(index) { $0.asked = nil }
        work.hand(leg)
    }
}

extension HandlingLeg {
    fileprivate mutating func take(_ input: LoopInput, _ signature: SignedBy, _ now: Instant) {
        (answer, noEvidence) = (cleanText(input.answer), cleanText(input.noEvidence))
        (answeredBy, answeredAt, asked) = (signature, now, nil)
    }
}
