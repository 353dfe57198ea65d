// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What people are told, and the outbox of what leaves the program: docs/decisions/0033.
    static let sendNotices = Migration(
        24, "sendNotices",
        [
            // One row for each person; without an account it is for robots. The title is the key of a sentence,
            // arguments its words as JSON.
            """
            CREATE TABLE notice (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                object_kind TEXT NOT NULL,
                object_id TEXT NOT NULL,
                title TEXT NOT NULL,
                arguments TEXT NOT NULL,
                path TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                read_at BIGINT
            )
            """,
            // How many a person has not read; a person's own, the last one first; those that are old.
            "CREATE INDEX notice_account ON notice (account_id, read_at, id)",
            "CREATE INDEX notice_created ON notice (created_at, id)",
            // How a person wants to hear of them; without a row in the program alone.
            """
            CREATE TABLE notice_choice (
                account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                address TEXT,
                is_digest INTEGER NOT NULL CHECK (is_digest IN (0, 1)),
                changed_at BIGINT NOT NULL
            )
            """,
            // Robots of offices. Token and secret are sealed with a key that the database does not hold. The bucket
            // counts thousandths.
            """
            CREATE TABLE robot (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                pairing_id TEXT NOT NULL REFERENCES pairing (id) ON DELETE CASCADE,
                side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
                channel TEXT NOT NULL CHECK (channel IN ('dingtalk', 'wecom')),
                name TEXT NOT NULL,
                address TEXT NOT NULL,
                key_id TEXT NOT NULL,
                sealed_token TEXT NOT NULL,
                sealed_secret TEXT,
                is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                bucket_tokens BIGINT NOT NULL,
                bucket_at BIGINT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX robot_office ON robot (pairing_id, side)",
            """
            CREATE TABLE delivery (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                notice_id TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
                channel TEXT NOT NULL CHECK (channel IN ('mail', 'dingtalk', 'wecom')),
                robot_id TEXT REFERENCES robot (id) ON DELETE CASCADE,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dead')),
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                next_at BIGINT NOT NULL,
                claimed_by TEXT,
                lease_until BIGINT,
                last_error TEXT,
                created_at BIGINT NOT NULL,
                ended_at BIGINT,
                CHECK ((channel = 'mail') = (robot_id IS NULL)),
                CHECK ((state IN ('sent', 'dead')) = (ended_at IS NOT NULL)),
                CHECK ((claimed_by IS NULL) = (lease_until IS NULL))
            )
            """,
            // What may be sent next; what failed.
            "CREATE INDEX delivery_next ON delivery (state, next_at)",
            "CREATE INDEX delivery_notice ON delivery (notice_id)",
            "CREATE INDEX delivery_robot ON delivery (robot_id)",
        ])
}
