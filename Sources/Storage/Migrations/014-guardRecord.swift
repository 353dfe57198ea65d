// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// SQLite takes a row that a new one replaces away without asking the triggers that guard against removal. So it is
    /// asked before a row comes in: none over an entry that is there, and no head that goes back. PostgreSQL asks.
    static let guardRecord = Migration(
        14, "guardRecord",
        [
            .sqlite(
                """
                CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event
                WHEN EXISTS (SELECT 1 FROM audit_event WHERE sequence = NEW.sequence)
                BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
                """),
            .sqlite(
                """
                CREATE TRIGGER audit_head_insert BEFORE INSERT ON audit_head
                WHEN EXISTS (SELECT 1 FROM audit_head
                    WHERE sequence > NEW.sequence OR anchor_sequence > NEW.anchor_sequence)
                BEGIN SELECT RAISE(ABORT, 'audit_head never goes back'); END
                """),
        ])
}
