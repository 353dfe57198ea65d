// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Items of yearly lists that name the person as the leading official, in the pairings where the person works. The list
/// names people in words, and the official may be another of that name: they go over only where somebody says that they
/// are this person's, and to somebody of the same side.
///
/// The post stays, and so do the agreements of both cities: what they agreed to is the post.
struct LedItems: OpenMatterKind {
    let name = "ledItem"
    let isCertain = false

    func all(of user: Identifier<User>, _ connection: any SQLConnection) throws -> [OpenMatter] {
        let queries = LedItemQueries(connection)
        guard let person = try AccountQueries(connection).find(user)?.user,
            try !queries.hasNamesake(person.displayName, besides: user)
        else { return [] }
        let places = person.workplaces
        let pairings = Set(places.keys).sorted()
        guard !pairings.isEmpty else { return [] }
        return try queries.items(ledBy: person.displayName, in: pairings).compactMap { item in
            guard let scope = try PairingScope.load(item.pairing, connection) else { return nil }
            return OpenMatter(
                id: item.id.text, title: item.title, action: .readWork, object: RuleObject(pairing: scope),
                sides: places[item.pairing] ?? [],
                subject: AuditSubject(kind: "item", id: item.id.text, pairing: item.pairing))
        }
    }

    func mayTake(_ matter: OpenMatter, _ user: User) -> Bool {
        guard let pairing = matter.subject.pairing else { return false }
        return !matter.sides.isDisjoint(with: user.workplaces[pairing] ?? [])
    }

    func pass(_ matter: OpenMatter, to user: Identifier<User>, _ connection: any SQLConnection) throws {
        guard let id = Identifier<WorkItem>(matter.id), let heir = try AccountQueries(connection).find(user)?.user
        else { return }
        try LedItemQueries(connection).setLeader(heir.displayName, of: id)
    }
}

extension User {
    /// The pairings for whose offices or bodies the person works, with the sides.
    fileprivate var workplaces: [Identifier<Pairing>: Set<Side>] {
        grants.reduce(into: [:]) { places, grant in
            switch grant {
            case .office(let pairing, let side), .unit(_, let pairing, let side):
                places[pairing, default: []].insert(side)
            default: break
            }
        }
    }
}
