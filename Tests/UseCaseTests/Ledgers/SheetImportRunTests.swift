// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Writing the rows of an import")
struct SheetImportRunTests {
    /// So many visits, with these lines after them.
    private static func sheet(_ count: Int, _ more: [String] = []) -> String {
        let rows = (0..<count).map { "老区到东部,县级,李某\($0),2026-03-\(10 + $0 % 20),2026-04-01,\(1 + $0 % 9),园区" }
        return (["方向,层级,带队领导,开始日期,结束日期,人数,对接事项"] + rows + more).joined(separator: "\n")
    }

    private struct Place {
        let office: Office
        let clerk: Caller
        let id: String
        var useCases: UseCases { office.useCases }

        /// Rows, their versions, cells' origins, remembered headings, and those of the import's events.
        func counts() async throws -> [Int] {
            try await useCases.database.read { connection in
                try [
                    "ledger_entry", "ledger_change", "ledger_origin", "ledger_mapping",
                    "audit_event WHERE action = 'ledger.import'",
                ].map { try connection.row("SELECT COUNT(*) FROM \($0)").map { try $0.integer(0) } ?? -1 }
            }
        }

        func decide(_ change: ImportDecisions.Change) async throws {
            try await useCases.decideImport(clerk, id: id, change, language: .chinese)
        }

        func preview() async throws -> SheetImportPreview {
            try await useCases.previewImport(
                clerk, try await useCases.openImport(clerk, id: id), language: .chinese)
        }

        func finish(_ problems: EntryDelivery.Problems = .refuseAll) async throws -> SheetImportResult {
            try await useCases.finishImport(clerk, id: id, problems: problems, language: .chinese)
        }

        func rows() async throws -> [EntryListing] {
            var query = EntryQuery(ledger: "visit")
            (query.pairing, query.isDescending) = (office.own.code, false)
            return try await useCases.listEntries(clerk, query).items
        }
    }

