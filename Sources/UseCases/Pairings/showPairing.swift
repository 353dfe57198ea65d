// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A pairing's page. Plans and documents are empty where the caller may not see them.
    package func pairing(_ caller: Caller, code: String) async throws -> PairingDetail {
        try caller.require(.readDirectory, on: .installation, "pairing", knowing: .readDirectory)
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            guard let pairing = directory.pairings.first(where: { $0.code == code }),
                let listing = try listings([pairing], caller, directory, connection).first
            else { throw UseCaseError("pairing", .notFound) }
            let object = RuleObject(pairing: directory.scope(pairing))
            let plans = caller.may(.readPlan, on: object) ? try planListings(of: pairing, connection) : []
            func visible(_ action: Action) -> PairingFilter {
                .some(caller.may(action, on: object) ? [pairing.id] : [])
            }
            let documents = try DocumentQueries(connection).page(
                visible: visible(.readDraft), adopted: visible(.readPlan), after: nil, limit: 20)
            let showsDrafts = caller.may(.readDraft, on: object)
            return PairingDetail(
                listing: listing, parent: pairing.parent.flatMap { directory[$0] },
                children: directory.children(of: pairing.id), plans: plans,
                documents: documents.map { DocumentListing($0, directory, showsDraft: showsDrafts) },
                mayUpload: caller.may(.uploadDocument, on: object),
                mayAddChild: caller.may(.addChildPairing, on: object),
                mayExplain: caller.may(.explainAccess, on: object),
                mayReadContacts: caller.may(.readContact, onAny: directory.sides(of: pairing)),
                showsExchange: try showsExchange(caller, directory.scope(pairing), connection),
                hasCrosswalk: try !plans.isEmpty
                    && ReferenceQueries(connection).all().contains {
                        $0.isInForce && $0.reach.covers(directory.scope(pairing))
                    },
                history: try history(of: Watch(kind: "pairing", id: pairing.id.text), in: connection))
        }
    }
}
