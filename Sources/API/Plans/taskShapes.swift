// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let responsibilityShape = Shape<Responsibility>(
    "Responsibility",
    [
        .optionalWord("side") { $0.side }, .text("unit") { $0.unit },
        .optionalIdentifier("organisation") { $0.organisation?.text }, .optionalWord("scope") { $0.scope },
        .optionalWord("role") { $0.role }, .flag("isUncertain") { $0.isUncertain },
    ])

let taskShape = Shape<TaskListing>(
    "Task",
    [
        .identifier("id") { $0.id.text }, .text("pairing") { $0.pairingCode }, .identifier("plan") { $0.plan.text },
        .text("path") { $0.path }, .optionalText("title") { $0.title }, .text("area") { $0.area },
        .text("text") { $0.text }, .count("version") { $0.version },
        .texts("organisations") { names($0.responsibilities) },
        .parts("responsibilities", responsibilityShape) { $0.responsibilities },
    ])

/// Each body once, in the order of the document.
private func names(_ responsibilities: [Responsibility]) -> [String] {
    var names: [String] = []
    for duty in responsibilities where !names.contains(duty.unit) { names.append(duty.unit) }
    return names
}

let measureShape = Shape<DraftMeasure>(
    "Measure",
    [
        .text("text") { $0.text }, .optionalText("verb") { $0.verb }, .optionalText("object") { $0.object },
    ])

let wordingShape = Shape<TaskWording>(
    "TaskWording",
    [
        .count("version") { $0.version }, .word("change") { $0.change }, .text("path") { $0.path },
        .optionalText("title") { $0.title }, .text("text") { $0.text },
        .init("units", .list(.text).nullable) { $0.units.map { .texts($0) } ?? .null },
    ])

let descentShape = Shape<TaskDescent>(
    "TaskDescent",
    [
        .identifier("task") { $0.task.text }, .text("path") { $0.path }, .optionalText("title") { $0.title },
        .count("version") { $0.version }, .word("change") { $0.change }, .flag("isOrigin") { $0.isOrigin },
        .count("share") { $0.share },
    ])

let commentShape = Shape<Comment>(
    "Comment",
    [
        .identifier("id") { $0.id.text }, .text("author") { $0.author }, .moment("at") { $0.at },
        .text("text") { $0.text },
    ])

let clauseShape = Shape<SourceExcerpt>(
    "Clause",
    [
        .text("before") { $0.before }, .text("clause") { $0.clause }, .text("after") { $0.after },
        .optionalCount("page") { $0.page }, .count("paragraph") { $0.paragraph },
        .identifier("document") { $0.document.text }, .identifier("draft") { $0.draft.text },
    ])

let taskDetailShape = Shape<TaskDetail>(
    "TaskDetail",
    [
        .identifier("id") { $0.task.id.text }, .text("pairing") { $0.pairing.code },
        .identifier("plan") { $0.plan.id.text }, .text("planTitle") { $0.plan.title },
        .text("path") { $0.task.path }, .optionalText("title") { $0.task.title }, .text("area") { $0.task.area },
        .text("areaOrdinal") { $0.task.areaOrdinal }, .optionalCount("nationalArea") { $0.task.nationalArea },
        .optionalText("group") { $0.task.group }, .text("text") { $0.task.text },
        .count("version") { $0.task.version }, .texts("organisations") { names($0.task.responsibilities) },
        .parts("responsibilities", responsibilityShape) { $0.task.responsibilities },
        .parts("measures", measureShape) { $0.task.measures }, .part("clause", clauseShape) { $0.clause },
        .parts("wordings", wordingShape) { $0.wordings }, .parts("descents", descentShape) { $0.descents },
        .parts("comments", commentShape) { $0.comments },
        .flag("mayComment") { $0.mayComment },
    ])

let newCommentSchema = Schema.object(.init("text", .prose(1...2_000))).closed.named("NewComment")
    .example(["text": "The second training course is planned for May."])
