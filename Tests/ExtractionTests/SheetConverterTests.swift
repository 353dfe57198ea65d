// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
import OfficeFiles
import Testing

@Suite("Old workbooks")
struct SheetConverterTests {
    private static let office = Program(path: "/usr/bin/soffice")
    private static let calc = FileManager.default.fileExists(atPath: "/usr/lib/libreoffice/program/libsclo.so")

    private func texts(_ file: SheetFile) throws -> [[String]] {
        var rows: [[String]] = []
        try file.forEachRow(of: 0) { row in
            rows.append(row.cells.map(\.text))
            return true
        }
        return rows
    }

    @Test(
        "a workbook of another form is read as a new one is", .enabled(if: office.isThere && calc),
        arguments: ["xls", "ods", "html"])
    func converts(suffix: String) throws {
        let folder = repository.appendingPathComponent("Tests/LedgerEngineTests/Fixtures")
        let file = try SheetConverter().open(path: folder.appendingPathComponent("foreign." + suffix).path)
        let rows = try texts(file)
        #expect(rows[0] == ["青岚市—海曜市产业合作项目台账"])
        #expect(rows[2] == ["项目名称", "落地县区", "签约日期", "总投资", "就业人数"])
        #expect(rows.count == 9 && rows[3].count == 5)
    }

    @Test("without the converter its package is named") func missing() {
        let path = repository.appendingPathComponent("Tests/LedgerEngineTests/Fixtures/foreign.xls").path
        let package = "libreoffice-writer-nogui libreoffice-calc-nogui"
        #expect(throws: ExtractionError.toolMissing(tool: "soffice", package: package)) {
            try SheetConverter(tools: ToolBox(searchPath: ["/nowhere"])).open(path: path)
        }
    }

    @Test("the name of a file decides nothing") func names() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("a.xlsx").path
            #expect(FileManager.default.createFile(atPath: path, contents: Data("a,b\n1,2\n".utf8)))
            let rows = try texts(SheetConverter().open(path: path))
            #expect(rows == [["a", "b"], ["1", "2"]])
            #expect(throws: WorkbookError.self) { try SheetConverter().open(path: path + "x") }
        }
    }
}
