// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what becomes of the tasks of a plan that ends.
func showGenerations(_ visit: Visit) async throws -> Response {
    try visit.show(try await generationsPage(visit, plan: try visit.value("id")))
}

/// Proposes what becomes of a task, agrees to what the other city proposes, or takes a proposal back: `do` says which.
func decideFate(_ visit: Visit) async throws -> Response {
    let (id, form, caller) = (try visit.value("id"), visit.form, try visit.caller)
    // A task that is not the visitor's to see is refused before its plan is shown.
    let plan = try await visit.useCases.task(caller, id: id).plan.id.text
    do {
        switch form["do"] {
        case "agree":
            try await visit.useCases.agreeFate(caller, task: id, proposedAt: Int64(form["at"]) ?? -1)
        case "withdraw": try await visit.useCases.withdrawFate(caller, task: id)
        default:
            try await visit.useCases.proposeFate(
                caller, task: id,
                FateInput(kind: form["kind"], successor: form["successor"], reason: form["reason"]))
        }
        return visit.goOn(to: Address.generations.path(plan) + "#t-" + id, notice: "saved")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await generationsPage(visit, plan: plan, wrong: id, failures), status: status)
    }
}

private func generationsPage(
    _ visit: Visit, plan: String, wrong: String = "", _ failures: [ValidationFailure] = []
) async throws -> GenerationsPage {
    let found = try await visit.useCases.generation(try visit.caller, plan: plan)
    let phrases = visit.phrases
    let isForm = failures.contains { !$0.field.isEmpty }
    let choices = found.next.map { ($0.id.text, $0.path + " " + $0.title) }
    return GenerationsPage(
        id: plan, title: found.plan.title, pairing: found.pairing.code,
        pairingLabel: found.pairing.label(in: visit.language),
        open: found.lines.count { $0.fate == nil && $0.proposal == nil },
        proposed: found.lines.count { $0.proposal != nil }, settled: found.lines.count { $0.fate != nil },
        hasNext: !found.next.isEmpty,
        lines: found.lines.enumerated().map { number, line in
            let id = line.task.id.text
            let isWrong = isForm && wrong == id
            let writer = FormWriter(
                "f\(number)", "fate", phrases, typed: isWrong ? visit.form : nil, failures: isWrong ? failures : [])
            return GenerationsPage.Line(line, writer, choices, found.pairing, isOpen: isWrong)
        }, failures: isForm ? .none : Failures(failures, phrases))
}

extension GenerationsPage.Line {
    fileprivate init(
        _ line: PlanGeneration.Line, _ writer: FormWriter, _ choices: [(String, String)], _ pairing: Pairing,
        isOpen: Bool
    ) {
        let (phrases, id) = (writer.phrases, line.task.id.text)
        let action = Address.decideFate.path(id)
        let step = line.fate ?? line.proposal
        let side = line.proposedBy.map { pairing.party($0, in: phrases.language) }
        let kinds = ["", "carried", "renewed", "closed"].map { ($0, $0.isEmpty ? "" : phrases("fate.kind." + $0)) }
        let likely = line.likely?.text ?? ""
        self.init(
            id: id, path: line.task.path, title: line.task.title,
            step: step.map {
                .init($0, proposedBy: line.fate == nil ? side : nil, phrases)
            }, isSettled: line.fate != nil,
            agree: line.mayAgree
                ? writer.form(
                    action, submit: "fate.agree", [],
                    hidden: [("do", "agree"), ("at", String(line.proposal?.at.milliseconds ?? 0))]) : nil,
            withdraw: line.mayWithdraw
                ? writer.form(action, submit: "fate.withdraw", [], hidden: [("do", "withdraw")]) : nil,
            propose: line.mayPropose
                ? writer.form(
                    action, submit: "fate.propose",
                    [
                        writer.select("kind", likely.isEmpty ? "" : "carried", kinds, isRequired: true),
                        writer.select("successor", likely, [("", "")] + choices),
                        writer.text("reason", longest: 1_000),
                    ], hidden: [("do", "propose")]) : nil, isOpen: isOpen)
    }
}

extension GenerationsPage.Step {
    init(_ step: GenerationStep, proposedBy: String?, _ phrases: Phrases) {
        let by = step.by + " " + step.at.minuteText
        self.init(
            what: phrases("fate.kind." + step.kind), successor: step.successor.map(GenerationsPage.Related.init),
            reason: step.reason,
            by: proposedBy.map { phrases("fate.proposedBy", ["party": $0, "by": by]) }
                ?? phrases("fate.agreed", ["by": by]))
    }
}

extension GenerationsPage.Related {
    init(_ task: RelatedTask) {
        self.init(id: task.id.text, path: task.path, title: task.title, plan: task.plan)
    }
}
