// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// How people prove who they are, and the administrators of single pairings.
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
        ])
}
