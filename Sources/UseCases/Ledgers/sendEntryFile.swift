// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// A file of a row, for whoever may read the row; where the register is about persons, for whoever may uncover what
    /// is personal, with a reason that is recorded. Throws notFound, forbidden, and invalid where the reason is missing.
    package func entryFile(
        _ caller: Caller, entry id: String, hash: String, reason: String? = nil
    ) async throws -> StoredEntryFile {
        let (file, isHidden) = try await database.read { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            let file = try find(hash, entry, desk)
            if desk.ledger.hidesFiles { try requireReveal(entry, desk, caller) }
            return (file, desk.ledger.hidesFiles)
        }
        guard isHidden else { return file }
        guard let reason = cleanReason(reason) else {
            throw UseCaseError(
                "entry", .invalid([ValidationFailure(field: "reason", message: "entry.reasonNeeded")]))
        }
        return try await write(caller) { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            let file = try find(hash, entry, desk)
            try requireReveal(entry, desk, caller)
            try record(
                connection, caller, "reveal", .entry(entry.record.id, desk.pairing.id),
                after: ["ledger": desk.ledger.key, "file": hash, "reason": reason])
            return file
        }
    }

    private func find(_ hash: String, _ entry: OpenEntry, _ desk: LedgerDesk) throws -> StoredEntryFile {
        guard entry.record.state != .removed,
            let file = entry.files(desk.ledger, withNames: true).first(where: { $0.hash == hash })
        else { throw UseCaseError("file", .notFound) }
        return StoredEntryFile(path: files.path(hash), name: file.name ?? "file", hash: hash)
    }

    private func requireReveal(_ entry: OpenEntry, _ desk: LedgerDesk, _ caller: Caller) throws {
        let object = desk.object(entry.record.side)
        try caller.require(.revealLedgerPerson, on: object, "entry", knowing: .readLedger)
        try caller.requireOwn(entry.record.organisation, .revealLedgerPerson, object)
    }
}
