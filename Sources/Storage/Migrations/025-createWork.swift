// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Yearly lists: their items, the bodies that do them, what is to be reached when.
    static let createWork = Migration(25, "createWork", lists + items + legs + fates)

    private static let lists: [Migration.Statement] = [
        """
        CREATE TABLE year_plan (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
            title TEXT NOT NULL,
            edition INTEGER NOT NULL CHECK (edition >= 1),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            old_area_at BIGINT,
            old_area_by TEXT,
            eastern_at BIGINT,
            eastern_by TEXT,
            first_agreed_at BIGINT,
            UNIQUE (pairing_id, year),
            CHECK ((old_area_at IS NULL) = (old_area_by IS NULL)),
            CHECK ((eastern_at IS NULL) = (eastern_by IS NULL))
        )
        """,
        "CREATE INDEX year_plan_year ON year_plan (year, pairing_id)",
        """
        CREATE TABLE special (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            year_plan_id TEXT NOT NULL REFERENCES year_plan (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            steering TEXT
        )
        """,
        "CREATE INDEX special_plan ON special (year_plan_id, position)",
    ]

    private static let items: [Migration.Statement] = [
        // The days that both cities agreed to stand beside those that one of them writes now: lights go by the former.
        """
        CREATE TABLE work_item (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            year_plan_id TEXT NOT NULL REFERENCES year_plan (id) ON DELETE CASCADE,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            position INTEGER NOT NULL,
            area TEXT,
            title TEXT NOT NULL,
            measures TEXT,
            goal TEXT,
            leader_post TEXT,
            leader_name TEXT,
            start_day TEXT,
            due_day TEXT,
            agreed_start TEXT,
            agreed_due TEXT,
            agreed_joint INTEGER CHECK (agreed_joint IN (0, 1)),
            weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
            is_joint INTEGER NOT NULL CHECK (is_joint IN (0, 1)),
            special_id TEXT REFERENCES special (id),
            origin TEXT NOT NULL CHECK (origin IN ('task', 'carried', 'safeguard', 'own', 'decision')),
            ancestor_id TEXT REFERENCES work_item (id),
            note TEXT,
            revision INTEGER NOT NULL CHECK (revision >= 1)
        )
        """,
        "CREATE INDEX work_item_plan ON work_item (year_plan_id, position, id)",
        "CREATE INDEX work_item_ancestor ON work_item (ancestor_id) WHERE ancestor_id IS NOT NULL",
        "CREATE INDEX work_item_special ON work_item (special_id) WHERE special_id IS NOT NULL",
        // The tasks that an item serves.
        """
        CREATE TABLE work_item_task (
            item_id TEXT NOT NULL REFERENCES work_item (id) ON DELETE CASCADE,
            task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
            PRIMARY KEY (item_id, task_id)
        )
        """,
        "CREATE INDEX work_item_task_task ON work_item_task (task_id, item_id)",
        """
        CREATE TABLE milestone (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            item_id TEXT NOT NULL REFERENCES work_item (id) ON DELETE CASCADE,
            due_day TEXT NOT NULL,
            text TEXT NOT NULL,
            weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
            position INTEGER NOT NULL,
            reached_on TEXT,
            reached_by TEXT,
            is_agreed INTEGER NOT NULL CHECK (is_agreed IN (0, 1)),
            is_dropped INTEGER NOT NULL CHECK (is_dropped IN (0, 1))
        )
        """,
        "CREATE INDEX milestone_item ON milestone (item_id, position, id)",
    ]

    private static let legs: [Migration.Statement] = [
        """
        CREATE TABLE work_leg (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            item_id TEXT NOT NULL REFERENCES work_item (id) ON DELETE CASCADE,
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            year INTEGER NOT NULL,
            parent_id TEXT REFERENCES work_leg (id),
            position INTEGER NOT NULL,
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            organisation_id TEXT REFERENCES organisation (id),
            unit TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('lead', 'cooperate')),
            state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'handed-on', 'done', 'confirming', 'closed',
                'suspended', 'withdrawn', 'carried')),
            progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 1000),
            finished_by TEXT,
            closed_at BIGINT,
            revision INTEGER NOT NULL CHECK (revision >= 1)
        )
        """,
        "CREATE INDEX work_leg_item ON work_leg (item_id, position, id)",
        "CREATE INDEX work_leg_parent ON work_leg (parent_id) WHERE parent_id IS NOT NULL",
        // What a body has to do, year by year.
        "CREATE INDEX work_leg_organisation ON work_leg (organisation_id, year, state)",
        "CREATE INDEX work_leg_unit ON work_leg (pairing_id, year, side, unit)",
        // Each step of anything in the loop: when, by whom, from which state to which, and why.
        """
        CREATE TABLE loop_step (
            object_id TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            step TEXT NOT NULL,
            from_state TEXT NOT NULL,
            to_state TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            note TEXT,
            PRIMARY KEY (object_id, number)
        )
        """,
    ]

    /// What became of a task of a plan that ends: carried over, renewed or closed into the next plan.
    private static let fates: [Migration.Statement] = [
        """
        CREATE TABLE task_fate (
            task_id TEXT NOT NULL PRIMARY KEY REFERENCES plan_task (id) ON DELETE CASCADE,
            fate TEXT NOT NULL CHECK (fate IN ('carried', 'renewed', 'closed')),
            successor_id TEXT REFERENCES plan_task (id) ON DELETE CASCADE,
            at BIGINT NOT NULL,
            by_id TEXT,
            by_name TEXT NOT NULL,
            reason TEXT,
            CHECK ((fate = 'closed') = (successor_id IS NULL))
        )
        """,
        "CREATE INDEX task_fate_successor ON task_fate (successor_id) WHERE successor_id IS NOT NULL",
    ]
}
