// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

extension ItemPage {
    /// The page of an item; `wrong` names the form that failed, which shows what was typed.
    init(
        _ detail: ItemDetail, today: CalendarDate, wrong: String, failures: [ValidationFailure], typed: FormFields?,
        isForm: Bool, isAnswer: Bool, _ attachments: [String: AttachmentsView], _ phrases: Phrases
    ) {
        let (line, item, id) = (detail.line, detail.line.item, detail.line.item.id.text)
        func writer(_ name: String, _ group: String) -> FormWriter {
            FormWriter(
                name, group, phrases, typed: wrong == name ? typed : nil, failures: wrong == name ? failures : [])
        }
        let proven = Set(attachments.filter { !$0.value.files.isEmpty }.keys)
        let forms = StepForms(wrong: wrong, proven: proven, writer: writer, phrases: phrases)
        let edit = writer("edit", "item")
        let fields = edit.item(line.fields.values, detail.pairing, detail.specials)
        let shown = FormWriter("edit", "item", phrases).item(line.fields.values, detail.pairing, detail.specials)
        self.init(
            id: id, plan: detail.plan.id.text,
            planLabel: detail.pairing.label(in: phrases.language) + " "
                + phrases("work.titleOf", ["year": String(detail.plan.year)]),
            title: item.title, position: item.position, area: item.area, light: LightView(line.light, phrases),
            rule: Address.lights.path(detail.pairing.code),
            facts: Self.facts(detail, phrases), isJoint: item.isJoint, agreedDue: line.agreedDue?.description,
            milestones: line.milestones.filter { !$0.isDropped }.map { milestone in
                MilestoneView(
                    due: milestone.due.description, text: milestone.text,
                    reachedOn: milestone.reachedOn?.description, reachedBy: milestone.reachedBy,
                    isOver: milestone.reachedOn == nil && milestone.due < today,
                    form: detail.mayReach ? forms.milestone(milestone, of: id, today) : nil)
            }, shares: detail.shares.map { Share($0, detail.pairing, forms, attachments, phrases) },
            tasks: detail.tasks.map { Link(path: Address.task.path($0.id.text), label: $0.path + " " + $0.title) },
            ancestor: detail.ancestor.map { Address.item.path($0.id.text) },
            successor: detail.successor.map { Address.item.path($0.id.text) },
            edit: detail.mayPlan
                ? edit.form(
                    Address.editItem.path(id), submit: "form.save", fields,
                    hidden: [("revision", String(item.revision))] + FormWriter.seen(shown)) : nil,
            removal: detail.mayPlan && line.legs.allSatisfy { $0.state == .planned }
                ? writer("removal", "item").form(
                    Address.removeItem.path(id), submit: "item.remove", [],
                    hidden: [("revision", String(item.revision))], isDangerous: true) : nil,
            differences: detail.differences.map {
                DifferenceView($0, detail.pairing, $0.cycle.period.label(phrases), phrases)
            }, failures: wrong.isEmpty || isForm ? .none : Failures(failures, phrases),
            history: HistoryView(detail.history, phrases), watching: isAnswer ? nil : Watching(detail.history))
    }

    private static func facts(_ detail: ItemDetail, _ phrases: Phrases) -> [Fact] {
        let shown: [ItemFields.Name] = [
            .goal, .measures, .leaderPost, .leaderName, .start, .due, .weight, .special, .note,
        ]
        return shown.compactMap { name in
            let text = detail.line.fields[name]
            return text.isEmpty ? nil : Fact(label: name.title(detail.pairing, phrases), text: text)
        }
    }
}

extension ItemPage.Step {
    fileprivate init(_ step: ItemDetail.StepTaken, _ phrases: Phrases) {
        self.init(
            label: phrases("leg.step." + step.step), at: step.at.minuteText, by: step.by, note: step.note)
    }
}

