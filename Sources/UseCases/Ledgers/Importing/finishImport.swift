// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Writes the rows of an import, once: all of them or none, or those in whose way nothing stands. The import ends
    /// in the same transaction, and its files go. Where nothing was written it stays as it was.
    ///
    /// Throws notFound, conflict where its rows are written already, and what `applyImport` throws.
    package func finishImport(
        _ caller: Caller, id: String, problems: EntryDelivery.Problems, reason: String? = nil, language: Language
    ) async throws -> SheetImportResult {
        let draft = try await openImport(caller, id: id)
        let done = UseCaseError("import", .conflict(reason: "sheetImport.done"))
        guard draft.outcome == nil else { throw done }
        var request = request(draft, language)
        request.reason = reason
        let result = try await carryOutImport(
            caller, request, problems: problems, progress: nil
        ) { connection, result in
            let outcome = try sealed(ImportOutcome(result), of: draft.id)
            guard try SheetImportQueries(connection).end(draft.id, outcome, at: surroundings.now()) else { throw done }
            let left = result.counts[.refused, default: 0] + result.counts[.doubtful, default: 0]
            try record(
                connection, caller, "import", .ledger(draft.ledger.key, draft.pairing.id),
                after: [
                    "import": draft.id.text, "files": draft.files.joined(separator: "; "),
                    "added": String(result.added), "changed": String(result.changed),
                    "left": String(left + result.refused.count), "reason": reason,
                ])
        }
        if result.isWritten { importFolder.remove(draft.id) }
        return result
    }
}
