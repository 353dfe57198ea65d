// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Files as they came, their text, and the drafts that clerks correct.
    static let createDocuments = Migration(
        4, "createDocuments",
        [
            """
            CREATE TABLE document (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                file_name TEXT NOT NULL,
                format TEXT NOT NULL,
                size BIGINT NOT NULL CHECK (size >= 0),
                hash TEXT NOT NULL CHECK (length(hash) = 64),
                title TEXT,
                document_number TEXT,
                uploaded_at BIGINT NOT NULL,
                uploaded_by TEXT REFERENCES account (id),
                is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1))
            )
            """,
            // The register of a pairing, newest first; and whether a file is still needed by anybody.
            "CREATE INDEX document_pairing ON document (pairing_id, uploaded_at, id)",
            "CREATE INDEX document_hash ON document (hash)",
            "CREATE INDEX document_uploader ON document (uploaded_by)",
            // Apart from its document, because a list of documents never reads it. The layout is JSON.
            """
            CREATE TABLE document_text (
                document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
                text TEXT NOT NULL,
                layout TEXT NOT NULL
            )
            """,
            // Both plans are JSON: the one being corrected, and the one as it was read. `findings` is how many doubts
            // wait for a clerk, for lists, which never read a plan.
            """
            CREATE TABLE draft (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                state TEXT NOT NULL CHECK (state IN ('open', 'adopted', 'discarded')),
                revision INTEGER NOT NULL CHECK (revision >= 0),
                plan TEXT NOT NULL,
                original_plan TEXT NOT NULL,
                findings INTEGER NOT NULL CHECK (findings >= 0),
                changed_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL,
                is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1))
            )
            """,
            // The drafts of a document; and the open ones of a pairing, last touched first.
            "CREATE INDEX draft_document ON draft (document_id)",
            "CREATE INDEX draft_pairing ON draft (pairing_id, state, changed_at, id)",
            // One correction with the plan as it was before it, so that it can be undone and done again.
            """
            CREATE TABLE draft_step (
                draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                kind TEXT NOT NULL,
                arguments TEXT NOT NULL,
                plan_before TEXT NOT NULL,
                made_at BIGINT NOT NULL,
                made_by TEXT NOT NULL,
                undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
                PRIMARY KEY (draft_id, number)
            )
            """,
        ])
}
