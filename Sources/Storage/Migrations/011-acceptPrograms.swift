// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Personal access tokens, and what programs asked to be done once.
    static let acceptPrograms = Migration(
        11, "acceptPrograms",
        [
            // Known by the SHA-256 of what the program holds. A token that was revoked stays, for the record.
            """
            CREATE TABLE access_token (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                secret_hash TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
                created_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL CHECK (ends_at > created_at),
                last_used_at BIGINT,
                last_address TEXT,
                confirmed_at BIGINT,
                revoked_at BIGINT
            )
            """,
            // A person's own tokens.
            "CREATE INDEX access_token_account ON access_token (account_id, id)",
            // What a program asked for under a key of its own, and what it was answered, for 24 hours. `state` is set
            // to `written` in the transaction that does the work, so that after a crash nothing is done twice.
            """
            CREATE TABLE once_request (
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                request_key TEXT NOT NULL,
                operation TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('begun', 'written', 'answered')),
                began_at BIGINT NOT NULL,
                status INTEGER,
                tag TEXT,
                location TEXT,
                body TEXT,
                PRIMARY KEY (account_id, request_key)
            )
            """,
            // Those that are over.
            "CREATE INDEX once_request_began ON once_request (began_at)",
        ])
}
