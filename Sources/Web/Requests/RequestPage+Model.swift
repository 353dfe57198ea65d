// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension RequestPage {
    init(
        _ detail: RequestDetail, _ visit: Visit, _ state: StepState, edit: FormModel?,
        _ attachments: AttachmentsView?, _ watching: Watching?
    ) {
        let (request, phrases) = (detail.request, visit.phrases)
        let writer = Self.writer(phrases, request.revision, state)
        let id = request.id.text
        // What went wrong stands in its form, unless the form is gone: somebody else was faster.
        let isShown = state.failures.isEmpty || state.form == "edit" && edit != nil || detail.offers(state.form)
        self.init(
            id: id, matter: request.matter, kind: phrases("request.kind." + request.kind.rawValue),
            state: phrases("request.state." + request.state.rawValue), isOverdue: detail.isOverdue,
            clock: detail.clock.map { ClockView($0, phrases) }, pairing: detail.pairing.label(in: visit.language),
            code: detail.pairing.code, side: detail.pairing.party(request.side, in: visit.language),
            applicant: request.unit ?? phrases("request.byOffice"), maker: request.maker.name, firm: request.firm,
            basis: request.basis, wish: request.wish, isJoint: request.isJoint,
            submitted: request.submittedAt?.dayText, deadline: request.deadline?.description,
            decision: request.decision,
            decided: request.decider.map { $0.name + " · " + (request.decidedAt?.minuteText ?? "") },
            validThrough: request.validThrough?.description, outcome: request.outcome,
            chain: Self.chain(request, phrases),
            opinions: detail.opinions.map { Opinion($0, request: id, phrases, state) },
            steps: writer.views(detail.offers, to: Address.moveRequest.path(id)),
            blocked: writer.blocked(detail.offers), edit: edit, bodies: detail.bodies,
            attachments: attachments,
            history: detail.steps.reversed().map { Event($0, phrases) },
            failures: isShown ? .none : Failures(state.failures, phrases), kept: isShown ? [] : state.kept,
            watching: watching)
    }

    /// A decision may hold until a day; departments that have little time are told why.
    private static func writer(_ phrases: Phrases, _ revision: Int, _ state: StepState) -> StepWriter {
        StepWriter(
            phrases: phrases, words: "request.step.", revision: revision, state: state,
            optional: { step in
                switch SpecialRequest.Step(rawValue: step) {
                case .approve: [.newDay]
                case .consult: [.reason]
                default: []
                }
            }, takesUnits: { $0 == SpecialRequest.Step.consult.rawValue },
            group: { step in
                switch SpecialRequest.Step(rawValue: step) {
                case .approve: "decision"
                case .consult: "consulting"
                default: "order"
                }
            })
    }

    /// The way of a request without detours; where it left the way, that state stands at the end.
    private static func chain(_ request: SpecialRequest, _ phrases: Phrases) -> [Place] {
        var way: [SpecialRequest.State] = [.drafted, .submitted, .consulting, .deciding]
        if request.isJoint { way.append(.confirming) }
        way += [.approved, .delivered]
        let now = way.firstIndex(of: request.state)
        if now == nil { way.append(request.state) }
        let reached = now ?? (request.state == .expired ? way.count - 2 : request.submittedAt == nil ? 1 : 2)
        return way.enumerated().map { index, state in
            Place(
                title: phrases("request.state." + state.rawValue),
                isPast: index < reached && state != request.state, isNow: state == request.state)
        }
    }
}

extension RequestDetail {
    /// Whether the page has the form of this name.
    fileprivate func offers(_ form: String) -> Bool {
        let ofOpinions = opinions.flatMap { opinion in
            opinion.offers.map { opinion.opinion.id.text + "-" + $0.step }
        }
        return (offers.filter { !$0.isForAnother }.map(\.step) + ofOpinions).contains(form)
    }
}

extension RequestPage.Opinion {
    init(_ detail: RequestDetail.Opinion, request: String, _ phrases: Phrases, _ state: StepState) {
        let opinion = detail.opinion
        let writer = StepWriter(
            phrases: phrases, words: "opinion.step.", revision: opinion.revision, state: state,
            optional: { $0 == RequestOpinion.Step.askAgain.rawValue ? [.newDay] : [] }, group: { _ in "opinion" })
        self.init(
            id: opinion.id.text, unit: opinion.unit, state: phrases("opinion.state." + opinion.state.rawValue),
            isDone: opinion.state == .answered, isWhole: detail.isWhole, isShort: opinion.isShort,
            due: opinion.due.description, clock: detail.clock.map { ClockView($0, phrases) },
            remark: opinion.remark, answer: opinion.answer,
            answered: opinion.answeredBy.map { $0.name + " · " + (opinion.answeredAt?.minuteText ?? "") },
            steps: writer.views(
                detail.offers, to: Address.moveOpinion.path(request, opinion.id.text), leg: opinion.id.text))
    }
}

extension RequestPage.Event {
    init(_ step: RequestDetail.Step, _ phrases: Phrases) {
        let words = step.unit == nil ? "request.step." : "opinion.step."
        let name = step.part == .clock ? phrases("actor.system") : step.by
        self.init(
            title: phrases(words + step.step), unit: step.unit,
            signed: phrases(
                "order.signed",
                ["name": name, "part": phrases("part." + step.part.rawValue), "time": step.at.minuteText]),
            note: step.note, day: step.day?.description)
    }
}
