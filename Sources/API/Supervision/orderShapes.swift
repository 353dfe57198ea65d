// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let orderShape = Shape<OrderListing>(
    "Order",
    [
        .identifier("id") { $0.order.id.text }, .text("pairing") { $0.pairing.code }, .word("side") { $0.order.side },
        .optionalCount("year") { $0.order.number?.year }, .optionalCount("serial") { $0.order.number?.serial },
        .word("state") { $0.order.state }, .word("level") { $0.order.level }, .text("matter") { $0.order.matter },
        .init("deadline", .day) { .text($0.order.deadline.description) },
        .init("originalDeadline", .day) { .text($0.order.originalDeadline.description) },
        .texts("units") { $0.legs.filter { $0.state != .replaced }.map(\.unit) },
        .flag("isJoint") { $0.order.isJoint }, .flag("isShort") { $0.order.isShort },
        .flag("isOverdue") { $0.isOverdue },
    ])

let stepOfferShape = Shape<StepOffer>(
    "OfferedStep",
    [
        .text("step") { $0.step }, .texts("needs") { $0.needs.map(\.rawValue).sorted() },
        .flag("isForAnother") { $0.isForAnother },
    ])

private let handlingFileShape = Shape<OrderDetail.LegFile>(
    "HandlingFile", [.text("hash") { $0.hash }, .text("name") { $0.name }])

private let handlingShape = Shape<OrderDetail.Leg>(
    "Handling",
    [
        .identifier("id") { $0.leg.id.text }, .identifier("organisation") { $0.leg.organisation.text },
        .text("unit") { $0.leg.unit }, .word("state") { $0.leg.state },
        .init("deadline", .day) { .text($0.leg.deadline.description) },
        .init("originalDeadline", .day) { .text($0.leg.originalDeadline.description) },
        .flag("isProlonged") { $0.leg.isProlonged }, .flag("isOverdue") { $0.isOverdue },
        .init("askedDay", Schema.day.nullable) { .optional($0.leg.asked?.day.description) },
        .optionalText("askedReason") { $0.leg.asked?.reason }, .optionalText("answer") { $0.leg.answer },
        .optionalText("noEvidence") { $0.leg.noEvidence }, .optionalText("answeredBy") { $0.leg.answeredBy?.name },
        .parts("files", handlingFileShape) { $0.files }, .parts("offers", stepOfferShape) { $0.offers },
        .flag("isWhole") { $0.isWhole }, .count("revision") { $0.leg.revision },
    ])

private let stepShape = Shape<OrderDetail.Step>(
    "OrderStep",
    [
        .optionalText("unit") { $0.unit }, .text("step") { $0.step }, .text("state") { $0.to },
        .word("part") { $0.part }, .init("at", .moment) { .text($0.at.isoText) }, .text("by") { $0.by },
        .optionalText("note") { $0.note }, .init("until", Schema.day.nullable) { .optional($0.day?.description) },
    ])

let orderDetailShape = Shape<OrderDetail>(
    "OrderDetail",
    [
        .identifier("id") { $0.order.id.text }, .text("pairing") { $0.pairing.code }, .word("side") { $0.order.side },
        .optionalCount("year") { $0.order.number?.year }, .optionalCount("serial") { $0.order.number?.serial },
        .word("state") { $0.order.state }, .word("level") { $0.order.level }, .text("matter") { $0.order.matter },
        .optionalText("basis") { $0.order.basis }, .optionalIdentifier("task") { $0.task?.id.text },
        .optionalText("demand") { $0.order.demand }, .flag("isJoint") { $0.order.isJoint },
        .init("deadline", .day) { .text($0.order.deadline.description) },
        .init("originalDeadline", .day) { .text($0.order.originalDeadline.description) },
        .optionalText("shortReason") { $0.order.shortReason }, .flag("isShort") { $0.order.isShort },
        .optionalText("proposer") { $0.order.proposer?.name }, .optionalText("approver") { $0.order.approver?.name },
        .flag("isOverdue") { $0.isOverdue }, .parts("legs", handlingShape) { $0.legs },
        .parts("steps", stepShape) { $0.steps }, .parts("offers", stepOfferShape) { $0.offers },
        .count("revision") { $0.order.revision },
    ])

private let fieldProperties: [Schema.Property] = [
    .optional("basis", Schema(.text(0...2_000, nil))), .optional("demand", Schema(.text(0...2_000, nil))),
    .optional("task", Schema(.text(0...36, .identifierOrEmpty))),
    .optional("shortReason", Schema(.text(0...2_000, nil))),
    .optional("level", .word(SupervisionOrder.Level.self)), .optional("joint", .flag),
    .optional("units", .list(.line(1...200), 0...200)),
]

let newOrderSchema = Schema(
    .object(
        [.init("side", .word(Side.self)), .init("matter", .line(1...200)), .init("deadline", .day)] + fieldProperties)
).closed.named("NewOrder")

let orderChangeSchema = Schema(
    .object([.optional("matter", .line(1...200)), .optional("deadline", .day)] + fieldProperties)
).closed.named("OrderChange")

/// What is given with a step; which of it is needed stands with the step that is offered.
let loopStepSchema = Schema.object(
    .init("step", .line(1...40)), .optional("note", Schema(.text(0...2_000, nil))),
    .optional("answer", Schema(.text(0...4_000, nil))), .optional("noEvidence", Schema(.text(0...2_000, nil))),
    .optional("day", .day), .optional("unit", .line(1...200))
).closed.named("LoopStep")
