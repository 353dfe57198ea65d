// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A contact with what only its changes need.
package struct ContactRecord: Hashable, Sendable {
    package var contact: Contact
    /// The first letters of the syllables of the name.
    package var initials: String?
    /// Rises by one with every change.
    package var revision: Int
    package var changedAt: Instant
    package var changedBy: String

    package init(
        contact: Contact, initials: String?, revision: Int, changedAt: Instant, changedBy: String
    ) {
        (self.contact, self.initials, self.revision) = (contact, initials, revision)
        (self.changedAt, self.changedBy) = (changedAt, changedBy)
    }
}

/// The phone books of the pairings.
package struct ContactQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Contact>) throws -> ContactRecord? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    /// The phone book of a pairing in its order: by side, kind, place.
    package func all(of pairing: Identifier<Pairing>) throws -> [ContactRecord] {
        try select(SQLCondition("pairing_id = ?", [.id(pairing)]))
    }

    /// The lines that name a body, of all pairings.
    package func all(of organisation: Identifier<Organisation>) throws -> [ContactRecord] {
        try select(SQLCondition("organisation_id = ?", [.id(organisation)]))
    }

    package func insert(_ record: ContactRecord) throws {
        try connection.insert(into: "contact", Self.columns, rows: [values(record)])
    }

    /// Sets everything but identity and pairing of a contact that has still the `revision` before that of `record`.
    /// Returns false where somebody else was faster.
    package func update(_ record: ContactRecord) throws -> Bool {
        let sets = Self.columns.dropFirst(2).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE contact SET \(sets) WHERE id = ? AND revision = ?",
            values(record).dropFirst(2) + [.id(record.contact.id), .integer(record.revision - 1)]) == 1
    }

    /// Returns false where somebody has changed or removed it since.
    package func remove(_ id: Identifier<Contact>, revision: Int) throws -> Bool {
        try connection.run(
            "DELETE FROM contact WHERE id = ? AND revision = ?", [.id(id), .integer(revision)]) == 1
    }

    private static let columns = [
        "id", "pairing_id", "side", "kind", "post", "name", "initials", "organisation_id", "phone", "mail", "position",
        "valid_from", "valid_to", "note", "revision", "changed_at", "changed_by",
    ]

    private func values(_ record: ContactRecord) -> [SQLValue] {
        let contact = record.contact
        return [
            .id(contact.id), .id(contact.pairing), .choice(contact.side), .choice(contact.kind), .text(contact.post),
            .text(contact.name), .filled(record.initials), .id(contact.organisation), .filled(contact.phone),
            .filled(contact.mail), .integer(contact.position), .day(contact.validFrom), .day(contact.validTo),
            .filled(contact.note), .integer(record.revision), .at(record.changedAt), .text(record.changedBy),
        ]
    }

    private func select(_ condition: SQLCondition) throws -> [ContactRecord] {
        try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM contact WHERE \(condition.sql)
            ORDER BY CASE WHEN side = 'oldArea' THEN 0 ELSE 1 END,
                CASE WHEN kind = 'leader' THEN 0 WHEN kind = 'office' THEN 1 ELSE 2 END, position, id
            """, condition.arguments
        ).map { row in
            let contact = Contact(
                id: try row.id(0), pairing: try row.id(1), side: try row.choice(2), kind: try row.choice(3),
                post: try row.text(4), name: try row.text(5), organisation: try row.idOrNil(7),
                phone: try row.textOrNil(8), mail: try row.textOrNil(9), position: try row.integer(10),
                validFrom: try row.dayOrNil(11), validTo: try row.dayOrNil(12), note: try row.textOrNil(13))
            return ContactRecord(
                contact: contact, initials: try row.textOrNil(6), revision: try row.integer(14),
                changedAt: try row.instant(15), changedBy: try row.text(16))
        }
    }
}
