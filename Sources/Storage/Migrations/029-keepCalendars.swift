// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Secret addresses under which a person's calendars are read by calendar programs.
    static let keepCalendars = Migration(
        29, "keepCalendars",
        [
            // `scope` is `own`, or the identity of a pairing; of a secret only the SHA-256 is kept.
            """
            CREATE TABLE calendar_feed (
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                scope TEXT NOT NULL,
                secret_hash TEXT NOT NULL UNIQUE CHECK (length(secret_hash) = 64),
                created_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, scope)
            )
            """
        ])
}
