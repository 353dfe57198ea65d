// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Plans the next run of every job and carries out, one after the other, the runs that are due and that no other
    /// instance is faster to claim. Returns what became of them.
    ///
    /// `instance` names the process. Several may call it on one database at any time.
    package func runDueJobs(instance: String, jobs: [Job] = Job.all) async throws -> [JobReport] {
        let open = try await database.read { try JobQueries($0).open() }
        let planned = Set(open.map(\.job))
        for job in jobs where !planned.contains(job.name) { try await plan(job) }
        var reports: [JobReport] = []
        for run in open where run.isClaimable(at: surroundings.now()) {
            guard let job = jobs.first(where: { $0.name == run.job }) else { continue }
            if run.attempts >= BackOff.attempts {
                if try await giveUp(run) { reports.append(JobReport(job: job.name, end: .givenUp)) }
            } else if let claimed = try await claim(run, of: job, instance) {
                reports.append(JobReport(job: job.name, end: try await carryOut(job, claimed)))
            }
        }
        return reports
    }

    /// The next slot after now and after every slot that was planned before: what was missed is not made up for.
    private func plan(_ job: Job) async throws {
        let calendar = try WorkingCalendar.shipped.get()
        try await writeWithoutEvent { connection in
            let now = surroundings.now()
            let last = try JobQueries(connection).lastDue(job.name) ?? now
            let due = job.cadence.next(after: max(last, now), calendar)
            _ = try JobQueries(connection).plan(JobRun(id: surroundings.identifier(), job: job.name, dueAt: due))
        }
    }

    private func claim(_ run: JobRun, of job: Job, _ instance: String) async throws -> JobRun? {
        try await writeWithoutEvent { connection in
            let now = surroundings.now()
            let lease = now.advanced(bySeconds: job.leaseSeconds)
            guard try JobQueries(connection).claim(run, by: instance, at: now, until: lease) else { return nil }
            var claimed = run
            (claimed.state, claimed.claimedBy, claimed.leaseUntil) = (.running, instance, lease)
            (claimed.attempts, claimed.startedAt) = (run.attempts + 1, now)
            return claimed
        }
    }

    private func carryOut(_ job: Job, _ run: JobRun) async throws -> JobReport.End {
        do {
            switch job.body {
            case .unit(let body):
                try await writeWithoutEvent { try finish(run, try body(self, $0, run), $0) }
            case .steps(let body):
                let outcome = try await body(self, run)
                try await writeWithoutEvent { try finish(run, outcome, $0) }
            }
            return .done
        } catch is LostClaim {
            return .lost
        } catch {
            return try await postpone(run, error)
        }
    }

    /// Marks the run as done in the transaction of what it did; throws where the claim is another's by now.
    private func finish(_ run: JobRun, _ outcome: JobOutcome?, _ connection: any SQLConnection) throws {
        let runs = JobQueries(connection)
        guard try runs.end(run, .done, outcome, at: surroundings.now()) else { throw LostClaim() }
        if outcome == nil { try runs.removeIdle(before: run) }
    }

    private func postpone(_ run: JobRun, _ error: any Error) async throws -> JobReport.End {
        try await writeWithoutEvent { connection in
            let (runs, now) = (JobQueries(connection), surroundings.now())
            guard let wait = BackOff.seconds(after: run.attempts) else {
                let outcome = JobOutcome("job.outcome.failed", ["attempts": String(run.attempts)])
                return try runs.end(run, .failed, outcome, at: now) ? .failed(error, isLast: true) : .lost
            }
            return try runs.putBack(run, until: now.advanced(bySeconds: wait))
                ? .failed(error, isLast: false) : .lost
        }
    }

    private func giveUp(_ run: JobRun) async throws -> Bool {
        try await writeWithoutEvent { connection in
            let outcome = JobOutcome("job.outcome.givenUp", ["attempts": String(run.attempts)])
            return try JobQueries(connection).giveUp(run, outcome, at: surroundings.now())
        }
    }
}

extension WorkingCalendar {
    /// The calendar that the program ships, read once.
    static let shipped = Result { try WorkingCalendar() }
}
