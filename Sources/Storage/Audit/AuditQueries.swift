// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The record of who did what. Entries are added and read; the database refuses everything else.
package struct AuditQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Adds an entry. Called in the transaction of the write that it tells of.
    package func append(_ event: AuditEvent) throws {
        var actor: (kind: String, id: SQLValue, name: String, address: String?)
        switch event.actor {
        case .user(let id, let name, let address): actor = ("user", .id(id), name, address)
        case .local: actor = ("local", .null, "local", nil)
        case .system: actor = ("system", .null, "system", nil)
        }
        try connection.run(
            """
            INSERT INTO audit_event (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(event.id), .at(event.at), .text(actor.kind), actor.id, .text(actor.name), .filled(actor.address),
                .text(event.action), .text(event.objectKind), .text(event.objectID), .id(event.pairing),
                .filled(event.before), .filled(event.after), .filled(event.requestID),
            ])
    }

    /// What happened to one object, newest first.
    package func history(of objectKind: String, _ objectID: String, limit: Int = 200) throws -> [AuditEvent] {
        try search(AuditSearch(objectKind: objectKind, objectID: objectID), limit: limit)
    }

    /// The entries that `search` asks for, newest first, at most `limit`. The next page begins at the last entry's
    /// `AuditPosition`.
    package func search(_ search: AuditSearch, limit: Int) throws -> [AuditEvent] {
        let condition = search.condition
        return try connection.rows(
            """
            SELECT \(Self.columns) FROM audit_event WHERE \(condition.sql)
            ORDER BY at DESC, id DESC LIMIT \(max(1, limit))
            """, condition.arguments
        ).map(read)
    }

    private static let columns = """
        id, at, actor_kind, actor_id, actor_name, address, action, object_kind, object_id, pairing_id, before, after, \
        request_id
        """

    private func read(_ row: SQLRow) throws -> AuditEvent {
        let actor: AuditActor =
            switch try row.text(2) {
            case "user": .user(try row.id(3), name: try row.text(4), address: try row.textOrNil(5))
            case "local": .local
            default: .system
            }
        return AuditEvent(
            id: try row.id(0), at: try row.instant(1), actor: actor, action: try row.text(6),
            objectKind: try row.text(7), objectID: try row.text(8), pairing: try row.idOrNil(9),
            before: try row.textOrNil(10), after: try row.textOrNil(11), requestID: try row.textOrNil(12))
    }
}
