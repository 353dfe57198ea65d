// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Reporting cycles: what each body hands in, field by field, with remarks, corrections and papers.
    static let createFilings = Migration(31, "createFilings", cycles + answers + chases)

    private static let cycles: [Migration.Statement] = [
        """
        CREATE TABLE filing_cycle (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            year_plan_id TEXT NOT NULL REFERENCES year_plan (id),
            form TEXT NOT NULL,
            period TEXT NOT NULL,
            last_day TEXT NOT NULL CHECK (length(last_day) = 10),
            due_day TEXT NOT NULL CHECK (length(due_day) = 10),
            closes_day TEXT NOT NULL CHECK (length(closes_day) = 10),
            short_reason TEXT,
            opened_at BIGINT NOT NULL,
            opened_by TEXT NOT NULL,
            closed_at BIGINT,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            UNIQUE (pairing_id, form, period),
            CHECK (closes_day >= due_day)
        )
        """,
        // The cycles that are open, and all of a period or of a pairing.
        "CREATE INDEX filing_cycle_open ON filing_cycle (closes_day) WHERE closed_at IS NULL",
        "CREATE INDEX filing_cycle_last ON filing_cycle (last_day, pairing_id)",
        """
        CREATE TABLE filing (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            cycle_id TEXT NOT NULL REFERENCES filing_cycle (id) ON DELETE CASCADE,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            organisation_id TEXT REFERENCES organisation (id),
            unit TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('expected', 'draft', 'submitted', 'returned', 'accepted', 'locked',
                'missed', 'excused')),
            asked INTEGER NOT NULL CHECK (asked >= 0),
            prefilled INTEGER NOT NULL CHECK (prefilled >= 0),
            first_submitted_at BIGINT,
            submitted_at BIGINT,
            submitted_by TEXT,
            submitter TEXT,
            is_for_unit INTEGER NOT NULL CHECK (is_for_unit IN (0, 1)),
            accepted_at BIGINT,
            accepted_by TEXT,
            accepter TEXT,
            returns INTEGER NOT NULL CHECK (returns >= 0),
            reminders INTEGER NOT NULL CHECK (reminders >= 0),
            reminded_at BIGINT,
            revision INTEGER NOT NULL CHECK (revision >= 1)
        )
        """,
        "CREATE INDEX filing_cycle_unit ON filing (cycle_id, side, unit)",
        // What waits for a body.
        "CREATE INDEX filing_organisation ON filing (organisation_id, state)",
    ]

    private static let answers: [Migration.Statement] = [
        """
        CREATE TABLE filing_line (
            filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
            leg_id TEXT NOT NULL REFERENCES work_leg (id),
            position INTEGER NOT NULL,
            PRIMARY KEY (filing_id, leg_id)
        )
        """,
        "CREATE INDEX filing_line_leg ON filing_line (leg_id, filing_id)",
        // What is written in a field: of a share, or of the body where leg_id is 'body'. Emptied fields have no row.
        """
        CREATE TABLE filing_answer (
            filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
            leg_id TEXT NOT NULL,
            field TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (filing_id, leg_id, field)
        )
        """,
        """
        CREATE TABLE filing_remark (
            filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
            leg_id TEXT NOT NULL,
            field TEXT NOT NULL,
            text TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            PRIMARY KEY (filing_id, leg_id, field)
        )
        """,
        """
        CREATE TABLE filing_correction (
            filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            leg_id TEXT NOT NULL,
            field TEXT NOT NULL,
            text_before TEXT,
            text_after TEXT,
            reason TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            PRIMARY KEY (filing_id, number)
        )
        """,
        """
        CREATE TABLE filing_paper (
            filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            name TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_name TEXT NOT NULL,
            PRIMARY KEY (filing_id, hash)
        )
        """,
        "CREATE INDEX filing_paper_hash ON filing_paper (hash)",
        """
        CREATE TABLE filing_step (
            owner_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
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

    /// When cycles open by themselves, and how bodies are chased.
    private static let chases: [Migration.Statement] = [
        """
        CREATE TABLE filing_rule (
            pairing_id TEXT NOT NULL PRIMARY KEY REFERENCES pairing (id),
            opens INTEGER NOT NULL CHECK (opens IN (0, 1)),
            due_after INTEGER NOT NULL CHECK (due_after BETWEEN 3 AND 60),
            closes_after INTEGER NOT NULL CHECK (closes_after >= due_after),
            remind_before INTEGER NOT NULL CHECK (remind_before BETWEEN 0 AND 30),
            remind_every INTEGER NOT NULL CHECK (remind_every BETWEEN 1 AND 30),
            order_after INTEGER CHECK (order_after BETWEEN 1 AND 90),
            revision INTEGER NOT NULL CHECK (revision >= 1)
        )
        """
    ]
}
