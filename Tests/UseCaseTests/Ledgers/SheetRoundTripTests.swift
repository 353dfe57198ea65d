// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import FileTesting
import Foundation
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite(
    "Workbooks that come back",
    .enabled(if: Program.python.has(module: "openpyxl"), "openpyxl is missing: set JIEDUI_PYTHON or run make setup"))
struct SheetRoundTripTests {
    private func open(
        _ engine: TestEngine, _ body: (Office, UseCases, Caller, String, EntryQuery) async throws -> Void
    ) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            for person in ["张三", "李四", "王五"] {
                try await office.add("placement", Registers.placement(person), by: clerk)
            }
            var query = EntryQuery(ledger: "placement")
            (query.pairing, query.isDescending) = (office.own.code, false)
            let path = office.folder.appending(path: "placement.xlsx").path()
            try await body(office, office.useCases, clerk, path, query)
        }
    }

    private func request(_ office: Office, _ path: String) -> SheetImport {
        SheetImport(ledger: "placement", pairing: office.own.code, files: [.init(path: path, name: "a.xlsx")])
    }

    private func edit(_ path: String, _ script: String) throws {
        let head = "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nsheet = book.worksheets[0]\n"
        _ = try Program.python.run(["-c", head + script + "\nbook.save(sys.argv[1])", path])
    }

    private func people(_ useCases: UseCases, _ clerk: Caller, _ query: EntryQuery) async throws -> [String] {
        var names: [String] = []
        for row in try await useCases.listEntries(clerk, query).items.sorted(by: { $0.number < $1.number }) {
            names.append(
                try await useCases.revealPersonal(clerk, id: row.id.text, reason: "test")["person"] ?? "-")
        }
        return names
    }

    private func exports(_ useCases: UseCases) async throws -> [String] {
        try await useCases.database.read { connection in
            try connection.rows("SELECT after FROM audit_event WHERE action = 'ledger.export' ORDER BY sequence")
                .map { try $0.text(0) }
        }
    }

    @Test(
        "masked, a person stays who it is whatever stands in the cell; in the clear, the change comes back",
        arguments: TestEngine.allCases)
    func personal(engine: TestEngine) async throws {
        try await open(engine) { office, useCases, clerk, path, query in
            let change = """
                heads = [cell.value for cell in sheet[1]]
                person = [n for n, head in enumerate(heads, 1) if head and ("姓名" in head or "人员" in head)][0]
                """
            #expect(try await useCases.exportRegister(clerk, query, as: .xlsx, to: path) == 3)
            try edit(path, change + "\nsheet.cell(2, person).value = '赵六'\nsheet.cell(3, person).value = None")
            #expect(try await useCases.previewImport(clerk, request(office, path)).counts == [.unchanged: 3])
            #expect(
                try await cause {
                    _ = try await useCases.exportRegister(clerk, query, as: .xlsx, to: path, inClear: " ")
                } == .invalid([ValidationFailure(field: "reason", message: "entry.reasonNeeded")]))
            let other = try await office.officeOf(office.foreign)
            #expect(
                try await cause {
                    _ = try await useCases.exportRegister(other, query, as: .xlsx, to: path, inClear: "R")
                } == .notFound)
            #expect(
                try await useCases.exportRegister(clerk, query, as: .xlsx, to: path, inClear: "Payroll") == 3)
            #expect(try await useCases.previewImport(clerk, request(office, path)).counts == [.unchanged: 3])
            // One is changed; one is masked by hand, as rows are whose persons the caller may not see.
            try edit(path, change + "\nsheet.cell(2, person).value = '赵六'\nsheet.cell(3, person).value = '李**'")
            let preview = try await useCases.previewImport(clerk, request(office, path))
            #expect(preview.counts == [.changed: 1, .unchanged: 2])
            #expect(preview.lines.first?.changes.map(\.after) == ["赵**"])
            _ = try await useCases.applyImport(clerk, request(office, path), problems: .refuseAll)
            #expect(try await people(useCases, clerk, query) == ["赵六", "李四", "王五"])
            let recorded = try await exports(useCases)
            #expect(recorded.count == 2)
            #expect(recorded[0].contains(#""rows":"3","personal":"masked","reason":null"#), "\(recorded)")
            #expect(recorded[1].contains(#""rows":"3","personal":"clear","reason":"Payroll""#), "\(recorded)")
        }
    }

    @Test(
        "a row that was deleted in the file stays, until a person says that it goes, and why",
        arguments: TestEngine.allCases)
    func removal(engine: TestEngine) async throws {
        try await open(engine) { office, useCases, clerk, path, query in
            _ = try await useCases.exportRegister(clerk, query, as: .xlsx, to: path)
            try edit(path, "sheet.delete_rows(3, 2)")
            let rows = try await useCases.listEntries(clerk, query).items.sorted { $0.number < $1.number }
            let preview = try await useCases.previewImport(clerk, request(office, path))
            #expect(preview.counts == [.unchanged: 1] && preview.removalCount == 2 && preview.removed == 0)
            #expect(preview.removals.map(\.isChosen) == [false, false])
            #expect(preview.removals.allSatisfy { $0.texts["person"]?.hasSuffix("**") == true })
            let kept = try await useCases.applyImport(clerk, request(office, path), problems: .refuseAll)
            #expect(kept.removed == 0)
            var removing = request(office, path)
            removing.removals = [rows[1].id.text]
            #expect(
                try await cause { _ = try await useCases.applyImport(clerk, removing, problems: .refuseAll) }
                    == .invalid([ValidationFailure(field: "reason", message: "sheetImport.removalReason")]))
            removing.reason = "Entered twice"
            let result = try await useCases.applyImport(clerk, removing, problems: .refuseAll)
            #expect(result.isWritten && result.removed == 1)
            #expect(try await people(useCases, clerk, query) == ["张三", "王五"])
            #expect(try await useCases.verifyIndicators(.local).isExact)
            // What was changed since is not deleted with what stood there before.
            _ = try await useCases.changeEntry(
                clerk, id: rows[2].id.text, version: 1, .texts(["employer": "Other works"]))
            #expect(try await useCases.previewImport(clerk, request(office, path)).removalCount == 0)
        }
    }

    @Test("what is looked for in personal fields stands in no record of an export") func hidesFilter() async throws {
        try await open(.sqlite) { _, useCases, clerk, _, query in
            var query = query
            query.filter = try EntryFilter(text: "person:张三;employer~Works")
            try await useCases.beginExport(clerk, query, as: "csv")
            let recorded = try await exports(useCases)
            #expect(recorded.count == 1 && !recorded[0].contains("张三"))
            #expect(recorded[0].contains("person:***;employer~Works"), "\(recorded)")
        }
    }
}
