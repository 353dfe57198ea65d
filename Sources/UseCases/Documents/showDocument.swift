// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// One document as the list shows it. Throws notFound where the caller may not know of it.
    package func document(_ caller: Caller, id: String) async throws -> DocumentListing {
        try await database.read { connection in
            let document = try findDocument(id, caller, connection)
            let directory = try PairingDirectory(connection)
            guard let pairing = directory[document.pairing],
                let record = try DocumentQueries(connection).record(document.id)
            else { throw UseCaseError("document", .notFound) }
            let showsDraft = caller.may(.readDraft, on: RuleObject(pairing: directory.scope(pairing)))
            return DocumentListing(record, directory, showsDraft: showsDraft)
        }
    }

    /// The text of a document as it was read from its file.
    package func documentText(_ caller: Caller, id: String) async throws -> String {
        try await database.read { connection in
            let document = try findDocument(id, caller, connection)
            guard let source = try DocumentQueries(connection).source(of: document) else {
                throw UseCaseError("document", .notFound)
            }
            return source.text
        }
    }
}
