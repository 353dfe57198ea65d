// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

private let countShape = Shape<CycleCount>(
    "CycleCount",
    [
        .count("expected") { $0.expected }, .count("filed") { $0.filed }, .count("late") { $0.late },
        .count("returned") { $0.returned }, .count("accepted") { $0.accepted },
    ])

let cycleShape = Shape<CycleListing>(
    "Cycle", fields(cycle: { $0.cycle }, pairing: { $0.pairing }) + [.part("counts", countShape) { $0.count }])

private let cycleFilingShape = Shape<CycleDetail.Row>(
    "CycleFiling",
    [
        .identifier("id") { $0.filing.id.text }, .word("side") { $0.filing.side }, .text("unit") { $0.filing.unit },
        .optionalIdentifier("organisation") { $0.filing.organisation?.text }, .word("state") { $0.filing.state },
        .flag("isLate") { $0.isLate }, .count("returns") { $0.filing.returns },
        .init("submittedAt", Schema.moment.nullable) { .optional($0.filing.submittedAt?.isoText) },
        .flag("mayAccept") { $0.mayAccept }, .count("revision") { $0.filing.revision },
    ])

let cycleDetailShape = Shape<CycleDetail>(
    "CycleDetail",
    fields(cycle: { $0.cycle }, pairing: { $0.pairing }) + [
        .part("counts", countShape) { $0.all }, .parts("filings", cycleFilingShape) { $0.rows },
        .count("revision") { $0.cycle.revision },
    ])

private func fields<Value>(
    cycle: @escaping @Sendable (Value) -> FilingCycle, pairing: @escaping @Sendable (Value) -> Pairing
) -> [Shape<Value>.Field] {
    [
        .identifier("id") { cycle($0).id.text }, .text("pairing") { pairing($0).code },
        .text("form") { cycle($0).form }, .text("reportingPeriod") { cycle($0).period.description },
        .init("due", .day) { .text(cycle($0).due.description) },
        .init("closes", .day) { .text(cycle($0).closes.description) },
        .flag("isClosed") { cycle($0).closedAt != nil },
    ]
}

private let boxShape = Shape<FilingDetail.Box>(
    "FilingBox",
    [
        .text("box") { $0.place.description }, .text("fieldKey") { $0.field.key }, .text("text") { $0.text },
        .flag("isRequired") { $0.field.field.isRequired }, .flag("isOpen") { $0.isOpen },
        .optionalText("remark") { $0.remark?.text },
    ])

private let lineShape = Shape<FilingDetail.Line>(
    "FilingLine",
    [
        .identifier("leg") { $0.leg.id.text }, .identifier("item") { $0.item.id.text },
        .text("itemTitle") { $0.item.title }, .parts("boxes", boxShape) { $0.boxes },
    ])

private let stepShape = Shape<FilingDetail.StepTaken>(
    "FilingStep",
    [
        .text("step") { $0.step }, .word("part") { $0.part }, .init("at", .moment) { .text($0.at.isoText) },
        .text("by") { $0.by }, .optionalText("note") { $0.note },
    ])

private let anyWhole = Schema(.whole(Int.min...Int.max))

private let figureShape = Shape<RegisterFigure>(
    "FilingFigure",
    [
        .text("indicator") { $0.indicator.key }, .text("ledger") { $0.ledger.key }, .word("extent") { $0.extent },
        .init("amount", anyWhole.nullable) { .optional($0.shown.amount.map { Int($0) }) },
        .init("amountBefore", anyWhole.nullable) { .optional($0.shown.before.map { Int($0) }) },
        .init("amountNow", anyWhole.nullable) { .optional($0.amount.map { Int($0) }) },
        .init("keptAt", Schema.moment.nullable) { .optional($0.kept?.at.isoText) },
    ])

let filingDetailShape = Shape<FilingDetail>(
    "FilingDetail",
    [
        .identifier("id") { $0.filing.id.text }, .identifier("cycle") { $0.cycle.id.text },
        .text("pairing") { $0.pairing.code }, .text("reportingPeriod") { $0.cycle.period.description },
        .init("due", .day) { .text($0.cycle.due.description) },
        .init("closes", .day) { .text($0.cycle.closes.description) }, .word("side") { $0.filing.side },
        .text("unit") { $0.filing.unit }, .word("state") { $0.filing.state }, .flag("isLate") { $0.isLate },
        .count("missing") { $0.missing }, .count("asked") { $0.filing.burden.asked },
        .count("prefilled") { $0.filing.burden.prefilled }, .parts("filingLines", lineShape) { $0.lines },
        .parts("boxes", boxShape) { $0.body }, .parts("figures", figureShape) { $0.figures },
        .parts("steps", stepShape) { $0.steps },
        .parts("offers", stepOfferShape) { $0.offers }, .count("revision") { $0.filing.revision },
    ])

let newCycleSchema = Schema.object(
    .init("form", Schema(.text(1...60, .visible)).example("progress")),
    .init("reportingPeriod", Schema(.text(4...10, .visible)).example("2026Q3")), .init("due", .day),
    .init("closes", .day), .optional("reason", Schema(.text(0...2_000, nil)))
).closed.named("NewCycle")

private let boxes = Schema(.map(Schema(.text(0...4_000, nil)))).example(["body.remarks": "Two sites surveyed"])

let filingChangeSchema = Schema.object(.init("texts", boxes)).closed.named("FilingChange")

let filingStepSchema = Schema.object(
    .init("step", .line(1...40)), .optional("note", Schema(.text(0...2_000, nil))), .optional("texts", boxes),
    .optional("remarks", boxes)
).closed.named("NewFilingStep")

private let seenFilingSchema = Schema.object(
    .init("id", .identifier), .init("revision", .whole(0...2_147_483_647))
).closed.named("SeenFiling")

let acceptanceSchema = Schema.object(
    .init("filings", .list(seenFilingSchema, 1...500))
).closed.named("Acceptance")

let acceptedShape = Shape<(accepted: Int, left: Int)>(
    "Accepted", [.count("accepted") { $0.accepted }, .count("left") { $0.left }])
