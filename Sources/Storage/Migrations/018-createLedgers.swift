// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Registers: one table of rows for all of them, with what is said about each row.
    static let createLedgers = Migration(
        18, "createLedgers", definitions + entries(.sqlite) + entries(.postgres) + entryIndexes + surroundings)

    private static let definitions: [Migration.Statement] = [
        // Which versions of a definition this installation has seen, with a digest of what they said.
        """
        CREATE TABLE ledger_definition (
            ledger TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            digest TEXT NOT NULL,
            seen_at BIGINT NOT NULL,
            PRIMARY KEY (ledger, version)
        )
        """,
        // The column of `ledger_entry` in which a field is filtered and sorted. Given once and never to another field.
        """
        CREATE TABLE ledger_field (
            ledger TEXT NOT NULL,
            field TEXT NOT NULL,
            slot TEXT NOT NULL,
            PRIMARY KEY (ledger, field),
            UNIQUE (ledger, slot)
        )
        """,
        // One register of one pairing. Its number stands in every index of rows instead of two long names.
        """
        CREATE TABLE ledger_book (
            number INTEGER NOT NULL PRIMARY KEY,
            ledger TEXT NOT NULL,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            last_entry BIGINT NOT NULL,
            entries BIGINT NOT NULL,
            UNIQUE (ledger, pairing_id)
        )
        """,
        // The registers of a pairing, before it is removed.
        "CREATE INDEX ledger_book_pairing ON ledger_book (pairing_id)",
    ]

    /// Text that is sorted is compared byte by byte on both databases, so that pages of both have one order.
    private static func entries(_ engine: SQLDialect.Engine) -> [Migration.Statement] {
        let text = engine == .postgres ? "TEXT COLLATE \"C\"" : "TEXT"
        let slots = EntrySlot.all.map { "    \($0.column) \($0.isText ? text : "BIGINT")" }.joined(separator: ",\n")
        let sql = """
            CREATE TABLE ledger_entry (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                book INTEGER NOT NULL REFERENCES ledger_book (number),
                number BIGINT NOT NULL CHECK (number >= 1),
                definition INTEGER NOT NULL,
                side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
                organisation_id TEXT,
                state TEXT NOT NULL CHECK (state IN ('entered', 'confirmed', 'disputed', 'removed')),
                version INTEGER NOT NULL CHECK (version >= 1),
                day BIGINT,
                unique_key TEXT,
                fields TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                created_by TEXT,
                changed_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL,
                moved_at BIGINT,
                is_anonymous INTEGER NOT NULL CHECK (is_anonymous IN (0, 1)),
            \(slots),
                CHECK ((state = 'removed') = (day IS NULL))
            )
            """
        return [engine == .sqlite ? .sqlite(sql) : .postgres(sql)]
    }

    /// Every index begins with the register and pairing: a page is a walk along one of them for each pairing that the
    /// caller may see. A row that was removed has neither day nor slots, and is in none.
    private static let entryIndexes: [Migration.Statement] =
        [
            // The row of a number, and all rows one after the other.
            "CREATE UNIQUE INDEX ledger_entry_number ON ledger_entry (book, number)",
            // By day: the order in which a register opens, periods, what a retention has reached.
            "CREATE INDEX ledger_entry_day ON ledger_entry (book, day, number) WHERE day IS NOT NULL",
            // Whether a row is there already.
            "CREATE UNIQUE INDEX ledger_entry_key ON ledger_entry (book, unique_key) WHERE unique_key IS NOT NULL",
            // Rows with stages that have not moved for long.
            "CREATE INDEX ledger_entry_moved ON ledger_entry (book, moved_at) WHERE moved_at IS NOT NULL",
            // The row that a person entered last, whose values the next one begins with.
            "CREATE INDEX ledger_entry_author ON ledger_entry (created_by, created_at)",
            // What waits for the other side, or is disputed.
            """
            CREATE INDEX ledger_entry_open ON ledger_entry (book, state, day, number)
            WHERE state IN ('entered', 'disputed')
            """,
        ]
        // By the value of a field, and rows of one value by day.
        + EntrySlot.all.map { slot in
            Migration.Statement(
                stringLiteral: """
                    CREATE INDEX ledger_entry_\(slot.column) ON ledger_entry (book, \(slot.column), day, number)
                    WHERE \(slot.column) IS NOT NULL
                    """)
        }

    private static let surroundings: [Migration.Statement] = [
        // The values of fields that hold many, and keyed hashes of what is personal: found by exact match.
        """
        CREATE TABLE ledger_term (
            book INTEGER NOT NULL REFERENCES ledger_book (number),
            field TEXT NOT NULL,
            term TEXT NOT NULL,
            number BIGINT NOT NULL,
            PRIMARY KEY (book, field, term, number)
        )
        """,
        // What a row was before each change, why, and which closed period it corrects.
        """
        CREATE TABLE ledger_change (
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            verb TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            reason TEXT,
            period TEXT,
            book INTEGER NOT NULL,
            PRIMARY KEY (entry_id, version)
        )
        """,
        // The corrections of a closed period.
        "CREATE INDEX ledger_change_period ON ledger_change (book, period) WHERE period IS NOT NULL",
        // The values that the other side gives, where they differ.
        """
        CREATE TABLE ledger_statement (
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            fields TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            PRIMARY KEY (entry_id, side)
        )
        """,
        // A ticket for each field in which the sides differ, until both agree on a value.
        """
        CREATE TABLE ledger_difference (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
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
            CHECK ((settled_at IS NULL) = (settled_by IS NULL))
        )
        """,
        "CREATE INDEX ledger_difference_entry ON ledger_difference (entry_id, opened_at)",
        // The open tickets.
        "CREATE INDEX ledger_difference_open ON ledger_difference (opened_at, id) WHERE settled_at IS NULL",
        // When a row reached which stage.
        """
        CREATE TABLE ledger_step (
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            stage TEXT NOT NULL,
            day BIGINT NOT NULL,
            at BIGINT NOT NULL,
            by_name TEXT NOT NULL,
            is_back INTEGER NOT NULL CHECK (is_back IN (0, 1)),
            note TEXT,
            PRIMARY KEY (entry_id, number)
        )
        """,
        """
        CREATE TABLE ledger_comment (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
            field TEXT,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            text TEXT NOT NULL
        )
        """,
        "CREATE INDEX ledger_comment_entry ON ledger_comment (entry_id, at)",
        // The rows that stand as evidence of a task, and the tasks of a row.
        """
        CREATE TABLE ledger_evidence (
            task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
            at BIGINT NOT NULL,
            by_name TEXT NOT NULL,
            PRIMARY KEY (task_id, entry_id)
        )
        """,
        "CREATE INDEX ledger_evidence_entry ON ledger_evidence (entry_id)",
        // The files of rows, which are not swept. The name stands in the row.
        """
        CREATE TABLE ledger_file (
            entry_id TEXT NOT NULL REFERENCES ledger_entry (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            PRIMARY KEY (entry_id, hash)
        )
        """,
        "CREATE INDEX ledger_file_hash ON ledger_file (hash)",
    ]
}
