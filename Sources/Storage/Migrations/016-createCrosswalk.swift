// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Reference plans with their clauses, and which clauses every task carries out.
    static let createCrosswalk = Migration(
        16, "createCrosswalk",
        [
            """
            CREATE TABLE crosswalk_reference (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                reach TEXT NOT NULL CHECK (reach IN ('nation', 'province', 'pairing')),
                province TEXT REFERENCES division (code),
                pairing_id TEXT REFERENCES pairing (id),
                title TEXT NOT NULL,
                document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
                draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
                set_at BIGINT NOT NULL,
                set_by TEXT NOT NULL,
                replaced_at BIGINT,
                successor_id TEXT REFERENCES crosswalk_reference (id),
                is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
                CHECK ((reach = 'province') = (province IS NOT NULL)),
                CHECK ((reach = 'pairing') = (pairing_id IS NOT NULL)),
                CHECK (successor_id IS NULL OR replaced_at IS NOT NULL)
            )
            """,
            // One is in force for the nation, for each province and for each pairing.
            """
            CREATE UNIQUE INDEX crosswalk_reference_in_force
            ON crosswalk_reference (reach, COALESCE(province, pairing_id, '-')) WHERE replaced_at IS NULL
            """,
            // What a document, a draft or a pairing is needed for, before it is removed.
            "CREATE INDEX crosswalk_reference_document ON crosswalk_reference (document_id)",
            "CREATE INDEX crosswalk_reference_draft ON crosswalk_reference (draft_id)",
            "CREATE INDEX crosswalk_reference_pairing ON crosswalk_reference (pairing_id)",
            "CREATE INDEX crosswalk_reference_successor ON crosswalk_reference (successor_id)",
            """
            CREATE TABLE crosswalk_clause (
                reference_id TEXT NOT NULL REFERENCES crosswalk_reference (id) ON DELETE CASCADE,
                number INTEGER NOT NULL CHECK (number >= 1),
                clause TEXT NOT NULL,
                area TEXT NOT NULL,
                text TEXT NOT NULL,
                source_from INTEGER NOT NULL,
                source_to INTEGER NOT NULL,
                page INTEGER,
                PRIMARY KEY (reference_id, number)
            )
            """,
            // The links that hold: those that a person chose, else those that were computed. Best first; likeness in
            // thousandths, NULL where only the person named the clause.
            """
            CREATE TABLE crosswalk_link (
                task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
                reference_id TEXT NOT NULL,
                position INTEGER NOT NULL CHECK (position >= 0),
                clause_number INTEGER NOT NULL,
                likeness INTEGER,
                PRIMARY KEY (task_id, reference_id, position),
                FOREIGN KEY (reference_id, clause_number)
                    REFERENCES crosswalk_clause (reference_id, number) ON DELETE CASCADE
            )
            """,
            // The matrix of a reference, and the tasks of one clause.
            "CREATE INDEX crosswalk_link_clause ON crosswalk_link (reference_id, clause_number, task_id)",
            // What people chose, step by step, so that it can be taken back. `clauses` are numbers with commas between,
            // or a hyphen for none; `version` is that of the wording that was seen.
            """
            CREATE TABLE crosswalk_correction (
                task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
                reference_id TEXT NOT NULL REFERENCES crosswalk_reference (id) ON DELETE CASCADE,
                number INTEGER NOT NULL CHECK (number >= 1),
                clauses TEXT NOT NULL,
                version INTEGER NOT NULL,
                made_at BIGINT NOT NULL,
                made_by TEXT NOT NULL,
                undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
                PRIMARY KEY (task_id, reference_id, number)
            )
            """,
            // What is carried over to a newer reference.
            "CREATE INDEX crosswalk_correction_reference ON crosswalk_correction (reference_id, task_id)",
        ])
}