extension ItemPage.Share {
    init(
        _ share: ItemDetail.Share, _ pairing: Pairing, _ forms: StepForms, _ attachments: [String: AttachmentsView],
        _ phrases: Phrases
    ) {
        let leg = share.leg
        self.init(
            unit: leg.unit, party: pairing.party(leg.side, in: phrases.language),
            role: phrases("duty." + leg.role.rawValue), state: phrases("leg.state." + leg.state.rawValue),
            stateName: leg.state.rawValue, isUnknown: leg.organisation == nil,
            progress: leg.progress > 0 && leg.state == .open ? percentText(leg.progress) : nil,
            parts: share.parts.map {
                .init(
                    unit: $0.leg.unit, state: phrases("leg.state." + $0.leg.state.rawValue),
                    steps: $0.steps.map { ItemPage.Step($0, phrases) },
                    forms: forms.steps($0.offered, of: $0.leg, mayProgress: $0.mayProgress),
                    attachments: attachments[$0.leg.id.text])
            },
            steps: share.steps.map { ItemPage.Step($0, phrases) },
            forms: forms.steps(share.offered, of: leg, mayProgress: share.mayProgress),
            attachments: attachments[leg.id.text])
    }
}

/// The forms by which shares and milestones are moved, one for each step that is offered.
struct StepForms {
    let wrong: String
    /// The shares to which files are attached: no words are needed about their evidence.
    let proven: Set<String>
    let writer: (String, String) -> FormWriter
    let phrases: Phrases

    func steps(_ offered: [OfferedStep], of leg: WorkLeg, mayProgress: Bool) -> [ItemPage.StepForm] {
        var forms = offered.map { step(of: leg, $0) }
        if mayProgress {
            let name = leg.id.text + "-progress"
            let writer = writer(name, "step")
            forms.append(
                .init(
                    label: phrases("step.setProgress"), isOpen: wrong == name,
                    form: writer.form(
                        Address.setProgress.path(leg.id.text), submit: "form.save",
                        [writer.text("progress", String(leg.progress / 10), type: "number", longest: 3)],
                        hidden: [("revision", String(leg.revision))])))
        }
        return forms
    }

    private func step(of leg: WorkLeg, _ offered: OfferedStep) -> ItemPage.StepForm {
        let name = leg.id.text + "-" + offered.step
        let writer = writer(name, "step")
        var fields: [FormModel.Field] = []
        if offered.step == WorkLeg.Step.handOn.rawValue {
            fields.append(writer.text("bodies", isRequired: true, longest: 2_000))
        } else if !offered.needs.isDisjoint(with: [.reason, .remark, .decision]) {
            fields.append(writer.long("note", isRequired: true))
        } else if offered.needs.contains(.evidence) {
            fields.append(writer.long("note", isRequired: true))
            fields.append(writer.text("evidence", isRequired: !proven.contains(leg.id.text), longest: 1_000))
        }
        return .init(
            label: phrases("leg.step." + offered.step), isOpen: wrong == name,
            form: writer.form(
                Address.moveLeg.path(leg.id.text), submit: "leg.step." + offered.step, fields,
                hidden: [("step", offered.step), ("revision", String(leg.revision))]))
    }

    func milestone(_ milestone: Milestone, of item: String, _ today: CalendarDate) -> FormModel {
        let writer = writer(milestone.id.text, "step")
        let isReached = milestone.reachedOn != nil
        return writer.form(
            Address.reachMilestone.path(item), submit: isReached ? "milestone.takeBack" : "milestone.reached",
            isReached ? [] : [writer.date("day", today.description, isRequired: true)],
            hidden: [("milestone", milestone.id.text)] + (isReached ? [("undo", "1")] : []))
    }
}

/// Names that were typed one after the other.
enum PlainNames {
    static func of(_ text: String) -> [String] { PlainCell.names(text) }

    static func text(_ names: [String]) -> String { PlainCell.text(names) }
}
