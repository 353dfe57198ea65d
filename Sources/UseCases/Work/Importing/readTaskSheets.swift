// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
package import Domain
import Extraction
import Foundation
import LedgerEngine
import OfficeFiles
import SQLCore
import Storage

extension UseCases {
    /// The tables of tasks in a file that is to become items of a draft of a yearly list: a spreadsheet or a document
    /// with tables. Nothing is written. Throws notFound, forbidden, conflict once both cities have agreed to the list,
    /// and invalid (field `file`).
    package func readTaskSheets(
        _ caller: Caller, plan id: String, path: String, name: String
    ) async throws -> [TaskSheet] {
        let pairing = try await database.read { try findDraft(toRead: id, caller, $0).pairing }
        var finder = TaskSheetFinder(try TaskSheetColumns(), pairing)
        if Self.isDocument(name) {
            try await readDocumentTables(path, name, &finder)
        } else {
            try await readSheetTables(path, name, &finder)
        }
        return try finder.found()
    }

    /// The same for rows that were copied from a spreadsheet with their headings.
    package func readTaskSheets(_ caller: Caller, plan id: String, pasted rows: [[String]]) async throws -> [TaskSheet]
    {
        let pairing = try await database.read { try findDraft(toRead: id, caller, $0).pairing }
        let start = TaskSheetFinder(try TaskSheetColumns(), pairing)
        return try await withoutBlocking(turn: surroundings.random().0) {
            var finder = start
            var scanner = TableScanner(vocabulary: finder.vocabulary)
            for (number, cells) in rows.enumerated() {
                let row = SourceRow(
                    number: number + 1,
                    cells: cells.enumerated().filter { !$0.element.trimmingWhitespace.isEmpty }.map {
                        SourceCell(column: $0.offset, value: .text($0.element))
                    })
                for event in scanner.add(row) { try finder.take(event, sheet: "") }
            }
            for event in scanner.finish() { try finder.take(event, sheet: "") }
            return try finder.found()
        }
    }

    /// A draft of a yearly list, for whoever may plan it. Throws as `readTaskSheets` does.
    package func plannedList(_ caller: Caller, id: String) async throws -> (
        plan: YearPlan, pairing: Pairing, isDraft: Bool
    ) {
        try await database.read { connection in
            let desk = try findYearPlan(id, caller, connection)
            try caller.require(.planWork, on: desk.object, "yearPlan", knowing: .readWork)
            return (desk.plan, desk.pairing, desk.record.firstAgreedAt == nil)
        }
    }

    /// The list of an address for whoever may plan it, as long as it is a draft.
    func findDraft(toRead id: String, _ caller: Caller, _ connection: any SQLConnection) throws -> WorkDesk {
        let desk = try findYearPlan(id, caller, connection)
        try caller.require(.planWork, on: desk.object, "yearPlan", knowing: .readWork)
        try requireDraft(desk)
        return desk
    }

    func requireDraft(_ desk: WorkDesk) throws {
        guard desk.record.firstAgreedAt == nil else {
            throw UseCaseError("yearPlan", .conflict(reason: "taskSheet.notDraft"))
        }
    }

    private static func isDocument(_ name: String) -> Bool {
        let suffix = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
        return ["docx", "docm", "doc", "wps", "rtf", "odt", "pdf", "ofd"].contains(suffix)
    }

    private func readSheetTables(_ path: String, _ name: String, _ finder: inout TaskSheetFinder) async throws {
        let request = SheetImport(ledger: "", pairing: "", files: [.init(path: path, name: name)])
        let start = finder
        finder = try await withReadableFiles(request) { paths in
            try await withoutBlocking(turn: surroundings.random().0) {
                do {
                    let file = try RegisterFile(SheetFile(FileSource(path: paths[0])), named: name)
                    var finder = start
                    var sheet: String?
                    try file.forEachEvent(ledger: finder.register, memories: [finder.memory]) { name, event in
                        if sheet != name { finder.endSheet() }
                        sheet = name
                        try finder.take(event, sheet: name)
                    }
                    return finder
                } catch let error as WorkbookError {
                    throw UseCaseError(error)
                } catch let error as ZipError {
                    throw UseCaseError(WorkbookError.container(error))
                }
            }
        }
    }

    private func readDocumentTables(_ path: String, _ name: String, _ finder: inout TaskSheetFinder) async throws {
        let source: SourceText
        do {
            source = try await surroundings.extractor.extract(file: URL(filePath: path), named: name)
        } catch {
            throw UseCaseError(
                "import",
                .invalid([ValidationFailure(field: "file", message: error.messageKey, arguments: error.arguments)]))
        }
        let start = finder
        finder = try await withoutBlocking(turn: surroundings.random().0) {
            var finder = start
            for sheet in DocumentReader().tableSheets(source) {
                var scanner = TableScanner(layout: SourceLayout(merges: sheet.merges), vocabulary: finder.vocabulary)
                finder.endSheet()
                for row in sheet.rows {
                    for event in scanner.add(row) { try finder.take(event, sheet: "", above: sheet.above) }
                }
                for event in scanner.finish() { try finder.take(event, sheet: "", above: sheet.above) }
            }
            return finder
        }
    }
}
