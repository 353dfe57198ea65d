// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The runs of jobs.
package struct JobQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The runs that are not over, in the order in which they are due.
    package func open() throws -> [JobRun] {
        try runs("open_job IS NOT NULL ORDER BY due_at, id", [])
    }

    /// The runs that are over, the last one first.
    package func over(limit: Int) throws -> [JobRun] {
        try runs("ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT \(max(1, limit))", [])
    }

    /// The last slot that was ever planned for a job.
    package func lastDue(_ job: String) throws -> Instant? {
        try connection.row("SELECT MAX(due_at) FROM job_run WHERE job = ?", [.text(job)])?.instantOrNil(0)
    }

    /// Adds a run that waits. Returns false where the job has an open one, or one of this slot, already.
    package func plan(_ run: JobRun) throws -> Bool {
        do {
            _ = try connection.savepoint {
                try connection.run(
                    """
                    INSERT INTO job_run (id, job, due_at, state, open_job, next_at, attempts)
                    VALUES (?, ?, ?, 'waiting', ?, ?, 0)
                    """, [.id(run.id), .text(run.job), .at(run.dueAt), .text(run.job), .at(run.nextAt)])
            }
            return true
        } catch let error as SQLError where error.cause.isUniqueViolation {
            return false
        }
    }

    /// Claims a run as it was seen. Returns false where another instance was faster.
    package func claim(_ run: JobRun, by instance: String, at now: Instant, until lease: Instant) throws -> Bool {
        try connection.run(
            """
            UPDATE job_run SET state = 'running', claimed_by = ?, lease_until = ?, started_at = ?,
                attempts = attempts + 1
            WHERE id = ? AND attempts = ?
                AND ((state = 'waiting' AND next_at <= ?) OR (state = 'running' AND lease_until <= ?))
            """,
            [.text(instance), .at(lease), .at(now), .id(run.id), .integer(run.attempts), .at(now), .at(now)]) == 1
    }

    /// Ends a claimed run for good. Returns false where the claim was lost meanwhile.
    package func end(_ run: JobRun, _ state: JobState, _ outcome: JobOutcome?, at now: Instant) throws -> Bool {
        try connection.run(
            """
            UPDATE job_run SET state = ?, open_job = NULL, ended_at = ?, outcome = ?, lease_until = NULL
            WHERE id = ? AND state = 'running' AND claimed_by = ? AND attempts = ?
            """,
            [
                .choice(state), .at(now), .text(try text(outcome)), .id(run.id), .text(run.claimedBy),
                .integer(run.attempts),
            ]
        ) == 1
    }

    /// Puts a claimed run back, to be tried again at `moment`. Returns false where the claim was lost meanwhile.
    package func putBack(_ run: JobRun, until moment: Instant) throws -> Bool {
        try connection.run(
            """
            UPDATE job_run SET state = 'waiting', next_at = ?, claimed_by = NULL, lease_until = NULL
            WHERE id = ? AND state = 'running' AND claimed_by = ? AND attempts = ?
            """, [.at(moment), .id(run.id), .text(run.claimedBy), .integer(run.attempts)]) == 1
    }

    /// Gives up a run that is claimable and was claimed too often. Returns false where another instance was faster.
    package func giveUp(_ run: JobRun, _ outcome: JobOutcome, at now: Instant) throws -> Bool {
        try connection.run(
            """
            UPDATE job_run SET state = 'failed', open_job = NULL, ended_at = ?, outcome = ?, lease_until = NULL
            WHERE id = ? AND attempts = ? AND open_job IS NOT NULL
            """, [.at(now), .text(try text(outcome)), .id(run.id), .integer(run.attempts)]) == 1
    }

    /// Forgets the earlier runs of the same job that found nothing to do.
    package func removeIdle(before run: JobRun) throws {
        try connection.run(
            "DELETE FROM job_run WHERE job = ? AND state = 'done' AND outcome IS NULL AND id <> ?",
            [.text(run.job), .id(run.id)])
    }

    /// Removes what ended before a moment. Returns how many.
    package func removeOver(endedBefore moment: Instant) throws -> Int {
        try connection.run("DELETE FROM job_run WHERE ended_at < ?", [.at(moment)])
    }

    private func text(_ outcome: JobOutcome?) throws -> String? {
        try outcome.map { try KeyedWords.text($0.arguments.merging(["key": $0.key]) { _, key in key }) }
    }

    private func runs(_ condition: String, _ arguments: [SQLValue]) throws -> [JobRun] {
        try connection.rows(
            """
            SELECT id, job, due_at, state, next_at, claimed_by, lease_until, attempts, started_at, ended_at, outcome
            FROM job_run WHERE \(condition)
            """, arguments
        ).map { row in
            var run = JobRun(id: try row.id(0), job: try row.text(1), dueAt: try row.instant(2))
            (run.state, run.nextAt) = (try row.choice(3), try row.instant(4))
            (run.claimedBy, run.leaseUntil) = (try row.textOrNil(5), try row.instantOrNil(6))
            (run.attempts, run.startedAt) = (try row.integer(7), try row.instantOrNil(8))
            run.endedAt = try row.instantOrNil(9)
            if try !row.isNull(10) {
                let words = try KeyedWords.read(row, 10)
                run.outcome = JobOutcome(words["key"] ?? "", words.filter { $0.key != "key" })
            }
            return run
        }
    }
}
