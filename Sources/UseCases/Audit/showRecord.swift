// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A page of the record with the names of what its entries are about.
package struct RecordListing: Sendable {
    package let page: Page<AuditLink>
    package let names: RecordNames
    /// The objects of the entries, by kind and identity.
    package let objects: [Watch: RecordedObject]
    /// All pairings, to choose from.
    package let pairings: [Pairing]
    /// The actions whose entries the caller may read, by kind.
    package let actions: [RecordedAction.Group]
}

/// What an entry of the record is about.
package struct RecordedObject: Hashable, Sendable {
    /// nil for a pairing, which has a name in each language, and for what is gone.
    package let name: String?
    /// Whether the caller may open its page.
    package let opens: Bool
}

extension UseCases {
    /// What `recordEntries` gives, with names: the caller may open what the object's own page would show.
    package func showRecord(_ caller: Caller, _ query: RecordQuery) async throws -> RecordListing {
        let page = try await recordEntries(caller, query)
        return try await database.read { connection in
            let events = page.items.map(\.event)
            let readable = try readableActions(caller)
            let groups = RecordedAction.groups.map { $0.only(readable) }
            return RecordListing(
                page: page, names: try RecordNames(of: events, connection),
                objects: try objects(of: events, caller, connection),
                pairings: try PairingQueries(connection).all(), actions: groups.filter { !$0.actions.isEmpty })
        }
    }

    /// The actions whose entries the caller may read; nil for all. Throws forbidden where there is none.
    func readableActions(_ caller: Caller) throws -> [String]? {
        if caller.may(.readAudit, on: .installation) { return nil }
        guard caller.may(.readAccessRecord, on: .installation) else {
            try caller.require(.readAudit, on: .installation, "audit", knowing: .readDirectory)
            return []
        }
        return RecordedAction.ofAccess
    }

    /// Whether the caller reads all of the record, and so may take out a stretch of the chain.
    package func readsWholeRecord(_ caller: Caller) -> Bool { caller.may(.readAudit, on: .installation) }

    private func objects(
        of events: [AuditEvent], _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [Watch: RecordedObject] {
        var objects: [Watch: RecordedObject] = [:]
        for (kind, ofKind) in Dictionary(grouping: events, by: \.objectKind) {
            let ids = Set(ofKind.map(\.objectID))
            let names = try AuditQueries(connection).names(of: kind, ids.sorted())
            for id in ids {
                objects[Watch(kind: kind, id: id)] = RecordedObject(
                    name: names[id], opens: try mayOpen(kind, id, caller, connection))
            }
        }
        return objects
    }

    /// Whether the object has a page that the caller may open: a contact's is the form by which it is kept.
    private func mayOpen(
        _ kind: String, _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> Bool {
        if kind == "contact" {
            do {
                _ = try managedContact(id, caller, connection)
                return true
            } catch is UseCaseError { return false }
        }
        if kind == "organisation" {
            guard let id = Identifier<Organisation>(id), try OrganisationQueries(connection).find(id) != nil else {
                return false
            }
        }
        if kind == "pairing" {
            guard let id = Identifier<Pairing>(id), try PairingQueries(connection).find(id) != nil else { return false }
        }
        // A person's own account has a page of its own; the one of the list is for those who see to people.
        if kind == "user" {
            do {
                _ = try knownPerson(id, caller, connection)
                return true
            } catch is UseCaseError { return false }
        }
        return try mayRead(kind, id, caller, connection)
    }
}

extension RecordedAction.Group {
    fileprivate func only(_ readable: [String]?) -> Self {
        guard let readable else { return self }
        return Self(kind: kind, actions: actions.filter(readable.contains))
    }
}
