// SPDX-License-Identifier: Apache-2.0
import FileTesting
import Foundation
import OfficeFiles
import Testing

@Suite("Sheets")
struct SheetTests {
    static let sheet = Sheet(
        title: "任务/台账",
        columns: [
            SheetColumn(header: "任务", width: 40, wraps: true), SheetColumn(header: "次数", width: 10),
            SheetColumn(header: "期限", width: 12),
        ],
        rows: [
            [.text("=1+1"), .number(-3), .date(year: 2026, month: 3, day: 31)],
            [.text("共建\n“园区”, 一期"), .number(2.5), .empty],
            [.text("@cmd"), .empty, .text("-5")],
            [.text("00123")],
        ])

    @Test("a .csv file opens in spreadsheets and carries no formula")
    func writesCSV() {
        let text = String(decoding: writeCSV(Self.sheet), as: UTF8.self)
        #expect(
            text == "\u{FEFF}任务,次数,期限\r\n'=1+1,-3,2026-03-31\r\n\"共建\n“园区”, 一期\",2.5,\r\n'@cmd,,'-5\r\n00123\r\n")
    }

    @Test(
        "what a spreadsheet would calculate gets an apostrophe",
        arguments: ["=A1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝A1", "＋1", "－1", "＠x"])
    func neutralises(text: String) {
        let sheet = Sheet(title: "a", columns: [SheetColumn(header: "h", width: 5)], rows: [[.text(text)]])
        let field = String(decoding: writeCSV(sheet), as: UTF8.self)
        #expect(field.contains("'" + text))
    }

    @Test("quotation marks are doubled")
    func quotes() {
        let sheet = Sheet(title: "a", columns: [SheetColumn(header: "say \"a\"", width: 5)], rows: [])
        #expect(writeCSV(sheet).dropFirst(3).elementsEqual(Array("\"say \"\"a\"\"\"\r\n".utf8)))
    }

    @Test(
        "another program opens the .xlsx file and finds text as text",
        .enabled(if: Program.python.has(module: "openpyxl"), "openpyxl is missing: set JIEDUI_PYTHON or run make setup")
    )
    func writesXLSX() async throws {
        let script = """
            import json, sys, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book.worksheets[0]
            print(json.dumps([sheet.title, sheet.freeze_panes, sheet.auto_filter.ref, sheet.column_dimensions["A"].width,
                [[[c.data_type, str(c.value)] for c in row] for row in sheet.iter_rows()],
                book.sheetnames]))
            """
        let printed = try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("a.xlsx").path
            try writeXLSX([Self.sheet, Self.sheet], to: path)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.xlsx"])
            return try Program.python.run(["-c", script, path])
        }
        let parts = try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [Any])
        #expect(parts[0] as? String == "任务_台账")
        #expect(parts[1] as? String == "A2")
        #expect(parts[2] as? String == "A1:C5")
        #expect(abs((parts[3] as? Double ?? 0) - 40.7) < 1)
        let rows = try #require(parts[4] as? [[[String]]])
        #expect(rows[1] == [["s", "=1+1"], ["n", "-3"], ["d", "2026-03-31 00:00:00"]])
        #expect(rows[2].map { $0[1] } == ["共建\n“园区”, 一期", "2.5", "None"])
        #expect(rows[4][0] == ["s", "00123"])
        #expect(parts[5] as? [String] == ["任务_台账", "任务_台账 (2)"])
    }

    @Test("the same workbook comes as bytes")
    func givesBytes() throws {
        let archive = try ZipArchive(bytes: writeXLSX([Self.sheet]))
        #expect(archive.names.contains("xl/worksheets/sheet1.xml"))
    }

    @Test("control characters and text longer than a cell do not break the file")
    func survivesOddText() throws {
        let long = String(repeating: "长", count: 40_000)
        let sheet = Sheet(
            title: "", columns: [SheetColumn(header: "h", width: 5)], rows: [[.text("a\u{0}b\u{1}c")], [.text(long)]])
        let part = "xl/worksheets/sheet1.xml"
        let xml = try ZipArchive(bytes: writeXLSX([sheet])).contents(of: [part])[part] ?? []
        let text = String(decoding: xml, as: UTF8.self)
        #expect(text.contains(">abc<"))
        #expect(text.contains("长…<"))
    }

    @Test("a workbook without sheets, and a place that cannot be written, are errors")
    func refuses() {
        #expect(throws: SheetError.noSheet) { try writeXLSX([]) }
        #expect(throws: SheetError.self) { try writeXLSX([Self.sheet], to: "/nowhere/a.xlsx") }
    }
}
