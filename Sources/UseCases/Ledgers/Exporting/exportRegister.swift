// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import Foundation
import LedgerEngine
import OfficeFiles
import SQLCore
import Storage

/// The forms in which the rows of a register are taken out.
package enum RegisterFormat: String, CaseIterable, Sendable {
    /// Comes back as an update.
    case xlsx
    case csv
}

extension UseCases {
    /// Writes the rows that a query finds to a file, in memory that doesn't grow with them; that they were taken out is
    /// recorded. Returns how many there were.
    ///
    /// What is personal is masked, but in a workbook of one pairing for whoever may see it and says why: with a reason
    /// it stands there in the clear, of the rows whose persons the caller may see. Throws forbidden, and invalid (field
    /// `reason`).
    package func exportRegister(
        _ caller: Caller, _ query: EntryQuery, as format: RegisterFormat, to path: String, inClear reason: String? = nil
    ) async throws -> Int {
        let clear = cleanReason(reason)
        if reason != nil {
            guard try await mayReveal(caller, ledger: query.ledger, pairing: query.pairing ?? "") else {
                throw UseCaseError("ledger", .forbidden(reason: "rule.ownRowsOnly"))
            }
            guard clear != nil else {
                throw UseCaseError(
                    "ledger", .invalid([ValidationFailure(field: "reason", message: "entry.reasonNeeded")]))
            }
        }
        do {
            let count = try await writeRegister(caller, query, as: format, to: path, isClear: clear != nil)
            try await write(caller) { connection in
                try recordExport(caller, query, as: format.rawValue, rows: count, inClear: clear, connection)
            }
            return count
        } catch {
            // Of what can't be recorded nothing is handed out.
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    /// Whether the caller may see what is personal in rows of a register of a pairing. Throws notFound.
    package func mayReveal(_ caller: Caller, ledger: String, pairing: String) async throws -> Bool {
        try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            guard desk.ledger.fields.contains(where: \.isPersonal) else { return false }
            return Side.allCases.contains { caller.may(.revealLedgerPerson, on: desk.object($0)) }
        }
    }

    private func writeRegister(
        _ caller: Caller, _ query: EntryQuery, as format: RegisterFormat, to path: String, isClear: Bool
    ) async throws -> Int {
        let ledger = try findLedger(query.ledger)
        let words = RegisterWords(try MessageCatalogue(), query.language)
        switch format {
        case .xlsx:
            let book = try RegisterWorkbook(
                path: path, ledger: ledger, fields: ledger.writtenFields,
                masked: isClear ? [] : Set(ledger.fields.filter(\.isPersonal).map(\.key)),
                directory: LedgerDirectory(codeLists: surroundings.ledgers.codeLists), words: words)
            let count = try await forEachListing(caller, query) { rows in
                let clear = isClear ? try await personalValues(of: rows.map(\.id), caller) : [:]
                for row in rows {
                    try book.write(
                        id: row.id, version: row.version, values: row.values.merging(clear[row.id] ?? [:]) { $1 },
                        texts: row.texts)
                }
            }
            try book.close()
            return count
        case .csv:
            let file = try RegisterText(path: path, headings: ledger.writtenFields.map { $0.title[query.language] })
            return try await forEachListing(caller, query) { rows in
                for row in rows { try file.write(ledger.writtenFields.map { row.texts[$0.key] ?? "" }) }
            }
        }
    }

    /// What is personal in these rows, of those whose persons the caller may see.
    private func personalValues(
        of ids: [Identifier<LedgerEntry>], _ caller: Caller
    ) async throws -> [Identifier<LedgerEntry>: [String: FieldValue]] {
        try await database.read { connection in
            var found: [Identifier<LedgerEntry>: [String: FieldValue]] = [:]
            for id in ids {
                let (entry, desk) = try findEntry(id.text, caller, connection)
                let object = desk.object(entry.record.side)
                guard !entry.record.isAnonymous, mayReveal(entry.record, object, caller) else { continue }
                found[id] = entry.values.filter { desk.ledger.field($0.key)?.isPersonal == true }
            }
            return found
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
        _ caller: Caller, _ query: EntryQuery, _ body: ([EntryListing]) async throws -> Void
    ) async throws -> Int {
        var query = query
        query.limit = 500
        var count = 0
        repeat {
            let page = try await listEntries(caller, query)
            try await body(page.items)
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
