// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// An order with its bodies and its chain, and the steps that the caller may take. Throws notFound.
    package func order(_ caller: Caller, id: String) async throws -> OrderDetail {
        try await database.read { connection in
            let desk = try findOrder(id, caller, connection)
            let today = surroundings.now().day
            let order = desk.order
            let parts = desk.parts(caller)
            let isWhole = caller.orderSight([desk.scope]).showsWhole(order)
            let legs = desk.legs.map { leg in
                detail(of: leg, desk, caller, isWhole: isWhole || !desk.parts(caller, leg).isEmpty, today)
            }
            let offers = SupervisionOrder.table.offers(order.state, by: parts, order.facts) {
                isForAnother($0, desk, caller)
            }
            return OrderDetail(
                order: order, pairing: desk.pairing, legs: legs,
                steps: try steps(
                    of: desk, shown: Set(legs.filter(\.isWhole).map(\.leg.id)),
                    isOffice: !parts.isDisjoint(with: [.office, .otherOffice]), connection),
                task: try task(of: order, caller, connection), offers: offers,
                fields: parts.contains(.office) && order.state == .drafted
                    ? Dictionary(
                        OrderFields(order, desk.legs).list.map { ($0.name, $0.value) },
                        uniquingKeysWith: { first, _ in first }) : nil,
                isOverdue: order.isOverdue(desk.legs, on: today),
                look: try SlipRules(surroundings.presets, connection).look(of: order))
        }
    }

    /// What the form of an order offers for one side: the tasks that it can be about, and the names of the bodies.
    package func orderChoices(
        _ caller: Caller, pairing code: String, side: Side
    ) async throws -> OrderChoices {
        try await database.read { connection in
            let (pairing, scope) = try supervisedPairing(code, caller, connection)
            try caller.require(
                .manageSupervision, on: RuleObject(pairing: scope, side: side), "order", knowing: .readSupervision)
            let plans = try PlanQueries(connection).all(of: pairing.id)
            let tasks = try plans.flatMap { try TaskQueries(connection).all(of: $0.plan.id) }
            let bodies = try OrganisationQueries(connection).all(in: [pairing.party(side).division])
            return OrderChoices(
                tasks: tasks.map { ($0.id.text, $0.path + " " + ($0.title ?? $0.area)) },
                bodies: bodies.filter { $0.validTo == nil }.map(\.name),
                looks: try SlipRules(surroundings.presets, connection).preset(of: pairing.id, side)?.looks ?? [:]
            )
        }
    }

    private func detail(
        of leg: HandlingLeg, _ desk: OrderDesk, _ caller: Caller, isWhole: Bool, _ today: CalendarDate
    ) -> OrderDetail.Leg {
        let parts = desk.parts(caller, leg)
        let isOut = desk.order.state == .issued
        let offers = HandlingLeg.table.offers(leg.state, by: parts, leg.facts) { isForAnother($0, leg, caller) }
        return OrderDetail.Leg(
            leg: isWhole ? leg : leg.outline, isWhole: isWhole,
            files: isWhole ? desk.files(of: leg).map { .init(hash: $0.hash, name: $0.name) } : [],
            mayAttach: isOut && parts.contains(.unit) && leg.state.takesEvidence,
            offers: isOut ? offers.filter { leg.asked != nil || !$0.isOfAsking } : [],
            isOverdue: isOut && leg.isOverdue(on: today))
    }

    private static let innerStates = Set([SupervisionOrder.State.drafted, .proposed, .filed].map(\.rawValue))

    private func steps(
        of desk: OrderDesk, shown: Set<Identifier<HandlingLeg>>, isOffice: Bool, _ connection: any SQLConnection
    ) throws -> [OrderDetail.Step] {
        try ChainQueries<SupervisionOrder>(connection).all(of: desk.order.id).compactMap { step in
            // What the offices said to each other before it was issued is theirs.
            let isInner = !isOffice && step.leg == nil && Self.innerStates.contains(step.to)
            if isInner && step.step == SupervisionOrder.Step.decline.rawValue { return nil }
            let leg = desk.legs.first { $0.id.text == step.leg }
            if let leg, !shown.contains(leg.id) { return nil }
            return OrderDetail.Step(
                unit: leg?.unit, step: step.step, to: step.to, part: step.part, at: step.at, by: step.by.name,
                note: isInner ? nil : step.note, day: step.day)
        }
    }

    private func task(
        of order: SupervisionOrder, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (id: Identifier<PlanTask>, text: String)? {
        guard let id = order.task, let found = try? findTask(id.text, caller, connection) else { return nil }
        return (id, found.task.path + " " + (found.task.title ?? found.task.area))
    }
}

extension HandlingLeg {
    /// What other bodies see of it.
    fileprivate var outline: HandlingLeg {
        var leg = HandlingLeg(
            id: id, order: order, position: position, organisation: organisation, unit: unit, deadline: deadline)
        (leg.state, leg.revision) = (state, revision)
        return leg
    }
}

extension HandlingLeg.State {
    /// True while the body may add and take away evidence.
    var takesEvidence: Bool { self == .received || self == .handling || self == .returned }
}

extension StepOffer {
    /// What is decided of a request for more time, which must be there.
    fileprivate var isOfAsking: Bool {
        step == HandlingLeg.Step.grantExtension.rawValue || step == HandlingLeg.Step.refuseExtension.rawValue
    }
}
