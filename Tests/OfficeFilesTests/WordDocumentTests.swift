// SPDX-License-Identifier: Apache-2.0
import FileTesting
import Foundation
import OfficeFiles
import Testing

@Suite("Word documents")
struct WordDocumentTests {
    @Test("headings that their styles number print their numbers")
    func numbersHeadings() throws {
        let document = try read("plan.docx")
        let headings = document.paragraphs.filter { $0.headingLevel != nil }.map(\.text)
        #expect(
            headings == [
                "一、总体要求", "（一）指导思想", "二、重点任务", "（一）产业协作", "1. 共建园区", "2. 互派干部",
                "（二）人才交流", "1. 共建园区", "2. 互派干部", "三、保障措施", "（一）加强领导",
            ])
        #expect(document.paragraphs.filter { $0.headingLevel == 2 }.count == 4)
    }

    @Test("items below a heading start anew under each heading")
    func numbersItems() throws {
        let items = try read("plan.docx").paragraphs.filter { $0.headingLevel == nil && !$0.number.isEmpty }
        let expected = ["（1）\t第一项安排；", "（2）\t第二项安排。", "①具体事项"]
        #expect(items.map(\.text) == expected + expected + expected + expected)
    }

    @Test("lists count on, start anew and print in their formats")
    func numbersLists() throws {
        #expect(
            try read("lists.docx").paragraphs.map(\.text) == [
                "1.\ta", "1.a)\tb", "1.1.1\tc", "1.b)\td", "1.2.2\te", "2.\tf", "2.a)\tg", "1.\th", "2.\ti", "3.\tj",
                "C) k", "D) l", "二 chineseCounting", "乙 ideographTraditional", "二 taiwaneseCounting",
                "２ decimalFullWidth", "② decimalEnclosedCircle", "02 decimalZero", "㈡ ideographEnclosedCircle",
                "• bullet", "第1条 article", "none", "unknown",
            ])
    }

    @Test("a merged cell stands where it begins, with what it covers")
    func readsTables() throws {
        let document = try read("tables.docx")
        guard case .table(let table) = try #require(document.blocks.dropFirst().first) else {
            Issue.record("the second block is no table")
            return
        }
        let texts = table.rows.map { $0.map { $0.paragraphs.map(\.text).joined(separator: "|") } }
        #expect(
            texts == [
                ["序号", "重点任务", "责任单位|"], ["1", "共建园区", "牵头1", "配合1"], ["2", "牵头2", "配合2"],
                ["3", "互派干部|每年二十名", "牵头3", "配合3"],
            ])
        #expect(table.rows[0][2].columns == 2)
        #expect(table.rows[1][1].rows == 2)
        #expect(document.paragraphs.last?.text == "表后")
    }

    @Test("what was inserted prints, what was deleted or hidden does not")
    func followsMarks() throws {
        let document = try read("marks.docx")
        #expect(
            document.paragraphs.map(\.text) == [
                "保留新增\t 末尾 ", "1. 前半后半", "2. 标题。正文接排。", "第③项", "第一页", "第二页，到此第三页",
            ])
    }

    @Test("a page break by hand and its record by Word are one break")
    func countsPages() throws {
        let document = try read("marks.docx")
        #expect(document.knowsPages)
        let starts = document.paragraphs.map(\.pageStarts)
        #expect(starts.dropLast().last == [WordPageStart(offset: 3, page: 2)])
        #expect(starts.last == [WordPageStart(offset: 6, page: 3)])
    }

    @Test(
        "pandoc finds the same paragraphs but for the numbers",
        .enabled(if: Program.pandoc.isThere, "pandoc is missing"),
        arguments: ["plan.docx", "lists.docx"])
    func agreesWithPandoc(name: String) throws {
        let path = fixture(name, of: "OfficeFilesTests").path
        let theirs = try Program.pandoc.run(["-f", "docx", "-t", "native", "--wrap=none", path])
        let words = theirs.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { $0.element }
        // Chinese is printed as decimal escapes; the parts between quotation marks are the words of the text.
        let ours = try read(name).paragraphs.map { String($0.text.dropFirst($0.number.count)) }
        let pieces = words.filter { !$0.contains(where: \.isWhitespace) }.map(unescaped)
        for text in ours { #expect(pieces.contains(text) || pieces.joined().contains(text)) }
    }

    private func read(_ name: String) throws -> WordDocument {
        try readWordDocument(ZipArchive(bytes: fixtureBytes(name, of: "OfficeFilesTests")))
    }
}

/// Undoes the decimal escapes of Haskell strings.
private func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let slash = rest.firstIndex(of: "\\") {
        result += rest[..<slash]
        let digits = rest[rest.index(after: slash)...].prefix { $0.isASCII && $0.isNumber }
        if let value = UInt32(digits), let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) }
        rest = rest[digits.endIndex...]
        if rest.hasPrefix("\\&") { rest = rest.dropFirst(2) }
    }
    return result + rest
}

extension WordDocument {
    /// The paragraphs outside of tables.
    var paragraphs: [WordParagraph] {
        blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
    }
}
