// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What two people at once must not do twice is refused by the schema; wordings keep the units that were printed.
    static let guardDocuments = Migration(
        7, "guardDocuments",
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
}
