// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import Hummingbird
import LedgerEngine
import UseCases

/// Shows a row with everything that is known of it.
func showEntry(_ visit: Visit) async throws -> Response { try await visit.showEntry(EntryState()) }

/// What a page of a row shows besides the row: a form that has to be mended, what was revealed.
struct EntryState: Sendable {
    var typed: [String: String]?
    /// The form that was sent: `edit` or `dispute`.
    var form = "edit"
    var problems: [FieldProblem] = []
    var failures: [ValidationFailure] = []
    var duplicates: [DuplicateView] = []
    var reason = ""
    var revealed: [String: String] = [:]
    var status: HTTPResponse.Status = .ok
}

extension Visit {
    /// The page of the row of the address.
    func showEntry(_ state: EntryState) async throws -> Response {
        let caller = try caller
        let detail = try await useCases.entry(caller, id: try value("id"), language: language)
        let writer = EntryWriter(
            detail: detail, codeLists: useCases.surroundings.ledgers.codeLists, state: state, phrases: phrases,
            today: useCases.surroundings.now().day, uploadLimit: site.settings.uploadLimit)
        var suggestions = Suggestions.none
        if detail.mayEdit || detail.mayConfirm {
            suggestions = Suggestions(try await useCases.suggestNames(caller, pairing: detail.pairing.code))
        }
        let tasks = detail.mayEdit ? try await tasks(of: detail.pairing.code) : []
        return try show(writer.page(suggestions, tasks), status: state.status)
    }

    /// The tasks of a pairing, of which a row can be evidence.
    private func tasks(of pairing: String) async throws -> [TaskListing] {
        var query = TaskQuery()
        (query.pairing, query.limit) = (pairing, 500)
        return try await useCases.tasks(try caller, query).items
    }

    /// Does something to the row of the address and goes back to its page; what has to be mended is shown there.
    func change(
        _ notice: String, form: String = "edit", typed: [String: String]? = nil, anchor: String = "",
        _ body: () async throws -> Void
    ) async throws -> Response {
        var state = EntryState(typed: typed, form: form)
        state.reason = self.form["reason"]
        state.status = .unprocessableContent
        do {
            try await body()
            return goOn(to: Address.entry.path(try value("id")) + anchor, notice: notice)
        } catch let error as EntryProblems {
            state.problems = error.problems
        } catch is DuplicateEntry {
            state.failures = [ValidationFailure(field: "", message: "entry.wouldBeDuplicate")]
        } catch let error as UseCaseError {
            switch error.cause {
            case .invalid(let failures): state.failures = failures
            case .stale: (state.failures, state.status) = ([.init(field: "", message: "form.overtaken")], .conflict)
            default: throw error
            }
        }
        return try await showEntry(state)
    }
}

/// Makes the page of a row.
struct EntryWriter {
    let detail: EntryDetail
    let codeLists: [String: CodeList]
    let state: EntryState
    let phrases: Phrases
    let today: CalendarDate
    /// The most bytes of a file.
    let uploadLimit: Int

    private var ledger: Ledger { detail.ledger }
    private var entry: EntryListing { detail.entry }
    private var language: Language { phrases.language }

