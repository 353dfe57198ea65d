// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Meetings and visits: what belongs to a row of their registers, what was decided, and the decisions' steps.
    static let keepMeetings = Migration(
        28, "keepMeetings",
        [
            """
            CREATE TABLE meeting (
                entry_id TEXT NOT NULL PRIMARY KEY REFERENCES ledger_entry (id),
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                begins TEXT CHECK (length(begins) = 5),
                ends TEXT CHECK (length(ends) = 5),
                agenda TEXT,
                old_area_people TEXT,
                eastern_people TEXT,
                minutes TEXT,
                revision INTEGER NOT NULL CHECK (revision >= 1)
            )
            """,
            """
            CREATE TABLE meeting_decision (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                entry_id TEXT NOT NULL REFERENCES ledger_entry (id),
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                position INTEGER NOT NULL CHECK (position >= 1),
                matter TEXT NOT NULL,
                side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
                organisation_id TEXT REFERENCES organisation (id),
                unit TEXT NOT NULL,
                deadline TEXT NOT NULL CHECK (length(deadline) = 10),
                item_id TEXT REFERENCES work_item (id) ON DELETE SET NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'reported', 'closed', 'dropped')),
                reported_by TEXT,
                reporter TEXT,
                revision INTEGER NOT NULL CHECK (revision >= 1),
                UNIQUE (entry_id, position)
            )
            """,
            // What happened, in order: nothing in it is ever changed.
            """
            CREATE TABLE meeting_step (
                owner_id TEXT NOT NULL REFERENCES meeting_decision (id) ON DELETE CASCADE,
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
            // What is open of a pairing, what a body has to do, and the item that a decision became.
            "CREATE INDEX meeting_decision_pairing ON meeting_decision (pairing_id, state)",
            "CREATE INDEX meeting_decision_organisation ON meeting_decision (organisation_id)",
            "CREATE INDEX meeting_decision_item ON meeting_decision (item_id)",
            "CREATE INDEX meeting_pairing ON meeting (pairing_id)",
        ])
}