    private func open(
        _ engine: TestEngine, _ text: String, ledger: String = "visit", _ body: (Place) async throws -> Void
    ) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await office.useCases.beginImport(
                clerk, ledger: ledger, pairing: office.own.code, side: nil,
                files: [.init(path: try office.file("a.csv", text), name: "a.csv")], language: .chinese)
            try await body(Place(office: office, clerk: clerk, id: id.text))
        }
    }

    @Test(
        "one bad row among thousands: nothing at all, or all the others; stopped in between, nothing",
        arguments: TestEngine.allCases)
    func portions(engine: TestEngine) async throws {
        try await open(engine, Self.sheet(2_600, ["老区到东部,县级,王某,2026-02-30,2026-04-01,3,茶叶"])) { place in
            let none = try await place.finish()
            #expect(!none.isWritten && none.added == 0 && none.left.map(\.row) == [2_602])
            #expect(try await place.counts() == [0, 0, 0, 0, 0])
            struct Stop: Error {}
            let draft = try await place.useCases.openImport(place.clerk, id: place.id)
            await #expect(throws: Stop.self) {
                try await place.useCases.applyImport(
                    place.clerk, place.useCases.request(draft, .chinese), problems: .leaveOut,
                    progress: { if $0.written >= 2_000 { throw Stop() } })
            }
            #expect(try await place.counts() == [0, 0, 0, 0, 0])
            let clean = try await place.finish(.leaveOut)
            #expect(clean.isWritten && clean.added == 2_600 && clean.left.map(\.row) == [2_602])
            #expect(try await place.counts() == [2_600, 0, 2_600, 1, 1])
            #expect(try await place.useCases.verifyIndicators(.local).isExact)
        }
    }

    @Test("a file that can't be read behind thousands of rows: none is written", arguments: TestEngine.allCases)
    func breaksOff(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let files = try [
                office.file("rows.csv", Self.sheet(2_600)), office.file("scan.xlsx", "PK\u{3}\u{4} and no more"),
            ].map { SheetImport.File(path: $0, name: "file") }
            let request = SheetImport(ledger: "visit", pairing: office.own.code, files: files)
            let refused = UseCaseError(importOf: "sheet.error.truncated").cause
            #expect(
                try await cause { _ = try await office.useCases.applyImport(clerk, request, problems: .leaveOut) }
                    == refused)
            let rows = try await office.useCases.database.read { try $0.integer("SELECT COUNT(*) FROM ledger_entry") }
            #expect(rows == 0)
        }
    }

    @Test("more imports at once than the pool has connections: each ends", arguments: TestEngine.allCases)
    func takesTurns(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let path = try office.file("rows.csv", Self.sheet(600))
            let request = SheetImport(
                ledger: "visit", pairing: office.own.code, files: [.init(path: path, name: "rows.csv")])
            let added = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await office.useCases.applyImport(clerk, request, problems: .leaveOut).added
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(added.sorted() == [0, 0, 0, 0, 0, 600])
        }
    }

    @Test(
        "what is odd about rows that were written is kept with the outcome, by row; of none where none was written",
        arguments: TestEngine.allCases)
    func warns(engine: TestEngine) async throws {
        let sheet = """
            项目名称,线索日期,方向,投资方,投资方所在地,落地县（市、区）,行业代码,计划总投资（万元）,计入统计,阶段
            甲项目,2026-01-05,东部到老区,某公司,940100,930100,C3841,100,是,正式合同
            乙项目,2026-01-06,东部到老区,某公司,940100,930100,C3841,100,是,线索
            丙项目,2026-01-07,东部到老区,某公司,940100,930100,C3841,若干,是,正式合同
            """
        try await open(engine, sheet, ledger: "project") { place in
            let foreseen = try await place.preview().problems.map(\.problem)
                .filter { $0.problem.messageKey == "entry.problem.lacksEvidence" }
            #expect(
                foreseen.map(\.address.description) == ["J2"] && foreseen.allSatisfy { $0.problem.weight == .warning })
            let none = try await place.finish()
            #expect(!none.isWritten && none.warnings.isEmpty)
            let clean = try await place.finish(.leaveOut)
            #expect(clean.added == 2 && clean.warnings.map(\.row) == [2])
            let kept = try await place.useCases.openImport(place.clerk, id: place.id).outcome
            let problems = kept?.warnings?.flatMap(\.problems)
            #expect(problems?.map(\.messageKey) == ["entry.problem.lacksEvidence"])
            #expect(problems?.map(\.weight) == [.warning] && kept?.lines.map(\.row) == [4])
        }
    }

    @Test("a sum that goes above its ceiling is pointed out before it is written", arguments: TestEngine.allCases)
    func foresees(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            try await office.add("project", OddityTests.project("Works", investment: "100万元"), by: clerk)
            let path = try office.file(
                "a.csv",
                """
                项目,到位日期,金额（万元）,形式,凭证号
                Works,2026-03-01,60,capital,V1
                Works,2026-03-02,60,capital,V2
                """)
            let request = SheetImport(
                ledger: "arrivedMoney", pairing: office.own.code, files: [.init(path: path, name: "a.csv")])
            let shown = try await office.useCases.previewImport(clerk, request)
            #expect(shown.counts == [.new: 2])
            let above = shown.problems.filter { $0.problem.problem.messageKey == FieldProblem.aboveCeiling }
            #expect(above.map(\.problem.address.description) == ["C3"])
        }
    }

    @Test("while rows are written nothing else is done with the import; cancelled, none is written and it stays")
    func cancels() async throws {
        try await open(.sqlite, Self.sheet(10)) { place in
            let useCases = place.useCases
            let stranger = try await place.office.officeOf(place.office.foreign)
            #expect(try await useCases.cancelImport(place.clerk, id: place.id) == false)
            // Somebody else writes until the import was cancelled.
            let (isHeld, gate) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
            async let other: Void = useCases.database.write { _ in
                isHeld.continuation.yield()
                gate.wait()
            }
            defer { gate.signal() }
            for await _ in isHeld.stream { break }
            let begun = try await useCases.startImport(
                place.clerk, id: place.id, problems: .refuseAll, language: .chinese)
            let draft = try await useCases.openImport(place.clerk, id: place.id)
            try #require(begun == nil && useCases.importProgress(draft) != nil)
            let running = UseCaseError.Cause.conflict(reason: "sheetImport.running")
            #expect(try await cause { _ = try await place.finish() } == running)
            #expect(try await cause { try await place.decide(.corrections([])) } == running)
            #expect(
                try await cause { try await useCases.discardImport(place.clerk, id: place.id) } == running)
            #expect(
                try await cause { _ = try await useCases.cancelImport(stranger, id: place.id) } == .notFound)
            #expect(try await cause { try await useCases.discardImport(stranger, id: place.id) } == .notFound)
            #expect(try await useCases.cancelImport(place.clerk, id: place.id))
            gate.signal()
            try await other
            while useCases.importProgress(draft) != nil { await Task.yield() }
            #expect(throws: UseCaseError("import", .conflict(reason: "sheetImport.cancelled"))) {
                try useCases.importResult(draft)
            }
            #expect(try useCases.importResult(draft) == nil)
            #expect(try await place.counts() == [0, 0, 0, 0, 0])
            #expect(try await place.preview().counts == [.new: 10])
            let cancelled = try await useCases.database.read { connection in
                try connection.rows("SELECT sequence FROM audit_event WHERE action = 'ledger.cancelImport'").count
            }
            #expect(cancelled == 1)
        }
    }

    @Test(
        "a row that stands twice is left out, or changes the first one, as it is decided",
        arguments: TestEngine.allCases)
    func repeats(engine: TestEngine) async throws {
        let second = "老区到东部,县级,李某0,2026-03-10,2026-04-01,7,茶叶"
        try await open(engine, Self.sheet(1, [second])) { place in
            var shown = try await place.preview()
            #expect(shown.counts == [.new: 1, .doubtful: 1])
            let doubtful = try #require(shown.lines.first { $0.doubt != nil })
            #expect(doubtful.choices == [.leave, .update] && doubtful.row == 3)
            #expect(doubtful.changes.map(\.before) == ["1", "园区"] && doubtful.changes.map(\.after) == ["7", "茶叶"])
            try await place.decide(.doubts([], others: .leave))
            shown = try await place.preview()
            #expect(shown.counts == [.new: 1, .left: 1])
            try await place.decide(
                .doubts([.init(file: 0, sheet: "", row: 3, decision: .update)], others: .leave))
            shown = try await place.preview()
            #expect(shown.counts == [.new: 1, .changed: 1])
            let result = try await place.finish()
            #expect(result.isWritten && result.added == 1 && result.changed == 1 && result.left.isEmpty)
            let rows = try await place.rows()
            #expect(rows.map { $0.texts["people"] } == ["7"] && rows.map(\.version) == [2])
            let origins = try await place.useCases.database.read { try ImportQueries($0).origins(of: rows[0].id) }
            #expect(origins.map { $0.cells.byField["people"] } == ["F3", "F2"])
            let told = try await place.useCases.entry(place.clerk, id: rows[0].id.text).origins
            #expect(told.map(\.version) == [2, 1] && told.map(\.file) == ["a.csv", "a.csv"])
            #expect(told.map { $0.cells["people"] } == ["F3", "F2"])
        }
    }
}
