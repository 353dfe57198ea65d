// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let sourceShape = Shape<DraftSource>(
    "Source",
    [
        .count("from") { $0.range.from }, .count("to") { $0.range.to }, .optionalCount("page") { $0.page },
    ])

let diagnosticShape = Shape<Diagnostic>(
    "Diagnostic",
    [
        .text("code") { $0.code },
        .init("arguments", Schema(.map(.text))) { diagnostic in
            .object(
                diagnostic.arguments.sorted.map { .init(name: $0.key, value: .text($0.value)) })
        },
    ])

let draftUnitShape = Shape<DraftUnit>(
    "DraftUnit",
    [
        .text("unit") { $0.unit },
        .optionalText("city") { unit in
            if case .unit(let city) = unit.bearer { city } else { nil }
        },
        .optionalWord("scope") { unit in
            if case .group(let scope, _) = unit.bearer { scope } else { nil }
        },
        .texts("cities") { unit in
            if case .group(_, let cities) = unit.bearer { cities } else { [] }
        },
        .optionalWord("role") { $0.role }, .flag("isUncertain") { $0.isUncertain },
        .optionalIdentifier("organisation") { $0.organisation?.text },
    ])

let draftTaskShape = Shape<DraftTask>(
    "DraftTask",
    [
        .optionalText("ordinal") { $0.ordinal }, .text("path") { $0.path }, .optionalText("group") { $0.group },
        .optionalText("title") { $0.title }, .text("text") { $0.text },
        .init("confidence", Schema(.number(0...1))) { .number($0.confidence) },
        .parts("doubts", diagnosticShape) { $0.everyDoubt }, .parts("measures", measureShape) { $0.measures },
        .texts("printedUnits") { $0.responsible.printed },
        .parts("units", draftUnitShape) { $0.responsible.expanded }, .part("source", sourceShape) { $0.source },
    ])

let draftAreaShape = Shape<DraftArea>(
    "DraftArea",
    [
        .text("ordinal") { $0.ordinal }, .text("title") { $0.title },
        .optionalCount("nationalArea") { $0.nationalArea }, .part("source", sourceShape) { $0.source },
        .parts("doubts", diagnosticShape) { $0.doubts },
        .parts("tasks", draftTaskShape) { $0.tasks },
    ])

let draftSafeguardShape = Shape<DraftSafeguard>(
    "DraftSafeguard",
    [
        .text("ordinal") { $0.ordinal }, .text("title") { $0.title }, .text("text") { $0.text },
        .texts("printedUnits") { $0.responsible.printed }, .part("source", sourceShape) { $0.source },
        .parts("doubts", diagnosticShape) { $0.everyDoubt },
    ])

let draftDocumentShape = Shape<DraftDocument>(
    "DraftDocument",
    [
        .optionalText("title") { $0.title }, .optionalText("noticeTitle") { $0.noticeTitle },
        .optionalText("documentNumber") { $0.documentNumber }, .texts("issuers") { $0.issuers },
        .texts("addressees") { $0.addressees },
        .init("issuedOn", Schema.day.nullable) { .optional($0.issuedOn?.description) },
        .optionalPart("period", yearSpanShape) { $0.period },
    ])

let placeShape = Shape<DraftPlace>(
    "DraftPlace",
    [
        .init("kind", Schema(.word(["area", "task", "safeguard"]))) { .text($0.kind) },
        .optionalCount("area") { $0.area }, .optionalCount("task") { $0.task },
        .optionalCount("safeguard") { place in if case .safeguard(let number) = place { number } else { nil } },
    ])

let findingShape = Shape<DraftFinding>(
    "Finding",
    [
        .text("key") { $0.diagnostic.key }, .optionalPart("place", placeShape) { $0.place },
        .part("diagnostic", diagnosticShape) { $0.diagnostic },
        .init("confidence", Schema(.number(0...1))) { .number($0.confidence) },
    ])

let draftDetailShape = Shape<DraftDetail>(
    "Draft",
    [
        .identifier("id") { $0.draft.id.text }, .identifier("document") { $0.document.id.text },
        .text("pairing") { $0.pairing.code }, .text("fileName") { $0.document.fileName },
        .init("state", draftStateSchema) { .text($0.draft.state.rawValue) },
        .count("revision") { $0.draft.revision }, .moment("changedAt") { $0.draft.changedAt },
        .text("changedBy") { $0.draft.changedBy }, .flag("canUndo") { $0.canUndo }, .flag("canRedo") { $0.canRedo },
        .flag("mayCorrect") { $0.mayCorrect }, .flag("mayAdopt") { $0.mayAdopt },
        .part("head", draftDocumentShape) { $0.draft.plan.document },
        .parts("areas", draftAreaShape) { $0.draft.plan.areas },
        .parts("safeguards", draftSafeguardShape) { $0.draft.plan.safeguards },
        .parts("findings", findingShape) { $0.findings },
    ])

extension DraftPlace {
    fileprivate var kind: String {
        switch self {
        case .area: "area"
        case .task: "task"
        case .safeguard: "safeguard"
        }
    }
    fileprivate var area: Int? {
        switch self {
        case .area(let area), .task(let area, _): area
        case .safeguard: nil
        }
    }
    fileprivate var task: Int? { if case .task(_, let task) = self { task } else { nil } }
}
