// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
package import Storage

extension UseCases {
    /// Keeps files that are to become rows of a register, for the caller alone and for a day, once they could be read.
    /// No row is written. Throws notFound, forbidden, and invalid (fields `file`, `side`), of which nothing is kept.
    package func beginImport(
        _ caller: Caller, ledger: String, pairing: String, side: Side?, files: [SheetImport.File], language: Language
    ) async throws -> Identifier<SheetImportRecord> {
        let place = try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            return (side: try enteringSide(side, desk, caller), pairing: desk.pairing.id)
        }
        guard let account = caller.userID else { throw UseCaseError("import", .notFound) }
        var request = SheetImport(ledger: ledger, pairing: pairing, files: files)
        (request.side, request.language) = (place.side, language)
        _ = try await previewImport(caller, request)
        let record = SheetImportRecord(
            id: surroundings.identifier(), account: account, pairing: place.pairing, ledger: ledger, side: place.side,
            createdAt: surroundings.now(), files: files.map { plainName($0.name) })
        try await withoutBlocking(turn: surroundings.random().0) {
            try importFolder.keep(files.map(\.path), of: record.id)
        }
        do {
            try await write(caller) { connection in
                let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
                _ = try enteringSide(place.side, desk, caller)
                try SheetImportQueries(connection).insert(record)
                try self.record(
                    connection, caller, "beginImport", .ledger(ledger, desk.pairing.id),
                    after: ["import": record.id.text, "files": record.files.joined(separator: "; ")])
            }
        } catch {
            importFolder.remove(record.id)
            throw error
        }
        return record.id
    }

    /// Removes an import with its files; nothing was written. Throws notFound, conflict while its rows are written.
    package func discardImport(_ caller: Caller, id: String) async throws {
        _ = try await openImport(caller, id: id)
        guard !importRuns.isRunning(id) else { throw UseCaseError("import", .conflict(reason: "sheetImport.running")) }
        let draft = try await write(caller) { connection in
            let (draft, desk) = try findImport(id, caller, connection)
            guard try SheetImportQueries(connection).remove(draft.id) else { throw UseCaseError("import", .notFound) }
            try record(
                connection, caller, "discardImport", .ledger(desk.ledger.key, desk.pairing.id),
                before: ["import": draft.id.text, "files": draft.files.joined(separator: "; ")])
            return draft
        }
        importFolder.remove(draft.id)
    }
}

/// A file's name in one line.
private func plainName(_ name: String) -> String {
    let signs = name.unicodeScalars.filter { $0.value >= 0x20 && $0 != "/" && $0 != "\\" }
    let text = String(String.UnicodeScalarView(signs)).trimmingWhitespace
    return String((text.isEmpty ? "file" : text).prefix(150))
}
