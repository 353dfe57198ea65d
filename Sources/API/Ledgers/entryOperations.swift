// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import LedgerEngine
import UseCases

private let values = Schema(.map(Schema(.any))).example(["start": "2026-03-05", "people": 12])
private let reason = Schema(.text(0...500, .anyLine)).nullable

private let newEntrySchema = Schema.object(
    .init("pairing", .pairingCode), .optional("side", .word(Side.self)), .init("values", values),
    .optional("stageDay", Schema.day.nullable), .optional("evidence", reason), .optional("reason", reason)
).closed.named("NewEntry")

private let entryEditSchema = Schema.object(.init("values", values), .optional("reason", reason))
    .closed.named("EntryEdit")

private let statementSchema = Schema.object(.init("values", values)).closed.named("EntryStatement")

private let stageMoveSchema = Schema.object(
    .init("stage", .line(1...60)), .optional("day", Schema.day.nullable), .optional("evidence", reason),
    .optional("reason", reason)
).closed.named("StageMove")

private let settlementSchema = Schema.object(
    .init("version", .count), .init("value", Schema(.any)), .optional("reason", reason)
).closed.named("Settlement")

private let bulkEditSchema = Schema.object(
    .init(
        "entries",
        .list(Schema.object(.init("id", .identifier), .init("version", .count)).closed.named("EntryMark"), 1...1_000)),
    .init("values", values), .optional("reason", reason)
).closed.named("BulkEdit")

private let checkedSchema = Schema.object(
    .init("problems", .list(entryProblemSchema)), .init("duplicates", .list(entryShape.schema))
).named("CheckedEntry")

let entryProblemSchema = Schema.object(
    .init("field", Schema.text.nullable), .init("weight", Schema(.word(["error", "warning"]))), .init("text", .text),
    .init("proposal", Schema.text.nullable)
).named("EntryProblem")

/// The view of a register, as the page's address holds it.
let viewParameters: [Declaration.Parameter] = [
    .init(name: "pairing", schema: .pairingCode), .init(name: "side", schema: .word(Side.self)),
    .init(name: "state", schema: .word(LedgerEntry.State.self)),
    .init(name: "period", schema: Schema(.text(4...7, .period)).example("2026Q1")),
    .init(name: "filter", schema: Schema(.text(0...2_000, .anyLine)).example("level:cityHead;start:2026-01-01..")),
    .init(name: "sort", schema: Schema(.text(1...60, .visible)).example("-start")),
]

extension APIOperation {
    var entryDeclaration: Declaration {
        let list = "/api/v1/ledgers/{ledger}/entries"
        let path = "/api/v1/entries/{id}"
        let detail = entryDetailShape.schema
        return switch self {
        case .listEntries: .list(list, .readLedger, entryShape.schema, query: viewParameters)
        case .addEntry: .create(list, .editLedger, .json(newEntrySchema), .made(detail))
        case .checkEntry:
            .act(.post, list + "/check", .readLedger, .object(checkedSchema), taking: .json(newEntrySchema))
        case .changeEntries:
            .act(.post, list + "/changes", .editLedger, .object(writtenSchema), taking: .json(bulkEditSchema))
        case .sumEntries:
            .get(
                "/api/v1/ledgers/{ledger}/totals", .readLedger, .object(totalsSchema),
                query: viewParameters + [.init(name: "group", schema: Schema(.text(1...60, .visible)))])
        case .showEntry: .get(path, .readLedger, .object(detail))
        case .editEntry: .change(.patch, path, .editLedger, .object(detail), taking: .json(entryEditSchema))
        case .removeEntry:
            .change(
                .delete, path, .editLedger, .nothing,
                taking: .optionalJSON(Schema.object(.optional("reason", reason)).closed.named("Removal")))
        case .confirmEntry: .change(.post, path + "/confirm", .confirmLedger, .object(detail))
        case .disputeEntry:
            .change(.post, path + "/dispute", .confirmLedger, .object(detail), taking: .json(statementSchema))
        case .moveEntry: .change(.post, path + "/stage", .editLedger, .object(detail), taking: .json(stageMoveSchema))
        case .listDifferences:
            .list(
                "/api/v1/differences", .readLedger, openDifferenceShape.schema,
                query: [
                    .init(name: "pairing", schema: .pairingCode),
                    .init(name: "ledger", schema: .ledgerKey),
                ])
        case .settleDifference:
            .act(
                .post, "/api/v1/differences/{id}", .confirmLedger, .object(detail), taking: .json(settlementSchema))
        case .commentEntry:
            .act(
                .post, path + "/comments", .commentLedger, .nothing,
                taking: .json(
                    Schema.object(.init("text", .prose(1...2_000)), .optional("field", Schema.text.nullable)).closed
                        .named("NewEntryComment")))
        case .listCellChanges: .list(path + "/changes/{field}", .readLedger, entryChangeShape.schema)
        case .revealEntry:
            .act(
                .post, path + "/reveal", .revealLedgerPerson, .object(Schema(.map(.text))),
                taking: .json(Schema.object(.init("reason", .line(1...500))).closed.named("Reveal")))
        case .deliverEntries: deliveryDeclaration
        case .attachEntry: .act(.put, path + "/tasks/{task}", .attachEvidence, .nothing)
        default: .act(.delete, path + "/tasks/{task}", .attachEvidence, .nothing)
        }
    }
}

