// SPDX-License-Identifier: Apache-2.0

/// Where one run of a job stands.
package enum JobState: String, CaseIterable, Sendable {
    /// Planned, or to be tried again.
    case waiting
    case running
    case done
    /// Given up after the last attempt.
    case failed
}

/// One run of a job: planned, under way or over.
package struct JobRun: Hashable, Sendable {
    package let id: Identifier<JobRun>
    /// The name of the job, by which the code declares it.
    package let job: String
    /// The slot of the job's cadence.
    package let dueAt: Instant
    package var state: JobState
    /// When it may be claimed; later than `dueAt` after a failed attempt.
    package var nextAt: Instant
    package var claimedBy: String?
    package var leaseUntil: Instant?
    /// How often it was claimed.
    package var attempts: Int
    package var startedAt: Instant?
    package var endedAt: Instant?
    /// nil while it isn't over, and where there was nothing to do.
    package var outcome: JobOutcome?

    package init(id: Identifier<JobRun>, job: String, dueAt: Instant) {
        (self.id, self.job, self.dueAt, nextAt) = (id, job, dueAt, dueAt)
        (state, attempts) = (.waiting, 0)
    }

    /// Whether an instance may claim it now: it is due, or whoever claimed it let the lease pass.
    package func isClaimable(at now: Instant) -> Bool {
        switch state {
        case .waiting: nextAt <= now
        case .running: leaseUntil.map { $0 <= now } ?? true
        case .done, .failed: false
        }
    }
}

/// What came of a run: the key of a sentence with its arguments.
package struct JobOutcome: Hashable, Sendable {
    package let key: String
    package let arguments: [String: String]

    package init(_ key: String, _ arguments: [String: String] = [:]) { (self.key, self.arguments) = (key, arguments) }
}
