// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Which lights and slips offices have, since when; what lights a cycle had when it closed; what roll-ups count.
    static let chooseLights = Migration(33, "chooseLights", choices + kept)

    private static let choices: [Migration.Statement] = [
        // What one office proposes and the other agrees to; rows that both agreed to are never changed.
        """
        CREATE TABLE light_choice (
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            preset TEXT NOT NULL,
            version INTEGER NOT NULL,
            numbers TEXT,
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            proposed_at BIGINT NOT NULL,
            proposed_by TEXT,
            proposer TEXT NOT NULL,
            agreed_at BIGINT,
            agreed_by TEXT,
            agreer TEXT,
            PRIMARY KEY (pairing_id, number),
            CHECK ((agreed_at IS NULL) = (agreer IS NULL))
        )
        """,
        """
        CREATE TABLE slip_choice (
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            number INTEGER NOT NULL CHECK (number >= 1),
            preset TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            PRIMARY KEY (pairing_id, side, number)
        )
        """,
    ]

    private static let kept: [Migration.Statement] = [
        // How many items of which area had which light when a cycle closed, by the rule of that day.
        """
        CREATE TABLE cycle_light (
            cycle_id TEXT NOT NULL REFERENCES filing_cycle (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            area TEXT,
            level TEXT NOT NULL,
            items INTEGER NOT NULL CHECK (items >= 1),
            preset TEXT,
            version INTEGER NOT NULL,
            numbers TEXT,
            PRIMARY KEY (cycle_id, number)
        )
        """,
        // Of how many shares of which area a filing speaks, as it was when its cycle opened.
        """
        CREATE TABLE filing_area (
            filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            area TEXT,
            lines INTEGER NOT NULL CHECK (lines >= 1),
            PRIMARY KEY (filing_id, number)
        )
        """,
        """
        INSERT INTO filing_area (filing_id, number, area, lines)
        SELECT x.filing_id, row_number() OVER (PARTITION BY x.filing_id ORDER BY x.area), x.area, x.lines
        FROM (SELECT l.filing_id, i.area, count(*) AS lines FROM filing_line l
            JOIN work_leg g ON g.id = l.leg_id JOIN work_item i ON i.id = g.item_id GROUP BY l.filing_id, i.area) x
        """,
        // What roll-ups count stands in the index alone.
        "CREATE INDEX filing_tally ON filing (cycle_id, side, state, first_submitted_at)",
    ]
}
