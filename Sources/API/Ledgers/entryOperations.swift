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

private let writtenSchema = Schema.object(
    .init(
        "entries",
        .list(Schema.object(.init("id", .identifier), .init("version", .count)).named("WrittenEntry")))
).named("WrittenEntries")

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
