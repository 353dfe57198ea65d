// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What one city's office proposes to become of a task of an ending plan, until the other agrees.
    static let proposeFates = Migration(
        34, "proposeFates",
        [
            """
            CREATE TABLE task_fate_proposal (
                task_id TEXT NOT NULL PRIMARY KEY REFERENCES plan_task (id) ON DELETE CASCADE,
                side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
                fate TEXT NOT NULL CHECK (fate IN ('carried', 'renewed', 'closed')),
                successor_id TEXT REFERENCES plan_task (id) ON DELETE CASCADE,
                at BIGINT NOT NULL,
                by_id TEXT,
                by_name TEXT NOT NULL,
                reason TEXT,
                CHECK ((fate = 'closed') = (successor_id IS NULL))
            )
            """,
            """
            CREATE INDEX task_fate_proposal_successor ON task_fate_proposal (successor_id)
            WHERE successor_id IS NOT NULL
            """,
        ])
}
