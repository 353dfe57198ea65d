// SPDX-License-Identifier: Apache-2.0
import FileTesting
import Foundation
import OfficeFiles
import Testing

/// A workbook of one sheet with the given rows, as markup.
func makeWorkbook(
    rows: String, strings: String? = nil, styles: String? = nil, after: String = "", workbook: String = "",
    head: String = ""
) -> [UInt8] {
    var entries: [(name: String, bytes: [UInt8])] = [
        ("xl/workbook.xml", Array("<workbook>\(workbook)<sheets><sheet name=\"t\"/></sheets></workbook>".utf8)),
        (
            "xl/worksheets/sheet1.xml",
            Array("\(head)<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>".utf8)
        ),
    ]
    if let strings { entries.append(("xl/sharedStrings.xml", Array("<sst>\(strings)</sst>".utf8))) }
    if let styles { entries.append(("xl/styles.xml", Array("<styleSheet>\(styles)</styleSheet>".utf8))) }
    return makeZip(entries)
}

@Suite("Reading workbooks row by row")
struct WorkbookTests {
    private func rows(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) throws -> [WorkbookRow] {
        let book = try Workbook(MemorySource(bytes), limits: limits)
        var rows: [WorkbookRow] = []
        try book.forEachRow(of: try #require(book.worksheets.first)) {
            rows.append($0); return true
        }
        return rows
    }

    private func values(_ bytes: [UInt8]) throws -> [WorkbookValue] {
        try rows(bytes).flatMap { $0.cells.map(\.value) }
    }

