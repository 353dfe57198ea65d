// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What offices have published of their plans, and from which tasks of the version before a task descends.
    static let publishPlans = Migration(
        15, "publishPlans",
        [
            // The version that was published, with its head as it was then: a later version may have another title,
            // which is nobody's business before it is published itself.
            """
            CREATE TABLE plan_publication (
                plan_id TEXT NOT NULL PRIMARY KEY REFERENCES plan (id) ON DELETE CASCADE,
                version INTEGER NOT NULL,
                title TEXT NOT NULL,
                document_number TEXT,
                period_from INTEGER,
                period_to INTEGER,
                published_at BIGINT NOT NULL,
                published_by TEXT NOT NULL,
                FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, number) ON DELETE CASCADE,
                CHECK ((period_from IS NULL) = (period_to IS NULL))
            )
            """,
            // The list of published plans, those published last first.
            "CREATE INDEX plan_publication_order ON plan_publication (published_at, plan_id)",
            // A task that came of another one's text: a part of a task that was split, or one into which others were
            // merged. `share` is how much of a hundred parts of the ancestor's text went there.
            """
            CREATE TABLE plan_task_descent (
                task_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
                ancestor_id TEXT NOT NULL REFERENCES plan_task (id) ON DELETE CASCADE,
                version INTEGER NOT NULL CHECK (version >= 2),
                kind TEXT NOT NULL CHECK (kind IN ('split', 'merged')),
                share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100),
                PRIMARY KEY (task_id, ancestor_id, version)
            )
            """,
            // What a task became.
            "CREATE INDEX plan_task_descent_ancestor ON plan_task_descent (ancestor_id, version)",
        ])
}
