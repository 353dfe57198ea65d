// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds a file to what a body answers; the same file twice is one. Throws as `addAttachment`.
    package func addHandlingFile(
        _ caller: Caller, order id: String, leg: String, path: String, fileName: String
    ) async throws {
        try await addAttachment(
            caller, to: try await handling(leg, of: id, caller), path: path, fileName: fileName)
    }

    /// Takes a file away again; the record keeps that it was there.
    package func removeHandlingFile(_ caller: Caller, order id: String, leg: String, hash: String) async throws {
        try await removeAttachment(caller, of: try await handling(leg, of: id, caller), hash: hash)
    }

    /// A file of an answer, for whoever sees the whole of that answer. Throws notFound.
    package func handlingFile(
        _ caller: Caller, order id: String, leg: String, hash: String
    ) async throws -> StoredEntryFile {
        try await attachment(caller, of: try await handling(leg, of: id, caller), hash: hash)
    }

    private func handling(_ leg: String, of order: String, _ caller: Caller) async throws -> AttachmentOwner {
        try await database.read { connection in
            let desk = try findOrder(order, caller, connection)
            guard let leg = desk.legs.first(where: { $0.id.text == leg }) else {
                throw UseCaseError("order", .notFound)
            }
            return leg.attachments
        }
    }
}
