// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let yearPlanShape = Shape<YearPlanListing>(
    "YearPlan",
    [
        .identifier("id") { $0.plan.id.text }, .text("pairing") { $0.pairing.code }, .count("year") { $0.plan.year },
        .text("title") { $0.plan.title }, .flag("isDraft") { $0.isDraft }, .flag("isAgreed") { $0.plan.isAgreed },
        .count("itemCount") { $0.items },
    ])

private let shareShape = Shape<WorkLeg>(
    "Share",
    [
        .identifier("id") { $0.id.text }, .optionalIdentifier("parent") { $0.parent?.text },
        .word("side") { $0.side }, .optionalIdentifier("organisation") { $0.organisation?.text },
        .text("unit") { $0.unit }, .word("role") { $0.role }, .word("state") { $0.state },
        .count("progress") { $0.progress }, .count("revision") { $0.revision },
    ])

private let milestoneShape = Shape<Milestone>(
    "Milestone",
    [
        .identifier("id") { $0.id.text }, .init("due", .day) { .text($0.due.description) }, .text("text") { $0.text },
        .init("reachedOn", Schema.day.nullable) { .optional($0.reachedOn?.description) },
    ])

let itemShape = Shape<ItemLine>("Item", itemFields { $0 })

private func itemFields<Value>(_ line: @escaping @Sendable (Value) -> ItemLine) -> [Shape<Value>.Field] {
    [
        .identifier("id") { line($0).item.id.text }, .count("position") { line($0).item.position },
        .text("area") { line($0).item.area }, .text("title") { line($0).item.title },
        .text("measures") { line($0).item.measures }, .text("goal") { line($0).item.goal },
        .text("leaderPost") { line($0).item.leaderPost }, .text("leaderName") { line($0).item.leaderName },
        .init("start", Schema.day.nullable) { .optional(line($0).item.start?.description) },
        .init("due", Schema.day.nullable) { .optional(line($0).item.due?.description) },
        .count("weight") { line($0).item.weight }, .flag("isJoint") { line($0).item.isJoint },
        .text("light") { line($0).light.level.rawValue }, .texts("tasks") { line($0).tasks.map(\.text) },
        .parts("milestones", milestoneShape) { line($0).milestones.filter { !$0.isDropped } },
        .parts("shares", shareShape) { line($0).legs },
        .count("revision") { line($0).item.revision },
    ]
}

let yearPlanDetailShape = Shape<YearPlanDetail>(
    "YearPlanDetail",
    [
        .identifier("id") { $0.plan.id.text }, .text("pairing") { $0.pairing.code }, .count("year") { $0.plan.year },
        .text("title") { $0.plan.title }, .count("edition") { $0.plan.edition }, .flag("isDraft") { $0.isDraft },
        .flag("isAgreed") { $0.plan.isAgreed },
        .texts("agreedBy") { $0.plan.agreements.keys.map(\.rawValue).sorted() }, .flag("mayPlan") { $0.mayPlan },
        .parts("listItems", itemShape) { $0.items }, .count("revision") { $0.plan.revision },
    ])

private let shareStepShape = Shape<OfferedStep>(
    "ShareStep", [.text("step") { $0.step }, .texts("needs") { $0.needs.map(\.rawValue).sorted() }])

private let shareOffersShape = Shape<ItemDetail.Share>(
    "ShareOffers",
    [
        .identifier("leg") { $0.leg.id.text }, .parts("offers", shareStepShape) { $0.offered },
        .flag("mayProgress") { $0.mayProgress },
    ])

let itemDetailShape = Shape<ItemDetail>(
    "ItemDetail",
    [.identifier("yearPlan") { $0.plan.id.text }, .text("pairing") { $0.pairing.code }]
        + itemFields { $0.line } + [
            .parts("shareOffers", shareOffersShape) { $0.shares }, .flag("mayPlan") { $0.mayPlan },
            .flag("mayReach") { $0.mayReach },
        ])

let newYearPlanSchema = Schema.object(
    .init("year", .whole(2022...2035)), .optional("takesTasks", .flag), .optional("takesUnfinished", .flag),
    .optional("takesSafeguards", .flag)
).closed.named("NewYearPlan")

private let columns = Schema(.map(Schema(.text(0...4_000, nil)))).example(["title": "Open a shared workshop"])

let newItemsSchema = Schema.object(.init("rows", .list(columns, 1...200))).closed.named("NewItems")

let itemChangeSchema = Schema.object(.init("columns", columns)).closed.named("ItemChange")

let shareMoveSchema = Schema.object(
    .init("step", .word(WorkLeg.Step.self)), .init("revision", .whole(0...2_147_483_647)),
    .optional("note", Schema(.text(0...2_000, nil))),
    .optional("evidence", Schema(.text(0...2_000, nil))), .optional("units", .list(.line(1...200), 1...50))
).closed.named("ShareMove")

let shareProgressSchema = Schema.object(
    .init("progress", .whole(0...1_000)), .init("revision", .whole(0...2_147_483_647))
).closed.named("ShareProgress")

let reachSchema = Schema.object(.init("reachedOn", Schema.day.nullable)).closed.named("MilestoneDay")
