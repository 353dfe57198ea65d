// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import Extraction
import FileTesting
import Foundation
import LedgerEngine
import OfficeFiles
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Importing spreadsheets into a register")
struct SheetImportTests {
    private static let sheet = """
        青岚市互访台账,,,,,
        方向,层级,带队领导,起止时间,人数,对接事项
        老区到东部,市级正职,李某某（市长）,2026.3.5-3.7,12人,园区
        老区到东部,县级,王某某（县长）,2026年2月3日,约5人,茶叶
        东部到老区,部门,赵某某（局长）,2026.2.30,3,招商
        合计,,,,20,
        填表人：张某某,,,,,
        """
    private static let corrections = [
        CellAddress(row: 4, column: 4): "5", CellAddress(row: 5, column: 3): "2026-02-28",
    ]

    private func open(
        _ engine: TestEngine, _ body: (Office, UseCases, Caller) async throws -> Void
    ) async throws {
        try await Registers.open(engine) { office in
            try await body(office, office.useCases, try await office.officeOf(office.own))
        }
    }

    private func request(_ office: Office, _ path: String, corrected: Bool = false) -> SheetImport {
        var request = SheetImport(
            ledger: "visit", pairing: office.own.code, files: [.init(path: path, name: "互访.csv")])
        if corrected { request.corrections = [SheetImport.place(file: 0, sheet: ""): Self.corrections] }
        return request
    }

    @Test(
        "a messy sheet is shown with what is wrong in which cell, and writes nothing yet",
        arguments: TestEngine.allCases)
    func previews(engine: TestEngine) async throws {
        try await open(engine) { office, useCases, clerk in
            let path = try office.file("a.csv", Self.sheet)
            let preview = try await useCases.previewImport(clerk, request(office, path))
            #expect(preview.counts == [.new: 1, .refused: 2])
            #expect(preview.tables.map(\.isTaken) == [true])
            let problems = preview.problems.map { "\($0.problem.address) \($0.problem.problem.proposal ?? "-")" }
            #expect(problems.contains("E4 5人") || problems.contains("E4 5"))
            #expect(problems.contains("D5 2026-02-28"))
            #expect(preview.leftOut.map(\.row.reason) == [.title, .total, .note])
            #expect(preview.lines.first?.texts["end"] == "2026-03-07")
            var query = EntryQuery(ledger: "visit")
            query.pairing = office.own.code
            #expect(try await useCases.listEntries(clerk, query).items.isEmpty)
        }
    }

    @Test(
        "all rows or none, or the clean part; the same file twice changes nothing; each value knows its cell",
        arguments: TestEngine.allCases)
    func applies(engine: TestEngine) async throws {
        try await open(engine) { office, useCases, clerk in
            let path = try office.file("a.csv", Self.sheet)
            let none = try await useCases.applyImport(clerk, request(office, path), problems: .refuseAll)
            #expect(!none.isWritten && none.added == 0)
            let clean = try await useCases.applyImport(clerk, request(office, path), problems: .leaveOut)
            #expect(clean.isWritten && clean.added == 1)
            let all = try await useCases.applyImport(
                clerk, request(office, path, corrected: true), problems: .refuseAll)
            #expect(all.isWritten && all.added == 2 && all.counts == [.new: 2, .unchanged: 1])
            let again = try await useCases.applyImport(
                clerk, request(office, path, corrected: true), problems: .refuseAll)
            #expect(again.added == 0 && again.changed == 0 && again.counts == [.unchanged: 3])
            var query = EntryQuery(ledger: "visit")
            query.pairing = office.own.code
            let rows = try await useCases.listEntries(clerk, query).items
            let first = try #require(rows.first { $0.texts["people"] == "12" })
            let origins = try await office.useCases.database.read { try ImportQueries($0).origins(of: first.id) }
            #expect(origins.map(\.file) == ["互访.csv"])
            #expect(origins.first?.cells.byField["people"] == "E3" && origins.first?.cells.byField["start"] == "D3")
            // What the heading was taken for is proposed again.
            let preview = try await useCases.previewImport(clerk, request(office, path))
            #expect(preview.tables[0].mapping.matches.allSatisfy { $0.reason == .remembered })
        }
    }