private let totalsSchema = Schema.object(
    .init("count", .count), .init("sums", Schema(.map(Schema(.any)))),
    .init(
        "groups",
        .list(
            Schema.object(
                .init("value", Schema(.any)), .init("text", .text), .init("count", .count),
                .init("sums", Schema(.map(Schema(.any))))
            ).named("TotalsGroup")))
).named("Totals")

private let writtenSchema = Schema.object(
    .init(
        "entries",
        .list(Schema.object(.init("id", .identifier), .init("version", .count)).named("WrittenEntry")))
).named("WrittenEntries")

/// The rows of a register: a page of them, or all as a table.
func listEntries(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    let query = try entryQuery(call)
    let ledger = try useCases.definition(query.ledger).ledger
    // All rows at once are taken out; a page is looked at.
    if call.format != .json {
        try await useCases.beginExport(caller, query, as: call.format == .csv ? "csv" : "ndjson")
    }
    return try await answerList(call, entryShape) { after, limit in
        var page = query
        (page.after, page.limit) = (after, limit)
        let found = try await useCases.listEntries(caller, page)
        return Page(items: found.items.map { EntryLine(entry: $0, ledger: ledger) }, next: found.next)
    }
}

/// The view that the query asks for. Throws invalid where its filter can't be read.
func entryQuery(_ call: Call) throws -> EntryQuery {
    let ledger = try call.useCases.definition(call.value("ledger")).ledger
    var query = EntryQuery(ledger: ledger.key)
    query.pairing = call.text("pairing")
    query.side = call.text("side").flatMap(Side.init)
    query.states = Set(call.text("state").flatMap(LedgerEntry.State.init).map { [$0] } ?? [])
    query.language = call.language
    do { query.filter = try EntryFilter(text: call.text("filter") ?? "") } catch {
        throw Problem(misfits: [Misfit(pointer: "filter", message: "field.filter")])
    }
    if let text = call.text("period") {
        guard let days = Period(text)?.days else {
            throw Problem(misfits: [Misfit(pointer: "period", message: "field.period")])
        }
        query.filter.conditions.append(
            .init(
                field: ledger.dateField,
                test: .within(from: days.lowerBound.description, to: days.upperBound.description)))
    }
    if let sort = call.text("sort") {
        query.isDescending = sort.hasPrefix("-")
        query.sort = query.isDescending ? String(sort.dropFirst()) : sort
    }
    return query
}

