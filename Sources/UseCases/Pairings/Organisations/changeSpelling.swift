// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A spelling of a body that a clerk taught, and from where.
package struct SpellingListing: Sendable {
    package let id: String
    package let spelling: String
    /// From the day of the document on.
    package let day: CalendarDate?
    package let learnedAt: Instant
    package let isRemoved: Bool
    /// The draft that taught it, where the caller may see it.
    package let draft: Identifier<Draft>?
}

extension UseCases {
    /// Takes a learned spelling away from a body, so that new documents don't know it, or puts it back.
    package func changeSpelling(
        _ caller: Caller, organisation: String, spelling: String, isRemoved: Bool
    ) async throws {
        try await write(caller) { connection in
            let body = try changeable(organisation, revision: nil, caller, connection).body
            let queries = SpellingQueries(connection)
            guard let id = Identifier<LearnedSpelling>(spelling), let known = try queries.find(id),
                known.organisation == body.id
            else { throw UseCaseError("organisation", .notFound) }
            guard (known.removedAt != nil) != isRemoved else { return }
            try queries.setRemoved(isRemoved ? surroundings.now() : nil, id)
            let fields: AuditFields = ["spelling": known.spelling]
            try record(
                connection, caller, isRemoved ? "forgetSpelling" : "keepSpelling", .organisation(body.id),
                before: isRemoved ? fields : nil, after: isRemoved ? nil : fields)
        }
    }

    /// The spellings that clerks taught of a body.
    func spellings(
        of id: Identifier<Organisation>, _ caller: Caller, _ directory: PairingDirectory,
        _ connection: any SQLConnection
    ) throws -> [SpellingListing] {
        let visible = caller.pairings(for: .readDraft) { directory.scopes }
        return try SpellingQueries(connection).all(of: id).map { known in
            SpellingListing(
                id: known.id.text, spelling: known.spelling, day: known.day, learnedAt: known.learnedAt,
                isRemoved: known.removedAt != nil, draft: visible.contains(known.pairing) ? known.draft : nil)
        }
    }
}
