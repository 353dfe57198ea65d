// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Files that hang on what the loop moves, and those that are on their way in. What bodies gave as evidence of their
    /// handling of orders is among them from now on.
    static let keepAttachments = Migration(32, "keepAttachments", attachments + uploads)

    private static let attachments: [Migration.Statement] = [
        // One that was taken away keeps its row: the record names it.
        """
        CREATE TABLE attachment (
            owner_kind TEXT NOT NULL CHECK (owner_kind IN ('filing', 'leg', 'handling', 'request', 'meeting')),
            owner_id TEXT NOT NULL,
            hash TEXT NOT NULL,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size BIGINT CHECK (size >= 0),
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            removed_at BIGINT,
            PRIMARY KEY (owner_kind, owner_id, hash)
        )
        """,
        "CREATE INDEX attachment_hash ON attachment (hash)",
        "CREATE INDEX attachment_pairing ON attachment (pairing_id)",
        """
        INSERT INTO attachment (owner_kind, owner_id, hash, pairing_id, name, media_type, at, by_name)
        SELECT 'handling', f.leg_id, f.hash, o.pairing_id, f.name, 'application/octet-stream', f.at, f.by_name
        FROM handling_file f JOIN handling_leg l ON l.id = f.leg_id JOIN supervision_order o ON o.id = l.order_id
        """,
        "DROP TABLE handling_file",
    ]

    private static let uploads: [Migration.Statement] = [
        """
        CREATE TABLE attachment_upload (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            owner_kind TEXT NOT NULL CHECK (owner_kind IN ('filing', 'leg', 'handling', 'request', 'meeting')),
            owner_id TEXT NOT NULL,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            body TEXT NOT NULL,
            name TEXT NOT NULL,
            mark TEXT,
            size BIGINT NOT NULL CHECK (size >= 1),
            received BIGINT NOT NULL CHECK (received >= 0),
            begun_at BIGINT NOT NULL,
            CHECK (received <= size)
        )
        """,
        "CREATE INDEX attachment_upload_owner ON attachment_upload (owner_kind, owner_id)",
        "CREATE INDEX attachment_upload_body ON attachment_upload (body)",
        "CREATE INDEX attachment_upload_begun ON attachment_upload (begun_at)",
        """
        CREATE TABLE attachment_part (
            upload_id TEXT NOT NULL REFERENCES attachment_upload (id) ON DELETE CASCADE,
            start_byte BIGINT NOT NULL CHECK (start_byte >= 0),
            length BIGINT NOT NULL CHECK (length >= 1),
            file TEXT NOT NULL,
            PRIMARY KEY (upload_id, start_byte)
        )
        """,
    ]
}
