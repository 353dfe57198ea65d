// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The steps that one transaction takes on an order and its legs, by the tables of states alone; written by `save`.
struct OrderWork {
    private let useCases: UseCases
    private let connection: any SQLConnection
    /// nil for the program.
    private let caller: Caller?
    let desk: OrderDesk
    private(set) var order: SupervisionOrder
    private(set) var legs: [HandlingLeg]
    private var steps: [ChainStep] = []
    private var news: [(effects: [LoopEffect], news: LoopNews)] = []
    private var stepCount: Int
    private let now: Instant

    init(_ useCases: UseCases, _ desk: OrderDesk, _ caller: Caller?, _ connection: any SQLConnection) throws {
        (self.useCases, self.connection, self.caller, self.desk) = (useCases, connection, caller, desk)
        (order, legs) = (desk.order, desk.legs)
        stepCount = try ChainQueries<SupervisionOrder>(connection).count(of: desk.order.id)
        now = useCases.surroundings.now()
    }

    var signature: SignedBy { SignedBy(account: caller?.userID, name: caller?.name ?? "-") }

    /// Changes the order beside its state.
    mutating func change(_ body: (inout SupervisionOrder) -> Void) { body(&order) }

    mutating func change(_ index: Int, _ body: (inout HandlingLeg) -> Void) { body(&legs[index]) }

    /// Hands a leg to a body that had none, and tells it so.
    mutating func hand(_ leg: HandlingLeg) {
        legs.append(leg)
        tell([.tellUnit], "order", SupervisionOrder.Step.issue.rawValue, [leg])
    }

    /// Moves the order, and what follows from it.
    mutating func move(
        _ step: SupervisionOrder.Step, by parts: Set<LoopPart>, given: Set<LoopNeed>, _ input: LoopInput,
        day: CalendarDate? = nil
    ) throws {
        let table = SupervisionOrder.table
        let line = try table.line(order.state, step, by: parts, given: given, order.facts, "order")
        let before = order.state
        order.state = line.to ?? before
        note(step.rawValue, nil, before.rawValue, order.state.rawValue, line.by, parts, input, day)
        tell(line.follows, "order", step.rawValue, legs.filter { $0.state != .replaced })
        if line.follows.contains(.returnLegs) { try returnLegs() }
        // Its bodies may all have been done when it was suspended.
        if step == .resume { try raise() }
    }

    /// Moves a leg, and what follows from it for the order.
    mutating func move(
        leg index: Int, _ step: HandlingLeg.Step, by parts: Set<LoopPart>, given: Set<LoopNeed>, _ input: LoopInput,
        day: CalendarDate? = nil
    ) throws {
        let leg = legs[index]
        let line = try HandlingLeg.table.line(leg.state, step, by: parts, given: given, leg.facts, "order")
        legs[index].state = line.to ?? leg.state
        note(
            step.rawValue, leg.id.text, leg.state.rawValue, legs[index].state.rawValue, line.by, parts, input, day)
        tell(line.follows, "handling", step.rawValue, [leg])
        if line.follows.contains(.raise) { try raise() }
    }

    /// The order is done once every leg is at its end.
    private mutating func raise() throws {
        guard order.state == .issued, legs.allSatisfy(\.state.isEnd), legs.contains(where: { $0.state == .done })
        else { return }
        try move(.gather, by: [.clock], given: [], LoopInput())
    }

    private mutating func returnLegs() throws {
        for index in legs.indices where legs[index].state == .done {
            try move(leg: index, .redo, by: [.clock], given: [], LoopInput())
        }
    }

    private mutating func note(
        _ step: String, _ leg: String?, _ from: String, _ to: String, _ by: Set<LoopPart>, _ parts: Set<LoopPart>,
        _ input: LoopInput, _ day: CalendarDate?
    ) {
        let part = LoopPart.allCases.first { by.contains($0) && parts.contains($0) } ?? .clock
        stepCount += 1
        steps.append(
            ChainStep(
                number: stepCount, leg: leg, step: step, from: from, to: to, part: part, at: now,
                by: part == .clock ? SignedBy(account: nil, name: "-") : signature,
                note: input.said, day: day))
    }

    private mutating func tell(_ effects: [LoopEffect], _ machine: String, _ step: String, _ legs: [HandlingLeg]) {
        let news = LoopNews(
            kind: .order, objectKind: "order", objectID: order.id.text, title: "notice.\(machine).\(step)",
            arguments: ["matter": order.matter, "unit": legs.map(\.unit).joined(separator: ", ")],
            path: "/orders/" + order.id.text, pairing: order.pairing, side: order.side,
            units: order.issuedAt == nil ? [] : legs.map(\.organisation))
        self.news.append((effects, news))
    }

    /// Writes what changed, every step, one event for each, and tells whom it concerns.
    mutating func save() throws {
        if order != desk.order {
            order.revision += 1
            guard try OrderQueries(connection).update(order) else {
                throw UseCaseError("order", .stale(revision: desk.order.revision))
            }
        }
        let handling = HandlingQueries(connection)
        for (index, leg) in legs.enumerated() {
            guard let before = desk.legs.first(where: { $0.id == leg.id }) else {
                try handling.insert([leg])
                continue
            }
            guard before != leg else { continue }
            legs[index].revision += 1
            try handling.update(legs[index])
        }
        try ChainQueries<SupervisionOrder>(connection).insert(steps, of: order.id)
        for step in steps { try recordStep(step) }
        for (effects, news) in news { try useCases.tell(effects, of: news, connection) }
    }

    private func recordStep(_ step: ChainStep) throws {
        let by = step.part == .clock ? nil : caller
        guard let leg = legs.first(where: { $0.id.text == step.leg }) else {
            try useCases.record(
                connection, by, "move", .order(order.id, order.pairing), before: ["state": step.from],
                after: ["state": step.to, "orderStep": step.step, "reason": step.note])
            return
        }
        try useCases.record(
            connection, by, "moveHandling", .order(order.id, order.pairing), before: ["handling": step.from],
            after: ["handling": step.to, "handlingStep": step.step, "unit": leg.unit, "reason": step.note])
    }
}

extension SupervisionOrder {
    var facts: Set<LoopFact> { isJoint ? [.joint] : [] }
}

extension HandlingLeg {
    var facts: Set<LoopFact> { isProlonged ? [.prolonged] : [] }
}
