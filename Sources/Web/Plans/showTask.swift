// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows one task with its clause, its units, what was said about it and how it came to be.
func showTask(_ visit: Visit) async throws -> Response {
    let (caller, id) = (try visit.caller, try visit.value("id"))
    let detail = try await visit.useCases.task(caller, id: id)
    return try visit.show(
        TaskPage(
            detail, evidence: try await visit.evidence(of: id), comment: "", failures: .none, visit.phrases))
}

/// Keeps a comment on a task.
func comment(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let text = visit.form["text"]
    do { try await visit.useCases.comment(caller, task: id, text: text) } catch {
        let failures = try failures(of: error, visit.phrases)
        let detail = try await visit.useCases.task(caller, id: id)
        return try visit.show(
            TaskPage(
                detail, evidence: try await visit.evidence(of: id), comment: text, failures: failures, visit.phrases),
            status: .unprocessableContent)
    }
    return visit.goOn(to: Address.task.path(id) + "#comments", notice: "commented")
}

extension TaskPage {
    init(
        _ detail: TaskDetail, evidence: [LedgersPage.Waiting.Line], comment: String, failures: Failures,
        _ phrases: Phrases
    ) {
        let task = detail.task
        self.init(
            id: task.id.text, path: task.path, title: task.title, area: task.area, group: task.group, text: task.text,
            measures: task.measures.map(\.text),
            units: UnitGroup.groups(of: task.responsibilities, detail.pairing, detail.presentNames, phrases),
            plan: detail.plan.id.text,
            planTitle: detail.plan.title, version: task.version, pairing: detail.pairing.code,
            pairingLabel: detail.pairing.label(in: phrases.language), clause: Clause(detail.clause, of: task),
            comments: detail.comments.map { Note(author: $0.author, at: $0.at.minuteText, text: $0.text) },
            history: HistoryView(detail.history, phrases),
            wordings: detail.wordings.map {
                Wording(
                    version: $0.version, change: phrases("change." + $0.change.rawValue),
                    changeName: $0.change.rawValue, path: $0.path, title: $0.title, text: $0.text)
            },
            descents: detail.descents.map {
                Descent(
                    id: $0.task.text, path: $0.path, title: $0.title, version: $0.version, share: $0.share,
                    what: phrases("descent.\($0.change.rawValue)" + ($0.isOrigin ? "From" : "Into")))
            },
            line: Line(detail.line, phrases),
            crosswalk: detail.crosswalk.enumerated().map {
                TaskClausesView($1, detail.pairing, number: $0, phrases)
            }, evidence: evidence,
            mayComment: detail.mayComment, commentText: comment, failures: failures,
            access: detail.mayExplain ? Address.access.path("task", task.id.text) : nil,
            watching: Watching(detail.history))
    }
}

extension Visit {
    /// The rows of registers that are evidence of a task.
    fileprivate func evidence(of task: String) async throws -> [LedgersPage.Waiting.Line] {
        try await useCases.evidence(try caller, task: task, language: language).compactMap { row in
            guard let ledger = useCases.surroundings.ledgers[row.ledger] else { return nil }
            let note = [ledger.title[language], row.texts[ledger.dateField] ?? ""].filter { !$0.isEmpty }
            return .init(
                path: Address.entry.path(row.id.text), name: row.name(ledger), note: note.joined(separator: " · "))
        }
    }
}

extension TaskPage.Clause {
    fileprivate init(_ excerpt: SourceExcerpt, of task: PlanTask) {
        self.init(
            before: excerpt.before, clause: excerpt.clause, after: excerpt.after, page: excerpt.page,
            paragraph: excerpt.paragraph, draft: excerpt.draft.text,
            anchor: "at-" + String(task.source.range.from), document: excerpt.document.text)
    }
}

extension UnitGroup {
    /// The units of a task by side of its pairing; those of neither side last.
    static func groups(
        of all: [Responsibility], _ pairing: Pairing, _ present: [Identifier<Organisation>: String],
        _ phrases: Phrases
    ) -> [UnitGroup] {
        [Side.oldArea, .eastern, nil].compactMap { side in
            let units = all.filter { $0.side == side }
            guard !units.isEmpty else { return nil }
            return UnitGroup(
                city: side.map { pairing.party($0, in: phrases.language) } ?? phrases("side.neither"),
                units: units.map { duty in
                    let now = duty.organisation.flatMap { present[$0] }
                    return Unit(
                        name: duty.unit, role: duty.role.map { phrases("duty." + $0.rawValue) },
                        isLead: duty.role == .lead, isUncertain: duty.isUncertain, now: now == duty.unit ? nil : now)
                })
        }
    }
}

extension TaskPage.Line {
    fileprivate init?(_ line: TaskLine, _ phrases: Phrases) {
        guard !line.ancestors.isEmpty || line.fate != nil else { return nil }
        self.init(
            ancestors: line.ancestors.map { ancestor in
                Ancestor(
                    what: phrases("fate.from." + ancestor.kind), id: ancestor.task.id.text,
                    path: ancestor.task.path, title: ancestor.task.title, plan: ancestor.task.plan)
            }, fate: line.fate.map { GenerationsPage.Step($0, proposedBy: nil, phrases) })
    }
}
