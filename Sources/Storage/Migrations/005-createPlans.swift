// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Adopted plans, their tasks in every version's wording, and the index by which tasks are found.
    static let createPlans = Migration(5, "createPlans", plans + tasks + taskDetails + taskSearch)

    private static let plans: [Migration.Statement] = [
        """
        CREATE TABLE plan (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            title TEXT NOT NULL,
            document_number TEXT,
            period_from INTEGER,
            period_to INTEGER,
            version INTEGER NOT NULL CHECK (version >= 1),
            is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
            CHECK ((period_from IS NULL) = (period_to IS NULL)),
            CHECK (period_from <= period_to)
        )
        """,
        "CREATE INDEX plan_pairing ON plan (pairing_id, id)",
        """
        CREATE TABLE plan_version (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            document_id TEXT NOT NULL REFERENCES document (id),
            draft_id TEXT NOT NULL REFERENCES draft (id),
            adopted_at BIGINT NOT NULL,
            adopted_by TEXT NOT NULL,
            PRIMARY KEY (plan_id, number)
        )
        """,
        "CREATE INDEX plan_version_document ON plan_version (document_id)",
        // A draft is adopted once.
        "CREATE UNIQUE INDEX plan_version_draft ON plan_version (draft_id)",
        """
        CREATE TABLE plan_area (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            ordinal TEXT NOT NULL,
            title TEXT NOT NULL,
            national_area INTEGER,
            PRIMARY KEY (plan_id, position)
        )
        """,
        """
        CREATE TABLE plan_safeguard (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            ordinal TEXT NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            source_from INTEGER NOT NULL,
            source_to INTEGER NOT NULL,
            page INTEGER,
            PRIMARY KEY (plan_id, position)
        )
        """,
    ]

    /// The ledger is read in pages of one order, (pairing_id, plan_id, position), and each page begins behind the last
    /// row of the page before. An identity holds the time it was made, so plans stand in the order of their adoption.
    private static let tasks: [Migration.Statement] = [
        // The current wording. `dropped_in` is the version in which the task disappeared from the document.
        """
        CREATE TABLE plan_task (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            path TEXT NOT NULL,
            area TEXT NOT NULL,
            area_ordinal TEXT NOT NULL,
            national_area INTEGER,
            task_group TEXT,
            title TEXT,
            text TEXT NOT NULL,
            source_from INTEGER NOT NULL,
            source_to INTEGER NOT NULL,
            page INTEGER,
            dropped_in INTEGER,
            FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, number)
        )
        """,
        // The tasks of one plan. Not unique: positions are exchanged while a version is adopted.
        "CREATE INDEX plan_task_order ON plan_task (plan_id, position, id)",
        // The ledger, of all pairings, of one, or of those that a person may see. Dropped tasks are never in it.
        """
        CREATE INDEX plan_task_ledger ON plan_task (pairing_id, plan_id, position, id) WHERE dropped_in IS NULL
        """,
        // The ledger of one area across pairings: by its title, and by its key task of the national work plan.
        """
        CREATE INDEX plan_task_area ON plan_task (area, pairing_id, plan_id, position, id) WHERE dropped_in IS NULL
        """,
        """
        CREATE INDEX plan_task_national_area ON plan_task (national_area, pairing_id, plan_id, position, id)
        WHERE dropped_in IS NULL
        """,
        // The ledger by title; a task that has none stands under its area's.
        "CREATE INDEX plan_task_title ON plan_task (COALESCE(title, area), id) WHERE dropped_in IS NULL",
        // The tasks that last changed in a version.
        "CREATE INDEX plan_task_version ON plan_task (plan_id, version)",
        // What every version said of the task, for comparison and history.
        """
        CREATE TABLE plan_task_wording (
            task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            change TEXT NOT NULL CHECK (change IN ('unchanged', 'reworded', 'moved', 'dropped', 'new')),
            position INTEGER NOT NULL,
            path TEXT NOT NULL,
            area TEXT NOT NULL,
            area_ordinal TEXT NOT NULL,
            title TEXT,
            text TEXT NOT NULL,
            source_from INTEGER NOT NULL,
            source_to INTEGER NOT NULL,
            page INTEGER,
            PRIMARY KEY (task_id, version)
        )
        """,
    ]

    private static let taskDetails: [Migration.Statement] = [
        """
        CREATE TABLE plan_measure (
            task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            text TEXT NOT NULL,
            source_from INTEGER NOT NULL,
            source_to INTEGER NOT NULL,
            page INTEGER,
            PRIMARY KEY (task_id, position)
        )
        """,
        """
        CREATE TABLE plan_responsibility (
            task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            side TEXT CHECK (side IN ('oldArea', 'eastern')),
            unit TEXT NOT NULL,
            organisation_id TEXT REFERENCES organisation (id),
            scope TEXT,
            role TEXT CHECK (role IN ('lead', 'cooperate')),
            is_uncertain INTEGER NOT NULL CHECK (is_uncertain IN (0, 1)),
            PRIMARY KEY (task_id, position)
        )
        """,
        // The ledger of one body. A body has a few hundred tasks: ask `id IN (SELECT task_id …)`, which begins here
        // and sorts them, never a subquery per row of the ledger.
        "CREATE INDEX plan_responsibility_organisation ON plan_responsibility (organisation_id, task_id)",
        // The ledger of a unit by its printed name, in every city that has one.
        "CREATE INDEX plan_responsibility_unit ON plan_responsibility (unit, side, task_id)",
        // A side alone is no selection (most tasks have both): walk the ledger and look at each task's own rows, which
        // the primary key gives.
        """
        CREATE TABLE task_comment (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
            author_id TEXT REFERENCES account (id),
            author_name TEXT NOT NULL,
            at BIGINT NOT NULL,
            text TEXT NOT NULL
        )
        """,
        "CREATE INDEX task_comment_task ON task_comment (task_id, at, id)",
        "CREATE INDEX task_comment_author ON task_comment (author_id)",
    ]

    /// Every pair of neighbouring characters of a task's title, text and units (see `TaskTerms`), because the domestic
    /// databases have no common index for parts of Chinese text. It is the one large table (about 200 rows a task), so
    /// it carries its primary key and nothing else: rows are removed by the terms of the old wording, not by task.
    private static let taskSearch: [Migration.Statement] = [
        .sqlite(
            """
            CREATE TABLE plan_task_term (
                term TEXT NOT NULL,
                task_id TEXT NOT NULL,
                PRIMARY KEY (term, task_id)
            ) WITHOUT ROWID
            """),
        .postgres(
            """
            CREATE TABLE plan_task_term (
                term TEXT NOT NULL,
                task_id TEXT NOT NULL,
                PRIMARY KEY (term, task_id)
            )
            """),
    ]
}
