// SPDX-License-Identifier: Apache-2.0
package import Domain
import OfficeFiles
import SQLCore
import Storage

/// What the record is searched by; a field that is nil asks for nothing.
package struct RecordQuery: Hashable, Sendable {
    /// Who acted: a log-in name, or a part of it or of the person's name.
    package var person: String?
    package var objectKind: String?
    /// The object's identity, or a part of its name or title.
    package var object: String?
    /// What was asked for: a code such as `plan.adopt`, or a sentence.
    package var action: String?
    /// The codes that `action` means in the language of who asks; nil for the code that it is.
    package var actions: [String]?
    package var result: AuditResult?
    /// The pairing's code or identity, or a part of its name as it is printed.
    package var pairing: String?
    package var from: Instant?
    /// Not counted itself.
    package var to: Instant?
    package var after: String?
    package var limit = 50

    package init() {}

    /// Whether it asks for more than a stretch of time, so that what it finds is no stretch of the chain.
    package var leavesOut: Bool {
        person != nil || objectKind != nil || object != nil || action != nil || result != nil || pairing != nil
    }
}

extension UseCases {
    /// A page of the record, newest first. The search for a person is recorded itself.
    package func recordEntries(_ caller: Caller, _ query: RecordQuery) async throws -> Page<AuditLink> {
        let limit = pageLength(query.limit)
        let before = try query.after.map { text in
            let values = try PageMark(text, list: "audit", secret: surroundings.signingSecret).values
            guard values.count == 1, let sequence = Int64(values[0]) else { throw PageMark.unreadable }
            return sequence
        }
        let found = try await database.read { connection -> [AuditLink] in
            let readable = try readableActions(caller)
            var search = try search(query, connection)
            if let readable { search.actions.append(readable) }
            search.before = before
            return try AuditQueries(connection).search(search, limit: limit + 1)
        }
        if let person = query.person, before == nil {
            try await recordRead(caller, "search", .record, ["person": person])
        }
        let next = found.count > limit ? found[limit - 1].sequence : nil
        return Page(
            items: Array(found.prefix(limit)),
            next: next.map {
                PageMark(list: "audit", values: [String($0)]).text(secret: surroundings.signingSecret)
            })
    }

    /// Asks before what was found is taken out: throws confirmationNeeded where the password must be given again.
    package func beginDownload(_ caller: Caller, _ query: RecordQuery) async throws {
        try await write(caller) { connection in
            _ = try readableActions(caller)
            try requireFresh(connection, caller)
            try record(
                connection, caller, "export", .record,
                after: [
                    "person": query.person, "kind": query.objectKind, "object": query.object, "action": query.action,
                    "result": query.result?.rawValue, "pairing": query.pairing, "from": query.from?.isoText,
                    "to": query.to?.isoText,
                ])
        }
    }

    private func search(_ query: RecordQuery, _ connection: any SQLConnection) throws -> AuditSearch {
        var search = AuditSearch(
            objectKind: query.objectKind, result: query.result, from: query.from, to: query.to)
        if let action = query.action { search.actions = [query.actions ?? [action]] }
        if let person = query.person {
            search.actors = try people(named: person, connection)
            // Who bore the name then, and the command line and the program, which are in no list of people.
            if search.actors == [] { (search.actors, search.actorName) = (nil, person) }
        }
        if let pairing = query.pairing { search.pairings = try pairings(named: pairing, connection) }
        if let object = query.object {
            if Identifier<AuditEvent>(object) != nil || object == "-" {
                search.objectID = object
            } else {
                search.object = object
                search.namedPairings = try pairings(named: object, connection)
            }
        }
        return search
    }

    /// The one of this log-in name, else those of this name, else those in whose names it stands.
    private func people(named text: String, _ connection: any SQLConnection) throws -> [Identifier<User>] {
        let queries = AccountQueries(connection)
        if let account = try queries.find(username: text.lowercased()) { return [account.user.id] }
        var filter = AccountFilter()
        filter.text = text
        let found = try queries.page(filter, after: nil, limit: 500).map(\.user)
        let exact = found.filter { $0.displayName == text }
        return (exact.isEmpty ? found : exact).map(\.id)
    }

    private func pairings(named text: String, _ connection: any SQLConnection) throws -> [Identifier<Pairing>] {
        let all = try PairingQueries(connection).all()
        let exact = all.filter { $0.code == text || $0.id.text == text }
        guard exact.isEmpty else { return exact.map(\.id) }
        let wanted = text.lowercased()
        return all.filter { pairing in
            pairing.printedNames.contains { $0.lowercased().contains(wanted) }
        }.map(\.id)
    }
}

extension Pairing {
    /// As lists print it, in both languages.
    fileprivate var printedNames: [String] {
        func name(_ party: PairingParty) -> String { party.romanised.isEmpty ? party.name : party.romanised }
        return [oldArea.name + " – " + eastern.name, name(oldArea) + " – " + name(eastern)]
    }
}

/// The links as lines of comma-separated text; with the heading where `isFirst`.
package func recordTable(_ links: [AuditLink], isFirst: Bool) -> [UInt8] {
    let names = [
        "sequence", "at", "actorKind", "actor", "name", "body", "address", "session", "action", "objectKind", "object",
        "pairing", "result", "reason", "before", "after", "request", "hash",
    ]
    let columns = names.map { SheetColumn(header: $0, width: 20) }
    let rows = links.map { link -> [SheetCell] in
        let event = link.event
        let values: [String?] = [
            event.at.isoText, event.actor.kind, event.actor.id?.text, event.actor.name, event.body,
            event.actor.address, event.session, event.action, event.objectKind, event.objectID, event.pairing?.text,
            event.result.rawValue, event.reason, event.before, event.after, event.requestID, link.hash,
        ]
        return [.number(Double(link.sequence))] + values.map { $0.map { .text($0) } ?? .empty }
    }
    let heading = writeCSV(Sheet(title: "audit", columns: columns, rows: []))
    let table = writeCSV(Sheet(title: "audit", columns: columns, rows: rows))
    return isFirst ? table : Array(table.dropFirst(heading.count))
}
