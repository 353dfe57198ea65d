// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Files that are on their way in. Which bytes are here is told by the rows alone: several instances write them.
package struct AttachmentUploadQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<AttachmentUpload>) throws -> AttachmentUpload? {
        try select("WHERE id = ?", [.id(id)]).first
    }

    /// What a person has under way on something, the oldest first.
    package func all(of owner: AttachmentOwner, by account: Identifier<User>) throws -> [AttachmentUpload] {
        try select(
            "WHERE owner_kind = ? AND owner_id = ? AND account_id = ? ORDER BY begun_at, id",
            [.choice(owner.kind), .text(owner.id), .id(account)])
    }

    /// How many are under way on something.
    package func count(of owner: AttachmentOwner) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM attachment_upload WHERE owner_kind = ? AND owner_id = ?",
            [.choice(owner.kind), .text(owner.id)])
    }

    /// How many bytes a body has promised and not finished.
    package func promised(by body: String) throws -> Int64 {
        let rows = try connection.rows(
            "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM attachment_upload WHERE body = ?", [.text(body)])
        return try rows.first?.int64(0) ?? 0
    }

    package func begun(before moment: Instant) throws -> [Identifier<AttachmentUpload>] {
        try connection.rows(
            "SELECT id FROM attachment_upload WHERE begun_at < ? ORDER BY begun_at LIMIT 1000", [.at(moment)]
        ).map { try $0.id(0) }
    }

    package func insert(_ upload: AttachmentUpload) throws {
        try connection.insert(
            into: "attachment_upload", Self.columns,
            rows: [
                [
                    .id(upload.id), .choice(upload.owner.kind), .text(upload.owner.id), .id(upload.pairing),
                    .id(upload.account), .text(upload.body), .text(upload.name), .filled(upload.mark),
                    .integer(upload.size), .integer(upload.received), .at(upload.begunAt),
                ]
            ])
    }

    /// Adds bytes behind those that are here. Returns false where others are there by now.
    package func append(_ part: AttachmentPart, to upload: Identifier<AttachmentUpload>) throws -> Bool {
        let isNext =
            try connection.run(
                "UPDATE attachment_upload SET received = received + ? WHERE id = ? AND received = ?",
                [.integer(part.length), .id(upload), .integer(part.start)]) == 1
        guard isNext else { return false }
        try connection.insert(
            into: "attachment_part", ["upload_id", "start_byte", "length", "file"],
            rows: [[.id(upload), .integer(part.start), .integer(part.length), .text(part.file)]])
        return true
    }

    /// In the order of the file.
    package func parts(of upload: Identifier<AttachmentUpload>) throws -> [AttachmentPart] {
        try connection.rows(
            "SELECT start_byte, length, file FROM attachment_part WHERE upload_id = ? ORDER BY start_byte",
            [.id(upload)]
        ).map { AttachmentPart(start: try $0.int64(0), length: try $0.int64(1), file: try $0.text(2)) }
    }

    /// Takes it away with its parts. Returns false where it is gone.
    package func remove(_ upload: Identifier<AttachmentUpload>) throws -> Bool {
        try connection.run("DELETE FROM attachment_part WHERE upload_id = ?", [.id(upload)])
        return try connection.run("DELETE FROM attachment_upload WHERE id = ?", [.id(upload)]) == 1
    }

    private static let columns = [
        "id", "owner_kind", "owner_id", "pairing_id", "account_id", "body", "name", "mark", "size", "received",
        "begun_at",
    ]

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [AttachmentUpload] {
        try connection.rows(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM attachment_upload \(rest)", arguments
        ).map { row in
            AttachmentUpload(
                id: try row.id(0), owner: AttachmentOwner(try row.choice(1), try row.text(2)),
                pairing: try row.id(3), account: try row.id(4), body: try row.text(5), name: try row.text(6),
                mark: try row.textOrNil(7) ?? "", size: try row.int64(8), received: try row.int64(9),
                begunAt: try row.instant(10))
        }
    }
}
