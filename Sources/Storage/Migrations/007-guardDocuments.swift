// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What two people at once must not do twice is refused by the schema; wordings keep the units that were printed.
    static let guardDocuments = Migration(
        7, "guardDocuments", preparing: mergeDoubles,
        [
            // A file is one document of its pairing, which has one draft that is being corrected.
            "CREATE UNIQUE INDEX document_file ON document (pairing_id, hash)",
            "CREATE UNIQUE INDEX draft_open ON draft (document_id) WHERE state = 'open'",
            // One printed unit a line. NULL where the version was adopted before this migration.
            "ALTER TABLE plan_task_wording ADD COLUMN units TEXT",
            // From where a message came, so that one address can't use up what all may send.
            "ALTER TABLE feedback ADD COLUMN address TEXT",
            "CREATE INDEX feedback_address ON feedback (address, at)",
        ])

    /// The same file handed in twice by two people at once was two documents: the first stays, with the drafts and
    /// versions of both. Of two open drafts of one document the one that was touched last stays open.
    private static let mergeDoubles: [Migration.Statement] =
        ["draft", "plan_version"].map { table in
            Migration.Statement(
                stringLiteral: """
                    UPDATE \(table) SET document_id = (
                        SELECT min(o.id) FROM document o JOIN document d ON d.pairing_id = o.pairing_id AND d.hash = o.hash
                        WHERE d.id = \(table).document_id
                    )
                    WHERE document_id IN (
                        SELECT d.id FROM document d JOIN document o ON o.pairing_id = d.pairing_id AND o.hash = d.hash
                        WHERE o.id < d.id
                    )
                    """)
        } + [
            """
            DELETE FROM document WHERE id IN (
                SELECT d.id FROM document d JOIN document o ON o.pairing_id = d.pairing_id AND o.hash = d.hash
                WHERE o.id < d.id
            )
            """,
            """
            UPDATE draft SET state = 'discarded' WHERE state = 'open' AND id IN (
                SELECT d.id FROM draft d JOIN draft o ON o.document_id = d.document_id
                WHERE o.state = 'open'
                    AND (o.changed_at > d.changed_at OR (o.changed_at = d.changed_at AND o.id > d.id))
            )
            """,
        ]
}
