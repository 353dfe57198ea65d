// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension MeetingPage {
    init(
        _ detail: MeetingDetail, _ phrases: Phrases, _ state: StepState, _ attachments: AttachmentsView?,
        isAnswer: Bool
    ) {
        let (row, language, id) = (detail.row, phrases.language, detail.row.id.text)
        let lines = { (decisions: [DecisionLine]) in decisions.map { Decision($0, phrases, state) } }
        let forms = MeetingForms(detail: detail, phrases: phrases, state: state)
        let steps = detail.decisions.flatMap { line in
            line.offers.map { line.decision.id.text + "-" + $0.step } + [line.decision.id.text + "-take"]
        }
        let isShown = state.failures.isEmpty || ["add", "edit"].contains(state.form) || steps.contains(state.form)
        self.init(
            id: id, kind: phrases("meeting.kind." + row.ledger), title: row.title, days: row.days,
            hours: [detail.meeting.begins, detail.meeting.ends].filter { !$0.isEmpty }.joined(separator: "–"),
            place: row.place,
            pairing: row.pairing.label(in: language), code: row.pairing.code, row: Address.entry.path(id),
            isComing: detail.isComing, isWhole: detail.isWhole, earlier: lines(detail.earlier),
            agenda: detail.meeting.agenda.lines,
            people: Side.allCases.map { side in
                People(
                    party: row.pairing.party(side, in: language),
                    names: (side == .oldArea ? detail.meeting.oldAreaPeople : detail.meeting.easternPeople).lines)
            },
            minutes: detail.meeting.minutes.isEmpty ? nil : detail.meeting.minutes,
            files: detail.files.map {
                .init(path: Address.entryFile.path(id, $0.hash), text: $0.name ?? phrases("entry.download"))
            }, attachments: attachments, decisions: lines(detail.decisions), add: detail.mayPlan ? forms.add : nil,
            edit: detail.mayPlan ? forms.edit : nil, isEditing: state.form == "edit",
            kept: isShown ? [] : state.kept, failures: isShown ? .none : Failures(state.failures, phrases),
            history: HistoryView(detail.history, phrases), watching: isAnswer ? nil : Watching(detail.history))
    }
}

/// Writes the forms of a meeting's page.
private struct MeetingForms {
    let detail: MeetingDetail
    let phrases: Phrases
    let state: StepState

    var edit: FormModel {
        let seen = fields(FormWriter("edit", "meeting", phrases))
        let form = writer("edit", "meeting")
        return form.form(
            Address.editMeeting.path(detail.row.id.text), submit: "form.save", fields(form),
            hidden: [("revision", String(detail.meeting.revision))] + FormWriter.seen(seen))
    }

    var add: FormModel {
        let form = writer("add", "decision")
        let parties = Side.allCases.map { ($0.rawValue, detail.row.pairing.party($0, in: phrases.language)) }
        let names = Set(detail.bodies.values.flatMap(\.self)).sorted()
        return form.form(
            Address.addDecision.path(detail.row.id.text), submit: "decision.add",
            [
                form.text("matter", isRequired: true, longest: 500),
                form.select("side", Side.oldArea.rawValue, parties, isRequired: true),
                form.text("unit", isRequired: true, longest: 200, suggestions: names),
                form.date("deadline", isRequired: true),
            ])
    }

    private func writer(_ name: String, _ group: String) -> FormWriter {
        let isAgain = state.form == name
        return FormWriter(
            name, group, phrases, typed: isAgain ? state.typed : nil, failures: isAgain ? state.failures : [])
    }

    private func fields(_ writer: FormWriter) -> [FormModel.Field] {
        let (meeting, longest) = (detail.meeting, MeetingFields.longest)
        return [
            writer.text("begins", meeting.begins, type: "time", longest: 5),
            writer.text("ends", meeting.ends, type: "time", longest: 5),
            writer.long("agenda", meeting.agenda, longest: longest),
            writer.long("oldAreaPeople", meeting.oldAreaPeople, longest: longest),
            writer.long("easternPeople", meeting.easternPeople, longest: longest),
            writer.long("minutes", meeting.minutes, longest: longest),
        ]
    }
}

extension MeetingPage.Decision {
    init(_ line: DecisionLine, _ phrases: Phrases, _ state: StepState) {
        let decision = line.decision
        let (meeting, id) = (line.meeting.id.text, decision.id.text)
        let writer = StepWriter(
            phrases: phrases, words: "decision.step.", revision: decision.revision, state: state, optional: { _ in [] })
        let itemText = line.item.map { phrases("decision.item", ["year": String($0.year)]) }
        let take = FormWriter(
            "take-" + id, "decision", phrases, failures: state.form == id + "-take" ? state.failures : [])
        self.init(
            id: id, matter: decision.matter, unit: decision.unit,
            side: line.meeting.pairing.party(decision.side, in: phrases.language),
            isUnknown: decision.organisation == nil && !line.isDone, due: line.due.description,
            decided: line.due == decision.deadline ? nil : decision.deadline.description,
            light: LightView(line.light, phrases),
            state: line.item == nil
                ? phrases("decision.state." + decision.state.rawValue)
                : phrases(line.isDone ? "decision.state.closed" : "decision.listed"),
            item: line.item.flatMap { item in
                item.isOpenToCaller ? .init(path: Address.item.path(item.id.text), text: itemText ?? "") : nil
            },
            itemNote: line.item.flatMap { $0.isAgreed ? nil : phrases("decision.listDraft") },
            meeting: .init(
                path: Address.meeting.path(meeting), text: line.meeting.days + " " + line.meeting.title),
            steps: writer.views(line.offers, to: Address.moveDecision.path(meeting, id), leg: id),
            blocked: writer.blocked(line.offers),
            take: line.listYear.map { year in
                let form = take.form(
                    Address.takeDecision.path(meeting, id), submit: "decision.take", [],
                    hidden: [("revision", String(decision.revision))])
                return FormModel(
                    action: form.action, submit: phrases("decision.take", ["year": String(year)]), fields: [],
                    hidden: form.hidden, failures: form.failures)
            },
            taken: line.steps.reversed().map { step in
                MeetingPage.Taken(
                    title: phrases("decision.step." + step.step), signed: step.by + " · " + step.at.minuteText,
                    note: step.note)
            })
    }
}

extension String {
    /// The lines that hold something.
    fileprivate var lines: [String] {
        replacing("\r\n", with: "\n").split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}
