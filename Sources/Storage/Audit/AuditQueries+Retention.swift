// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

extension AuditQueries {
    /// The last link that can be removed with all before it: no link up to it is younger than `moment`. nil where there
    /// is none.
    package func lastRemovable(before moment: Instant) throws -> AuditHead? {
        let first = try connection.row(
            "SELECT min(sequence) FROM audit_event WHERE at >= ?", [.at(moment)])?.int64OrNil(0)
        let row = try connection.row(
            """
            SELECT sequence, hash FROM audit_event WHERE sequence < ?
            ORDER BY sequence DESC LIMIT 1
            """, [.integer(first ?? .max)])
        return try row.map { AuditHead(sequence: try $0.int64(0), hash: try $0.text(1)) }
    }

    /// Makes `anchor` the beginning of what is kept, and removes the links up to it. The database refuses where one of
    /// them is younger than six months.
    package func remove(upTo anchor: AuditHead) throws -> Int {
        try connection.run(
            "UPDATE audit_head SET anchor_sequence = ?, anchor_hash = ? WHERE id = 1",
            [.integer(anchor.sequence), .text(anchor.hash)])
        return try connection.run("DELETE FROM audit_event WHERE sequence <= ?", [.integer(anchor.sequence)])
    }

    /// The events from before the record was a chain, oldest first.
    package func unchained() throws -> [AuditEvent] {
        try connection.rows(
            """
            SELECT id, at, actor_kind, actor_id, actor_name, address, action, object_kind, object_id, pairing_id,
                before, after, request_id
            FROM audit_event_unchained ORDER BY at, id
            """
        ).map { row in
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

    /// How many entries lie outside of the chain; none once the program has started.
    package func countUnchained() throws -> Int {
        try connection.integer("SELECT count(*) FROM audit_event_unchained")
    }

    /// Forgets the events from before the chain, once they are links of it.
    package func removeUnchained() throws { try connection.run("DELETE FROM audit_event_unchained") }
}
