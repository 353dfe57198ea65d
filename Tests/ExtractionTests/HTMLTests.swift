// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Testing

@Suite("Text of web pages", .enabled(if: Program.pandoc.isThere, "pandoc is missing"))
struct HTMLTests {
    @Test("the text stays, menus, scripts and footers go")
    func readsPage() async throws {
        let source = try await Extractor().extract(
            file: fixture("page.html", of: "ExtractionTests"), named: "page.html")
        #expect(
            source.text == """
                关于印发
                方案的通知
                各区县人民政府，市政府各部门：
                推动产业协作。
                3. 第三
                4. 第四
                续
                任务
                共建\t发展改革委
                教育局
                完。

                """)
        #expect(source.blocks.first?.kind == .heading(2))
        let tables = source.blocks.compactMap { block -> [[TableCell]]? in
            if case .table(let rows) = block.kind { rows } else { nil }
        }
        let rows = try #require(tables.first)
        #expect(rows.map { $0.map { source.text($0.range) } } == [["任务"], ["共建", "发展改革委"], ["教育局"]])
        #expect(rows[0][0].columns == 2)
        #expect(rows[1][0].rows == 2)
    }

    @Test("a page in a national encoding is read by the encoding that it names")
    func readsNationalEncoding() async throws {
        let head = Array("<html><head><meta charset=\"gb2312\"></head><body><p>".utf8)
        let bytes = head + [0xC7, 0xE0, 0xB4, 0xA8, 0xCA, 0xD0] + Array("</p></body></html>".utf8)
        #expect(try await Extractor().extract(bytes: bytes, named: "page.htm").text == "青川市\n")
    }

    @Test("a menu that is never closed does not swallow the page")
    func keepsOpenMenu() async throws {
        let page = "<html><body><nav><p>菜单</p><p>正文</p></body></html>"
        #expect(try await Extractor().extract(bytes: Array(page.utf8), named: "page.html").text.contains("正文"))
    }

    @Test("a megabyte in one line is read whole")
    func readsLongLine() async throws {
        let sentence = "推动两市企业对接合作，共建产业园区。"
        let page = "<html><body><p>" + String(repeating: sentence, count: 20_000) + "</p></body></html>"
        let source = try await Extractor().extract(bytes: Array(page.utf8), named: "page.html")
        #expect(source.text.unicodeScalars.count == 20_000 * sentence.unicodeScalars.count + 1)
        #expect(source.blocks.count == 1)
    }
}
