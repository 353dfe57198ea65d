// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds a file to what a body answers; the same file twice is one. Throws notFound, forbidden, conflict, invalid
    /// where there are too many.
    package func addHandlingFile(
        _ caller: Caller, order id: String, leg: String, path: String, fileName: String
    ) async throws {
        // Nothing is kept of what nobody may hand in here.
        try await database.read { _ = try ownLeg(leg, id, caller, $0, isLocked: false) }
        let digest = try files.digest(of: path)
        try await files.keep(path, hash: digest.hash, turn: surroundings.random().0)
        try await write(caller) { connection in
            let (desk, leg) = try ownLeg(leg, id, caller, connection, isLocked: true)
            let present = desk.files(of: leg)
            guard !present.contains(where: { $0.hash == digest.hash }) else { return }
            guard present.count < Self.mostFiles else {
                throw UseCaseError(
                    "order",
                    .invalid([
                        ValidationFailure(
                            field: "file", message: "entry.tooManyFiles", arguments: ["most": String(Self.mostFiles)])
                    ]))
            }
            let name = Self.plainFileName(fileName)
            try HandlingQueries(connection).insert(
                HandlingFile(leg: leg.id, hash: digest.hash, name: name, at: surroundings.now(), by: caller.name))
            try record(
                connection, caller, "addFile", .order(desk.order.id, desk.order.pairing),
                after: ["unit": leg.unit, "fileName": name, "hash": digest.hash])
        }
    }

    /// Takes a file away again; the record keeps that it was there.
    package func removeHandlingFile(_ caller: Caller, order id: String, leg: String, hash: String) async throws {
        try await write(caller) { connection in
            let (desk, leg) = try ownLeg(leg, id, caller, connection, isLocked: true)
            guard let file = desk.files(of: leg).first(where: { $0.hash == hash }) else {
                throw UseCaseError("file", .notFound)
            }
            // What an answer was given with stays with it, also when it is done again.
            if let answered = leg.answeredAt, file.at <= answered {
                throw UseCaseError("order", .conflict(reason: "order.fileGiven"))
            }
            try HandlingQueries(connection).removeFile(hash, of: leg.id)
            try record(
                connection, caller, "removeFile", .order(desk.order.id, desk.order.pairing),
                before: ["unit": leg.unit, "fileName": file.name, "hash": hash])
        }
    }

    /// A file of an answer, for whoever sees the whole of that answer. Throws notFound.
    package func handlingFile(
        _ caller: Caller, order id: String, leg: String, hash: String
    ) async throws -> StoredEntryFile {
        try await database.read { connection in
            let desk = try findOrder(id, caller, connection)
            let isWhole = caller.orderSight([desk.scope]).showsWhole(desk.order)
            guard let leg = desk.legs.first(where: { $0.id.text == leg }),
                isWhole || !desk.parts(caller, leg).isEmpty,
                let file = desk.files(of: leg).first(where: { $0.hash == hash })
            else { throw UseCaseError("file", .notFound) }
            return StoredEntryFile(path: files.path(hash), name: file.name, hash: hash)
        }
    }

    private func ownLeg(
        _ leg: String, _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool
    ) throws -> (OrderDesk, HandlingLeg) {
        let desk = try findOrder(id, caller, connection, isLocked: isLocked)
        guard let leg = desk.legs.first(where: { $0.id.text == leg }) else { throw UseCaseError("order", .notFound) }
        try requirePart([.unit], desk, caller, leg)
        guard desk.order.state == .issued, leg.state.takesEvidence else {
            throw UseCaseError("order", .conflict(reason: "loop.notNow"))
        }
        return (desk, leg)
    }
}
