// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The record of who did what: a chain to which links are added. The database refuses to change one.
package struct AuditQueries {
    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The end of the chain. Inside `write`, `isLocked` keeps others from adding to it until the transaction ends.
    package func head(isLocked: Bool = false) throws -> AuditHead {
        try heads(isLocked: isLocked).head
    }

    /// The end of the chain, and the link before the first one that is kept.
    package func heads(isLocked: Bool = false) throws -> (head: AuditHead, anchor: AuditHead) {
        let lock = isLocked ? connection.dialect.forUpdate : ""
        let row = try connection.row(
            "SELECT sequence, hash, anchor_sequence, anchor_hash FROM audit_head WHERE id = 1" + lock)
        guard let row else { throw SQLError(.unreadableValue, "audit_head has lost its row") }
        return (
            AuditHead(sequence: try row.int64(0), hash: try row.text(1)),
            AuditHead(sequence: try row.int64(2), hash: try row.text(3))
        )
    }

    /// The same; nil where the row is not there any more, or holds what the program never writes.
    package func headsIfThere() throws -> (head: AuditHead, anchor: AuditHead)? {
        do {
            return try heads()
        } catch let error as SQLError where error.cause == .unreadableValue { return nil }
    }

    /// Adds links, which follow the head in order and without a gap, and moves the head. Called at the end of a unit of
    /// work, with the head locked.
    package func append(_ links: [AuditLink]) throws {
        guard let last = links.last else { return }
        try connection.insert(into: "audit_event", Self.columns, rows: links.map(values))
        try connection.run(
            "UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1", [.integer(last.sequence), .text(last.hash)])
    }

    /// What happened to one object, newest first.
    package func history(of objectKind: String, _ objectID: String, limit: Int = 200) throws -> [AuditEvent] {
        try search(AuditSearch(objectKind: objectKind, objectID: objectID), limit: limit).map(\.event)
    }

    /// The links that `search` asks for, newest first, at most `limit`. The next page begins before the last one's
    /// sequence.
    ///
    /// With `oldestFirst` the other way round, and the next page begins after the last one's sequence.
    package func search(_ search: AuditSearch, limit: Int, oldestFirst: Bool = false) throws -> [AuditLink] {
        let condition = search.condition
        return try connection.rows(
            """
            SELECT \(Self.list) FROM audit_event WHERE \(condition.sql)
            ORDER BY sequence \(oldestFirst ? "ASC" : "DESC") LIMIT \(max(1, limit))
            """, condition.arguments
        ).map(read)
    }

    package func find(_ sequence: Int64) throws -> AuditLink? {
        try connection.row("SELECT \(Self.list) FROM audit_event WHERE sequence = ?", [.integer(sequence)]).map(read)
    }

    /// Calls `body` for each link after `from` up to `to`, oldest first.
    package func forEach(
        after from: Int64, upTo last: Int64, limit: Int? = nil, _ body: (AuditLink) throws -> Void
    ) throws {
        let end = limit.map { " LIMIT \(max(1, $0))" } ?? ""
        try connection.forEachRow(
            "SELECT \(Self.list) FROM audit_event WHERE sequence > ? AND sequence <= ? ORDER BY sequence" + end,
            [.integer(from), .integer(last)]
        ) { try body(read($0)) }
    }

    /// Calls `body` for each row of the chain as it lies in the database, oldest first, whatever it holds.
    package func forEachStored(_ body: (StoredLink) throws -> Void) throws {
        try connection.forEachRow("SELECT \(Self.list) FROM audit_event ORDER BY sequence", []) { row in
            let link = try? read(row)
            // What can't be read back as it was written was not written by the program.
            let isFaithful = link.map { values($0) == row.values } ?? false
            try body(
                StoredLink(
                    sequence: try? row.int64(0), previous: (try? row.text(18)) ?? "",
                    hash: (try? row.text(19)) ?? "", link: isFaithful ? link : nil))
        }
    }

    /// The sequences of the first link from a moment on and of the last one before another; nil where there is none.
    package func range(from: Instant?, to: Instant?) throws -> ClosedRange<Int64>? {
        let window = AuditSearch(from: from, to: to).condition
        let row = try connection.row(
            "SELECT min(sequence), max(sequence) FROM audit_event WHERE \(window.sql)", window.arguments)
        guard let row, let first = try row.int64OrNil(0), let last = try row.int64OrNil(1) else { return nil }
        return first...last
    }

    static let columns = [
        "sequence", "id", "at", "actor_kind", "actor_id", "actor_name", "body", "address", "session", "action",
        "object_kind", "object_id", "pairing_id", "before", "after", "result", "reason", "request_id",
        "previous_hash", "hash",
    ]
    static let list = columns.joined(separator: ", ")

    private func values(_ link: AuditLink) -> [SQLValue] {
        let event = link.event
        return [
            .integer(link.sequence), .id(event.id), .at(event.at), .text(event.actor.kind), .id(event.actor.id),
            .text(event.actor.name), .filled(event.body), .filled(event.actor.address), .filled(event.session),
            .text(event.action), .text(event.objectKind), .text(event.objectID), .id(event.pairing),
            .filled(event.before), .filled(event.after), .choice(event.result), .filled(event.reason),
            .filled(event.requestID), .text(link.previous), .text(link.hash),
        ]
    }

    private func read(_ row: SQLRow) throws -> AuditLink {
        let actor: AuditActor =
            switch try row.text(3) {
            case "user": .user(try row.id(4), name: try row.text(5), address: try row.textOrNil(7))
            case "local": .local
            default: .system
            }
        let event = AuditEvent(
            id: try row.id(1), at: try row.instant(2), actor: actor, body: try row.textOrNil(6),
            session: try row.textOrNil(8), action: try row.text(9), objectKind: try row.text(10),
            objectID: try row.text(11), pairing: try row.idOrNil(12), before: try row.textOrNil(13),
            after: try row.textOrNil(14), result: try row.choice(15), reason: try row.textOrNil(16),
            requestID: try row.textOrNil(17))
        return AuditLink(
            sequence: try row.int64(0), event: event, previous: try row.text(18), hash: try row.text(19))
    }
}

/// A row of the chain as it lies in the database.
package struct StoredLink: Hashable, Sendable {
    /// nil where it is no number.
    package let sequence: Int64?
    package let previous: String
    package let hash: String
    /// nil where the row holds what the program never writes.
    package let link: AuditLink?
}
