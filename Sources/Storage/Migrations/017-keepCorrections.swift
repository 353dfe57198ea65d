// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What clerks corrected, kept as examples with how well each document was read; the spellings of bodies that they
    /// taught; the documents that texts cite.
    static let keepCorrections = Migration(17, "keepCorrections", readings + spellings + citations)

    private static let readings: [Migration.Statement] = [
        // Which reader made the draft; NULL for drafts of before.
        "ALTER TABLE draft ADD COLUMN reader TEXT",
        """
        CREATE TABLE reading (
            draft_id TEXT NOT NULL PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            reader TEXT,
            adopted_at BIGINT NOT NULL
        )
        """,
        // The readings of the visible pairings, newest first.
        "CREATE INDEX reading_pairing ON reading (pairing_id, adopted_at, draft_id)",
        // One kind of element of one reading: how many agree, how many ought to be there, how many were read. A share
        // has the same number twice.
        """
        CREATE TABLE reading_score (
            draft_id TEXT NOT NULL REFERENCES reading (draft_id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            element TEXT NOT NULL,
            is_share INTEGER NOT NULL CHECK (is_share IN (0, 1)),
            hits INTEGER NOT NULL,
            labelled INTEGER NOT NULL,
            drafted INTEGER NOT NULL,
            PRIMARY KEY (draft_id, number)
        )
        """,
        // What was read, and what a clerk made of it; NULL where there was nothing, or nothing was left.
        """
        CREATE TABLE reading_correction (
            draft_id TEXT NOT NULL REFERENCES reading (draft_id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            element TEXT NOT NULL,
            clause TEXT,
            was TEXT,
            became TEXT,
            source_from INTEGER,
            source_to INTEGER,
            PRIMARY KEY (draft_id, number)
        )
        """,
        """
        CREATE TABLE reading_doubt (
            draft_id TEXT NOT NULL REFERENCES reading (draft_id) ON DELETE CASCADE,
            code TEXT NOT NULL,
            raised INTEGER NOT NULL,
            justified INTEGER NOT NULL,
            PRIMARY KEY (draft_id, code)
        )
        """,
    ]

    private static let spellings: [Migration.Statement] = [
        // From the day of the document on, in this city (in this pairing, where the unit is of none), these words mean
        // this body, because a clerk said so in this step of a draft.
        """
        CREATE TABLE unit_spelling (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id) ON DELETE CASCADE,
            division_code TEXT REFERENCES division (code),
            spelling TEXT NOT NULL,
            organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
            day TEXT,
            draft_id TEXT REFERENCES draft (id) ON DELETE CASCADE,
            step INTEGER,
            learned_at BIGINT NOT NULL,
            removed_at BIGINT
        )
        """,
        // What the units of a new document mean; what a body was called in documents; what undoing takes back.
        "CREATE INDEX unit_spelling_division ON unit_spelling (division_code, spelling)",
        "CREATE INDEX unit_spelling_pairing ON unit_spelling (pairing_id, spelling)",
        "CREATE INDEX unit_spelling_organisation ON unit_spelling (organisation_id, spelling)",
        "CREATE INDEX unit_spelling_draft ON unit_spelling (draft_id, step)",
    ]

    private static let citations: [Migration.Statement] = [
        // Title and number without what typing changes, by which citations find a document. `is_cited` says that its
        // own citations are written; `is_withheld` that nothing of it goes out as an example.
        "ALTER TABLE document ADD COLUMN title_key TEXT",
        "ALTER TABLE document ADD COLUMN number_key TEXT",
        "ALTER TABLE document ADD COLUMN is_cited INTEGER NOT NULL DEFAULT 0 CHECK (is_cited IN (0, 1))",
        "ALTER TABLE document ADD COLUMN is_withheld INTEGER NOT NULL DEFAULT 0 CHECK (is_withheld IN (0, 1))",
        "CREATE INDEX document_title_key ON document (title_key)",
        "CREATE INDEX document_number_key ON document (number_key)",
        "CREATE INDEX document_is_cited ON document (is_cited, id)",
        """
        CREATE TABLE document_citation (
            document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            title TEXT NOT NULL,
            document_number TEXT,
            title_key TEXT NOT NULL,
            number_key TEXT,
            clause TEXT,
            source_from INTEGER NOT NULL,
            source_to INTEGER NOT NULL,
            PRIMARY KEY (document_id, number)
        )
        """,
        // Who cites a document.
        "CREATE INDEX document_citation_title ON document_citation (title_key)",
        "CREATE INDEX document_citation_number ON document_citation (number_key)",
    ]
}
