// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Special requests: what is asked, what the departments say, and every step of both.
    static let createRequests = Migration(27, "createRequests", requestTables + requestIndexes)

    private static let requestTables: [Migration.Statement] = [
        // Without a body the office itself asks.
        """
        CREATE TABLE special_request (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            organisation_id TEXT REFERENCES organisation (id),
            unit TEXT,
            made_by TEXT,
            maker TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('matter', 'firm', 'fast-track')),
            state TEXT NOT NULL CHECK (state IN ('drafted', 'submitted', 'returned', 'consulting', 'deciding',
                'confirming', 'approved', 'delivered', 'refused', 'withdrawn', 'expired')),
            matter TEXT NOT NULL,
            firm TEXT,
            basis TEXT,
            wish TEXT,
            is_joint INTEGER NOT NULL CHECK (is_joint IN (0, 1)),
            deadline TEXT CHECK (length(deadline) = 10),
            submitted_at BIGINT,
            submitted_by TEXT,
            submitter TEXT,
            handled_by TEXT,
            handler TEXT,
            decision TEXT,
            decided_by TEXT,
            decider TEXT,
            decided_at BIGINT,
            valid_through TEXT CHECK (length(valid_through) = 10),
            outcome TEXT,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            CHECK ((organisation_id IS NULL) = (unit IS NULL)),
            CHECK ((deadline IS NULL) = (submitted_at IS NULL)),
            CHECK (state IN ('drafted', 'withdrawn') OR submitted_at IS NOT NULL),
            CHECK (state NOT IN ('approved', 'delivered', 'refused', 'expired') OR decided_at IS NOT NULL)
        )
        """,
        """
        CREATE TABLE request_opinion (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            request_id TEXT NOT NULL REFERENCES special_request (id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 1),
            organisation_id TEXT NOT NULL REFERENCES organisation (id),
            unit TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('asked', 'answered')),
            due_day TEXT NOT NULL CHECK (length(due_day) = 10),
            is_short INTEGER NOT NULL CHECK (is_short IN (0, 1)),
            answer TEXT,
            answered_by TEXT,
            answerer TEXT,
            answered_at BIGINT,
            remark TEXT,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            UNIQUE (request_id, position),
            CHECK (state <> 'answered' OR answered_at IS NOT NULL)
        )
        """,
        // What happened, in order: nothing in it is ever changed.
        """
        CREATE TABLE request_step (
            owner_id TEXT NOT NULL REFERENCES special_request (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            leg_id TEXT,
            step TEXT NOT NULL,
            from_state TEXT NOT NULL,
            to_state TEXT NOT NULL,
            part TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            note TEXT,
            day TEXT,
            PRIMARY KEY (owner_id, number)
        )
        """,
    ]

    private static let requestIndexes: [Migration.Statement] = [
        // The lists: of a pairing, of all pairings by where the requests stand, of a body.
        "CREATE INDEX special_request_pairing ON special_request (pairing_id, side, state)",
        "CREATE INDEX special_request_state ON special_request (state, deadline, id)",
        "CREATE INDEX special_request_organisation ON special_request (organisation_id, state)",
        // What waits for a department.
        "CREATE INDEX request_opinion_organisation ON request_opinion (organisation_id, state, due_day)",
    ]
}
