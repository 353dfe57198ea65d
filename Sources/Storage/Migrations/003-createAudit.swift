// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// The record of every write. The database itself refuses to change or remove an entry.
    ///
    /// Entries refer to nothing: they outlive what they speak of.
    static let createAudit = Migration(
        3, "createAudit",
        [
            """
            CREATE TABLE audit_event (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                at BIGINT NOT NULL,
                actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'local', 'system')),
                actor_id TEXT,
                actor_name TEXT NOT NULL,
                address TEXT,
                action TEXT NOT NULL,
                object_kind TEXT NOT NULL,
                object_id TEXT NOT NULL,
                pairing_id TEXT,
                before TEXT,
                after TEXT,
                request_id TEXT,
                CHECK ((actor_kind = 'user') = (actor_id IS NOT NULL))
            )
            """,
            // An object's own history; and the whole record from the newest back.
            "CREATE INDEX audit_event_object ON audit_event (object_kind, object_id, at)",
            "CREATE INDEX audit_event_at ON audit_event (at, id)",
            .sqlite(
                """
                CREATE TRIGGER audit_event_update BEFORE UPDATE ON audit_event
                BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
                """),
            .sqlite(
                """
                CREATE TRIGGER audit_event_delete BEFORE DELETE ON audit_event
                BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
                """),
            .postgres(
                """
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME; END'
                """),
            .postgres(
                """
                CREATE TRIGGER audit_event_change BEFORE UPDATE OR DELETE ON audit_event
                FOR EACH ROW EXECUTE PROCEDURE refuse_change()
                """),
            .postgres(
                """
                CREATE TRIGGER audit_event_truncate BEFORE TRUNCATE ON audit_event
                FOR EACH STATEMENT EXECUTE PROCEDURE refuse_change()
                """),
        ])
}
