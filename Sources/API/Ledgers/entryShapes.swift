// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// A row of a register with the definition that says what its values are.
struct EntryLine: Sendable {
    let entry: EntryListing
    let ledger: Ledger
}

let entryShape = Shape<EntryLine>(
    "Entry",
    [
        .identifier("id") { $0.entry.id.text }, .text("ledger") { $0.entry.ledger },
        .text("pairing") { $0.entry.pairingCode }, .init("number", .count) { .whole(Int($0.entry.number)) },
        .word("side") { $0.entry.side }, .optionalIdentifier("organisation") { $0.entry.organisation?.text },
        .word("state") { $0.entry.state }, .count("version") { $0.entry.version },
        .count("definition") { $0.entry.definition },
        .init("values", Schema(.map(Schema(.any)))) { line in
            .object(
                line.ledger.fields.compactMap { field in
                    line.entry.values[field.key].map { .init(name: field.key, value: $0.json(field.kind)) }
                })
        },
        .init("texts", Schema(.map(.text))) { line in
            .object(
                line.ledger.fields.compactMap { field in
                    line.entry.texts[field.key].map { .init(name: field.key, value: .text($0)) }
                })
        },
        .moment("createdAt") { $0.entry.createdAt }, .moment("changedAt") { $0.entry.changedAt },
        .text("changedBy") { $0.entry.changedBy },
    ])

/// A difference ticket with the register whose field it is about.
struct DifferenceLine: Sendable {
    let difference: Difference
    let ledger: Ledger

    func value(_ value: FieldValue?) -> JSON {
        guard let value, let field = ledger.field(difference.field) else { return .null }
        return value.json(field.kind)
    }
}

let differenceShape = Shape<DifferenceLine>(
    "Difference",
    [
        .identifier("id") { $0.difference.id.text }, .identifier("entry") { $0.difference.entry?.text ?? "" },
        .text("field") { $0.difference.field }, .init("oldArea", Schema(.any)) { $0.value($0.difference.oldArea) },
        .init("eastern", Schema(.any)) { $0.value($0.difference.eastern) },
        .moment("openedAt") { $0.difference.openedAt }, .text("openedBy") { $0.difference.openedBy },
        .init("proposal", Schema(.any)) { $0.value($0.difference.proposal) },
        .optionalWord("proposedSide") { $0.difference.proposedSide },
        .init("settled", Schema(.any)) { $0.value($0.difference.settled) },
        .optionalMoment("settledAt") { $0.difference.settledAt },
        .optionalText("settledBy") { $0.difference.settledBy },
    ])

/// A difference ticket that waits, with the row that it is about.
struct OpenDifferenceLine: Sendable {
    let line: DifferenceLine
    let entry: EntryListing
}

let openDifferenceShape = Shape<OpenDifferenceLine>(
    "OpenDifference",
    [
        .text("ledger") { $0.entry.ledger }, .text("pairing") { $0.entry.pairingCode },
        .count("version") { $0.entry.version },
        .part("difference", differenceShape) { $0.line },
    ])

private let stageShape = Shape<StageStep>(
    "StageStep",
    [
        .text("stage") { $0.stage },
        .init("day", Schema.day.nullable) { .optional(CalendarDate(dayNumber: $0.day)?.description) },
        .text("by") { $0.by }, .flag("isBack") { $0.isBack }, .optionalText("note") { $0.note },
    ])

private let entryCommentShape = Shape<EntryComment>(
    "EntryComment",
    [
        .identifier("id") { $0.id.text }, .optionalText("field") { $0.field }, .moment("at") { $0.at },
        .text("by") { $0.by }, .text("text") { $0.text },
    ])

private let oddityShape = Shape<FieldProblem>(
    "Oddity",
    [
        .optionalText("field") { $0.field },
        .text("kind") { String($0.messageKey.split(separator: ".").last ?? "") },
        .init("arguments", Schema(.map(.text))) { problem in
            .object(problem.arguments.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value)) })
        },
    ])

let entryDetailShape = Shape<EntryDetail>(
    "EntryDetail",
    entryShape.fields.map { field in
        .init(field.name, field.schema) { field.value(EntryLine(entry: $0.entry, ledger: $0.ledger)) }
    } + [
        .parts("differences", differenceShape) { detail in
            detail.differences.map { DifferenceLine(difference: $0, ledger: detail.ledger) }
        },
        .parts("stages", stageShape) { $0.stages }, .parts("comments", entryCommentShape) { $0.comments },
        .texts("tasks") { $0.tasks.map(\.id.text) }, .parts("files", entryFileShape) { $0.files },
        .parts("oddities", oddityShape) { $0.oddities },
        .flag("mayEdit") { $0.mayEdit },
        .flag("mayConfirm") { $0.mayConfirm }, .flag("mayReveal") { $0.mayReveal },
    ])

let entryChangeShape = Shape<EntryChangeListing>(
    "EntryChange",
    [
        .count("version") { $0.version }, .text("verb") { $0.verb }, .moment("at") { $0.at },
        .text("by") { $0.by }, .optionalText("reason") { $0.reason }, .texts("periods") { $0.periods },
        .init(
            "fields",
            .list(
                Schema.object(.init("field", .text), .init("before", .text), .init("after", .text)).named("CellChange"))
        ) { change in
            .list(
                change.fields.map {
                    ["field": .text($0.field), "before": .text($0.before), "after": .text($0.after)]
                })
        },
    ])
