// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let partyShape = Shape<PairingParty>(
    "Party",
    [
        .text("name") { $0.name }, .text("romanised") { $0.romanised },
        .init("division", .division) { .text($0.division.text) },
    ])

private let placeFields: [Shape<Pairing>.Field] = [
    .identifier("id") { $0.id.text }, .text("code") { $0.code }, .word("kind") { $0.kind },
    .part("oldArea", partyShape) { $0.oldArea }, .part("eastern", partyShape) { $0.eastern },
    .optionalText("region") { $0.region }, .part("term", yearSpanShape) { $0.term },
]

let pairingShape = Shape<PairingListing>(
    "Pairing",
    placeFields.map { field in .init(field.name, field.schema) { field.value($0.pairing) } } + [
        .optionalIdentifier("parent") { $0.pairing.parent?.text },
        .text("oldAreaProvince") { $0.oldAreaProvince.name }, .text("easternProvince") { $0.easternProvince.name },
        .optionalCount("taskCount") { $0.taskCount },
    ])

let pairingDetailShape = Shape<PairingDetail>(
    "PairingDetail",
    pairingShape.fields.map { field in .init(field.name, field.schema) { field.value($0.listing) } } + [
        .optionalText("parentCode") { $0.parent?.code }, .texts("children") { $0.children.map(\.code) },
        .parts("plans", planShape) { $0.plans }, .flag("mayUpload") { $0.mayUpload },
        .flag("mayAddChild") { $0.mayAddChild },
    ])

private let newPartySchema = Schema.object(
    .init("name", .line(1...100)), .init("romanised", .line(1...100)), .init("division", .division)
).closed.named("NewParty")

private let termSchema = Schema.object(
    .init("from", .whole(1949...2100)), .init("to", .whole(1949...2100))
).closed.named("NewTerm")

let newPairingSchema = Schema.object(
    .init("code", .pairingCode), .init("kind", .word(PairingKind.self)), .init("oldArea", newPartySchema),
    .init("eastern", newPartySchema), .optional("region", Schema.line(1...100).nullable), .init("term", termSchema),
    .optional("parent", Schema(.text(3...100, .pairingCode)).nullable)
).closed.named("NewPairing")
