// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Which columns of which headings were taken for which fields, and where the values of imported rows stood.
    static let keepImports = Migration(
        20, "keepImports",
        [
            """
            CREATE TABLE ledger_mapping (
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                ledger TEXT NOT NULL,
                heading TEXT NOT NULL,
                fields TEXT NOT NULL,
                used_at BIGINT NOT NULL,
                PRIMARY KEY (pairing_id, ledger, heading)
            )
            """,
            // The cells of a row's values as they stood when a file made or changed it; one for each version.
            """
            CREATE TABLE ledger_origin (
                entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
                version INTEGER NOT NULL,
                file TEXT NOT NULL,
                sheet TEXT,
                cells TEXT NOT NULL,
                PRIMARY KEY (entry_id, version)
            )
            """,
        ])
}