    @Test("each kind of cell is read as what it is") func kinds() throws {
        let found = try rows(
            makeWorkbook(
                rows: """
                    <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>\
                    <c r="C2"><v>1.5</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#REF!</v></c>\
                    <c r="F2"><f>A1+1</f><v>7</v></c><c r="G2"><f>A1</f></c><c r="H2" s="1"><v>45000</v></c><c r="I2" s="9"/>\
                    <c r="J2" t="str"><f>A1</f><v>x_x000D_y</v></c></row>
                    """,
                strings: "<si><t>no</t></si><si><t>共</t><rPh><t>x</t></rPh><r><t>享</t></r></si>",
                styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"))
        #expect(found.map(\.number) == [2] && found[0].isHidden)
        #expect(
            found[0].cells.map(\.value) == [
                .text("共享"), .text("ab"), .number(1.5, unit: nil), .boolean(true), .error("#REF!"),
                .number(7, unit: nil),
                .uncomputed, .date(year: 2023, month: 3, day: 15, seconds: 0), .text("xy"),
            ])
        #expect(found[0].cells.map(\.column) == [0, 1, 2, 3, 4, 5, 6, 7, 9])
        #expect(found[0].cells.map(\.isFormula) == [false, false, false, false, false, true, true, false, true])
    }

    @Test(
        "a number is what its format shows",
        arguments: [
            ("0.00&quot;万元&quot;", "1200", WorkbookValue.number(1200, unit: "万元")),
            ("0!.0000&quot;万元&quot;", "12000000", .number(1200, unit: "万元")),
            ("0!.0,", "5000", .number(0.5, unit: nil)),
            ("0.00,&quot;千元&quot;", "5000", .number(5, unit: "千元")), ("0.0%", "0.255", .number(25.5, unit: "%")),
            ("yyyy&quot;年&quot;m&quot;月&quot;", "45000", .date(year: 2023, month: 3, day: 15, seconds: 0)),
            ("[$-804]d mmm", "45000.5", .date(year: 2023, month: 3, day: 15, seconds: 43_200)),
            ("h:mm", "0.5", .text("12:00")),
            ("[h]:mm", "1.5", .number(1.5, unit: nil)), ("0.00E+00", "12", .number(12, unit: nil)),
            ("#,##0.00_);[Red](#,##0.00)", "-5", .number(-5, unit: nil)),
            ("&quot;第&quot;0&quot;期&quot;", "3", .number(3, unit: "期")),
            ("General", "46086", .number(46086, unit: nil)),
        ])
    func formats(code: String, number: String, value: WorkbookValue) throws {
        let book = makeWorkbook(
            rows: "<row><c s=\"0\"><v>\(number)</v></c></row>",
            styles:
                "<numFmts><numFmt numFmtId=\"170\" formatCode=\"\(code)\"/></numFmts><cellXfs><xf numFmtId=\"170\"/></cellXfs>"
        )
        #expect(try values(book) == [value])
    }

    @Test("days are counted from 1904 where the workbook says so") func epoch() throws {
        let book = makeWorkbook(
            rows: "<row><c s=\"0\"><v>0</v></c></row>", styles: "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
            workbook: "<workbookPr date1904=\"1\"/>")
        #expect(try values(book) == [.date(year: 1904, month: 1, day: 1, seconds: 0)])
    }

    @Test("merged cells and hidden columns are told") func layout() throws {
        let book = try Workbook(
            MemorySource(
                makeWorkbook(
                    rows: "<row><c><v>1</v></c></row>",
                    after:
                        "<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"$B$7:B9\"/><mergeCell ref=\"x\"/></mergeCells>",
                    head: "<?xml version=\"1.0\"?>")))
        let layout = try book.layout(of: book.worksheets[0])
        #expect(layout.merges == [CellRange(rows: 1...2, columns: 0...2), CellRange(rows: 7...9, columns: 1...1)])
    }

    @Test("texts that don't fit into memory are read from a file all the same") func spills() throws {
        let count = 3_000
        var limits = WorkbookLimits()
        limits.sharedTextInMemory = 1_000
        let strings = (0..<count).map { "<si><t>文本\($0)</t></si>" }.joined()
        let cells = (0..<count).map { "<row><c t=\"s\"><v>\(count - 1 - $0)</v></c></row>" }.joined()
        let found = try rows(makeWorkbook(rows: cells, strings: strings), limits)
        #expect(found.flatMap { $0.cells.map(\.value) } == (0..<count).map { .text("文本\(count - 1 - $0)") })
    }

    @Test("what would grow without end is refused") func bombs() throws {
        let zeros = String(repeating: "<row><c><v>1</v></c></row>", count: 400_000)
        var limits = WorkbookLimits()
        (limits.freeBytes, limits.ratio) = (1 << 20, 20)
        #expect(throws: WorkbookError.container(.bomb)) { try rows(makeWorkbook(rows: zeros), limits) }
        let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>"
        #expect(throws: WorkbookError.markup(.declaresTypes, part: "xl/worksheets/sheet1.xml")) {
            try rows(makeWorkbook(rows: "", head: entity))
        }
        let deep = String(repeating: "<a>", count: 300)
        #expect(throws: WorkbookError.markup(.tooDeep, part: "xl/worksheets/sheet1.xml")) {
            try rows(makeWorkbook(rows: deep))
        }
        let long = "<row><c t=\"inlineStr\"><is><t>" + String(repeating: "x", count: 300_000) + "</t></is></c></row>"
        #expect(throws: WorkbookError.tooLarge) { try rows(makeWorkbook(rows: long)) }
    }

    @Test("a million empty columns hold nothing; a filled cell beyond the last column is refused") func columns() throws
    {
        let empty = "<row>" + String(repeating: "<c s=\"1\"/>", count: 1_000_000) + "</row>"
        var limits = WorkbookLimits()
        limits.ratio = 2_000
        #expect(try rows(makeWorkbook(rows: empty), limits).isEmpty)
        #expect(throws: WorkbookError.tooLarge) {
            try rows(makeWorkbook(rows: "<row><c r=\"ZZZ1\"><v>1</v></c></row>"))
        }
        let many = "<row>" + String(repeating: "<c r=\"A1\"><v>1</v></c>", count: 20_000) + "</row>"
        #expect(throws: WorkbookError.tooLarge) { try rows(makeWorkbook(rows: many)) }
    }

    @Test(
        "rows beyond the last and rows out of their order are refused",
        arguments: [
            ("<row r=\"4000000000\"><c><v>1</v></c></row>", WorkbookError.tooLarge),
            ("<row r=\"99999999999999999999\"/><row r=\"1048577\"><c><v>1</v></c></row>", .tooLarge),
            ("<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>1</v></c></row>", .disordered(row: 5)),
        ])
    func order(markup: String, error: WorkbookError) {
        #expect(throws: error) { try rows(makeWorkbook(rows: markup)) }
    }

    @Test("a workbook that is cut, or is none, says so") func damaged() throws {
        let whole = makeWorkbook(rows: "<row><c><v>1</v></c></row>")
        for share in [0.2, 0.6, 0.95] {
            let cut = Array(whole.prefix(Int(Double(whole.count) * share)))
            #expect(throws: WorkbookError.container(.truncated)) { try rows(cut) }
        }
        #expect(throws: WorkbookError.noWorkbook) { try rows(makeZip([("a.txt", [65])])) }
        #expect(throws: WorkbookError.foreign(.binary2007)) { try rows(makeZip([("xl/workbook.bin", [65])])) }
    }

    @Test(
        "what a file is, is known by its bytes",
        arguments: [
            ("<html><table><tr><td>1", WorkbookError.foreign(.webPage)),
            ("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>", .foreign(.markup2003)),
            ("%PDF-1.7", .noText), ("", .empty),
            ("\u{D0}", .noWorkbook),
        ])
    func recognises(beginning: String, error: WorkbookError) {
        let bytes =
            beginning == "\u{D0}" ? [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] : Array(beginning.utf8)
        #expect(throws: error) { try recogniseWorkbook(MemorySource(bytes)) }
    }

    @Test("a workbook under a password, and one before 2007, are known by their streams") func compound() {
        let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
        func holds(_ name: String) -> [UInt8] { signature + name.utf8.flatMap { [$0, 0] } }
        #expect(throws: WorkbookError.encrypted) { try recogniseWorkbook(MemorySource(holds("EncryptedPackage"))) }
        #expect(throws: WorkbookError.foreign(.binary97)) { try recogniseWorkbook(MemorySource(holds("Workbook"))) }
    }
}

