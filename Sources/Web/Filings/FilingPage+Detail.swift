// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// A filing's page that is shown again: what was typed, and what is wrong with it.
struct FilingState {
    var step = StepState()
    /// The fields of the page as they were typed.
    var typed: FormFields?
    var failures: [ValidationFailure] = []
}

extension FilingPage {
    init(
        _ detail: FilingDetail, _ visit: Visit, _ state: FilingState, _ attachments: AttachmentsView?,
        _ watching: Watching?
    ) {
        let (filing, phrases, id) = (detail.filing, visit.phrases, detail.filing.id.text)
        let boxes = BoxWriter(detail, state, phrases)
        let submits = [Filing.Step.submit, .submitFor].map(\.rawValue)
        let submit = detail.offers.first { submits.contains($0.step) }
        let sendBack = Filing.Step.sendBack.rawValue
        let steps = detail.offers.filter { !submits.contains($0.step) && $0.step != sendBack }
        let writer = StepWriter(
            phrases: phrases, words: "filing.step.", revision: filing.revision, state: state.step,
            optional: { _ in [] })
        let asked = Set(detail.lines.flatMap(\.boxes).map(\.place) + detail.body.map(\.place))
        let elsewhere = state.failures.filter { failure in
            FilingPlace(failure.field).map { !asked.contains($0) } ?? true
        }
        self.init(
            id: id, cycle: detail.cycle.id.text, label: detail.pairing.label(in: visit.language),
            title: detail.form.title[visit.language], period: detail.cycle.period.label(phrases), unit: filing.unit,
            state: phrases("filing.state." + filing.state.rawValue), stateName: filing.state.rawValue,
            due: detail.cycle.due.description, closes: detail.cycle.closes.description, isLate: detail.isLate,
            isForUnit: filing.isForUnit, burden: filing.burden.text(phrases),
            missing: detail.mayWrite && detail.missing > 0
                ? phrases("filing.missingCount", ["count": String(detail.missing)]) : nil,
            lines: detail.lines.map { Line($0, boxes) }, body: detail.body.map(boxes.view),
            figures: detail.figures.map { Figure($0, detail, phrases) },
            revision: filing.revision, isOpen: (detail.lines.flatMap(\.boxes) + detail.body).contains(where: \.isOpen),
            submit: submit.map {
                Submit(
                    step: $0.step, label: phrases("filing.step." + $0.step), needsReason: $0.needs.contains(.reason))
            }, mayReturn: detail.offers.contains { $0.step == sendBack },
            steps: writer.views(steps, to: Address.moveFiling.path(id)), blocked: writer.blocked(steps),
            upload: detail.mayAddPaper ? Address.addFilingPaper.path(id) : nil,
            importing: detail.mayWrite ? Address.importFiling.path(id) : nil,
            papers: detail.mayCheck || detail.mayWrite
                ? detail.papers.map { Paper(path: Address.filingPaper.path(id, $0.hash), name: $0.name) } : [],
            attachments: attachments,
            correction: detail.mayCheck && filing.state == .locked ? Self.correction(detail, state, phrases) : nil,
            corrections: detail.corrections.map { Correction($0, detail, phrases) },
            history: detail.steps.reversed().map { Event($0, phrases) },
            failures: state.failures.isEmpty
                ? .none : Failures(elsewhere.isEmpty ? Self.atFields(state.failures) : elsewhere, phrases),
            missed: filing.state == .missed, watching: watching)
    }

    /// What is wrong stands at the fields: the head says how many.
    private static func atFields(_ failures: [ValidationFailure]) -> [ValidationFailure] {
        [
            ValidationFailure(
                field: failures[0].field, message: "filing.fieldsWrong", arguments: ["count": String(failures.count)])
        ]
    }

    private static func correction(
        _ detail: FilingDetail, _ state: FilingState, _ phrases: Phrases
    ) -> FormModel {
        let isAgain = state.step.form == "correct"
        let writer = FormWriter(
            "correct", "filing", phrases, typed: isAgain ? state.step.typed : nil,
            failures: isAgain ? state.step.failures : [])
        let places =
            (detail.lines.flatMap { line in line.boxes.map { ($0, line.item.title) } }
            + detail.body.map { ($0, "") }).map { box, item in
                (
                    box.place.description,
                    [item, box.field.field.title[phrases.language]].filter { !$0.isEmpty }
                        .joined(separator: " · ")
                )
            }
        return writer.form(
            Address.correctFiling.path(detail.filing.id.text), submit: "filing.step.correct",
            [
                writer.select("place", places.first?.0 ?? "", places, isRequired: true), writer.long("value"),
                writer.long("note", isRequired: true),
            ], hidden: [("revision", String(detail.filing.revision))])
    }
}

