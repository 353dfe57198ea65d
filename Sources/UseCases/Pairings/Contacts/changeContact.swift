// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds a line to the phone book of a pairing. Throws invalid with the fields of the form.
    package func addContact(
        _ caller: Caller, pairing code: String, _ fields: [String: String]
    ) async throws -> Identifier<Contact> {
        try await write(caller) { connection in
            let (pairing, directory) = try phoneBookPairing(code, caller, connection)
            let empty = Contact(
                id: surroundings.identifier(), pairing: pairing.id, side: .oldArea, kind: .office, post: "", name: "")
            let contact = try ContactFields(fields).applied(to: empty, of: pairing, connection)
            try caller.require(
                .manageContact, on: directory.object(pairing, contact.side), "contact", knowing: .readContact)
            try insert(contact, connection, caller)
            return contact.id
        }
    }

    func insert(_ contact: Contact, _ connection: any SQLConnection, _ caller: Caller) throws {
        try ContactQueries(connection).insert(row(contact, revision: 1, caller))
        try record(
            connection, caller, "add", .contact(contact.id, contact.pairing),
            after: contact.recorded(try bodyName(of: contact, connection)))
    }

    /// Changes a line, merged with what others have changed since. Throws `EditCollision`.
    package func editContact(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            let (record, pairing, directory) = try managedContact(id, caller, connection)
            let before = record.contact
            let fields = ContactFields(before, body: try bodyName(of: before, connection))
            let values: [String: String]
            do {
                values = try edit.merged(into: fields.list, revision: record.revision, "contact")
            } catch let collision as EditCollision {
                throw try named(collision, "contact", before.id.text, connection)
            }
            let changed = try ContactFields(values).applied(to: before, of: pairing, connection)
            try caller.require(
                .manageContact, on: directory.object(pairing, changed.side), "contact", knowing: .readContact)
            guard changed != before else { return }
            try save(changed, over: record, connection, caller)
        }
    }

    func save(
        _ changed: Contact, over record: ContactRecord, _ connection: any SQLConnection, _ caller: Caller
    ) throws {
        guard try ContactQueries(connection).update(row(changed, revision: record.revision + 1, caller)) else {
            throw UseCaseError("contact", .stale(revision: record.revision))
        }
        try self.record(
            connection, caller, "change", .contact(changed.id, changed.pairing),
            before: record.contact.recorded(try bodyName(of: record.contact, connection)),
            after: changed.recorded(try bodyName(of: changed, connection)))
    }

    /// Takes a line out of the phone book. Returns the pairing's code.
    @discardableResult
    package func removeContact(_ caller: Caller, id: String, revision: Int) async throws -> String {
        try await write(caller) { connection in
            let (record, pairing, _) = try managedContact(id, caller, connection)
            guard record.revision == revision,
                try ContactQueries(connection).remove(record.contact.id, revision: revision)
            else { throw UseCaseError("contact", .stale(revision: record.revision)) }
            try self.record(
                connection, caller, "remove", .contact(record.contact.id, pairing.id),
                before: record.contact.recorded(try bodyName(of: record.contact, connection)))
            return pairing.code
        }
    }

    /// Shows one line's phone and mail to who may see them, and records that it did.
    package func revealContact(_ caller: Caller, id: String) async throws -> RevealedContact {
        try await write(caller) { connection in
            let (record, pairing, directory) = try knownContact(id, caller, connection)
            let contact = record.contact
            try caller.require(
                .revealContact, on: directory.object(pairing, contact.side), "contact", knowing: .readContact)
            try self.record(
                connection, caller, "reveal", .contact(contact.id, pairing.id),
                after: ["name": contact.name, "post": contact.post])
            return RevealedContact(
                name: contact.name, phone: contact.phone, mail: contact.mail, pairing: pairing.code,
                mayExplain: caller.may(.explainAccess, on: directory.object(pairing, contact.side)))
        }
    }

    /// A line as its form shows it, phone and mail too: that it was shown is recorded.
    package func contactForm(_ caller: Caller, id: String) async throws -> ContactForm {
        try await write(caller) { connection in
            let (record, pairing, directory) = try managedContact(id, caller, connection)
            let contact = record.contact
            try self.record(
                connection, caller, "reveal", .contact(contact.id, pairing.id),
                after: ["name": contact.name, "post": contact.post])
            let place = pairing.party(contact.side).division
            let bodies = try OrganisationQueries(connection).all(in: [place]).filter { $0.validTo == nil }
            return ContactForm(
                id: contact.id, pairing: pairing, revision: record.revision,
                fields: ContactFields(contact, body: try bodyName(of: contact, connection)).values,
                bodies: bodies.map(\.name),
                history: try history(of: Watch(kind: "contact", id: contact.id.text), in: connection),
                mayExplain: caller.may(.explainAccess, on: directory.object(pairing, contact.side)))
        }
    }

    func bodyName(of contact: Contact, _ connection: any SQLConnection) throws -> String? {
        try contact.organisation.flatMap { try OrganisationQueries(connection).find($0)?.name }
    }

    private func row(_ contact: Contact, revision: Int, _ caller: Caller) -> ContactRecord {
        ContactRecord(
            contact: contact, initials: initials(of: contact.name), revision: revision,
            changedAt: surroundings.now(), changedBy: caller.name)
    }

    func managedContact(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (ContactRecord, Pairing, PairingDirectory) {
        let found = try knownContact(id, caller, connection)
        try caller.require(
            .manageContact, on: found.2.object(found.1, found.0.contact.side), "contact", knowing: .readContact)
        return found
    }

    func knownContact(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (ContactRecord, Pairing, PairingDirectory) {
        let directory = try PairingDirectory(connection)
        guard let id = Identifier<Contact>(id), let record = try ContactQueries(connection).find(id),
            let pairing = directory[record.contact.pairing]
        else { throw UseCaseError("contact", .notFound) }
        try caller.require(
            .readContact, on: directory.object(pairing, record.contact.side), "contact", knowing: .readContact)
        return (record, pairing, directory)
    }
}
