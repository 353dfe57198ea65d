// SPDX-License-Identifier: Apache-2.0

/// One line of a pairing's phone book: a post first, then the person who holds it, since when and until when.
package struct Contact: Hashable, Sendable {
    /// Which part of the phone book it stands in.
    package enum Kind: String, CaseIterable, Sendable {
        /// A leading official.
        case leader
        /// The cooperation office.
        case office
        /// Whom a responsible unit names for the cooperation.
        case liaison
    }
    package let id: Identifier<Contact>
    package let pairing: Identifier<Pairing>
    package var side: Side
    package var kind: Kind
    package var post: String
    package var name: String
    package var organisation: Identifier<Organisation>?
    package var phone: String?
    package var mail: String?
    /// The place among the contacts of its kind, from 0.
    package var position: Int
    package var validFrom: CalendarDate?
    package var validTo: CalendarDate?
    package var note: String?

    package init(
        id: Identifier<Contact>, pairing: Identifier<Pairing>, side: Side, kind: Kind, post: String, name: String,
        organisation: Identifier<Organisation>? = nil, phone: String? = nil, mail: String? = nil, position: Int = 0,
        validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil, note: String? = nil
    ) {
        (self.id, self.pairing, self.side, self.kind) = (id, pairing, side, kind)
        (self.post, self.name, self.organisation) = (post, name, organisation)
        (self.phone, self.mail, self.position) = (phone, mail, position)
        (self.validFrom, self.validTo, self.note) = (validFrom, validTo, note)
    }

    /// Whether the person holds the post on a day.
    package func isHeld(on day: CalendarDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }

    /// The phone number with its middle hidden: `138****5678`.
    package var maskedPhone: String? { phone.map { masked($0, head: 3, tail: 4) } }

    /// The address with all but its first letter and its domain hidden: `z****@example.org`.
    package var maskedMail: String? {
        mail.map { mail in
            guard let at = mail.lastIndex(of: "@") else { return masked(mail, head: 1, tail: 0) }
            return masked(String(mail[..<at]), head: 1, tail: 0) + mail[at...]
        }
    }
}

/// `text` with four stars for all but its first `head` and its last `tail` characters; short text loses more.
package func masked(_ text: String, head: Int, tail: Int) -> String {
    let hidden = "****"
    guard text.count > head + tail else { return String(text.prefix(min(head, text.count / 3))) + hidden }
    return text.prefix(head) + hidden + text.suffix(tail)
}
