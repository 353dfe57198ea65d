// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the phone book of the chosen pairing, of the first where none is chosen.
func showContacts(_ visit: Visit) async throws -> Response {
    try visit.show(try await contactsPage(visit, code: visit.query.optional("pairing"), typed: nil, failures: []))
}

/// Adds a line to the phone book.
func addContact(_ visit: Visit) async throws -> Response {
    let form = visit.form
    do {
        _ = try await visit.useCases.addContact(
            try visit.caller, pairing: form["pairing"], readContact(form))
        return visit.goOn(
            to: Address.contacts.path() + "?pairing=" + form["pairing"].percentEncodedPart, notice: "saved")
    } catch {
        let (failures, status) = try refusal(of: error)
        let page = try await contactsPage(visit, code: form["pairing"], typed: form, failures: failures)
        return try visit.show(page, status: status)
    }
}

let contactFieldNames = [
    "side", "kind", "post", "name", "body", "phone", "mail", "position", "validFrom", "validTo", "note",
]

private func readContact(_ form: FormFields) -> [String: String] {
    Dictionary(contactFieldNames.map { ($0, form[$0]) }, uniquingKeysWith: { first, _ in first })
}

private func contactsPage(
    _ visit: Visit, code: String?, typed: FormFields?, failures: [ValidationFailure]
) async throws -> ContactsPage {
    let caller = try visit.caller
    let (phrases, language) = (visit.phrases, visit.language)
    let watching = try await visit.watching(Watch(kind: "contacts", id: "all"))
    let books = try await visit.useCases.phoneBooks(caller)
    guard let code = code ?? books.first?.code else { throw UseCaseError("contact", .notFound) }
    let (text, former) = (visit.query["q"], visit.query.optional("former") != nil)
    let (after, isWhole) = (visit.query.optional("after"), visit.query.optional("whole") != nil)
    let book = try await visit.useCases.phoneBook(
        caller, pairing: code, text: text, former: former, after: after, limit: isWhole ? nil : 50)
    let path = Address.contacts.path() + "?pairing=" + code.percentEncodedPart
    let filter = path + (text.isEmpty ? "" : "&q=" + text.percentEncodedPart) + (former ? "&former=1" : "")
    let workbook = Address.contactsAsWorkbook.path() + "?pairing=" + code.percentEncodedPart
    // The address of a form can't be fetched anew.
    let isShown = visit.request.method == .get
    let writer = FormWriter("new", "contact", phrases, typed: typed, failures: failures)
    return ContactsPage(
        pairing: code, pairingLabel: book.pairing.label(in: language),
        pairings: renderOptions(
            books.map { Choice(value: $0.code, label: $0.label(in: language), isChosen: $0.code == code) }),
        text: text, former: former,
        sides: Side.allCases.compactMap { side in
            let entries = book.entries.filter { $0.side == side }
            return entries.isEmpty
                ? nil
                : ContactsPage.Side(
                    name: book.pairing.party(side, in: language), groups: ContactsPage.groups(entries, phrases))
        },
        count: book.count, isEmpty: book.entries.isEmpty, isFiltered: !text.isEmpty,
        first: after == nil ? nil : filter, next: book.next.map { filter + "&after=" + $0 },
        whole: isWhole || book.count <= 50 ? nil : filter + "&whole=1", workbook: workbook,
        revealed: book.entries.contains(where: \.mayReveal) ? workbook + "&revealed=1" : nil,
        importing: book.managed.isEmpty ? nil : Address.showImport.path("contacts"),
        form: book.managed.isEmpty
            ? nil
            : writer.form(
                Address.addContact.path(), submit: "contacts.add",
                writer.contact(
                    ["side": book.managed.count == 1 ? book.managed[0].rawValue : ""], book.managed, book.pairing,
                    language, bodies: []),
                hidden: [("pairing", code)]), watching: isShown ? watching : nil)
}

extension FormWriter {
    /// The fields of a contact.
    func contact(
        _ values: [String: String], _ sides: [Side], _ pairing: Pairing, _ language: Language, bodies: [String]
    ) -> [FormModel.Field] {
        func value(_ name: String) -> String { values[name] ?? "" }
        return [
            select(
                "side", value("side"), sides.map { ($0.rawValue, pairing.party($0, in: language)) }, isRequired: true),
            select(
                "kind", value("kind"),
                Contact.Kind.allCases.map { ($0.rawValue, phrases("contact.kind." + $0.rawValue)) }, isRequired: true),
            text("post", value("post"), isRequired: true), text("name", value("name"), isRequired: true, longest: 64),
            text("body", value("body"), suggestions: bodies), text("phone", value("phone"), type: "tel", longest: 40),
            text("mail", value("mail"), type: "email"), text("position", value("position"), type: "number", longest: 4),
            date("validFrom", value("validFrom")), date("validTo", value("validTo")), long("note", value("note")),
        ]
    }
}

extension ContactsPage {
    /// Leaders first, then the office, then the liaisons of each body.
    fileprivate static func groups(_ entries: [PhoneBookEntry], _ phrases: Phrases) -> [Group] {
        let names = entries.filter { $0.kind == .liaison }.map { $0.body ?? "" }
        var bodies: [String] = []
        for name in names where !bodies.contains(name) { bodies.append(name) }
        func group(_ name: String, _ members: [PhoneBookEntry]) -> Group? {
            members.isEmpty ? nil : Group(name: name, entries: members.map { Entry($0, phrases) })
        }
        let heads = [Contact.Kind.leader, .office].compactMap { kind in
            group(phrases("contact.kind." + kind.rawValue), entries.filter { $0.kind == kind })
        }
        return heads
            + bodies.compactMap { body in
                group(
                    body.isEmpty ? phrases("contact.kind.liaison") : body,
                    entries.filter { $0.kind == .liaison && ($0.body ?? "") == body })
            }
    }
}

extension ContactsPage.Entry {
    init(_ entry: PhoneBookEntry, _ phrases: Phrases) {
        self.init(
            id: entry.id.text, post: entry.post, name: entry.name, body: entry.kind == .liaison ? nil : entry.body,
            phone: entry.maskedPhone, mail: entry.maskedMail,
            period: periodText(entry.validFrom, entry.validTo, phrases), note: entry.note, isHeld: entry.isHeld,
            mayReveal: entry.mayReveal && (entry.maskedPhone != nil || entry.maskedMail != nil),
            mayManage: entry.mayManage)
    }
}