/// What a view comes to: counted, summed, and the same by the values of a field.
func sumEntries(_ call: Call) async throws -> Reply {
    let query = try entryQuery(call)
    let ledger = try call.useCases.definition(query.ledger).ledger
    guard let totals = try await call.useCases.totals(call.caller, query, by: call.text("group")) else {
        throw UseCaseError("entries", .conflict(reason: "entries.tooManyToSum"))
    }
    func sums(_ sums: [String: Int64]) -> JSON {
        .object(
            ledger.fields.compactMap { field in
                sums[field.key].map { .init(name: field.key, value: FieldValue.number($0).json(field.kind)) }
            })
    }
    let field = call.text("group").flatMap(ledger.field)
    return .json([
        "count": .whole(totals.count), "sums": sums(totals.sums),
        "groups": .list(
            totals.groups.map { group in
                [
                    "value": group.value.map { $0.json(field?.kind ?? .text) } ?? .null, "text": .text(group.text),
                    "count": .whole(group.count), "sums": sums(group.sums),
                ]
            }),
    ])
}

/// What came as values of a row, as it would have been typed. Throws invalid for JSON of a kind that no value has.
func entryInput(_ json: JSON?, _ ledger: Ledger) throws -> EntryInput {
    guard case .object(let members)? = json else { return .texts([:]) }
    var texts: [String: String] = [:]
    for member in members {
        guard let field = ledger.field(member.name) else {
            throw Problem(misfits: [Misfit(pointer: "/values/" + member.name, message: "field.unknown")])
        }
        texts[member.name] = try field.typed(member.value, at: "/values/" + member.name)
    }
    return .texts(texts)
}

/// Does something to rows and tells what is wrong with their values as problems of the body.
func explained<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let error as EntryProblems {
        throw UseCaseError(
            "entry",
            .invalid(
                error.problems.filter { $0.weight == .error }.map {
                    ValidationFailure(
                        field: "values" + ($0.field.map { "." + $0 } ?? ""), message: $0.messageKey,
                        arguments: $0.arguments)
                }))
    } catch is DuplicateEntry {
        throw UseCaseError("entry", .conflict(reason: "entry.wouldBeDuplicate"))
    }
}

/// Adds a row.
func addEntry(_ call: Call) async throws -> Reply {
    let ledger = try call.useCases.definition(call.value("ledger")).ledger
    let new = NewEntry(
        ledger: ledger.key, pairing: call.body["pairing"]?.text ?? "", side: call.body["side"]?.text.flatMap(Side.init),
        input: try entryInput(call.body["values"], ledger),
        stageDay: call.body["stageDay"]?.text.flatMap { CalendarDate(iso: $0) },
        evidence: call.body["evidence"]?.text, reason: call.body["reason"]?.text)
    let written = try await explained { try await call.useCases.addEntry(try call.caller, new) }
    let detail = try await call.useCases.entry(call.caller, id: written.id.text, language: call.language)
    return .created(
        entryDetailShape.json(detail), at: APIOperation.showEntry.path(written.id.text),
        tag: EntityTag(revision: detail.entry.version))
}

/// What is wrong with a row, and which rows it may be the same as; nothing is written.
func checkEntry(_ call: Call) async throws -> Reply {
    let definition = try call.useCases.definition(call.value("ledger"))
    let ledger = definition.ledger
    let pairing = call.body["pairing"]?.text ?? ""
    let input = try entryInput(call.body["values"], ledger)
    let problems = try await call.useCases.checkEntry(
        call.caller, ledger: ledger.key, pairing: pairing, input, evidence: call.body["evidence"]?.text)
    let duplicates = try await call.useCases.findDuplicates(
        call.caller, ledger: ledger.key, pairing: pairing, input, language: call.language)
    return .json([
        "problems": .list(problems.map { problemJSON($0, definition, call) }),
        "duplicates": .list(duplicates.map { entryShape.json(EntryLine(entry: $0.entry, ledger: ledger)) }),
    ])
}

/// A row with everything that is known of it.
func showEntry(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.entry(call.caller, id: call.value("id"), language: call.language)
    return .json(entryDetailShape.json(detail), tag: EntityTag(revision: detail.entry.version))
}

