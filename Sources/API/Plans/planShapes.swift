// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let yearSpanShape = Shape<YearSpan>("YearSpan", [.count("from") { $0.from }, .count("to") { $0.to }])

let planShape = Shape<PlanListing>(
    "Plan",
    [
        .identifier("id") { $0.plan.id.text }, .text("pairing") { $0.pairingCode }, .text("title") { $0.plan.title },
        .optionalText("documentNumber") { $0.plan.documentNumber },
        .optionalPart("period", yearSpanShape) { $0.plan.period }, .count("version") { $0.plan.version },
        .count("taskCount") { $0.taskCount }, .moment("adoptedAt") { $0.adoptedAt },
        .text("adoptedBy") { $0.adoptedBy },
    ])

let planVersionShape = Shape<PlanVersion>(
    "PlanVersion",
    [
        .count("number") { $0.number }, .identifier("document") { $0.document.text },
        .identifier("draft") { $0.draft.text }, .moment("adoptedAt") { $0.adoptedAt },
        .text("adoptedBy") { $0.adoptedBy },
    ])

let planAreaShape = Shape<PlanArea>(
    "PlanArea",
    [
        .text("ordinal") { $0.ordinal }, .text("title") { $0.title },
        .optionalCount("nationalArea") { $0.nationalArea }, .parts("tasks", taskShape) { $0.tasks },
    ])

let safeguardShape = Shape<PlanSafeguard>(
    "Safeguard", [.text("ordinal") { $0.ordinal }, .text("title") { $0.title }, .text("text") { $0.text }])

let planDetailShape = Shape<PlanDetail>(
    "PlanDetail",
    [
        .identifier("id") { $0.plan.id.text }, .text("pairing") { $0.pairing.code },
        .text("title") { $0.plan.title }, .optionalText("documentNumber") { $0.plan.documentNumber },
        .optionalPart("period", yearSpanShape) { $0.plan.period }, .count("version") { $0.plan.version },
        .parts("versions", planVersionShape) { $0.versions }, .parts("areas", planAreaShape) { $0.areas },
        .parts("safeguards", safeguardShape) { $0.safeguards }, .word("publicity") { $0.publishing.publicity },
        .optionalPart("publication", publicationShape) { $0.publishing.publication },
    ])

let comparedWordsShape = Shape<ComparedWords>(
    "ComparedWords",
    [
        .word("kind") { $0.kind },
        .text("text") { $0.text },
    ])

private let comparedSideShape = Shape<ComparedTask.Side>(
    "ComparedSide",
    [
        .identifier("task") { $0.task.text }, .text("path") { $0.path }, .text("area") { $0.area },
        .optionalText("title") { $0.title },
    ])

let comparedTaskShape = Shape<ComparedTask>(
    "ComparedTask",
    [
        .word("change") { $0.change }, .flag("isMoved") { $0.isMoved }, .parts("old", comparedSideShape) { $0.old },
        .parts("new", comparedSideShape) { $0.new }, .parts("words", comparedWordsShape) { $0.words },
    ])