    func page(_ suggestions: Suggestions, _ tasks: [TaskListing]) -> EntryDetailPage {
        let fields = fieldWriter(isDispute: false)
        let party = detail.pairing.party(entry.side)
        var failures = state.form == "edit" ? fields.failures(and: state.failures) : Failures(state.failures, phrases)
        if state.form == "dispute" { failures.list += fieldWriter(isDispute: true).failures().list }
        return EntryDetailPage(
            id: entry.id.text, ledger: ledger.key, ledgerTitle: ledger.title[language], name: entry.name(ledger),
            number: "#" + String(entry.number), state: phrases("entry.state." + entry.state.rawValue),
            stateName: entry.state.rawValue, pairing: detail.pairing.code,
            pairingLabel: detail.pairing.label(in: language), side: party.label(in: language), version: entry.version,
            changed: phrases("entry.changed", ["name": entry.changedBy, "time": entry.changedAt.minuteText]),
            warnings: warnings(fields), values: values,
            revealed: revealed, mayReveal: detail.mayReveal, mayEdit: detail.mayEdit,
            isRemoved: entry.state == .removed, fields: detail.mayEdit ? fields.fields() : [], failures: failures,
            isEditing: state.form == "edit"
                && (state.typed != nil || state.failures.contains { $0.field == "reason" }),
            general: fields.problems.filter { $0.field == nil }.map(fields.sentence), duplicates: state.duplicates,
            needsReason: state.failures.contains { $0.field == "reason" } || !detail.closedPeriods.isEmpty,
            reason: state.reason,
            closedPeriods: detail.closedPeriods.isEmpty
                ? nil : detail.closedPeriods.map(\.key).joined(separator: ", "),
            closedPaths: detail.closedPeriods.map {
                .init(path: Address.period.path(detail.pairing.code, $0.key), text: $0.key)
            },
            confirmation: confirmation, differences: tickets, stages: stages, files: files, upload: upload,
            holdsFiles: ledger.fields.contains { $0.kind == .file },
            tasks: detail.tasks.map { task in
                .init(
                    path: Address.task.path(task.id.text), text: task.title,
                    removal: detail.mayEdit ? Address.detachEntry.path(entry.id.text, task.id.text) : nil)
            },
            taskChoices: tasks.filter { task in !detail.tasks.contains { $0.id == task.id } }.map {
                Choice(value: $0.id.text, label: $0.path + " " + ($0.title ?? $0.area), isChosen: false)
            },
            mayComment: detail.mayComment, comments: detail.comments.map(remark),
            changes: detail.changes.map { .init($0, ledger, phrases) },
            origins: detail.origins.compactMap { $0.sentence(phrases) },
            access: detail.mayExplain ? Address.access.path("entry", entry.id.text) : nil,
            meeting: Meeting.ledgers.contains(ledger.key) && entry.state != .removed
                ? Address.meeting.path(entry.id.text) : nil, suggestions: suggestions,
            watching: Watching(detail.history))
    }

    private func fieldWriter(isDispute: Bool) -> EntryFieldWriter {
        let isSent = state.form == (isDispute ? "dispute" : "edit")
        return EntryFieldWriter(
            ledger: ledger, codeLists: codeLists, phrases: phrases, prefix: isDispute ? "d" : "f",
            values: (isSent ? state.typed : nil) ?? detail.form, problems: isSent ? state.problems : [])
    }

    /// What is odd about the row, and about what was typed.
    private func warnings(_ writer: EntryFieldWriter) -> [String] {
        var sentences: [String] = []
        for problem in state.problems.filter({ $0.weight == .warning }) + detail.oddities {
            let title = problem.field.flatMap(ledger.field).map { $0.title[language] + phrases("grid.colon") }
            let sentence = (title ?? "") + writer.sentence(problem)
            if !sentences.contains(sentence) { sentences.append(sentence) }
        }
        return sentences
    }

    private var values: [EntryDetailPage.Value] {
        ledger.fields.filter { $0.kind != .file }.map { field in
            .init(
                key: field.key, title: field.title[language], text: entry.texts[field.key] ?? "–",
                unit: entry.texts[field.key] == nil || field.kind == .money ? nil : field.unit,
                path: linkPath(entry.values[field.key], field), isLong: field.kind == .note,
                isMasked: field.isPersonal && entry.texts[field.key] != nil,
                cell: Address.cell.path(entry.id.text, field.key))
        }
    }

    private var revealed: [EntryDetailPage.Value] {
        ledger.fields.compactMap { field in
            state.revealed[field.key].map {
                .init(
                    key: field.key, title: field.title[language], text: $0, unit: nil, path: nil, isLong: false,
                    isMasked: false, cell: "")
            }
        }
    }

    private var files: [EntryDetailPage.File] {
        detail.files.map { file in
            let isHidden = ledger.hidesFiles
            return .init(
                name: file.name ?? phrases("entry.hiddenFile"), field: ledger.field(file.field)?.title[language] ?? "",
                path: isHidden ? nil : Address.entryFile.path(entry.id.text, file.hash),
                reveal: isHidden && file.name != nil ? Address.revealEntryFile.path(entry.id.text, file.hash) : nil,
                removal: detail.mayEdit ? Address.removeEntryFile.path(entry.id.text, file.hash) : nil)
        }
    }

    private var upload: EntryDetailPage.Upload? {
        let fields = ledger.fields.filter { $0.kind == .file }
        guard detail.mayEdit, !fields.isEmpty else { return nil }
        return .init(
            action: Address.addEntryFile.path(entry.id.text),
            fields: fields.count < 2
                ? [] : fields.map { Choice(value: $0.key, label: $0.title[language], isChosen: false) },
            limit: uploadLimit >> 20)
    }

    /// What waits for the other side.
    private var confirmation: EntryDetailPage.Confirmation? {
        guard ledger.confirmation == .both, entry.state == .entered else { return nil }
        return .init(
            mayConfirm: detail.mayConfirm,
            fields: detail.mayConfirm ? fieldWriter(isDispute: true).fields { $0.agreement != nil } : [],
            isOpen: state.form == "dispute")
    }

