// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Tickets about what both cities reported differently of joint items, with the columns of those about rows.
    static let keepItemDifferences = Migration(
        37, "keepItemDifferences",
        [
            """
            CREATE TABLE item_difference (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                item_id TEXT NOT NULL REFERENCES work_item (id),
                field TEXT NOT NULL,
                old_area TEXT,
                eastern TEXT,
                opened_at BIGINT NOT NULL,
                opened_by TEXT NOT NULL,
                proposal TEXT,
                proposed_side TEXT CHECK (proposed_side IN ('oldArea', 'eastern')),
                proposed_by TEXT,
                settled TEXT,
                settled_at BIGINT,
                settled_by TEXT,
                cycle_id TEXT NOT NULL REFERENCES filing_cycle (id) ON DELETE CASCADE,
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                old_area_filing TEXT NOT NULL,
                old_area_leg TEXT NOT NULL,
                old_area_unit TEXT NOT NULL,
                old_area_at BIGINT NOT NULL,
                eastern_filing TEXT NOT NULL,
                eastern_leg TEXT NOT NULL,
                eastern_unit TEXT NOT NULL,
                eastern_at BIGINT NOT NULL,
                reason TEXT,
                proposer_id TEXT,
                revision INTEGER NOT NULL CHECK (revision >= 1),
                CHECK ((settled_at IS NULL) = (settled_by IS NULL))
            )
            """,
            // One ticket about a figure is open at a time.
            """
            CREATE UNIQUE INDEX item_difference_open ON item_difference (cycle_id, item_id, field)
            WHERE settled_at IS NULL
            """,
            "CREATE INDEX item_difference_cycle ON item_difference (cycle_id, opened_at)",
            "CREATE INDEX item_difference_item ON item_difference (item_id, opened_at)",
            // What waits for the offices of a pairing.
            "CREATE INDEX item_difference_pairing ON item_difference (pairing_id) WHERE settled_at IS NULL",
        ])
}