@Suite("Reading separated values")
struct SeparatedTextTests {
    private func records(_ bytes: [UInt8]) throws -> [[String]] {
        var records: [[String]] = []
        try SeparatedText(MemorySource(bytes)).forEachRow { row in
            var texts = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
            for cell in row.cells { if case .text(let text) = cell.value { texts[cell.column] = text } }
            records.append(["\(row.number)"] + texts)
            return true
        }
        return records
    }

    @Test(
        "quotes, line ends within them, and each separator",
        arguments: [
            ("a,b\r\n1,2\r\n", [["1", "a", "b"], ["2", "1", "2"]]),
            ("a;b,c\n1;2\n", [["1", "a", "b,c"], ["2", "1", "2"]]),
            ("a\tb\n\n1\t\"x\ny\"\n", [["1", "a", "b"], ["3", "1", "x\ny"]]),
            ("a|b\r1|\"say \"\"hi\"\"\"", [["1", "a", "b"], ["2", "1", "say \"hi\""]]),
            ("sep=;\na;b\n", [["1", "a", "b"]]), ("a,b\n'=1+1,'text\n", [["1", "a", "b"], ["2", "=1+1", "'text"]]),
            ("a,,\n,,c\n,,\n", [["1", "a"], ["2", "", "", "c"]]),
        ])
    func parses(text: String, wanted: [[String]]) throws { #expect(try records(Array(text.utf8)) == wanted) }

    @Test("each encoding in which offices save") func encodings() throws {
        let gb: [UInt8] = [0xB3, 0xC7, 0x2C, 0xCA, 0xD0, 0x0A]
        #expect(try records(gb) == [["1", "城", "市"]])
        let units = Array("城,市\n".utf16)
        #expect(try records([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) == [["1", "城", "市"]])
        #expect(try records(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }) == [["1", "城", "市"]])
        #expect(try records([0xEF, 0xBB, 0xBF] + Array("城,市\n".utf8)) == [["1", "城", "市"]])
        #expect(throws: WorkbookError.noText) { try records([0x61, 0x2C, 0xFF, 0xFF, 0xFF, 0x0A]) }
        #expect(throws: WorkbookError.noText) { try records([0, 1, 2, 0, 0, 9, 8, 0]) }
    }
}
