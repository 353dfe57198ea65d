// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The published plans that the caller may read, those published last first.
    ///
    /// `after` is the `next` of the page before; one that isn't is invalid.
    package func publishedPlans(
        _ caller: Caller, after: String?, limit: Int
    ) async throws -> Page<PublishedListing> {
        let limit = pageLength(limit)
        let list = "published-plans"
        let position = try after.map { text in
            let place = try PageMark(text, list: list, secret: surroundings.signingSecret).place
            guard let id = Identifier<Plan>(place.id) else { throw PageMark.unreadable }
            return PublicationPosition(publishedAt: place.at, id: id)
        }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = caller.pairings(for: .readPublishedPlan) { directory.scopes }
            let records = try PublicationQueries(connection).page(visible: visible, after: position, limit: limit + 1)
            let shown = records.prefix(limit)
            let next = records.count > limit ? shown.last?.publication : nil
            return Page(
                items: shown.compactMap { listing($0, directory, caller) },
                next: next.map {
                    PageMark(list: list, at: $0.publishedAt, id: $0.plan.text).text(secret: surroundings.signingSecret)
                })
        }
    }

    func listing(
        _ record: PublicationRecord, _ directory: PairingDirectory, _ caller: Caller
    ) -> PublishedListing? {
        directory[record.pairing].map { pairing in
            PublishedListing(
                record, pairing, mayReadPlan: caller.may(.readPlan, on: RuleObject(pairing: directory.scope(pairing))))
        }
    }
}
