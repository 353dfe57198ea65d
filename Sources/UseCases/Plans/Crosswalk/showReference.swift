// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The pairings of which a caller sees the cross-walk, and the references that hold for one of them.
struct CrosswalkView {
    let directory: PairingDirectory
    /// Those whose plans the caller may read.
    let visible: PairingFilter
    private let scopes: [Identifier<Pairing>: PairingScope]
    let references: [ReferencePlan]

    init(_ caller: Caller, _ connection: any SQLConnection) throws {
        let directory = try PairingDirectory(connection)
        // Of other pairings an office is to see what their office published: those are added here.
        let visible = caller.pairings(for: .readPlan) { directory.scopes }
        let scopes = Dictionary(
            directory.pairings.filter { visible.contains($0.id) }.map { ($0.id, directory.scope($0)) },
            uniquingKeysWith: { first, _ in first })
        references = try ReferenceQueries(connection).all().filter { reference in
            scopes.values.contains { reference.reach.covers($0) }
        }
        (self.directory, self.visible, self.scopes) = (directory, visible, scopes)
    }

    /// The pairings that the caller sees and the reference covers, in the order of the directory.
    func pairings(of reference: ReferencePlan) -> [Pairing] {
        directory.pairings.filter { pairing in scopes[pairing.id].map { reference.reach.covers($0) } ?? false }
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
