// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Supervision orders: the slip, the bodies that handle it, and every step of both.
    static let createOrders = Migration(26, "createOrders", orderTables + orderIndexes)

    private static let orderTables: [Migration.Statement] = [
        // The last number that was given: of one pairing, side and year.
        """
        CREATE TABLE supervision_series (
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            year INTEGER NOT NULL,
            last INTEGER NOT NULL CHECK (last >= 1),
            PRIMARY KEY (pairing_id, side, year)
        )
        """,
        // The item is one of the yearly list.
        """
        CREATE TABLE supervision_order (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            year INTEGER,
            serial INTEGER CHECK (serial >= 1),
            state TEXT NOT NULL CHECK (state IN ('drafted', 'proposed', 'filed', 'issued', 'finished', 'confirming',
                'closed', 'suspended', 'cancelled')),
            level TEXT NOT NULL CHECK (level IN ('blue', 'orange', 'red')),
            matter TEXT NOT NULL,
            basis TEXT,
            task_id TEXT REFERENCES plan_task (id),
            item_id TEXT,
            demand TEXT,
            is_joint INTEGER NOT NULL CHECK (is_joint IN (0, 1)),
            deadline TEXT NOT NULL CHECK (length(deadline) = 10),
            original_deadline TEXT NOT NULL CHECK (length(original_deadline) = 10),
            short_reason TEXT,
            is_short INTEGER NOT NULL CHECK (is_short IN (0, 1)),
            proposed_by TEXT,
            proposer TEXT,
            approved_by TEXT,
            approver TEXT,
            filed_at BIGINT,
            issued_at BIGINT,
            closed_at BIGINT,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            UNIQUE (pairing_id, side, year, serial),
            CHECK ((year IS NULL) = (serial IS NULL)),
            CHECK ((year IS NULL) = (filed_at IS NULL)),
            CHECK (state IN ('drafted', 'proposed', 'cancelled') OR filed_at IS NOT NULL)
        )
        """,
        """
        CREATE TABLE handling_leg (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            order_id TEXT NOT NULL REFERENCES supervision_order (id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 1),
            organisation_id TEXT NOT NULL REFERENCES organisation (id),
            unit TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('sent', 'received', 'handling', 'refused', 'answered', 'returned',
                'done', 'replaced')),
            deadline TEXT NOT NULL CHECK (length(deadline) = 10),
            original_deadline TEXT NOT NULL CHECK (length(original_deadline) = 10),
            has_own_deadline INTEGER NOT NULL CHECK (has_own_deadline IN (0, 1)),
            is_prolonged INTEGER NOT NULL CHECK (is_prolonged IN (0, 1)),
            asked_day TEXT,
            asked_reason TEXT,
            asked_by TEXT,
            asker TEXT,
            answer TEXT,
            no_evidence TEXT,
            answered_by TEXT,
            answerer TEXT,
            answered_at BIGINT,
            accepted_by TEXT,
            accepter TEXT,
            replaces_id TEXT,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            UNIQUE (order_id, position),
            CHECK ((asked_day IS NULL) = (asked_reason IS NULL))
        )
        """,
        """
        CREATE TABLE handling_file (
            leg_id TEXT NOT NULL REFERENCES handling_leg (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            name TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_name TEXT NOT NULL,
            PRIMARY KEY (leg_id, hash)
        )
        """,
        // What happened, in order: nothing in it is ever changed.
        """
        CREATE TABLE supervision_step (
            owner_id TEXT NOT NULL REFERENCES supervision_order (id) ON DELETE CASCADE,
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

    private static let orderIndexes: [Migration.Statement] = [
        // The lists: of a pairing, and of all pairings by where the orders stand.
        "CREATE INDEX supervision_order_pairing ON supervision_order (pairing_id, deadline, id)",
        "CREATE INDEX supervision_order_state ON supervision_order (state, deadline, id)",
        // What waits for a body, and what is overdue.
        "CREATE INDEX handling_leg_organisation ON handling_leg (organisation_id, state, deadline)",
        "CREATE INDEX handling_leg_due ON handling_leg (state, deadline)",
        "CREATE INDEX handling_file_hash ON handling_file (hash)",
    ]
}
