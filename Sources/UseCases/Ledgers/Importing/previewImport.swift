// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Extraction
import Foundation
import LedgerEngine
import OfficeFiles
import SQLCore
import Storage

extension UseCases {
    /// What would become of the rows of files; nothing is written. Throws notFound, forbidden, and invalid (field `file`)
    /// where a file can't be read.
    package func previewImport(
        _ caller: Caller, _ request: SheetImport, progress: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) async throws -> SheetImportPreview {
        try await withReadableFiles(request) { paths in
            try await database.read { connection in
                try readImport(caller, request, paths, connection, progress).preview
            }
        }
    }

    /// Reads the files within a transaction, beside the rows that the register has; `put` gets what was judged.
    func readImport(
        _ caller: Caller, _ request: SheetImport, _ paths: [String], _ connection: any SQLConnection,
        _ progress: (Int) throws -> Void, put: @escaping (ImportPipe.Portion) throws -> Void = { _ in }
    ) throws -> ImportReading {
        let desk = try desk(try findLedger(request.ledger), pairing: request.pairing, caller, connection)
        _ = try enteringSide(request.side, desk, caller)
        let names = LedgerNames(
            connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: request.language)
        var run = try ImportRun(
            request, desk, names, ledgers: surroundings.ledgers, today: surroundings.now().day)
        run.put = put
        do {
            try run.readAll(paths) { count in
                try Task.checkCancellation()
                try progress(count)
            }
        } catch let error as WorkbookError { throw UseCaseError(error) }
        guard !run.reading.preview.tables.isEmpty else { throw UseCaseError(importOf: "sheet.error.noTable") }
        return run.reading
    }

    /// Calls `body` with where the files can be read, converted where another program has to.
    func withReadableFiles<Result>(
        _ request: SheetImport, _ body: ([String]) async throws -> Result
    ) async throws -> Result {
        guard !request.files.isEmpty else { throw UseCaseError(importOf: "sheet.error.empty") }
        let extractor = surroundings.extractor
        let converter = SheetConverter(limits: extractor.limits, tools: extractor.tools)
        var (paths, made): ([String], [String]) = ([], [])
        defer { for path in made { try? FileManager.default.removeItem(atPath: path) } }
        for file in request.files {
            let converted = extractor.tools.temporaryFolder + "/jiedui-sheet-\(UUID().uuidString).xlsx"
            made.append(converted)
            do {
                paths.append(
                    try await withoutBlocking(turn: surroundings.random().0) {
                        try converter.readable(path: file.path, converted: converted)
                    })
            } catch let error as WorkbookError {
                throw UseCaseError(error)
            } catch let error as ExtractionError {
                let failure = ValidationFailure(
                    field: "file", message: error.messageKey, arguments: error.arguments)
                throw UseCaseError("import", .invalid([failure]))
            }
        }
        return try await body(paths)
    }
}

extension UseCaseError {
    init(importOf message: String, _ arguments: [String: String] = [:]) {
        self.init("import", .invalid([ValidationFailure(field: "file", message: message, arguments: arguments)]))
    }

    /// Why a file could not be read, as a sentence that says what to do.
    init(_ error: WorkbookError) {
        switch error {
        case .empty: self.init(importOf: "sheet.error.empty")
        case .container(.truncated): self.init(importOf: "sheet.error.truncated")
        case .container(.encrypted), .encrypted: self.init(importOf: "sheet.error.encrypted")
        case .container(.bomb), .container(.tooManyEntries): self.init(importOf: "sheet.error.bomb")
        case .container, .markup: self.init(importOf: "sheet.error.damaged")
        case .noWorkbook, .foreign: self.init(importOf: "sheet.error.noWorkbook")
        case .tooLarge: self.init(importOf: "sheet.error.tooLarge")
        case .disordered(let row): self.init(importOf: "sheet.error.disordered", ["row": String(row)])
        case .noText: self.init(importOf: "sheet.error.noText")
        }
    }
}
