// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Items of yearly lists that name the person as the leading official, in the pairings where the person works. The list
/// names people in words: where two have one name it can't be told whose an item is, and it is nobody's here.
///
/// The post stays, and so do the agreements of both cities: what they agreed to is the post.
struct LedItems: OpenMatterKind {
    let name = "ledItem"

    func all(of user: Identifier<User>, _ connection: any SQLConnection) throws -> [OpenMatter] {
        let queries = LedItemQueries(connection)
        guard let person = try AccountQueries(connection).find(user)?.user,
            try !queries.hasNamesake(person.displayName, besides: user)
        else { return [] }
        let pairings = Set(person.grants.compactMap(\.workplace)).sorted()
        guard !pairings.isEmpty else { return [] }
        return try queries.items(ledBy: person.displayName, in: pairings).compactMap { item in
            guard let scope = try PairingScope.load(item.pairing, connection) else { return nil }
            return OpenMatter(
                id: item.id.text, title: item.title, action: .readWork, object: RuleObject(pairing: scope),
                subject: AuditSubject(kind: "item", id: item.id.text, pairing: item.pairing))
        }
    }

    func pass(_ matter: OpenMatter, to user: Identifier<User>, _ connection: any SQLConnection) throws {
        guard let id = Identifier<WorkItem>(matter.id), let heir = try AccountQueries(connection).find(user)?.user
        else { return }
        try LedItemQueries(connection).setLeader(heir.displayName, of: id)
    }
}

extension RoleGrant {
    /// The pairing in which somebody of an office or a body works.
    fileprivate var workplace: Identifier<Pairing>? {
        switch self {
        case .office(let pairing, _), .unit(_, let pairing, _): pairing
        default: nil
        }
    }
}