    private func remark(_ comment: EntryComment) -> EntryDetailPage.Remark {
        .init(
            author: comment.by, at: comment.at.minuteText, text: comment.text,
            field: comment.field.flatMap { ledger.field($0)?.title[language] })
    }

    // MARK: what the sides differ in

    private var tickets: [EntryDetailPage.Ticket] {
        detail.differences.sorted { $0.isOpen && !$1.isOpen }.compactMap { ticket in
            ledger.field(ticket.field).map { self.ticket(ticket, $0) }
        }
    }

    private func ticket(_ ticket: Difference, _ field: LedgerField) -> EntryDetailPage.Ticket {
        let directory = LedgerDirectory(codeLists: codeLists)
        func text(_ value: FieldValue?) -> String { value.map { field.screenText($0, language, directory) } ?? "–" }
        var choices: [Choice] = []
        for side in Side.allCases {
            guard let value = ticket.value(of: side) else { continue }
            choices.append(
                Choice(
                    value: field.formText(value, directory),
                    label: text(value) + " · " + detail.pairing.party(side).label(in: language), isChosen: false))
        }
        let proposal = ticket.proposal.map { value in
            phrases("entry.proposed", ["name": ticket.proposedBy ?? "", "value": text(value)])
        }
        let settled = ticket.settledAt.map { at in
            phrases(
                "entry.settledOn",
                ["value": text(ticket.settled), "name": ticket.settledBy ?? "", "time": at.minuteText])
        }
        return .init(
            id: ticket.id.text, title: field.title[language], oldArea: text(ticket.oldArea),
            eastern: text(ticket.eastern), proposal: ticket.isOpen ? proposal : nil, settled: settled,
            opened: phrases("entry.opened", ["name": ticket.openedBy, "time": ticket.openedAt.minuteText]),
            isOpen: ticket.isOpen, choices: choices, maySettle: ticket.isOpen && detail.maySettle)
    }

    // MARK: stages

    private var stages: EntryDetailPage.Stages? {
        guard let plan = ledger.stages, let list = ledger.field(plan.field)?.codeList.flatMap({ codeLists[$0] }) else {
            return nil
        }
        func title(_ code: String) -> String { list.value(code)?.title[language] ?? code }
        let present = entry.values[plan.field]?.text
        let reached = Set(detail.stages.map(\.stage))
        let next = present.map { plan.next($0) } ?? list.values.map(\.code)
        let back = list.values.map(\.code).filter { code in
            present.map { plan.reaches($0, startingAt: code) && !next.contains(code) && reached.contains(code) }
                ?? false
        }
        let since = plan.standsSince(at: present, detail.stages, entered: entry.createdAt.day)
        let stalled = since.flatMap { day in present.flatMap { plan.daysStalled(at: $0, since: day, on: today) } }
        return .init(
            places: list.values.map { value in
                .init(
                    title: value.title[language], isPast: reached.contains(value.code) && value.code != present,
                    isNow: value.code == present)
            },
            steps: detail.stages.reversed().map { step in
                .init(
                    title: title(step.stage), day: CalendarDate(dayNumber: step.day)?.description ?? "",
                    note: step.note, by: step.by, isBack: step.isBack)
            },
            moves: next.map { code in
                .init(
                    value: code,
                    label: title(code)
                        + (plan.evidence[code].map { phrases("entry.needs", ["evidence": $0[language]]) } ?? ""))
            } + back.map { .init(value: $0, label: phrases("entry.backTo", ["stage": title($0)])) },
            today: today.description, stalled: stalled.map { phrases("entry.stalled", ["days": String($0)]) },
            mayMove: detail.mayEdit && !(next.isEmpty && back.isEmpty),
            unproven: detail.mayEdit && detail.oddities.contains { $0.messageKey == "entry.problem.lacksEvidence" }
                ? present.map { .init(value: $0, label: plan.evidence[$0]?[language] ?? "") } : nil)
    }
}

extension EntryDetailPage.Change {
    init(_ change: EntryChangeListing, _ ledger: Ledger, _ phrases: Phrases) {
        self.init(
            at: change.at.minuteText, by: change.by,
            action: phrases("action.entry." + change.verb, or: change.verb), reason: change.reason,
            period: change.periods.isEmpty ? nil : change.periods.joined(separator: ", "),
            fields: change.fields.map { field in
                RecordedField(
                    label: ledger.field(field.field)?.title[phrases.language] ?? field.field,
                    before: field.before.isEmpty ? nil : field.before, after: field.after.isEmpty ? nil : field.after)
            })
    }
}
