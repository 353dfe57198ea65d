// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The pairings whose phone books the caller may read.
    package func phoneBooks(_ caller: Caller) async throws -> [Pairing] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            return directory.pairings.filter { caller.may(.readContact, onAny: directory.sides(of: $0)) }
        }
    }

    /// The phone book of a pairing: those who hold their posts, with `former` also those who did. `text` is part of a
    /// name, a post or a body, or the initials of a name. With a `limit` the entries behind `after`, the `next` of the
    /// page before, and from the first where that is not among them any more.
    package func phoneBook(
        _ caller: Caller, pairing code: String, text: String = "", former: Bool = false, after: String? = nil,
        limit: Int? = nil
    ) async throws -> PhoneBook {
        try await database.read { connection in
            let (pairing, directory) = try phoneBookPairing(code, caller, connection)
            let entries = try entries(of: pairing, caller, directory, connection).filter { former || $0.isHeld }
            let found = matching(entries, text)
            let start = found.firstIndex { $0.id.text == after }.map { $0 + 1 } ?? 0
            let shown = Array(found.dropFirst(start).prefix(limit ?? found.count))
            return PhoneBook(
                pairing: pairing, entries: shown, count: found.count,
                next: start + shown.count < found.count ? shown.last?.id.text : nil,
                managed: Side.allCases.filter { caller.may(.manageContact, on: directory.object(pairing, $0)) })
        }
    }

    func phoneBookPairing(
        _ code: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (Pairing, PairingDirectory) {
        let directory = try PairingDirectory(connection)
        guard let pairing = directory.pairings.first(where: { $0.code == code }) else {
            throw UseCaseError("contact", .notFound)
        }
        try caller.require(
            .readContact, onAny: directory.sides(of: pairing), "contact", knowing: .readContact)
        return (pairing, directory)
    }

    func entries(
        of pairing: Pairing, _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> [PhoneBookEntry] {
        let records = try ContactQueries(connection).all(of: pairing.id).filter {
            caller.may(.readContact, on: directory.object(pairing, $0.contact.side))
        }
        let bodies = try bodyNames(of: records.map(\.contact), connection)
        let today = surroundings.now().day
        return records.map { record in
            let contact = record.contact
            let object = directory.object(pairing, contact.side)
            return PhoneBookEntry(
                id: contact.id, side: contact.side, kind: contact.kind, post: contact.post, name: contact.name,
                organisation: contact.organisation, body: contact.organisation.flatMap { bodies[$0] },
                maskedPhone: contact.maskedPhone, maskedMail: contact.maskedMail, validFrom: contact.validFrom,
                validTo: contact.validTo, note: contact.note, position: contact.position, revision: record.revision,
                isHeld: contact.isHeld(on: today), mayReveal: caller.may(.revealContact, on: object),
                mayManage: caller.may(.manageContact, on: object))
        }
    }

    /// The names of the bodies to which contacts belong, looked up at once.
    func bodyNames(
        of contacts: [Contact], _ connection: any SQLConnection
    ) throws -> [Identifier<Organisation>: String] {
        let ids = Set(contacts.compactMap(\.organisation))
        let bodies = try OrganisationQueries(connection).find(ids.sorted())
        return Dictionary(bodies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    private func matching(_ entries: [PhoneBookEntry], _ text: String) -> [PhoneBookEntry] {
        let wanted = text.trimmingWhitespace.lowercased()
        guard !wanted.isEmpty else { return entries }
        return entries.filter { entry in
            [entry.name, entry.post, entry.body ?? ""].contains { $0.lowercased().contains(wanted) }
                || initials(of: entry.name).hasPrefix(wanted)
        }
    }
}

extension PairingDirectory {
    func object(_ pairing: Pairing, _ side: Side) -> RuleObject { RuleObject(pairing: scope(pairing), side: side) }
    func sides(of pairing: Pairing) -> [RuleObject] { Side.allCases.map { object(pairing, $0) } }
}
