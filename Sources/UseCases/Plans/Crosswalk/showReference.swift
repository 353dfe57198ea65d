// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

/// What a caller sees of the cross-walk: the references, the pairings, and of pairings whose plans the caller may not
/// read, what their offices have published.
struct CrosswalkView {
    let directory: PairingDirectory
    let visible: ShownTasks
    private let scopes: [Identifier<Pairing>: PairingScope]
    /// Those that hold for a pairing whose plans the caller may read.
    let references: [ReferencePlan]
    /// How many tasks are published of pairings whose plans the caller may not read.
    private let published: [Identifier<Pairing>: Int]

    init(_ caller: Caller, _ connection: any SQLConnection) throws {
        let directory = try PairingDirectory(connection)
        let own = caller.pairings(for: .readPlan) { directory.scopes }
        // A plan that was changed since it was published is left out: its links are those of the newer wording.
        let publications = try PublicationQueries(connection).all(
            visible: caller.pairings(for: .readPublishedPlan) { directory.scopes }
        ).filter { $0.isNewest && !own.contains($0.pairing) }
        published = publications.reduce(into: [:]) { $0[$1.pairing, default: 0] += $1.taskCount }
        let seen = Set(publications.map(\.pairing))
        scopes = Dictionary(
            directory.pairings.filter { own.contains($0.id) || seen.contains($0.id) }
                .map { ($0.id, directory.scope($0)) },
            uniquingKeysWith: { first, _ in first })
        let ownScopes = scopes.filter { own.contains($0.key) }.values
        references = try ReferenceQueries(connection).all().filter { reference in
            ownScopes.contains { reference.reach.covers($0) }
        }
        visible = ShownTasks(pairings: own, plans: publications.map(\.publication.plan))
        self.directory = directory
    }

    /// The pairings that the caller sees and the reference covers, in the order of the directory.
    func pairings(of reference: ReferencePlan) -> [Pairing] {
        directory.pairings.filter { pairing in scopes[pairing.id].map { reference.reach.covers($0) } ?? false }
    }

    /// Whether the caller sees of this pairing only what is published.
    func isPublished(_ pairing: Identifier<Pairing>) -> Bool { published[pairing] != nil }

    /// How many tasks of each pairing the caller sees, where `all` says how many there are.
    func counts(_ all: [Identifier<Pairing>: Int]) -> [Identifier<Pairing>: Int] {
        all.filter { visible.pairings.contains($0.key) }.merging(published) { $1 }
    }

    /// A task as the caller may see it: of what is only published, without what would name a person.
    func task(_ record: TaskRecord, likeness: Int?, rank: Int) -> ClauseTask {
        let isPublished = isPublished(record.pairing)
        return ClauseTask(
            record, text: isPublished ? withoutPersons(record.text) : record.text, likeness: likeness, rank: rank,
            isPublished: isPublished)
    }

    /// The reference of an identity, or the first in force where there is none. Throws notFound.
    func reference(_ id: String?) throws(UseCaseError) -> ReferencePlan? {
        guard let id, !id.isEmpty else { return references.first { $0.isInForce } }
        guard let found = references.first(where: { $0.id.text == id }) else {
            throw UseCaseError("reference", .notFound)
        }
        return found
    }

    /// The pairing of a code, where the reference covers it. Throws notFound where the caller may not see it.
    func pairing(_ code: String, of reference: ReferencePlan) throws(UseCaseError) -> Pairing {
        guard let found = pairings(of: reference).first(where: { $0.code == code }) else {
            throw UseCaseError("pairing", .notFound)
        }
        return found
    }

    func listings(_ connection: any SQLConnection) throws -> [ReferenceListing] {
        try references.map { try listing($0, connection) }
    }

    func listing(_ reference: ReferencePlan, _ connection: any SQLConnection) throws -> ReferenceListing {
        switch reference.reach {
        case .nation: ReferenceListing(reference: reference, province: nil, pairing: nil)
        case .province(let code):
            ReferenceListing(
                reference: reference, province: try DivisionQueries(connection).find(code), pairing: nil)
        case .pairing(let id): ReferenceListing(reference: reference, province: nil, pairing: directory[id])
        }
    }
}

extension UseCases {
    /// The references that hold, or held, for a pairing that the caller sees: those in force first.
    package func references(_ caller: Caller) async throws -> [ReferenceListing] {
        try await database.read { try CrosswalkView(caller, $0).listings($0) }
    }

    /// A reference with its clauses. Throws notFound.
    package func reference(_ caller: Caller, id: String) async throws -> ReferenceDetail {
        try await database.read { connection in
            let view = try CrosswalkView(caller, connection)
            guard let reference = try view.reference(id) else { throw UseCaseError("reference", .notFound) }
            let successor = view.references.first { $0.id == reference.successor }
            let predecessor = view.references.first { $0.successor == reference.id }
            return ReferenceDetail(
                listing: try view.listing(reference, connection),
                clauses: try ReferenceQueries(connection).clauses(of: reference.id),
                predecessor: try predecessor.map { try view.listing($0, connection) },
                successor: try successor.map { try view.listing($0, connection) },
                mayReadDraft: try mayRead("draft", reference.draft.text, caller, connection))
        }
    }
}
