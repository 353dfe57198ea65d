// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Imports that a person looks at")
struct SheetImportDraftTests {
    private static let sheet = """
        青岚市互访台账,,,,,
        方向,层级,带队领导,起止时间,人数,对接事项
        老区到东部,市级正职,李某某（市长）,2026.3.5-3.7,12人,园区
        老区到东部,县级,王某某（县长）,2026年2月3日,约5人,茶叶
        合计,,,,17,
        """

    private struct Desk {
        let office: Office
        let clerk: Caller
        let id: String
        var useCases: UseCases { office.useCases }

        func rows() async throws -> Int {
            var query = EntryQuery(ledger: "visit")
            query.pairing = office.own.code
            return try await useCases.listEntries(clerk, query).items.count
        }

        func finish(_ problems: EntryDelivery.Problems) async throws -> SheetImportResult {
            try await useCases.finishImport(clerk, id: id, problems: problems, language: .chinese)
        }

        var folders: [String] {
            let folder = useCases.surroundings.dataFolder + "/imports"
            return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        }
    }

    private func open(_ engine: TestEngine, _ body: (Desk) async throws -> Void) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let path = try office.file("a.csv", Self.sheet)
            let id = try await office.useCases.beginImport(
                clerk, ledger: "visit", pairing: office.own.code, side: nil,
                files: [.init(path: path, name: "互访\n.csv")], language: .chinese)
            try FileManager.default.removeItem(atPath: path)
            try await body(Desk(office: office, clerk: clerk, id: id.text))
        }
    }

    @Test(
        "what is decided is kept, the clean part is written once, and then the import is told as done",
        arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await open(engine) { desk in
            var draft = try await desk.useCases.openImport(desk.clerk, id: desk.id)
            #expect(draft.files == ["互访.csv"] && draft.outcome == nil)
            var preview = try await desk.useCases.previewImport(desk.clerk, draft, language: .chinese)
            #expect(preview.counts == [.new: 1, .refused: 1])
            let none = try await desk.finish(.refuseAll)
            #expect(!none.isWritten && none.left.map(\.row) == [4])
            try await desk.useCases.decideImport(
                desk.clerk, id: desk.id,
                .corrections([.init(file: 0, sheet: "", row: 4, column: 4, text: "5")]), language: .chinese)
            draft = try await desk.useCases.openImport(desk.clerk, id: desk.id)
            preview = try await desk.useCases.previewImport(desk.clerk, draft, language: .chinese)
            #expect(preview.counts == [.new: 2])
            // Taken back, it is refused again.
            try await desk.useCases.decideImport(
                desk.clerk, id: desk.id,
                .corrections([.init(file: 0, sheet: "", row: 4, column: 4, text: "")]), language: .chinese)
            let clean = try await desk.finish(.leaveOut)
            #expect(clean.isWritten && clean.added == 1)
            #expect(try await desk.rows() == 1)
            let done = try await desk.useCases.openImport(desk.clerk, id: desk.id)
            #expect(done.outcome?.added == 1 && done.outcome?.left == 1)
            #expect(done.outcome?.lines.map(\.row) == [4])
            #expect(done.outcome?.lines.first?.problems.isEmpty == false && desk.folders.isEmpty)
            #expect(
                try await cause { _ = try await desk.finish(.leaveOut) } == .conflict(reason: "sheetImport.done"))
            #expect(
                try await cause {
                    try await desk.useCases.decideImport(
                        desk.clerk, id: desk.id, .corrections([]), language: .chinese)
                } == .conflict(reason: "sheetImport.done"))
            #expect(try await desk.rows() == 1)
        }
    }

    @Test("columns are chosen, also one for two days; a field is of one column; values hold for all rows")
    func maps() async throws {
        try await open(.sqlite) { desk in
            func decide(_ columns: [Int: String]?, _ constants: [String: String] = [:]) async throws {
                try await desk.useCases.decideImport(
                    desk.clerk, id: desk.id,
                    .mapping([.init(file: 0, sheet: "", table: 0, columns: columns)], constants: constants),
                    language: .english)
            }
            func preview() async throws -> SheetImportPreview {
                let draft = try await desk.useCases.openImport(desk.clerk, id: desk.id)
                return try await desk.useCases.previewImport(desk.clerk, draft, language: .chinese)
            }
            try await decide([0: "direction", 2: "leader", 3: "start|end", 4: "people"], ["level": "county"])
            var shown = try await preview()
            #expect(shown.counts == [.new: 1, .refused: 1] && shown.tables[0].missing.isEmpty)
            #expect(shown.lines.first?.texts["end"] == "2026-03-07")
            try await decide([0: "direction", 2: "leader", 3: "start", 4: "people", 5: "nonsense"])
            shown = try await preview()
            #expect(shown.tables[0].missing.contains("level"))
            try await decide(nil)
            shown = try await preview()
            #expect(shown.counts.isEmpty && !shown.tables[0].isTaken && !shown.tables[0].mapping.matches.isEmpty)
            let twice = try await cause { try await decide([0: "leader", 2: "leader"]) }
            #expect(
                twice
                    == .invalid([
                        ValidationFailure(
                            field: "mapping", message: "sheetImport.columnTwice",
                            arguments: [
                                "column": "C",
                                "field": try desk.useCases.definition("visit").ledger.field("leader")?.title[.english]
                                    ?? "",
                            ])
                    ]))
            await #expect(throws: EntryProblems.self) { try await decide([0: "direction"], ["people": "many"]) }
        }
    }

    @Test(
        "nobody else may open it, not even of the same office; a refused upload keeps nothing",
        arguments: TestEngine.allCases)
    func hidesFromOthers(engine: TestEngine) async throws {
        try await open(engine) { desk in
            let colleague = try await desk.office.caller("colleague", .office(desk.office.own.id, .oldArea))
            let stranger = try await desk.office.officeOf(desk.office.foreign)
            for caller in [colleague, stranger] {
                #expect(
                    try await cause { _ = try await desk.useCases.openImport(caller, id: desk.id) } == .notFound)
                #expect(
                    try await cause { try await desk.useCases.discardImport(caller, id: desk.id) } == .notFound)
                #expect(
                    try await cause {
                        _ = try await desk.useCases.finishImport(
                            caller, id: desk.id, problems: .leaveOut, language: .chinese)
                    } == .notFound)
            }
            let bad = try desk.office.file("bad.xlsx", "一句话")
            func begin(_ caller: Caller) async throws {
                _ = try await desk.useCases.beginImport(
                    caller, ledger: "visit", pairing: desk.office.own.code, side: nil,
                    files: [.init(path: bad, name: "b")], language: .chinese)
            }
            #expect(
                try await cause { try await begin(desk.clerk) }
                    == .invalid([ValidationFailure(field: "file", message: "sheet.error.noTable")]))
            #expect(try await cause { try await begin(stranger) } == .notFound)
            #expect(desk.folders == [desk.id])
        }
    }

    @Test("discarded, it is gone with its files; unfinished, after a day", arguments: TestEngine.allCases)
    func ends(engine: TestEngine) async throws {
        try await open(engine) { desk in
            try await desk.useCases.discardImport(desk.clerk, id: desk.id)
            #expect(try await cause { _ = try await desk.useCases.openImport(desk.clerk, id: desk.id) } == .notFound)
            #expect(try await desk.rows() == 0 && desk.folders.isEmpty)
        }
        try await open(engine) { desk in
            desk.office.bench.advance(seconds: 86_399)
            _ = try await desk.useCases.tidy()
            _ = try await desk.useCases.openImport(desk.clerk, id: desk.id)
            desk.office.bench.advance(seconds: 2)
            #expect(try await cause { _ = try await desk.useCases.openImport(desk.clerk, id: desk.id) } == .notFound)
            _ = try await desk.useCases.tidy()
            let left = try await desk.useCases.database.read { connection in
                try connection.rows("SELECT id FROM sheet_import").count
            }
            #expect(left == 0 && desk.folders.isEmpty)
        }
    }
}
