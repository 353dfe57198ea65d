// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// What starts by the clock, what came of it, and what could not be sent.
package struct JobListing: Sendable {
    /// The runs that are planned or under way, by the order in which they are due.
    package let coming: [JobRun]
    /// The last runs that are over, the last one first.
    package let past: [JobRun]
    /// What was not sent, the last one first.
    package let troubled: [Delivery]
    package let counts: [DeliveryState: Int]
    /// The cadence of each job that the program has.
    package let cadences: [String: Cadence]
    package let maySendAgain: Bool
}

extension UseCases {
    /// The runs of jobs and the failures of the outbox. No recipient is named.
    package func showJobs(_ caller: Caller) async throws -> JobListing {
        try caller.require(.readJobs, on: .installation, "job", knowing: .readDirectory)
        let cadences = Dictionary(Job.all.map { ($0.name, $0.cadence) }, uniquingKeysWith: { first, _ in first })
        return try await database.read { connection in
            JobListing(
                coming: try JobQueries(connection).open(), past: try JobQueries(connection).over(limit: 100),
                troubled: try DeliveryQueries(connection).troubled(limit: 100),
                counts: try DeliveryQueries(connection).counts(), cadences: cadences,
                maySendAgain: caller.may(.sendAgain, on: .installation))
        }
    }

    /// Lets what failed be sent at the next minute, the one of this identity or all. Throws notFound where that one has
    /// not failed.
    package func sendAgain(_ caller: Caller, delivery text: String?) async throws {
        let id = text.flatMap { Identifier<Delivery>($0) }
        try await write(caller) { connection in
            try caller.require(.sendAgain, on: .installation, "job", knowing: .readDirectory)
            if text != nil, id == nil { throw UseCaseError("job", .notFound) }
            let count = try DeliveryQueries(connection).tryAgain(id, at: surroundings.now())
            if id != nil, count == 0 { throw UseCaseError("job", .notFound) }
            guard count > 0 else { return }
            try record(
                connection, caller, "sendAgain", .installation, after: ["deliveries": id?.text ?? String(count)])
        }
    }
}
