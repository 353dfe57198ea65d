// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The phone book of a pairing, with what is personal masked.
package struct PhoneBook: Sendable {
    package let pairing: Pairing
    /// In its order: by side, kind, place.
    package let entries: [PhoneBookEntry]
    /// How many entries there are on all pages.
    package let count: Int
    /// The identity of the last entry of this page where others follow; nil where none does.
    package let next: String?
    /// The sides of which the caller may change the entries.
    package let managed: [Side]
}

/// One line of the phone book: a post, and who holds it.
package struct PhoneBookEntry: Sendable {
    package let id: Identifier<Contact>
    package let side: Side
    package let kind: Contact.Kind
    package let post: String
    package let name: String
    package let organisation: Identifier<Organisation>?
    /// Today's name of the body.
    package let body: String?
    package let maskedPhone: String?
    package let maskedMail: String?
    package let validFrom: CalendarDate?
    package let validTo: CalendarDate?
    package let note: String?
    package let position: Int
    package let revision: Int
    /// False for who held the post once, or will.
    package let isHeld: Bool
    package let mayReveal: Bool
    package let mayManage: Bool
}

/// What was masked, shown to one person on request; the record keeps that it was.
package struct RevealedContact: Sendable {
    package let name: String
    package let phone: String?
    package let mail: String?
    package let pairing: String
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
}

/// A contact as its form shows it; that it was shown is recorded.
package struct ContactForm: Sendable {
    package let id: Identifier<Contact>
    package let pairing: Pairing
    package let revision: Int
    /// side, kind, post, name, body, phone, mail, position, validFrom, validTo, note
    package let fields: [String: String]
    /// The names of bodies of the contact's place.
    package let bodies: [String]
    package let history: ObjectHistory
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
}
