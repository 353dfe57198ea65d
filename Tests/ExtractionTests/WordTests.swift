// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Testing

@Suite("Text of Word documents")
struct WordTests {
    @Test("paragraphs stand on lines, blocks say where")
    func laysOut() async throws {
        let source = try await extract("plan.docx")
        #expect(source.text.hasPrefix("青川市与东湖市对口合作实施方案\n一、总体要求\n（一）指导思想\n坚持优势互补"))
        #expect(source.text(source.blocks[1].range) == "一、总体要求")
        #expect(source.blocks[1].kind == .heading(1))
        #expect(source.blocks.allSatisfy { !source.text($0.range).contains("\n") })
        #expect(source.blocks.count == source.text.split(separator: "\n").count)
    }

    @Test("cells stand between tabs, their ranges hold their text")
    func laysOutTables() async throws {
        let source = try await extract("tables.docx")
        guard case .table(let rows) = source.blocks[1].kind else {
            Issue.record("no table")
            return
        }
        #expect(source.text(rows[0][1].range) == "重点任务")
        #expect(rows[0][2].columns == 2)
        #expect(rows[1][1].rows == 2)
        #expect(rows.allSatisfy { $0.allSatisfy { source.blocks[1].range.contains($0.range) } })
        #expect(source.text(source.blocks[1].range).hasPrefix("序号\t重点任务\t责任单位"))
    }

    @Test("pages cover the text without gap or overlap")
    func countsPages() async throws {
        let source = try await extract("marks.docx")
        #expect(source.pages.map(\.number) == [1, 2, 3])
        #expect(source.pages.first?.range.from == 0)
        #expect(source.pages.last?.range.to == source.text.unicodeScalars.count)
        for (page, next) in zip(source.pages, source.pages.dropFirst()) { #expect(page.range.to == next.range.from) }
        #expect(source.text(source.pages[2].range) == "第三页\n")
    }

    @Test("a document cut off, a bomb and an entity bomb each get their error")
    func refuses() async throws {
        let whole = try fixtureBytes("plan.docx", of: "OfficeFilesTests")
        let bomb = makeZip([("word/document.xml", [UInt8](repeating: 0x20, count: 64 << 20))])
        let entities = """
            <!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>
            """
        let cases: [([UInt8], ExtractionError)] = [
            (Array(whole.prefix(whole.count / 2)), .truncated(.word)), (bomb, .zipBomb),
            (makeZip([("word/document.xml", Array(entities.utf8))]), .unsafeMarkup),
            (makeZip([("word/document.xml", Array("<a>".utf8))]), .damaged(.word)),
            (makeWordDocument(body: ""), .empty),
        ]
        for (bytes, error) in cases {
            await #expect(throws: error) { try await Extractor().extract(bytes: bytes, named: "plan.docx") }
        }
    }

    private func extract(_ name: String) async throws -> SourceText {
        try await Extractor().extract(file: fixture(name, of: "OfficeFilesTests"), named: name)
    }
}

extension SourceText {
    /// The piece of the text in the range.
    func text(_ range: TextRange) -> String {
        let scalars = text.unicodeScalars
        let from = scalars.index(scalars.startIndex, offsetBy: range.from)
        return String(scalars[from..<scalars.index(from, offsetBy: range.count)])
    }
}
