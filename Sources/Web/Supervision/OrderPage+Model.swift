// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension OrderPage {
    init(
        _ detail: OrderDetail, _ visit: Visit, _ state: StepState, edit: FormModel?, bodies: [String],
        _ attachments: [String: AttachmentsView], _ watching: Watching?
    ) {
        let (order, phrases) = (detail.order, visit.phrases)
        let writer = StepWriter(
            phrases: phrases, words: "order.step.", revision: order.revision, state: state,
            optional: Self.optionalOfOrder)
        let id = order.id.text
        // What went wrong stands in its form, unless the form is gone: somebody else was faster.
        let isShown = state.failures.isEmpty || state.form == "edit" && edit != nil || detail.offers(state.form)
        self.init(
            id: id, number: order.numberText(phrases), matter: order.matter,
            level: LevelView(order.level, detail.look, phrases),
            state: phrases("order.state." + order.state.rawValue), isOverdue: detail.isOverdue,
            pairing: detail.pairing.label(in: visit.language), code: detail.pairing.code,
            side: detail.pairing.party(order.side, in: visit.language), basis: order.basis, demand: order.demand,
            task: detail.task.map { Link(path: Address.task.path($0.id.text), text: $0.text) },
            deadline: order.deadline.description,
            original: order.originalDeadline == order.deadline ? nil : order.originalDeadline.description,
            shortReason: order.shortReason, issued: order.issuedAt?.dayText, proposer: order.proposer?.name,
            approver: order.approver?.name, isJoint: order.isJoint, chain: Self.chain(order, phrases),
            legs: detail.legs.map { Leg($0, order: id, phrases, state, attachments[$0.leg.id.text]) },
            steps: writer.views(detail.offers, to: Address.moveOrder.path(id)),
            blocked: writer.blocked(detail.offers),
            isWithBodies: detail.offers.isEmpty && detail.legs.contains { !$0.offers.isEmpty }, edit: edit,
            bodies: bodies,
            history: detail.steps.reversed().map { Event($0, phrases) },
            failures: isShown ? .none : Failures(state.failures, phrases), kept: isShown ? [] : state.kept,
            watching: watching)
    }

    /// A reason where the notice may have become too short; a day where it is to be done again.
    private static func optionalOfOrder(_ step: String) -> [LoopNeed] {
        switch SupervisionOrder.Step(rawValue: step) {
        case .issue: [.reason]
        case .restart, .sendBack: [.newDay]
        default: []
        }
    }

    /// The way of an order without detours; where it left the way, that state stands at the end.
    private static func chain(_ order: SupervisionOrder, _ phrases: Phrases) -> [Place] {
        var way: [SupervisionOrder.State] = [.drafted, .proposed, .filed, .issued, .finished]
        if order.isJoint { way.append(.confirming) }
        way.append(.closed)
        let now = way.firstIndex(of: order.state)
        if now == nil { way.append(order.state) }
        let reached = now ?? (order.issuedAt != nil ? 4 : order.filedAt != nil ? 3 : 1)
        return way.enumerated().map { index, state in
            Place(
                title: phrases("order.state." + state.rawValue), isPast: index < reached && state != order.state,
                isNow: state == order.state)
        }
    }
}

extension OrderDetail {
    /// Whether the page has the form of this name.
    fileprivate func offers(_ form: String) -> Bool {
        let ofLegs = legs.flatMap { leg in
            leg.offers.filter { !$0.isForAnother }.map { leg.leg.id.text + "-" + $0.step }
        }
        return (offers.filter { !$0.isForAnother }.map(\.step) + ofLegs).contains(form)
    }
}

extension StepState {
    /// The texts that were typed into a form that is gone, to be copied.
    var kept: [String] { ["note", "answer", "noEvidence"].compactMap { typed?.optional($0) } }
}

extension OrderPage.Leg {
    init(
        _ detail: OrderDetail.Leg, order: String, _ phrases: Phrases, _ state: StepState,
        _ attachments: AttachmentsView?
    ) {
        let leg = detail.leg
        let writer = StepWriter(
            phrases: phrases, words: "handling.step.", revision: leg.revision, state: state,
            optional: { step in
                switch HandlingLeg.Step(rawValue: step) {
                case .replace: [.newDay]
                case .work: [.reason]
                default: []
                }
            }, needsUnit: { $0 == HandlingLeg.Step.replace.rawValue })
        self.init(
            id: leg.id.text, unit: leg.unit, state: phrases("handling.state." + leg.state.rawValue),
            isDone: leg.state == .done, isOverdue: detail.isOverdue, isWhole: detail.isWhole,
            deadline: leg.deadline.description,
            original: leg.originalDeadline == leg.deadline ? nil : leg.originalDeadline.description,
            isProlonged: leg.isProlonged,
            asked: leg.asked.map { phrases("order.asked", ["day": $0.day.description, "reason": $0.reason]) },
            answer: leg.answer, answered: leg.answeredBy.map { $0.name + " · " + (leg.answeredAt?.minuteText ?? "") },
            noEvidence: leg.noEvidence,
            attachments: attachments,
            steps: writer.views(detail.offers, to: Address.moveHandling.path(order, leg.id.text), leg: leg.id.text),
            blocked: writer.blocked(detail.offers))
    }
}

extension OrderPage.Event {
    init(_ step: OrderDetail.Step, _ phrases: Phrases) {
        let words = step.unit == nil ? "order.step." : "handling.step."
        let name = step.part == .clock ? phrases("actor.system") : step.by
        self.init(
            title: phrases(words + step.step), unit: step.unit,
            signed: phrases(
                "order.signed",
                ["name": name, "part": phrases("part." + step.part.rawValue), "time": step.at.minuteText]),
            note: step.note, day: step.day?.description)
    }
}