/// Writes the fields of a filing's page.
struct BoxWriter {
    private let detail: FilingDetail
    private let state: FilingState
    private let phrases: Phrases
    private let takesRemarks: Bool

    init(_ detail: FilingDetail, _ state: FilingState, _ phrases: Phrases) {
        (self.detail, self.state, self.phrases) = (detail, state, phrases)
        takesRemarks = detail.offers.contains { $0.step == Filing.Step.sendBack.rawValue }
    }

    func view(_ box: FilingDetail.Box) -> FilingPage.Box {
        let (name, field) = (box.place.description, box.field.field)
        let failure = state.failures.first { $0.field == name } ?? (box.isOpen ? box.failure : nil)
        let typed = state.typed.flatMap { $0.holds(name) ? $0.raw(name) : nil }
        let earlier = box.earlier.map { FilingPage.Earlier(period: $0.period, text: $0.text) }
        return FilingPage.Box(
            name: name, id: "f-" + Failures.identity(name), label: field.title[phrases.language],
            value: typed ?? box.text, seen: box.text, unit: field.unit, isLong: field.kind == .note,
            type: field.kind == .date ? "date" : "text", isRequired: field.isRequired, isOpen: box.isOpen,
            hint: field.help?[phrases.language], failure: failure.map { phrases($0.message, $0.arguments) },
            remark: box.remark?.text,
            difference: box.difference.map { DifferenceView($0, detail.pairing, "", phrases) }, last: earlier.first,
            earlier: earlier.count > 1 ? earlier : [],
            takesRemark: takesRemarks, typedRemark: state.step.typed?.optional("remark." + name) ?? "")
    }
}

extension FilingPage.Line {
    init(_ line: FilingDetail.Line, _ boxes: BoxWriter) {
        self.init(
            item: line.item.id.text, position: line.item.position, title: line.item.title, goal: line.item.goal,
            nodes: line.milestones.map {
                .init(due: $0.due.description, text: $0.text, reachedOn: $0.reachedOn?.description)
            }, boxes: line.boxes.map(boxes.view))
    }
}

extension FilingPage.Figure {
    init(_ figure: RegisterFigure, _ detail: FilingDetail, _ phrases: Phrases) {
        func text(_ amount: Int64?) -> String {
            figureWithUnit(amount, figure.indicator, figure.ledger, phrases.language)
        }
        self.init(
            path: figurePath(figure.indicator.key, detail.pairing.code, detail.cycle.period),
            title: figure.indicator.title[phrases.language], value: text(figure.shown.amount),
            last: text(figure.shown.before), extent: phrases("filing.extent." + figure.extent.rawValue),
            isOpen: figure.disputed > 0,
            now: figure.hasMoved ? phrases("filing.figureMoved", ["figure": text(figure.amount)]) : nil)
    }
}

extension FilingPage.Correction {
    init(_ correction: FilingCorrection, _ detail: FilingDetail, _ phrases: Phrases) {
        let line = detail.lines.first { $0.leg.id == correction.place.leg }
        let field = detail.form.fields.first { $0.key == correction.place.field }?.field.title[phrases.language]
        self.init(
            field: [line?.item.title, field].compactMap { $0 }.joined(separator: " · "), before: correction.before,
            after: correction.after, reason: correction.reason,
            signed: correction.by.name + " · " + correction.at.minuteText)
    }
}

extension FilingPage.Event {
    init(_ step: FilingDetail.StepTaken, _ phrases: Phrases) {
        let name = step.part == .clock ? phrases("actor.system") : step.by
        self.init(
            title: phrases("filing.step." + step.step),
            signed: phrases(
                "order.signed",
                ["name": name, "part": phrases("part." + step.part.rawValue), "time": step.at.minuteText]),
            note: step.note)
    }
}

extension FilingBurden {
    /// `40 fields, 25 % filled already, about 45 minutes`
    func text(_ phrases: Phrases) -> String {
        phrases(
            "filing.burden",
            ["fields": String(asked), "share": String(prefilledShare), "minutes": String(minutes)])
    }
}

extension Period {
    /// As the language writes it: 2026年第3季度.
    func label(_ phrases: Phrases) -> String {
        let key =
            switch length {
            case .month: "cycle.period.month"
            case .quarter: "cycle.period.quarter"
            case .halfYear: part == 1 ? "cycle.period.firstHalf" : "cycle.period.secondHalf"
            case .year: "cycle.period.year"
            }
        return phrases(key, ["year": String(year), "part": String(part)])
    }
}
