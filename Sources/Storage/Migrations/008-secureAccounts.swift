// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// How people prove who they are, and the administrators of single pairings.
    ///
    /// Passwords age and are not used again, sessions are confirmed anew, and a second factor stands beside the
    /// password.
    static let secureAccounts = Migration(
        8, "secureAccounts",
        [
            // A role more. SQLite can't change a check, so the table is made anew.
            """
            CREATE TABLE account_grant_new (
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('national', 'province', 'office', 'unit', 'observer',
                    'pairing-admin', 'system-admin', 'security-admin', 'audit-admin')),
                province TEXT REFERENCES division (code),
                pairing_id TEXT REFERENCES pairing (id),
                side TEXT CHECK (side IN ('oldArea', 'eastern')),
                organisation_id TEXT REFERENCES organisation (id),
                PRIMARY KEY (account_id, position),
                CHECK ((role = 'province') = (province IS NOT NULL)),
                CHECK ((role IN ('office', 'unit')) = (side IS NOT NULL)),
                CHECK ((role = 'unit') = (organisation_id IS NOT NULL)),
                CHECK (CASE WHEN role IN ('office', 'unit', 'pairing-admin') THEN pairing_id IS NOT NULL
                    WHEN role = 'observer' THEN 1 = 1 ELSE pairing_id IS NULL END)
            )
            """,
            """
            INSERT INTO account_grant_new (account_id, position, role, province, pairing_id, side, organisation_id)
            SELECT account_id, position, role, province, pairing_id, side, organisation_id FROM account_grant
            """,
            "DROP TABLE account_grant",
            "ALTER TABLE account_grant_new RENAME TO account_grant",
            // Who works for an office, and who may see a body's matters.
            "CREATE INDEX account_grant_pairing ON account_grant (pairing_id, side)",
            "CREATE INDEX account_grant_organisation ON account_grant (organisation_id)",
            // Wrong passwords are counted by the name that was typed: docs/decisions/0009.
            "ALTER TABLE account DROP COLUMN failed_sign_ins",
            "ALTER TABLE account DROP COLUMN locked_until",
            // From when the age of a password counts. For passwords of before, from the last change of the account.
            "ALTER TABLE account ADD COLUMN password_set_at BIGINT",
            "UPDATE account SET password_set_at = changed_at WHERE password_hash IS NOT NULL",
            // The passwords that a person had before the present one.
            """
            CREATE TABLE password_history (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                password_hash TEXT NOT NULL,
                replaced_at BIGINT NOT NULL
            )
            """,
            // A person's former passwords, the last one first.
            "CREATE INDEX password_history_account ON password_history (account_id, id)",
            // When the person last gave the password (and the code) in this session.
            "ALTER TABLE session ADD COLUMN confirmed_at BIGINT",
            // What the link is for: the first password, or another one for a person who lost it.
            """
            ALTER TABLE invitation ADD COLUMN purpose TEXT NOT NULL DEFAULT 'invitation'
                CHECK (purpose IN ('invitation', 'reset'))
            """,
            // The secret of the codes (RFC 6238), sealed with a key that the database does not hold. It counts from
            // confirmed_at on; codes up to the 30-second step last_step are used up.
            """
            CREATE TABLE second_factor (
                account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                key_id TEXT NOT NULL,
                sealed_secret TEXT NOT NULL,
                last_step BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                confirmed_at BIGINT
            )
            """,
            """
            CREATE TABLE recovery_code (
                code_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL,
                used_at BIGINT
            )
            """,
            // How many codes a person has left; and their removal when new ones are made.
            "CREATE INDEX recovery_code_account ON recovery_code (account_id)",
        ])
}
