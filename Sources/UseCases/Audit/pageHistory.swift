// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// The kinds of objects of which a program reads the history, as their pages show it.
package enum HistoryKind: String, CaseIterable, Sendable {
    case pairing, document, draft, plan, task, organisation, contact, user
}

extension UseCases {
    /// A page of what was done to an object, newest first, for whom the object's page shows it. A pairing is named by
    /// its code, everything else by its identity. Throws notFound, forbidden.
    package func historyPage(
        _ caller: Caller, of kind: HistoryKind, _ id: String, after: String?, limit: Int
    ) async throws -> Page<AuditLink> {
        try await recordPage("history:" + kind.rawValue + ":" + id, after: after, limit: limit) { connection in
            let object = try historyObject(caller, kind, id, connection)
            return AuditSearch(objectKind: kind.rawValue, objectID: object, result: .done)
        }
    }

    /// A page of what the caller did, newest first.
    package func ownHistory(_ caller: Caller, after: String?, limit: Int) async throws -> Page<AuditLink> {
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        guard let user = caller.userID else { throw UseCaseError("user", .notSignedIn) }
        return try await recordPage("history:own", after: after, limit: limit) { _ in AuditSearch(actor: user) }
    }

    private func recordPage(
        _ list: String, after: String?, limit: Int,
        _ search: @Sendable @escaping (any SQLConnection) throws -> AuditSearch
    ) async throws -> Page<AuditLink> {
        let limit = max(1, min(limit, 1_000))
        let before = try after.map { text in
            let values = try PageMark(text, list: list, secret: surroundings.signingSecret).values
            guard values.count == 1, let sequence = Int64(values[0]) else { throw PageMark.unreadable }
            return sequence
        }
        let found = try await database.read { connection in
            var wanted = try search(connection)
            wanted.before = before
            return try AuditQueries(connection).search(wanted, limit: limit + 1)
        }
        let next = found.count > limit ? found[limit - 1].sequence : nil
        return Page(
            items: Array(found.prefix(limit)),
            next: next.map { PageMark(list: list, values: [String($0)]).text(secret: surroundings.signingSecret) })
    }

    /// The identity under which the record keeps the object, once it is known that the caller may read its history.
    private func historyObject(
        _ caller: Caller, _ kind: HistoryKind, _ id: String, _ connection: any SQLConnection
    ) throws -> String {
        switch kind {
        case .pairing:
            try caller.require(.readDirectory, on: .installation, "pairing", knowing: .readDirectory)
            guard let pairing = try PairingQueries(connection).find(code: id) else {
                throw UseCaseError("pairing", .notFound)
            }
            return pairing.id.text
        case .document: return try findDocument(id, caller, connection).id.text
        case .draft: return try findDraft(id, caller, connection).record.id.text
        case .plan: return try findPlan(id, caller, connection).plan.id.text
        case .task: return try findTask(id, caller, connection).task.id.text
        case .organisation: return try managedBody(id, caller, connection)
        case .contact: return try managedContact(id, caller, connection)
        case .user: return try knownPerson(id, caller, connection).account.user.id.text
        }
    }

    /// A body's history is on its page for who sees to it.
    private func managedBody(_ id: String, _ caller: Caller, _ connection: any SQLConnection) throws -> String {
        try caller.require(.readOrganisation, on: .installation, "organisation", knowing: .readOrganisation)
        guard let id = Identifier<Organisation>(id), let body = try OrganisationQueries(connection).find(id) else {
            throw UseCaseError("organisation", .notFound)
        }
        try caller.require(
            .manageOrganisation, onAny: try PairingDirectory(connection).objects(of: body.division), "organisation",
            knowing: .readOrganisation)
        return body.id.text
    }

    private func managedContact(_ id: String, _ caller: Caller, _ connection: any SQLConnection) throws -> String {
        let directory = try PairingDirectory(connection)
        guard let id = Identifier<Contact>(id), let contact = try ContactQueries(connection).find(id)?.contact,
            let pairing = directory[contact.pairing]
        else { throw UseCaseError("contact", .notFound) }
        let object = directory.object(pairing, contact.side)
        try caller.require(.readContact, on: object, "contact", knowing: .readContact)
        try caller.require(.manageContact, on: object, "contact", knowing: .readContact)
        return contact.id.text
    }
}
