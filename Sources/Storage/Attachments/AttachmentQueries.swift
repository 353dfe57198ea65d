// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Files that hang on something.
package struct AttachmentQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Those that were not taken away, the oldest first.
    package func all(of owner: AttachmentOwner) throws -> [Attachment] { try all(of: [owner]) }

    /// Those of several owners of one kind.
    package func all(of owners: [AttachmentOwner]) throws -> [Attachment] {
        try Dictionary(grouping: owners, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }.flatMap {
            kind, owners in
            let some = SQLCondition.in("owner_id", owners.map { .text($0.id) })
            return try connection.rows(
                """
                SELECT \(Self.columns.joined(separator: ", ")) FROM attachment
                WHERE owner_kind = ? AND \(some.sql) AND removed_at IS NULL ORDER BY owner_id, at, hash
                """, [.choice(kind)] + some.arguments
            ).map(read)
        }
    }

    /// Adds it; what was taken away before is there again.
    package func save(_ attachment: Attachment) throws {
        let values = zip(Self.columns, values(attachment)).map { ($0, $1) }
        try connection.upsert(
            into: "attachment", key: Array(values.prefix(3)), values.dropFirst(3) + [("removed_at", .null)])
    }

    package func remove(_ attachment: Attachment, at now: Instant) throws {
        try connection.run(
            "UPDATE attachment SET removed_at = ? WHERE owner_kind = ? AND owner_id = ? AND hash = ?",
            [.at(now), .choice(attachment.owner.kind), .text(attachment.owner.id), .text(attachment.hash)])
    }

    /// Whether any attachment is the file of this hash.
    package func needsFile(_ hash: String) throws -> Bool {
        try connection.exists(
            "SELECT 1 FROM attachment WHERE hash = ? AND removed_at IS NULL LIMIT 1", [.text(hash)])
    }

    private static let columns = [
        "owner_kind", "owner_id", "hash", "pairing_id", "name", "media_type", "size", "at", "by_id", "by_name",
    ]

    private func values(_ attachment: Attachment) -> [SQLValue] {
        [
            .choice(attachment.owner.kind), .text(attachment.owner.id), .text(attachment.hash),
            .id(attachment.pairing), .text(attachment.name), .choice(attachment.type),
            attachment.size.map { .integer($0) } ?? .null, .at(attachment.at), .id(attachment.by.account),
            .text(attachment.by.name),
        ]
    }

    private func read(_ row: SQLRow) throws -> Attachment {
        Attachment(
            owner: AttachmentOwner(try row.choice(0), try row.text(1)), pairing: try row.id(3), hash: try row.text(2),
            name: try row.text(4), type: try row.choice(5), size: try row.int64OrNil(6), at: try row.instant(7),
            by: SignedBy(account: try row.idOrNil(8), name: try row.text(9)))
    }
}
