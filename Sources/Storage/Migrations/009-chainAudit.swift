// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// The record as a chain, in which a missing or changed entry shows.
    ///
    /// Entries from before the chain wait in `audit_event_unchained` until the program, which alone can hash, moves them
    /// into it at its next start. The six months under which no entry can be removed are 184 days of the server's clock.
    static let chainAudit = Migration(
        9, "chainAudit", renameOldRecord + createChain + guardChainInSQLite + guardChain)

    private static let renameOldRecord: [Migration.Statement] = [
        .sqlite("DROP TRIGGER audit_event_update"),
        .sqlite("DROP TRIGGER audit_event_delete"),
        .postgres("DROP TRIGGER audit_event_change ON audit_event"),
        .postgres("DROP TRIGGER audit_event_truncate ON audit_event"),
        .postgres("DROP FUNCTION refuse_change()"),
        "DROP INDEX audit_event_object",
        "DROP INDEX audit_event_at",
        "ALTER TABLE audit_event RENAME TO audit_event_unchained",
    ]

    private static let createChain: [Migration.Statement] = [
        """
        CREATE TABLE audit_event (
            sequence BIGINT NOT NULL PRIMARY KEY CHECK (sequence > 0),
            id TEXT NOT NULL CHECK (length(id) = 36),
            at BIGINT NOT NULL,
            actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'local', 'system')),
            actor_id TEXT,
            actor_name TEXT NOT NULL,
            body TEXT,
            address TEXT,
            session TEXT,
            action TEXT NOT NULL,
            object_kind TEXT NOT NULL,
            object_id TEXT NOT NULL,
            pairing_id TEXT,
            before TEXT,
            after TEXT,
            result TEXT NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
            reason TEXT,
            request_id TEXT,
            previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            CHECK ((actor_kind = 'user') = (actor_id IS NOT NULL))
        )
        """,
        // An object's own history; what one person did; one action; one pairing; a stretch of time; what was refused.
        "CREATE INDEX audit_event_object ON audit_event (object_kind, object_id, sequence)",
        "CREATE INDEX audit_event_actor ON audit_event (actor_id, sequence)",
        "CREATE INDEX audit_event_action ON audit_event (action, sequence)",
        "CREATE INDEX audit_event_pairing ON audit_event (pairing_id, sequence)",
        "CREATE INDEX audit_event_at ON audit_event (at, sequence)",
        "CREATE INDEX audit_event_not_done ON audit_event (result, sequence) WHERE result <> 'done'",
        // One row: the end of the chain, which every unit of work locks last; and where what is kept of it begins.
        """
        CREATE TABLE audit_head (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            sequence BIGINT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            anchor_sequence BIGINT NOT NULL CHECK (anchor_sequence <= sequence),
            anchor_hash TEXT NOT NULL CHECK (length(anchor_hash) = 64)
        )
        """,
        """
        INSERT INTO audit_head (id, sequence, hash, anchor_sequence, anchor_hash)
        VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000',
            0, '0000000000000000000000000000000000000000000000000000000000000000')
        """,
    ]

    private static let guardChainInSQLite: [Migration.Statement] = [
        .sqlite(
            """
            CREATE TRIGGER audit_event_update BEFORE UPDATE ON audit_event
            BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
            """),
        .sqlite(
            """
            CREATE TRIGGER audit_event_delete BEFORE DELETE ON audit_event
            WHEN OLD.sequence > (SELECT anchor_sequence FROM audit_head)
                OR OLD.at > (CAST(strftime('%s', 'now') AS INTEGER) - 15897600) * 1000
            BEGIN SELECT RAISE(ABORT, 'audit_event keeps what is not sealed or younger than six months'); END
            """),
        .sqlite(
            """
            CREATE TRIGGER audit_head_update BEFORE UPDATE ON audit_head
            WHEN NEW.sequence < OLD.sequence OR NEW.anchor_sequence < OLD.anchor_sequence
            BEGIN SELECT RAISE(ABORT, 'audit_head never goes back'); END
            """),
        .sqlite(
            """
            CREATE TRIGGER audit_head_delete BEFORE DELETE ON audit_head
            BEGIN SELECT RAISE(ABORT, 'audit_head stays'); END
            """),
    ]

    private static let guardChain: [Migration.Statement] = [
        .postgres(
            """
            CREATE FUNCTION guard_audit_event() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN
                IF TG_OP = ''DELETE'' THEN
                    IF OLD.sequence <= (SELECT anchor_sequence FROM audit_head)
                        AND OLD.at <= (EXTRACT(EPOCH FROM clock_timestamp()) - 15897600) * 1000 THEN
                        RETURN OLD;
                    END IF;
                END IF;
                RAISE EXCEPTION ''% keeps its entries'', TG_TABLE_NAME;
            END'
            """),
        .postgres(
            """
            CREATE FUNCTION guard_audit_head() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN
                IF TG_OP = ''UPDATE'' THEN
                    IF NEW.sequence >= OLD.sequence AND NEW.anchor_sequence >= OLD.anchor_sequence THEN
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION ''audit_head never goes back'';
            END'
            """),
        .postgres(
            """
            CREATE TRIGGER audit_event_change BEFORE UPDATE OR DELETE ON audit_event
            FOR EACH ROW EXECUTE PROCEDURE guard_audit_event()
            """),
        .postgres(
            """
            CREATE TRIGGER audit_event_truncate BEFORE TRUNCATE ON audit_event
            FOR EACH STATEMENT EXECUTE PROCEDURE guard_audit_event()
            """),
        .postgres(
            """
            CREATE TRIGGER audit_head_change BEFORE UPDATE OR DELETE ON audit_head
            FOR EACH ROW EXECUTE PROCEDURE guard_audit_head()
            """),
        .postgres(
            """
            CREATE TRIGGER audit_head_truncate BEFORE TRUNCATE ON audit_head
            FOR EACH STATEMENT EXECUTE PROCEDURE guard_audit_head()
            """),
    ]
}