    @Test(
        "where each value stood, and what columns were taken for, is kept with the rows or not at all",
        arguments: TestEngine.allCases)
    func remembersWithTheRows(engine: TestEngine) async throws {
        struct Failure: Error {}
        try await open(engine) { office, useCases, clerk in
            let path = try office.file("a.csv", Self.sheet)
            @Sendable func counts(_ connection: any SQLConnection) throws -> [Int] {
                try ["ledger_entry", "ledger_origin", "ledger_mapping"].map {
                    try connection.row("SELECT COUNT(*) FROM \($0)").map { try $0.integer(0) } ?? -1
                }
            }
            await #expect(throws: Failure.self) {
                try await useCases.carryOutImport(
                    clerk, request(office, path, corrected: true), problems: .refuseAll,
                    finish: { connection, _ in
                        #expect(try counts(connection) == [3, 3, 1])
                        throw Failure()
                    })
            }
            #expect(try await useCases.database.read { try counts($0) } == [0, 0, 0])
            // Where the cells can't be kept, no row is.
            try await useCases.database.write { try $0.run("ALTER TABLE ledger_origin RENAME TO elsewhere", []) }
            await #expect(throws: (any Error).self) {
                try await useCases.applyImport(clerk, request(office, path, corrected: true), problems: .refuseAll)
            }
            let left = try await useCases.database.read { connection in
                try connection.row("SELECT COUNT(*) FROM ledger_entry").map { try $0.integer(0) }
            }
            #expect(left == 0)
        }
    }

    @Test("who may not write is told so; what is no spreadsheet says what to do", arguments: TestEngine.allCases)
    func refuses(engine: TestEngine) async throws {
        try await open(engine) { office, useCases, clerk in
            let path = try office.file("a.csv", Self.sheet)
            let stranger = try await office.officeOf(office.foreign)
            let hidden = try await cause { _ = try await useCases.previewImport(stranger, request(office, path)) }
            #expect(hidden == .notFound)
            for (text, message) in [
                ("", "sheet.error.empty"), ("%PDF-1.7", "sheet.error.noText"),
                ("PK\u{3}\u{4}", "sheet.error.truncated"),
                ("一句话", "sheet.error.noTable"),
            ] {
                let bad = try office.file("bad.xlsx", text)
                let told = try await cause { _ = try await useCases.previewImport(clerk, request(office, bad)) }
                #expect(told == .invalid([ValidationFailure(field: "file", message: message)]), "\(text)")
            }
        }
    }

    @Test(
        "a workbook that was taken out comes back as an update: nothing, one cell, a new row, a conflict",
        .enabled(if: Program.python.has(module: "openpyxl"), "openpyxl is missing: set JIEDUI_PYTHON or run make setup")
    )
    func roundTrip() async throws {
        try await open(.sqlite) { office, useCases, clerk in
            let path = try office.file("a.csv", Self.sheet)
            let made = try await useCases.applyImport(
                clerk, request(office, path, corrected: true), problems: .refuseAll)
            #expect(made.added == 3 && made.refused.isEmpty, "\(made)")
            let book = office.folder.appending(path: "visit.xlsx").path()
            var query = EntryQuery(ledger: "visit")
            (query.pairing, query.isDescending) = (office.own.code, false)
            #expect(try await useCases.exportRegister(clerk, query, as: .xlsx, to: book) == 3)
            #expect(try await useCases.previewImport(clerk, request(office, book)).counts == [.unchanged: 3])
            let rows = try await useCases.listEntries(clerk, query).items
            try #require(rows.count == 3)
            _ = try await useCases.changeEntry(clerk, id: rows[2].id.text, version: 1, .texts(["topics": "茶"]))
            let script = """
                import sys, openpyxl
                book = openpyxl.load_workbook(sys.argv[1])
                sheet = book.worksheets[0]
                heads = [cell.value for cell in sheet[1]]
                people, leader = heads.index("人数（人次）") + 1, [n for n, h in enumerate(heads) if "带队" in h][0] + 1
                sheet.cell(2, people).value = 99
                sheet.cell(4, people).value = 77
                sheet.append([cell.value for cell in sheet[2]])
                sheet.cell(5, leader).value = "孙某某（副市长）"
                book.save(sys.argv[1])
                """
            _ = try Program.python.run(["-c", script, book])
            let preview = try await useCases.previewImport(clerk, request(office, book))
            #expect(preview.counts == [.changed: 1, .unchanged: 1, .doubtful: 1, .new: 1])
            let changed = try #require(preview.lines.first { $0.outcome == .changed })
            #expect(changed.changes.map(\.field) == ["people"] && changed.changes.map(\.after) == ["99"])
            let doubtful = try #require(preview.lines.first { $0.outcome == .doubtful })
            #expect(doubtful.doubt == .outdated(fileVersion: 1, version: 2))
            #expect(Set(doubtful.changes.map(\.field)).isSuperset(of: ["people"]))
        }
    }

    @Test("the template of each register is read as a table of its own columns") func templates() async throws {
        try await open(.sqlite) { office, useCases, _ in
            for ledger in try LedgerBook().ledgers {
                for language in Language.allCases {
                    let path = office.folder.appending(path: "\(ledger.key).xlsx").path()
                    try useCases.writeImportTemplate(ledger: ledger.key, language: language, to: path)
                    let file = try RegisterFile(SheetFile(FileSource(path: path)), named: "a")
                    #expect(file.schema?.ledger == ledger.key)
                    var tables: [FoundTable] = []
                    try file.forEachEvent(ledger: ledger, memories: []) { _, event in
                        if case .table(let table) = event { tables.append(table) }
                    }
                    let table = try #require(tables.first, "\(ledger.key)")
                    let fields = file.schema?.mapping(of: table).matches.map(\.field) ?? []
                    #expect(fields == ledger.writtenFields.map(\.key), "\(ledger.key)")
                    let proposed = proposeMapping(
                        of: table, to: ledger, directory: LedgerDirectory(codeLists: [:]))
                    #expect(Set(proposed.matches.map(\.field)) == Set(fields), "\(ledger.key) by titles alone")
                }
            }
        }
    }
}
