// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Rows stand still since the day of their last step, and no longer since that step was entered: midnight of Beijing
    /// at which the day began.
    static let dateStandstill = Migration(
        22, "dateStandstill",
        [
            """
            UPDATE ledger_entry SET moved_at = (
                SELECT s.day * 86400000 - 28800000 FROM ledger_step s
                WHERE s.entry_id = ledger_entry.id
                AND s.number = (SELECT MAX(t.number) FROM ledger_step t WHERE t.entry_id = ledger_entry.id)
            )
            WHERE moved_at IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_step u WHERE u.entry_id = ledger_entry.id)
            """
        ])
}
