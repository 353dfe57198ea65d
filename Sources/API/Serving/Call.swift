// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Hummingbird
import Logging
import UseCases

/// One request that may be answered: everything in it fits the document already.
struct Call: Sendable {
    let useCases: UseCases
    let site: APISite
    let operation: APIOperation
    let request: Request
    let path: [String: String]
    let query: [String: JSON]
    let body: JSON
    let upload: ReceivedFile?
    /// The holder of the token. Throws where the operation takes none.
    let holder: Caller?
    let language: Language
    let format: MediaType
    let requestID: String

    var caller: Caller {
        get throws {
            guard let holder else { throw Problem.notAuthenticated }
            return holder
        }
    }

    /// The value in the place `name` of the path.
    func value(_ name: String) -> String { path[name] ?? "" }

    /// A text of the query; nil where it is missing or empty.
    func text(_ name: String) -> String? {
        guard let text = query[name]?.text, !text.isEmpty else { return nil }
        return text
    }

    func whole(_ name: String) -> Int? { query[name]?.whole }

    /// How many lines a page is to have.
    var limit: Int { whole("limit") ?? 50 }

    /// The revision that If-Match names; -1, which no object has, where it names none of ours. `present` is the
    /// revision that the object has now, for the asterisk and for several tags.
    func revision(present: () async throws -> Int) async throws -> Int {
        let list = TagList(request.headers[.ifMatch] ?? "")
        if list.isAny { return try await present() }
        let revisions = list.tags.filter { !$0.isWeak }.compactMap { Int($0.value) }
        if revisions.count > 1 {
            let present = try await present()
            return revisions.contains(present) ? present : -1
        }
        return revisions.first ?? -1
    }

    /// Throws stale where If-Match does not name the state `tag`.
    func requireMatch(_ tag: EntityTag) throws {
        guard tag.fulfils(ifMatch: request.headers[.ifMatch] ?? "") else { throw Problem(.stale) }
    }
}
