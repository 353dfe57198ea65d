// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Writes the rows of an import, once: all of them or none, or those in whose way nothing stands. The import ends
    /// in the same transaction, and its files go. Where nothing was written it stays as it was.
    ///
    /// Throws notFound, conflict where its rows are written already or just now, or the import was cancelled meanwhile,
    /// and what `applyImport` throws.
    package func finishImport(
        _ caller: Caller, id: String, problems: EntryDelivery.Problems, reason: String? = nil, language: Language
    ) async throws -> SheetImportResult {
        let draft = try await openImport(caller, id: id)
        guard draft.outcome == nil else { throw UseCaseError("import", .conflict(reason: "sheetImport.done")) }
        guard importRuns.begin(draft.id.text, at: surroundings.now()) else {
            throw UseCaseError("import", .conflict(reason: "sheetImport.running"))
        }
        return try await finishBegun(caller, draft, problems, reason, language)
    }

    /// Writes the rows of an import that is marked as running, and keeps what came of it.
    private func finishBegun(
        _ caller: Caller, _ draft: SheetImportDraft, _ problems: EntryDelivery.Problems, _ reason: String?,
        _ language: Language
    ) async throws -> SheetImportResult {
        let run = draft.id.text
        do {
            let result = try await finish(caller, draft, problems, reason, language)
            importRuns.end(run, .success(result), at: surroundings.now())
            return result
        } catch is ImportCancelled {
            let error = UseCaseError("import", .conflict(reason: "sheetImport.cancelled"))
            importRuns.end(run, .failure(error), at: surroundings.now())
            throw error
        } catch {
            importRuns.end(run, .failure(error), at: surroundings.now())
            throw error
        }
    }

    /// The same in the background. Returns what came of it where that is known within a second; nil: `importProgress`
    /// tells how far it has come, and `importResult` what came of it.
    package func startImport(
        _ caller: Caller, id: String, problems: EntryDelivery.Problems, reason: String? = nil, language: Language
    ) async throws -> SheetImportResult? {
        let draft = try await openImport(caller, id: id)
        guard draft.outcome == nil else { throw UseCaseError("import", .conflict(reason: "sheetImport.done")) }
        guard importRuns.begin(draft.id.text, at: surroundings.now()) else { return nil }
        // Who leaves the page doesn't stop it.
        Task { try await finishBegun(caller, draft, problems, reason, language) }
        for _ in 0..<20 {
            try await Task.sleep(for: .milliseconds(50))
            if let result = importRuns.takeResult(draft.id.text) { return try result.get() }
        }
        return nil
    }

    /// How far the writing of an import's rows has come; nil where it isn't running here.
    package func importProgress(_ draft: SheetImportDraft) -> ImportProgress? { importRuns.progress(draft.id.text) }

    /// What came of writing rows in the background, told once; nil where nothing did. Throws what `finishImport` throws.
    package func importResult(_ draft: SheetImportDraft) throws -> SheetImportResult? {
        try importRuns.takeResult(draft.id.text)?.get()
    }

    /// The same for who may ask more than once: what came of the last time, for an hour or until it was told.
    package func lastImportResult(_ draft: SheetImportDraft) -> Result<SheetImportResult, any Error>? {
        importRuns.result(draft.id.text)
    }

    /// Stops the writing of an import's rows, of which then none is written. Returns false where it isn't running.
    /// Throws notFound.
    package func cancelImport(_ caller: Caller, id: String) async throws -> Bool {
        let draft = try await openImport(caller, id: id)
        return importRuns.cancel(draft.id.text)
    }

    private func finish(
        _ caller: Caller, _ draft: SheetImportDraft, _ problems: EntryDelivery.Problems, _ reason: String?,
        _ language: Language
    ) async throws -> SheetImportResult {
        var request = request(draft, language)
        (request.reason, request.draft) = (reason, draft.id.text)
        do {
            let result = try await carryOutImport(
                caller, request, problems: problems,
                progress: { try importRuns.step(draft.id.text, $0) },
                finish: { connection, result in
                    let outcome = try sealed(ImportOutcome(result), of: draft.id)
                    guard try SheetImportQueries(connection).end(draft.id, outcome, at: surroundings.now()) else {
                        throw UseCaseError("import", .conflict(reason: "sheetImport.done"))
                    }
                })
            if result.isWritten { importFolder.remove(draft.id) }
            return result
        } catch let error as ImportCancelled {
            try await write(caller) { connection in
                try record(
                    connection, caller, "cancelImport", .ledger(draft.ledger.key, draft.pairing.id),
                    after: ["import": draft.id.text])
            }
            throw error
        }
    }
}
