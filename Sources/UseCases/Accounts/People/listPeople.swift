// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The people whom the caller may see, by log-in name; `after` is the `next` of the page before.
    package func people(_ caller: Caller, _ query: PersonQuery) async throws -> Page<PersonListing> {
        let limit = pageLength(query.limit)
        let after = try query.after.map {
            try PageMark($0, list: "users", secret: surroundings.signingSecret).values.first ?? ""
        }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            guard let filter = try accountFilter(query, caller, directory) else { return Page(items: [], next: nil) }
            let found = try AccountQueries(connection).page(filter, after: after, limit: limit + 1)
            let shown = found.prefix(limit)
            let next = found.count > limit ? shown.last?.user.username : nil
            let today = surroundings.now().day
            let words = try GrantWords(shown.flatMap(\.user.grants), directory, connection)
            return Page(
                items: shown.map {
                    PersonListing(
                        user: $0.user, revision: $0.revision, roles: words.labels($0.user.grants, on: today))
                },
                next: next.map {
                    PageMark(list: "users", values: [$0]).text(secret: surroundings.signingSecret)
                })
        }
    }

    /// How many people a query shows.
    package func personCount(_ caller: Caller, _ query: PersonQuery) async throws -> Int {
        try await database.read { connection in
            guard let filter = try accountFilter(query, caller, PairingDirectory(connection)) else { return 0 }
            return try AccountQueries(connection).count(filter)
        }
    }

    /// The filter of a query, narrowed to whom the caller may see; nil where it can find nobody.
    ///
    /// Throws forbidden for those who may see nobody at all.
    func accountFilter(
        _ query: PersonQuery, _ caller: Caller, _ directory: PairingDirectory
    ) throws -> AccountFilter? {
        var filter = AccountFilter()
        switch caller.pairings(for: .readUser, among: { directory.scopes }) {
        case .all: break
        case .some(let pairings):
            if pairings.isEmpty {
                try caller.require(.readUser, on: .installation, "user", knowing: .readDirectory)
                return nil
            }
            filter.within = pairings
        }
        if let text = query.text?.trimmingWhitespace, !text.isEmpty { filter.text = text }
        (filter.role, filter.state, filter.hasNoRole) = (query.role, query.state, query.isWaiting)
        if let code = query.pairing, !code.isEmpty {
            guard let pairing = directory.pairings.first(where: { $0.code == code }) else { return nil }
            filter.pairing = pairing.id
        }
        return filter
    }
}
