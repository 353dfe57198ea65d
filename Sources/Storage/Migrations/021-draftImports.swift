// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Imports of spreadsheets into registers that a person is still looking at, and for a day what became of them.
    static let draftImports = Migration(
        21, "draftImports",
        [
            // The files lie in a folder of the same id. What was decided and what came of it is sealed: it holds what
            // was typed into cells.
            """
            CREATE TABLE sheet_import (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                pairing_id TEXT NOT NULL REFERENCES pairing (id) ON DELETE CASCADE,
                ledger TEXT NOT NULL,
                side TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                files TEXT NOT NULL,
                decisions TEXT,
                ended_at BIGINT,
                outcome TEXT
            )
            """,
            // Which of them are over.
            "CREATE INDEX sheet_import_created ON sheet_import (created_at, id)",
        ])
}
