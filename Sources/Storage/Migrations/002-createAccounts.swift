// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// People, what they may be, and how they sign in. Tokens are kept as the SHA-256 of what the person holds.
    static let createAccounts = Migration(
        2, "createAccounts",
        [
            """
            CREATE TABLE account (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                username TEXT NOT NULL UNIQUE,
                display_name TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
                password_hash TEXT,
                must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
                language TEXT NOT NULL,
                failed_sign_ins INTEGER NOT NULL CHECK (failed_sign_ins >= 0),
                locked_until BIGINT,
                created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL,
                revision INTEGER NOT NULL,
                is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1))
            )
            """,
            // A grant has the scope that its role asks for, and no other.
            """
            CREATE TABLE account_grant (
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('national', 'province', 'office', 'unit', 'observer',
                    'system-admin', 'security-admin', 'audit-admin')),
                province TEXT REFERENCES division (code),
                pairing_id TEXT REFERENCES pairing (id),
                side TEXT CHECK (side IN ('oldArea', 'eastern')),
                organisation_id TEXT REFERENCES organisation (id),
                PRIMARY KEY (account_id, position),
                CHECK ((role = 'province') = (province IS NOT NULL)),
                CHECK ((role IN ('office', 'unit')) = (side IS NOT NULL)),
                CHECK ((role = 'unit') = (organisation_id IS NOT NULL)),
                CHECK (CASE WHEN role IN ('office', 'unit') THEN pairing_id IS NOT NULL
                    WHEN role = 'observer' THEN 1 = 1 ELSE pairing_id IS NULL END)
            )
            """,
            // Who works for an office, and who may see a body's matters.
            "CREATE INDEX account_grant_pairing ON account_grant (pairing_id, side)",
            "CREATE INDEX account_grant_organisation ON account_grant (organisation_id)",
            """
            CREATE TABLE session (
                id_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                address TEXT,
                user_agent TEXT,
                csrf_secret TEXT NOT NULL
            )
            """,
            // A person's own sessions; and the removal of those that are over.
            "CREATE INDEX session_account ON session (account_id)",
            "CREATE INDEX session_expiry ON session (expires_at)",
            """
            CREATE TABLE invitation (
                token_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                expires_at BIGINT NOT NULL,
                used_at BIGINT
            )
            """,
            "CREATE INDEX invitation_account ON invitation (account_id)",
            """
            CREATE TABLE setup_token (
                token_hash TEXT NOT NULL PRIMARY KEY,
                created_at BIGINT NOT NULL,
                used_at BIGINT
            )
            """,
            """
            CREATE TABLE sign_in_throttle (
                address TEXT NOT NULL PRIMARY KEY,
                failed INTEGER NOT NULL,
                window_start BIGINT NOT NULL,
                locked_until BIGINT
            )
            """,
        ])
}
