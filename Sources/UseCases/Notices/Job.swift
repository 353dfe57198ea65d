// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Work that starts by the clock. What there is to do stands in `Job.all`.
package struct Job: Sendable {
    /// What a job does when its time comes. It returns nil where there was nothing to do.
    package enum Body: Sendable {
        /// One unit of work: it is kept together with the mark that it is done, and so it happens once.
        case unit(@Sendable (UseCases, any SQLConnection, JobRun) throws -> JobOutcome?)
        /// Several units of work. Whatever dies between them begins again, so each bears being done twice.
        case steps(@Sendable (UseCases, JobRun) async throws -> JobOutcome?)
    }
    /// The sentence `job.<name>` says what it does.
    package let name: String
    package let cadence: Cadence
    /// After so many seconds another instance may take a run over. It is never prolonged.
    package let leaseSeconds: Int64
    package let body: Body

    package init(_ name: String, _ cadence: Cadence, leaseSeconds: Int64 = 600, _ body: Body) {
        (self.name, self.cadence, self.leaseSeconds, self.body) = (name, cadence, leaseSeconds, body)
    }

    /// Every job of the program.
    package static let all: [Job] = [
        .sendNotices, .openCycles, .closeCycles, .chaseFilings, .expireRequests, .remindTerms, .endUploads,
    ]
}

/// What an instance did with a run that was due, for the log.
package struct JobReport: Sendable {
    /// How it ended.
    package enum End: Sendable {
        case done
        /// Nothing was kept: another instance had taken the run over.
        case lost
        /// It is tried again unless that was the last attempt; why it failed is for the log alone.
        case failed(any Error, isLast: Bool)
        /// Given up because whoever ran it was never heard of again.
        case givenUp
    }
    package let job: String
    package let end: End
}

/// The claim of a run was lost before its end: nothing of its unit of work is kept.
struct LostClaim: Error {}
