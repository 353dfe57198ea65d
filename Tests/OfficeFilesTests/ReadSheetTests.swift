// SPDX-License-Identifier: Apache-2.0
import FileTesting
import Foundation
import OfficeFiles
import Testing

@Suite("Reading sheets")
struct ReadSheetTests {
    @Test("what was written is read again as a person sees it")
    func roundTrip() throws {
        let sheet = try readXLSX(writeXLSX([SheetTests.sheet]))
        #expect(sheet.title == "任务_台账")
        #expect(
            sheet.rows == [
                ["任务", "次数", "期限"], ["=1+1", "-3", "2026-03-31"], ["共建\n“园区”, 一期", "2.5"], ["@cmd", "", "-5"],
                ["00123"],
            ])
    }

    @Test(
        "a workbook of another program is read: shared and inline text, dates, formulas, blank rows",
        .enabled(if: Program.python.has(module: "openpyxl"), "openpyxl is missing: set JIEDUI_PYTHON or run make setup")
    )
    func readsOthers() async throws {
        let script = """
            import sys, datetime, openpyxl
            from openpyxl.cell.rich_text import CellRichText, TextBlock
            from openpyxl.cell.text import InlineFont
            book = openpyxl.Workbook()
            sheet = book.active
            sheet["A1"], sheet["C1"] = " 名称 ", 7
            sheet["B3"] = datetime.date(2024, 2, 29)
            sheet["C3"] = datetime.datetime(1999, 12, 31, 18, 0)
            sheet["D3"], sheet["E3"] = True, 12345678901
            sheet["A4"] = CellRichText("前", TextBlock(InlineFont(b=True), "后"))
            sheet["B4"] = 0.1
            sheet["B4"].number_format = '0.00"y"'
            book.create_sheet("two")["A1"] = "no"
            book.save(sys.argv[1])
            """
        let sheet = try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("a.xlsx").path
            _ = try Program.python.run(["-c", script, path])
            return try readXLSX([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        }
        #expect(
            sheet.rows == [
                ["名称", "", "7"], [], ["", "2024-02-29", "1999-12-31", "TRUE", "12345678901"], ["前后", "0.1"],
            ])
        #expect(sheet.text(row: 2, column: 1) == "2024-02-29" && sheet.text(row: 9, column: 9).isEmpty)
    }

    @Test(
        "a cell that prints a day and holds no day is read as its number, or as nothing",
        arguments: [
            ("1e300", "1e+300"), ("-1e300", "-1e+300"), ("9.3e18", "9.3e+18"), ("nan", ""), ("inf", ""), ("-inf", ""),
            ("-1", "-1"), ("2958466", "2958466"), ("2958465", "9999-12-31"),
        ])
    func noDays(value: String, shown: String) throws {
        let sheet = try readXLSX(
            makeZip([
                ("xl/workbook.xml", Array("<workbook><sheets><sheet name=\"t\"/></sheets></workbook>".utf8)),
                ("xl/styles.xml", Array("<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>".utf8)),
                (
                    "xl/worksheets/sheet1.xml",
                    Array(
                        """
                        <worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c>\
                        <c r="B1" s="0"><v>\(value)</v></c></row></sheetData></worksheet>
                        """.utf8)
                ),
            ]))
        #expect(sheet.text(row: 0, column: 0) == "x" && sheet.text(row: 0, column: 1) == shown)
    }

    @Test(
        "cells are called as spreadsheets call them",
        arguments: [(0, 0, "A1"), (6, 1, "B7"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1"), (0, 702, "AAA1")])
    func names(row: Int, column: Int, name: String) {
        #expect(ReadSheet.cellName(row: row, column: column) == name)
    }

    @Test("what is no workbook, and what is too large, is an error")
    func refuses() throws {
        #expect(throws: ReadSheetError.container(.notAnArchive)) { try readXLSX(Array("a,b".utf8)) }
        let whole = try writeXLSX([SheetTests.sheet])
        #expect(throws: ReadSheetError.self) { try readXLSX(Array(whole.prefix(whole.count / 2))) }
        var limits = ReadSheetLimits()
        limits.rows = 3
        #expect(throws: ReadSheetError.tooLarge) { try readXLSX(whole, limits: limits) }
        #expect(throws: ReadSheetError.noWorkbook) {
            try readXLSX(makeZip([("a.txt", Array("a".utf8))]))
        }
    }
}
