// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

private let bodyFields: [Shape<Organisation>.Field] = [
    .identifier("id") { $0.id.text }, .text("name") { $0.name }, .word("kind") { $0.kind },
    .init("place", Schema.division.nullable) { .optional($0.division?.text) }, .texts("aliases") { $0.aliases },
    .optionalIdentifier("parent") { $0.parent?.text },
    .init("validFrom", Schema.day.nullable) { .optional($0.validFrom?.description) },
    .init("validTo", Schema.day.nullable) { .optional($0.validTo?.description) },
    .optionalIdentifier("successor") { $0.successor?.text }, .flag("isConfirmed") { $0.isConfirmed },
]

let organisationShape = Shape<OrganisationListing>(
    "Organisation",
    bodyFields.map { field in .init(field.name, field.schema) { field.value($0.organisation) } } + [
        .optionalText("placeName") { $0.place?.name }, .optionalText("parentName") { $0.parentName },
        .text("nameThen") { $0.name },
        .count("taskCount") { $0.taskCount }, .count("revision") { $0.revision },
    ])

private let nameShape = Shape<OrganisationName>(
    "OrganisationName",
    [
        .text("name") { $0.name }, .init("validFrom", Schema.day.nullable) { .optional($0.validFrom?.description) },
        .init("validTo", Schema.day.nullable) { .optional($0.validTo?.description) },
    ])

private let linkShape = Shape<OrganisationLink>(
    "OrganisationLink",
    [
        .identifier("id") { $0.organisation.id.text }, .text("name") { $0.organisation.name },
        .init("day", .day) { .text($0.on.description) },
        .init("kind", Schema(.word(["merge", "split"]))) { .text($0.kind.rawValue) },
    ])

private let spellingShape = Shape<SpellingListing>(
    "LearnedSpelling",
    [
        .identifier("id") { $0.id }, .text("spelling") { $0.spelling },
        .init("day", Schema.day.nullable) { .optional($0.day?.description) }, .moment("learnedAt") { $0.learnedAt },
        .flag("isRemoved") { $0.isRemoved }, .optionalIdentifier("draft") { $0.draft?.text },
    ])

let organisationDetailShape = Shape<OrganisationDetail>(
    "OrganisationDetail",
    bodyFields.map { field in .init(field.name, field.schema) { field.value($0.organisation) } } + [
        .optionalText("placeName") { $0.place?.name }, .optionalText("parentName") { $0.parent?.name },
        .count("revision") { $0.revision }, .count("taskCount") { $0.taskCount },
        .parts("names", nameShape) { $0.names }, .parts("predecessors", linkShape) { $0.predecessors },
        .parts("successors", linkShape) { $0.successors },
        .init("children", .list(.identifier)) { .texts($0.children.map(\.id.text)) },
        .texts("people") { $0.people }, .flag("mayManage") { $0.mayManage },
        .parts("learnedSpellings", spellingShape) { $0.spellings },
    ])

private let names = Schema.list(.line(1...100), 0...50)
private let place = Schema(.text(0...6, .divisionOrEmpty))

let newOrganisationSchema = Schema.object(
    .init("name", .line(1...100)), .init("kind", .word(OrganisationKind.self)), .init("place", place),
    .optional("aliases", names), .optional("parent", Schema.identifier.nullable),
    .optional("validFrom", Schema.day.nullable)
).closed.named("NewOrganisation")

let organisationChangeSchema = Schema.object(
    .optional("name", .line(1...100)), .optional("kind", .word(OrganisationKind.self)), .optional("place", place),
    .optional("aliases", names), .optional("parent", Schema.identifier.nullable),
    .optional("validFrom", Schema.day.nullable)
).closed.named("OrganisationChange")

let renameSchema = Schema.object(.init("name", .line(1...100)), .init("day", .day)).closed.named("Rename")

let mergeSchema = Schema.object(.init("heir", .identifier), .init("day", .day)).closed.named("Merge")

let splitSchema = Schema.object(
    .init("names", .list(.line(1...100), 1...20)), .init("goesOn", .flag), .init("day", .day)
).closed.named("SplitOrganisation")

let absorbSchema = Schema.object(.init("heir", .identifier)).closed.named("Absorb")
