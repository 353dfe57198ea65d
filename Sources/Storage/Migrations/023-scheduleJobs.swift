// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// The runs of jobs that start by the clock: docs/decisions/0033.
    static let scheduleJobs = Migration(
        23, "scheduleJobs",
        [
            // open_job is the job's name while the run is not over: a job has one open run at most.
            """
            CREATE TABLE job_run (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                job TEXT NOT NULL,
                due_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
                open_job TEXT UNIQUE,
                next_at BIGINT NOT NULL,
                claimed_by TEXT,
                lease_until BIGINT,
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                started_at BIGINT,
                ended_at BIGINT,
                outcome TEXT,
                UNIQUE (job, due_at),
                CHECK ((state IN ('waiting', 'running')) = (open_job IS NOT NULL)),
                CHECK ((state IN ('done', 'failed')) = (ended_at IS NOT NULL)),
                CHECK (state <> 'running' OR (claimed_by IS NOT NULL AND lease_until IS NOT NULL))
            )
            """,
            // The past runs, the last one first; and the removal of old ones.
            "CREATE INDEX job_run_ended ON job_run (ended_at, id)",
        ])
}
