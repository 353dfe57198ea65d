// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import Foundation
import LedgerEngine
import OfficeFiles

/// The forms in which the rows of a register are taken out.
package enum RegisterFormat: String, CaseIterable, Sendable {
    /// Comes back as an update.
    case xlsx
    case csv
}

extension UseCases {
    /// Writes the rows that a query finds to a file, in memory that doesn't grow with them; what is personal is masked.
    /// Returns how many there were.
    package func exportRegister(
        _ caller: Caller, _ query: EntryQuery, as format: RegisterFormat, to path: String
    ) async throws -> Int {
        let ledger = try findLedger(query.ledger)
        let words = RegisterWords(try MessageCatalogue(), query.language)
        switch format {
        case .xlsx:
            let book = try RegisterWorkbook(
                path: path, ledger: ledger, fields: ledger.writtenFields,
                masked: Set(ledger.fields.filter(\.isPersonal).map(\.key)),
                directory: LedgerDirectory(codeLists: surroundings.ledgers.codeLists), words: words)
            let count = try await forEachListing(caller, query) { row in
                try book.write(id: row.id, version: row.version, values: row.values, texts: row.texts)
            }
            try book.close()
            return count
        case .csv:
            let file = try RegisterText(path: path, headings: ledger.writtenFields.map { $0.title[query.language] })
            return try await forEachListing(caller, query) { row in
                try file.write(ledger.writtenFields.map { row.texts[$0.key] ?? "" })
            }
        }
    }

    /// Writes the empty workbook of a register to a file, with help and an invented example on a sheet of their own.
    package func writeImportTemplate(ledger key: String, language: Language, to path: String) throws {
        let ledger = try findLedger(key)
        let book = try RegisterWorkbook(
            path: path, ledger: ledger, fields: ledger.writtenFields,
            directory: LedgerDirectory(codeLists: surroundings.ledgers.codeLists),
            words: RegisterWords(try MessageCatalogue(), language))
        try book.addGuide()
        try book.close()
    }

    private func forEachListing(
        _ caller: Caller, _ query: EntryQuery, _ body: (EntryListing) throws -> Void
    ) async throws -> Int {
        var query = query
        query.limit = 500
        var count = 0
        repeat {
            let page = try await listEntries(caller, query)
            for item in page.items { try body(item) }
            count += page.items.count
            query.after = page.next
        } while query.after != nil
        return count
    }
}

extension Ledger {
    /// The fields that spreadsheets hold: files are attached on pages.
    var writtenFields: [LedgerField] { fields.filter { $0.kind != .file } }
}

/// Rows as separated values (RFC 4180, UTF-8 with a byte-order mark), written as they come.
private final class RegisterText {
    private let file: FileHandle

    init(path: String, headings: [String]) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data([0xEF, 0xBB, 0xBF])),
            let file = FileHandle(forWritingAtPath: path)
        else { throw SheetError.notWritten(path) }
        self.file = file
        try file.seekToEnd()
        try write(headings)
    }

    deinit { try? file.close() }

    func write(_ texts: [String]) throws {
        let row = writeCSV(row: texts.map { $0.isEmpty ? .empty : .text($0) })
        try file.write(contentsOf: Data(row))
    }
}
