// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows one contact's phone and mail, which is recorded.
func revealContact(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    let contact = try await visit.useCases.revealContact(try visit.caller, id: id)
    return try visit.show(
        ContactPage(
            id: id, pairing: contact.pairing, pairingLabel: visit.phrases("contacts.title"), name: contact.name,
            phone: contact.phone, mail: contact.mail, revision: nil, form: nil,
            history: nil, access: contact.mayExplain ? Address.access.path("contact", id) : nil, watching: nil))
}

/// Shows the form of a contact, with phone and mail, which is recorded.
func showContact(_ visit: Visit) async throws -> Response {
    try visit.show(try await contactPage(visit, typed: nil, failures: []))
}

/// Changes a contact; where somebody else changed the same field, both versions are shown.
func editContact(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        try await visit.useCases.editContact(try visit.caller, id: id, visit.form.edit(contactFieldNames))
        return visit.goOn(to: backToBook(visit), notice: "saved")
    } catch let collision as EditCollision {
        let phrases = visit.phrases
        let page = CollisionPage(
            collision, title: phrases("contacts.title"), back: backToBook(visit),
            action: Address.editContact.path(id), group: "contact", phrases, section: .contacts,
            extra: [("pairing", visit.form["pairing"])]
        ) { field, value in
            switch field {
            case "side": phrases("side." + value)
            case "kind": phrases("contact.kind." + value)
            default: value
            }
        }
        return try visit.show(page, status: .conflict)
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await contactPage(visit, typed: visit.form, failures: failures), status: status)
    }
}

/// Takes a contact out of the phone book.
func removeContact(_ visit: Visit) async throws -> Response {
    do {
        try await visit.useCases.removeContact(
            try visit.caller, id: try visit.value("id"), revision: visit.form.integer("revision") ?? -1)
        return visit.goOn(to: backToBook(visit), notice: "contactRemoved")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await contactPage(visit, typed: nil, failures: failures), status: status)
    }
}

private func backToBook(_ visit: Visit) -> String {
    Address.contacts.path() + "?pairing=" + visit.form["pairing"].percentEncodedPart
}

private func contactPage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> ContactPage {
    let id = try visit.value("id")
    let form = try await visit.useCases.contactForm(try visit.caller, id: id)
    let (phrases, language) = (visit.phrases, visit.language)
    let sides = Side.allCases.filter { $0.rawValue == form.fields["side"] }
    let shown = FormWriter("edit", "contact", phrases)
        .contact(form.fields, sides, form.pairing, language, bodies: form.bodies)
    let writer = FormWriter("edit", "contact", phrases, typed: typed, failures: failures)
    return ContactPage(
        id: id, pairing: form.pairing.code, pairingLabel: form.pairing.label(in: language),
        name: form.fields["name"] ?? "", phone: nil, mail: nil, revision: form.revision,
        form: writer.form(
            Address.editContact.path(id), submit: "form.save",
            writer.contact(form.fields, sides, form.pairing, language, bodies: form.bodies),
            hidden: [("revision", String(form.revision)), ("pairing", form.pairing.code)] + FormWriter.seen(shown)),
        history: HistoryView(form.history, phrases),
        access: form.mayExplain ? Address.access.path("contact", id) : nil,
        watching: visit.request.method == .get ? Watching(form.history) : nil)
}
