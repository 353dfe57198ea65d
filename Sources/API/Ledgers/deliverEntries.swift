// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import LedgerEngine
import UseCases

private let lineSchema = Schema.object(
    .optional("id", .identifier), .optional("version", .count),
    .init("values", Schema(.map(Schema(.any))).example(["start": "2026-03-05", "people": 12]))
).closed.named("DeliveredEntry")

private let writtenLines = Schema.list(
    Schema.object(.init("line", .count), .init("id", .identifier)).named("DeliveredLine"))

private let refusedLines = Schema.list(
    Schema.object(.init("line", .count), .init("problems", .list(entryProblemSchema))).named("RefusedLine"))

private let deliverySchema = Schema.object(
    .init("added", writtenLines), .init("changed", writtenLines), .init("unchanged", .list(.count)),
    .init("refused", refusedLines), .init("warnings", refusedLines),
    .init("isWritten", .flag)
).named("Delivery")

/// Many rows in one body, a line each.
var deliveryDeclaration: Declaration {
    var declaration = Declaration.act(
        .post, "/api/v1/ledgers/{ledger}/entries/bulk", .editLedger, .object(deliverySchema), taking: .lines(lineSchema)
    )
    declaration.query = [
        .init(name: "pairing", schema: .pairingCode, isRequired: true), .init(name: "side", schema: .word(Side.self)),
        .init(name: "problems", schema: Schema(.word(["refuseAll", "leaveOut"]))),
        .init(name: "known", schema: Schema(.word(["leave", "update"]))), .init(name: "trial", schema: .flag),
        .init(name: "reason", schema: Schema(.text(0...500, .anyLine))),
    ]
    // Some tens of thousands of rows.
    declaration.bodyLimit = 32 << 20
    return declaration
}

/// Adds and updates many rows in one transaction.
func deliverEntries(_ call: Call) async throws -> Reply {
    let definition = try call.useCases.definition(call.value("ledger"))
    let ledger = definition.ledger
    let rows = try (call.body.list ?? []).enumerated().map { place, line in
        EntryDelivery.Row(
            place: place + 1, id: line["id"]?.text, version: line["version"]?.whole,
            input: try entryInput(line["values"], ledger))
    }
    let delivery = EntryDelivery(
        ledger: ledger.key, pairing: call.text("pairing") ?? "", side: call.text("side").flatMap(Side.init), rows: rows,
        problems: call.text("problems") == "leaveOut" ? .leaveOut : .refuseAll,
        known: call.text("known") == "update" ? .update : .leave, reason: call.text("reason"))
    let result = try await call.useCases.addEntries(
        call.caller, delivery, isTrial: call.query["trial"]?.flag ?? false)
    func lines(_ written: [(place: Int, id: Identifier<LedgerEntry>)]) -> JSON {
        .list(written.map { ["line": .whole($0.place), "id": .text($0.id.text)] })
    }
    func problems(_ lines: [DeliveryResult.Refusal]) -> JSON {
        .list(
            lines.map { line in
                [
                    "line": .whole(line.place),
                    "problems": .list(line.problems.map { problemJSON($0, definition, call) }),
                ]
            })
    }
    return .json([
        "added": lines(result.added), "changed": lines(result.changed.map { ($0.place, $0.id) }),
        "unchanged": .list(result.unchanged.map { .whole($0) }),
        "refused": problems(result.refused), "warnings": problems(result.warnings),
        "isWritten": .flag(result.isWritten),
    ])
}

/// What is wrong with a row, in the language that the program asks for.
func problemJSON(
    _ problem: FieldProblem, _ definition: (ledger: Ledger, codeLists: [String: CodeList]), _ call: Call
) -> JSON {
    [
        "field": .optional(problem.field), "weight": .text(problem.weight == .error ? "error" : "warning"),
        "text": .text(
            call.site.messages.text(
                problem.messageKey, call.language,
                problem.arguments(definition.ledger, definition.codeLists, call.language))),
        "proposal": .optional(problem.proposal),
    ]
}
