// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// How far an import has come.
package struct ImportProgress: Hashable, Sendable {
    /// How many rows were read.
    package internal(set) var read = 0
    /// How many of them were written, should nothing stand in the way.
    package internal(set) var written = 0
}

extension UseCases {
    /// Imports files into a register in one transaction: all rows or none, or the rows in whose way nothing stands.
    /// Doubtful rows are written as it was decided, and not where nothing was. Remembers what columns were taken for, and
    /// where each value stood.
    ///
    /// `progress` is told how far it has come; where it throws, nothing is written.
    package func applyImport(
        _ caller: Caller, _ request: SheetImport, problems: EntryDelivery.Problems,
        progress: (@Sendable (ImportProgress) throws -> Void)? = nil
    ) async throws -> SheetImportResult {
        try await carryOutImport(caller, request, problems: problems, progress: progress)
    }

    /// The same; `finish` is called in the transaction that writes the rows, after them and what is remembered of them,
    /// and not where none is written.
    func carryOutImport(
        _ caller: Caller, _ request: SheetImport, problems: EntryDelivery.Problems,
        progress: (@Sendable (ImportProgress) throws -> Void)? = nil,
        finish: (@Sendable (any SQLConnection, SheetImportResult) throws -> Void)? = nil
    ) async throws -> SheetImportResult {
        guard request.removals.isEmpty || cleanReason(request.reason) != nil else {
            let failure = ValidationFailure(field: "reason", message: "sheetImport.removalReason")
            throw UseCaseError("import", .invalid([failure]))
        }
        return try await withReadableFiles(request) { paths in
            do {
                let result = try await importRuns.inTurn {
                    try await write(caller) { connection in
                        let writing = try ImportWriting(self, caller, request, problems, connection, progress)
                        let result = try writing.end(try readBeside(caller, request, paths, writing))
                        guard result.isWritten else { throw StoppedImport(result: result) }
                        try finish?(connection, result)
                        return result
                    }
                }
                await renewStatistics(rows: result.added)
                return result
            } catch let stopped as StoppedImport { return stopped.result }
        }
    }
}

extension UseCases {
    /// Reads the files on another thread, beside the rows that the register had before, while this one writes what was
    /// read. One import at a time does so: each needs two connections of the pool.
    private func readBeside(
        _ caller: Caller, _ request: SheetImport, _ paths: [String], _ writing: ImportWriting
    ) throws -> ImportReading {
        let pipe = ImportPipe()
        Task.detached {
            let outcome: Result<ImportReading, any Error>
            do {
                outcome = .success(
                    try await database.read { connection in
                        do {
                            return try readImport(
                                caller, request, paths, connection, { _ in try pipe.checkOpen() },
                                put: { try pipe.put($0) })
                        } catch { throw FailedReading(error: error) }
                    })
            } catch let failed as FailedReading {
                outcome = .failure(failed.error)
            } catch { outcome = .failure(error) }
            pipe.end(outcome)
        }
        do {
            while let portion = try pipe.next({ try writing.report() }) { try writing.take(portion) }
        } catch {
            pipe.close()
            throw error
        }
        return try pipe.close().get()
    }

    /// After many rows came in. What can't be done now the server does by itself later.
    func renewStatistics(rows: Int) async {
        guard rows >= 1_000 else { return }
        try? await writeWithoutEvent { try EntryQueries($0).renewStatistics() }
    }
}

/// What went wrong while files were read. It hides the cause from the database, which would run the reading again where
/// that may pass: some of its rows are on their way by then. The whole import is run again instead.
private struct FailedReading: Error {
    let error: any Error
}

/// Undoes the transaction of an import of which nothing is to be written.
private struct StoppedImport: Error {
    let result: SheetImportResult
}
