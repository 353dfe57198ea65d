// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let roleShape = Shape<GrantLabel>(
    "RoleGrant",
    [
        .word("role") { $0.grant.role }, .optionalText("pairing") { $0.pairing?.code },
        .optionalWord("side") { $0.side },
        .optionalText("province") { $0.province?.name }, .optionalText("organisation") { $0.organisation },
    ])

private let stateSchema = Schema(.word(["invited", "active", "disabled"]))

let personShape = Shape<PersonListing>(
    "User",
    [
        .identifier("id") { $0.user.id.text }, .text("username") { $0.user.username },
        .text("displayName") { $0.user.displayName }, .init("state", stateSchema) { .text($0.user.state.rawValue) },
        .word("language") { $0.user.language }, .count("revision") { $0.revision },
        .parts("roles", roleShape) { $0.roles },
    ])

let assignmentShape = Shape<PersonAssignment>(
    "Assignment",
    [
        .part("role", roleShape) { $0.label }, .init("from", .day) { .text($0.from.description) },
        .init("to", Schema.day.nullable) { .optional($0.to?.description) },
    ])

let matterShape = Shape<OpenMatterCount>(
    "OpenMatter",
    [
        .text("name") { $0.name }, .count("count") { $0.count }, .count("refused") { $0.refused },
        .flag("isCertain") { $0.isCertain },
    ])

let personDetailShape = Shape<PersonDetail>(
    "UserDetail",
    [
        .identifier("id") { $0.user.id.text }, .text("username") { $0.user.username },
        .text("displayName") { $0.user.displayName }, .init("state", stateSchema) { .text($0.user.state.rawValue) },
        .word("language") { $0.user.language }, .count("revision") { $0.revision },
        .moment("createdAt") { $0.createdAt }, .parts("roles", roleShape) { $0.roles },
        .parts("assignments", assignmentShape) { $0.assignments }, .parts("matters", matterShape) { $0.matters },
        .flag("mayChange") { $0.mayChange }, .flag("mayDisable") { $0.mayDisable },
        .flag("mayGrant") { $0.mayGrant }, .flag("mayHandOver") { $0.mayHandOver },
    ])

/// The link's token is null where the answer is given again under its Idempotency-Key.
let handedLinkSchema = Schema.object(
    .init("user", .identifier), .init("username", .text), .init("path", Schema.text.nullable)
).named("HandedLink")

let handOverShape = Shape<HandOverPreview>(
    "HandOver",
    [
        .count("revision") { $0.revision }, .optionalText("receiver") { $0.receiver?.username },
        .parts("matters", matterShape) { $0.matters }, .count("sessions") { $0.sessions },
        .count("tokens") { $0.tokens }, .count("invitations") { $0.invitations },
    ])

private let code = Schema(.text(3...100, .pairingCode)).nullable

let newGrantSchema = Schema.object(
    .init("role", .word(Role.self)), .optional("pairing", code), .optional("side", Schema.word(Side.self).nullable),
    .optional("province", Schema.division.nullable), .optional("organisation", Schema.line(1...100).nullable)
).closed.named("NewRoleGrant")

let newPersonSchema = Schema.object(
    .init("username", Schema(.text(2...64, .username))), .init("displayName", .line(1...64)),
    .optional("role", newGrantSchema.nullable)
).closed.named("NewUser")

let personChangeSchema = Schema.object(
    .optional("displayName", .line(1...64)), .optional("language", .word(Language.self))
).closed.named("UserChange")

let resetSchema = Schema.object(.optional("removesSecondFactor", .flag)).closed.named("PasswordReset")

let reasonSchema = Schema.object(.init("reason", .line(1...200))).closed.named("Reason")

let moveSchema = Schema.object(
    .init("position", .whole(0...100)), .init("role", newGrantSchema), .init("day", .day),
    .optional("receiver", Schema(.text(2...64, .username)).nullable)
).closed.named("UserMove")

let newHandOverSchema = Schema.object(
    .init("receiver", Schema(.text(2...64, .username))), .optional("reason", Schema.line(1...200).nullable),
    .optional("named", .flag)
).closed.named("NewHandOver")

/// The role that a body asks for, which fits its schema.
func readGrant(_ json: JSON?) -> WrittenGrant? {
    guard let json, let role = json["role"]?.text.flatMap(Role.init) else { return nil }
    return WrittenGrant(
        role: role, province: json["province"]?.text, pairing: json["pairing"]?.text,
        side: json["side"]?.text.flatMap(Side.init), organisation: json["organisation"]?.text)
}