private func version(_ call: Call) async throws -> Int {
    try await call.revision {
        try await call.useCases.entry(call.caller, id: call.value("id"), language: call.language).entry.version
    }
}

private func ledger(_ call: Call) async throws -> Ledger {
    try await call.useCases.entry(call.caller, id: call.value("id"), language: call.language).ledger
}

/// Changes fields of a row; null empties one.
func editEntry(_ call: Call) async throws -> Reply {
    let input = try entryInput(call.body["values"], try await ledger(call))
    let version = try await version(call)
    _ = try await explained {
        try await call.useCases.changeEntry(
            try call.caller, id: call.value("id"), version: version, input, reason: call.body["reason"]?.text)
    }
    return try await showEntry(call)
}

/// Takes a row out of its register.
func removeEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.removeEntry(
        call.caller, id: call.value("id"), version: try await version(call), reason: call.body["reason"]?.text)
    return .nothing
}

/// The other side says that a row is right.
func confirmEntry(_ call: Call) async throws -> Reply {
    _ = try await call.useCases.confirmEntry(call.caller, id: call.value("id"), version: try await version(call))
    return try await showEntry(call)
}

/// The other side gives its own values.
func disputeEntry(_ call: Call) async throws -> Reply {
    let input = try entryInput(call.body["values"], try await ledger(call))
    let version = try await version(call)
    _ = try await explained {
        try await call.useCases.disputeEntry(try call.caller, id: call.value("id"), version: version, input)
    }
    return try await showEntry(call)
}

/// Moves a row to another stage.
func moveEntry(_ call: Call) async throws -> Reply {
    let version = try await version(call)
    let move = StageMove(
        day: call.body["day"]?.text.flatMap { CalendarDate(iso: $0) }, evidence: call.body["evidence"]?.text,
        reason: call.body["reason"]?.text)
    _ = try await explained {
        try await call.useCases.moveStage(
            try call.caller, id: call.value("id"), version: version, to: call.body["stage"]?.text ?? "", move)
    }
    return try await showEntry(call)
}

/// Changes the same fields of several rows: all of them or none.
func changeEntries(_ call: Call) async throws -> Reply {
    let ledger = try call.useCases.definition(call.value("ledger")).ledger
    let rows = (call.body["entries"]?.list ?? []).compactMap { mark -> (id: String, version: Int?)? in
        mark["id"]?.text.map { ($0, mark["version"]?.whole) }
    }
    let input = try entryInput(call.body["values"], ledger)
    let written = try await explained {
        try await call.useCases.bulkChange(try call.caller, rows, input, reason: call.body["reason"]?.text)
    }
    return .json([
        "entries": .list(written.map { ["id": .text($0.id.text), "version": .whole($0.version)] })
    ])
}

/// Leaves a comment on a row, or on one of its fields.
func commentEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.commentEntry(
        call.caller, id: call.value("id"), field: call.body["field"]?.text, text: call.body["text"]?.text ?? "")
    return .nothing
}

/// What happened to one field of a row.
func listCellChanges(_ call: Call) async throws -> Reply {
    let changes = try await call.useCases.cellHistory(
        call.caller, id: call.value("id"), field: call.value("field"), language: call.language)
    return try await answerList(call, entryChangeShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: changes, next: nil)
    }
}

/// Shows what is personal in a row, to who says why; the record keeps that it did.
func revealEntry(_ call: Call) async throws -> Reply {
    let shown = try await call.useCases.revealPersonal(
        call.caller, id: call.value("id"), reason: call.body["reason"]?.text ?? "")
    return .json(.object(shown.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value)) }))
}

/// Names a row as evidence of a task.
func attachEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.attachEntry(call.caller, id: call.value("id"), task: call.value("task"))
    return .nothing
}

/// Takes a row away from the evidence of a task.
func detachEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.detachEntry(call.caller, id: call.value("id"), task: call.value("task"))
    return .nothing
}
