// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

let contactShape = Shape<PhoneBookEntry>(
    "Contact",
    [
        .identifier("id") { $0.id.text }, .word("side") { $0.side }, .word("kind") { $0.kind },
        .text("post") { $0.post }, .text("name") { $0.name },
        .optionalIdentifier("organisation") { $0.organisation?.text }, .optionalText("body") { $0.body },
        .optionalText("phone") { $0.maskedPhone }, .optionalText("mail") { $0.maskedMail },
        .init("validFrom", Schema.day.nullable) { .optional($0.validFrom?.description) },
        .init("validTo", Schema.day.nullable) { .optional($0.validTo?.description) },
        .optionalText("note") { $0.note }, .count("position") { $0.position }, .count("revision") { $0.revision },
        .flag("isHeld") { $0.isHeld }, .flag("mayReveal") { $0.mayReveal }, .flag("mayManage") { $0.mayManage },
    ])

private let revealedSchema = Schema.object(
    .init("name", .text), .init("phone", Schema.text.nullable), .init("mail", Schema.text.nullable)
).named("RevealedContact")

private let short = Schema(.text(0...100, .anyLine)).nullable

private let detailProperties: [Schema.Property] = [
    .optional("body", short), .optional("phone", short), .optional("mail", short),
    .optional("position", .whole(0...9_999)), .optional("validFrom", Schema.day.nullable),
    .optional("validTo", Schema.day.nullable), .optional("note", Schema(.text(0...500, .anyLine)).nullable),
]

private let newContactSchema = Schema(
    .object(
        [
            .init("side", .word(Side.self)), .init("kind", .word(Contact.Kind.self)), .init("post", .line(1...100)),
            .init("name", .line(1...64)),
        ] + detailProperties)
).closed.named("NewContact")

private let contactChangeSchema = Schema(
    .object(
        [
            .optional("side", .word(Side.self)), .optional("kind", .word(Contact.Kind.self)),
            .optional("post", .line(1...100)), .optional("name", .line(1...64)),
        ] + detailProperties)
).closed.named("ContactChange")

extension APIOperation {
    var contactDeclaration: Declaration {
        let path = "/api/v1/contacts/{id}"
        return switch self {
        case .listContacts:
            .list(
                "/api/v1/pairings/{code}/contacts", .readContact, contactShape.schema,
                query: [
                    .init(name: "q", schema: Schema(.text(0...200, .anyLine))), .init(name: "former", schema: .flag),
                    .init(name: "revealed", schema: .flag),
                ], also: [.workbook])
        case .addContact:
            .create(
                "/api/v1/pairings/{code}/contacts", .manageContact, .json(newContactSchema),
                .made(contactShape.schema))
        case .showContact: .get(path, .readContact, .object(contactShape.schema))
        case .editContact:
            .change(.patch, path, .manageContact, .object(contactShape.schema), taking: .json(contactChangeSchema))
        case .removeContact: .change(.delete, path, .manageContact, .nothing)
        default: .act(.post, path + "/reveal", .revealContact, .object(revealedSchema))
        }
    }
}

/// The phone book of a pairing, with phones and mail masked.
///
/// As a workbook it is the whole book; `revealed` shows there what the holder may see, which the record keeps.
func listContacts(_ call: Call) async throws -> Reply {
    if call.format == .workbook {
        let bytes = try await call.useCases.exportContacts(
            call.caller, pairing: call.value("code"), revealed: call.query["revealed"]?.flag ?? false,
            language: call.language)
        return workbookReply(bytes, "contacts")
    }
    let book = try await call.useCases.phoneBook(
        call.caller, pairing: call.value("code"), text: call.text("q") ?? "",
        former: call.query["former"]?.flag ?? false)
    return try await answerList(call, contactShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: book.entries, next: nil)
    }
}

/// Adds a line to the phone book of a pairing.
func addContact(_ call: Call) async throws -> Reply {
    let id = try await call.useCases.addContact(call.caller, pairing: call.value("code"), fields(call.body))
    let entry = try await call.useCases.contact(call.caller, id: id.text).entry
    return .created(
        contactShape.json(entry), at: APIOperation.showContact.path(id.text),
        tag: EntityTag(revision: entry.revision))
}

/// One line of a phone book.
func showContact(_ call: Call) async throws -> Reply {
    let entry = try await call.useCases.contact(call.caller, id: call.value("id")).entry
    return .json(contactShape.json(entry), tag: EntityTag(revision: entry.revision))
}

/// Changes a line of the phone book.
func editContact(_ call: Call) async throws -> Reply {
    let edit = Edit(revision: try await revision(of: call), values: fields(call.body))
    try await call.useCases.editContact(call.caller, id: call.value("id"), edit)
    return try await showContact(call)
}

/// Takes a line out of the phone book.
func removeContact(_ call: Call) async throws -> Reply {
    try await call.useCases.removeContact(
        call.caller, id: call.value("id"), revision: try await revision(of: call))
    return .nothing
}

/// Shows the phone and mail of one line, and records that it did.
func revealContact(_ call: Call) async throws -> Reply {
    let contact = try await call.useCases.revealContact(call.caller, id: call.value("id"))
    return .json([
        "name": .text(contact.name), "phone": .optional(contact.phone), "mail": .optional(contact.mail),
    ])
}

/// The members of a body as the form's fields; null empties one.
private func fields(_ body: JSON) -> [String: String] {
    guard case .object(let members) = body else { return [:] }
    return Dictionary(
        members.map { ($0.name, $0.value.text ?? $0.value.whole.map { String($0) } ?? "") },
        uniquingKeysWith: { first, _ in first })
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision { try await call.useCases.contact(call.caller, id: call.value("id")).entry.revision }
}
