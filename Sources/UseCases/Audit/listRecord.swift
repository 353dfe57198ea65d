// SPDX-License-Identifier: Apache-2.0
package import Domain
import OfficeFiles
import SQLCore
import Storage

/// What the record is searched by; a field that is nil asks for nothing.
package struct RecordQuery: Hashable, Sendable {
    /// The log-in name of who acted.
    package var person: String?
    /// The kind of the object and, with it, its identity.
    package var objectKind: String?
    package var object: String?
    /// Such as `plan.adopt`.
    package var action: String?
    package var result: AuditResult?
    /// The pairing's code.
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
        let limit = max(1, min(query.limit, 1_000))
        let before = try query.after.map { text in
            let values = try PageMark(text, list: "audit", secret: surroundings.signingSecret).values
            guard values.count == 1, let sequence = Int64(values[0]) else { throw PageMark.unreadable }
            return sequence
        }
        let found = try await database.read { connection -> [AuditLink] in
            try caller.require(.readAudit, on: .installation, "audit", knowing: .readDirectory)
            guard var search = try search(query, connection) else { return [] }
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
            try caller.require(.readAudit, on: .installation, "audit", knowing: .readDirectory)
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

    /// nil where it asks for a person or a pairing that there is not.
    private func search(_ query: RecordQuery, _ connection: any SQLConnection) throws -> AuditSearch? {
        var search = AuditSearch(
            objectKind: query.objectKind, objectID: query.object, action: query.action, result: query.result,
            from: query.from, to: query.to)
        if let person = query.person {
            guard let account = try AccountQueries(connection).find(username: person) else { return nil }
            search.actor = account.user.id
        }
        if let code = query.pairing {
            guard let pairing = try PairingQueries(connection).find(code: code) else { return nil }
            search.pairing = pairing.id
        }
        return search
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
