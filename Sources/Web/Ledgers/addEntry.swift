// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Hummingbird
import LedgerEngine
import UseCases

/// Shows the form of a new row, with what it begins with.
func showNewEntry(_ visit: Visit) async throws -> Response {
    let desk = try await EntryDesk(visit, pairing: visit.query.optional("pairing"))
    var values: [String: String] = [:]
    if let pairing = desk.pairing {
        values = try await visit.useCases.proposeValues(
            try visit.caller, ledger: desk.ledger.key, pairing: pairing.code
        ).mapValues(\.text)
    }
    return try await show(visit, desk, values: values)
}

/// Looks the form of a new row through while it is filled in; nothing is written.
func checkEntry(_ visit: Visit) async throws -> Response {
    let desk = try await EntryDesk(visit, pairing: visit.form.optional("pairing"))
    let pairing = try desk.chosen()
    let values = visit.form.entryValues(desk.ledger)
    let caller = try visit.caller
    let problems = try await visit.useCases.checkEntry(
        caller, ledger: desk.ledger.key, pairing: pairing.code, .texts(values),
        evidence: visit.form.optional("evidence"))
    // What is still empty is no mistake while somebody is typing.
    let shown = problems.filter { $0.field.map { !(values[$0] ?? "").isEmpty } ?? true }
    let duplicates = try await visit.useCases.findDuplicates(
        caller, ledger: desk.ledger.key, pairing: pairing.code, .texts(values), language: visit.language)
    let writer = EntryFieldWriter(
        ledger: desk.ledger, codeLists: desk.detail.codeLists, phrases: visit.phrases, values: values, problems: shown)
    return try visit.show(
        EntryCheckPage(
            fields: writer.fields(), duplicates: duplicates.map { DuplicateView($0, desk.ledger, visit.phrases) },
            general: shown.filter { $0.field == nil }.map(writer.sentence),
            isInOrder: shown.isEmpty && duplicates.isEmpty))
}

/// Adds the row of the form.
func addEntry(_ visit: Visit) async throws -> Response {
    let desk = try await EntryDesk(visit, pairing: visit.form.optional("pairing"))
    let pairing = try desk.chosen()
    let values = visit.form.entryValues(desk.ledger)
    let new = NewEntry(
        ledger: desk.ledger.key, pairing: pairing.code,
        side: Side(rawValue: visit.form["side"]) ?? (desk.sides.count == 1 ? desk.sides[0] : nil),
        input: .texts(values.filter { !$0.value.isEmpty }), stageDay: CalendarDate(iso: visit.form["stageDay"]),
        evidence: visit.form.optional("evidence"), reason: visit.form.optional("reason"))
    do {
        let written = try await visit.useCases.addEntry(try visit.caller, new)
        let next = Address.newEntry.path(desk.ledger.key) + "?pairing=" + pairing.code
        let notice = written.warnings.isEmpty ? "entryAdded" : "entryAddedWithWarnings"
        return visit.form.holds("again")
            ? visit.goOn(to: next, notice: notice) : visit.goOn(to: Address.entry.path(written.id.text), notice: notice)
    } catch let error as EntryProblems {
        return try await show(visit, desk, values: values, problems: error.problems, status: .unprocessableContent)
    } catch let error as DuplicateEntry {
        return try await show(visit, desk, values: values, duplicate: error, status: .unprocessableContent)
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        return try await show(visit, desk, values: values, failures: failures, status: .unprocessableContent)
    }
}

private func show(
    _ visit: Visit, _ desk: EntryDesk, values: [String: String], problems: [FieldProblem] = [],
    duplicate: DuplicateEntry? = nil, failures: [ValidationFailure] = [], status: HTTPResponse.Status = .ok
) async throws -> Response {
    let phrases = visit.phrases
    let writer = EntryFieldWriter(
        ledger: desk.ledger, codeLists: desk.detail.codeLists, phrases: phrases, values: values, problems: problems)
    var suggestions = Suggestions.none
    var duplicates: [DuplicateView] = []
    if let pairing = desk.pairing {
        suggestions = Suggestions(
            try await visit.useCases.suggestNames(try visit.caller, pairing: pairing.code))
        if duplicate != nil {
            duplicates = try await visit.useCases.findDuplicates(
                try visit.caller, ledger: desk.ledger.key, pairing: pairing.code, .texts(values),
                language: visit.language
            ).map { DuplicateView($0, desk.ledger, phrases) }
        }
    }
    let sides = desk.sides.count > 1 ? desk.sides : []
    return try visit.show(
        NewEntryPage(
            key: desk.ledger.key, title: desk.ledger.title[phrases.language],
            action: Address.addEntry.path(desk.ledger.key), check: Address.checkEntry.path(desk.ledger.key),
            pairings: desk.pairings.map {
                Choice(value: $0.code, label: $0.label(in: phrases.language), isChosen: false)
            },
            pairing: desk.pairing?.code, pairingLabel: desk.pairing?.label(in: phrases.language) ?? "",
            sides: sides.map {
                Choice(
                    value: $0.rawValue, label: desk.pairing?.party($0).label(in: phrases.language) ?? "",
                    isChosen: $0.rawValue == visit.form["side"])
            },
            fields: writer.fields(), duplicates: duplicates,
            general: problems.filter { $0.field == nil }.map(writer.sentence),
            failures: writer.failures(and: failures), needsReason: failures.contains { $0.field == "reason" },
            reason: visit.form["reason"],
            stage: (desk.ledger.stages?.evidence.isEmpty ?? true)
                ? nil : .init(day: visit.form["stageDay"], evidence: visit.form["evidence"]),
            holdsFiles: desk.ledger.fields.contains { $0.kind == .file },
            isShared: desk.ledger.confirmation == .both, suggestions: suggestions),
        status: status)
}

extension EntryFieldWriter {
    /// The list at the head of the form.
    func failures(and others: [ValidationFailure] = []) -> Failures {
        var failures = Failures(others, phrases)
        failures.list += problems.filter { $0.weight == .error }.map { problem in
            let title = problem.field.flatMap(ledger.field).map { $0.title[phrases.language] + phrases("grid.colon") }
            return .init(
                field: problem.field.map { prefix + "-" + $0 } ?? "", text: (title ?? "") + sentence(problem))
        }
        return failures
    }
}

extension Suggestions {
    init(_ suggestions: LedgerSuggestions) {
        self.init(organisations: suggestions.organisations, places: suggestions.places)
    }
}

extension DuplicateView {
    init(_ likely: LikelyDuplicate, _ ledger: Ledger, _ phrases: Phrases) {
        let entry = likely.entry
        let day = entry.texts[ledger.dateField] ?? ""
        self.init(
            path: Address.entry.path(entry.id.text), name: entry.name(ledger),
            note: [
                day, phrases("entry.state." + entry.state.rawValue), phrases("entry.same." + likely.reason.rawValue),
            ].filter { !$0.isEmpty }.joined(separator: " · "), isOfOtherSide: likely.isOfOtherSide)
    }
}

extension EntryListing {
    /// What the row is called: the text of the field that the grid shows first, or its number.
    func name(_ ledger: Ledger) -> String {
        ledger.gridFields.first.flatMap { texts[$0.key] } ?? "#" + String(number)
    }
}
