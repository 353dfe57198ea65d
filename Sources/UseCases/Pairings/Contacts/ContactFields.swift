// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore
import Storage

/// What a form says of a contact.
struct ContactFields {
    static let names = [
        "side", "kind", "post", "name", "body", "phone", "mail", "position", "validFrom", "validTo", "note",
    ]
    var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    init(_ contact: Contact, body: String?) {
        values = [
            "side": contact.side.rawValue, "kind": contact.kind.rawValue, "post": contact.post, "name": contact.name,
            "body": body ?? "", "phone": contact.phone ?? "", "mail": contact.mail ?? "",
            "position": String(contact.position), "validFrom": contact.validFrom?.description ?? "",
            "validTo": contact.validTo?.description ?? "", "note": contact.note ?? "",
        ]
    }

    var list: [EditableField] { Self.names.map { EditableField($0, values[$0] ?? "") } }

    private func text(_ name: String) -> String { (values[name] ?? "").trimmingWhitespace }

    /// The contact with these fields. Throws invalid with every field that won't do.
    func applied(to contact: Contact, of pairing: Pairing, _ connection: any SQLConnection) throws -> Contact {
        var changed = contact
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String) {
            failures.append(ValidationFailure(field: field, message: message))
        }
        if let side = Side(rawValue: text("side")) { changed.side = side } else { fail("side", "contact.sideMissing") }
        if let kind = Contact.Kind(rawValue: text("kind")) {
            changed.kind = kind
        } else {
            fail("kind", "contact.kindMissing")
        }
        (changed.post, changed.name) = (text("post"), text("name"))
        if !(1...100).contains(changed.post.count) { fail("post", "contact.postForm") }
        if !(1...64).contains(changed.name.count) { fail("name", "user.displayNameForm") }
        changed.phone = filled("phone")
        if let phone = changed.phone, !isPhone(phone) { fail("phone", "contact.phoneForm") }
        changed.mail = filled("mail")
        if let mail = changed.mail, !isMail(mail) { fail("mail", "contact.mailForm") }
        changed.note = filled("note")
        if (changed.note ?? "").count > 500 { fail("note", "contact.noteForm") }
        if let position = text("position").isEmpty ? 0 : Int(text("position")), (0...9_999).contains(position) {
            changed.position = position
        } else {
            fail("position", "contact.positionForm")
        }
        changed.validFrom = day("validFrom", fail)
        changed.validTo = day("validTo", fail)
        if let from = changed.validFrom, let to = changed.validTo, from > to { fail("validTo", "contact.endsBefore") }
        changed.organisation = nil
        if !text("body").isEmpty {
            let found = try bodyNamed(text("body"), in: pairing.party(changed.side).division, connection)?.id
            if found == nil { fail("body", "organisation.unknown") }
            changed.organisation = found
        }
        guard failures.isEmpty else { throw UseCaseError("contact", .invalid(failures)) }
        return changed
    }

    private func filled(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }

    private func day(_ name: String, _ fail: (String, String) -> Void) -> CalendarDate? {
        guard let text = filled(name) else { return nil }
        let day = CalendarDate(iso: text)
        if day == nil { fail(name, "correction.dateForm") }
        return day
    }

    private func isPhone(_ text: String) -> Bool {
        let digits = text.count { $0.isASCII && $0.isNumber }
        return (3...20).contains(digits) && text.count <= 40
            && text.allSatisfy { ($0.isASCII && $0.isNumber) || " +-()/,;*#".contains($0) } && !text.contains("*")
    }

    private func isMail(_ text: String) -> Bool {
        text.count <= 100 && text.wholeMatch(of: #/[^@\s*]+@[^@\s*]+\.[^@\s*]+/#) != nil
    }
}

extension Contact {
    /// As the record keeps it: without the middle of phone and mail.
    func recorded(_ body: String?) -> AuditFields {
        [
            "side": side.rawValue, "kind": kind.rawValue, "post": post, "name": name, "body": body,
            "phone": maskedPhone, "mail": maskedMail, "position": String(position),
            "validFrom": validFrom?.description, "validTo": validTo?.description, "note": note,
        ]
    }
}

extension AuditSubject {
    static func contact(_ id: Identifier<Contact>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "contact", id: id.text, pairing: pairing)
    }
}

/// The first letters of the syllables of a Chinese name, or of the words of another: `wxm`.
func initials(of name: String) -> String {
    let latin = name.map { character -> String in
        let spelt = String(character).applyingTransform(.mandarinToLatin, reverse: false) ?? String(character)
        return character.isASCII ? spelt : " " + spelt + " "
    }.joined()
    let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
    return plain.lowercased().split { !$0.isLetter && !$0.isNumber }.compactMap(\.first).map { String($0) }.joined()
}
