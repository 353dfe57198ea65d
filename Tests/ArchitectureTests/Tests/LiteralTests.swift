// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Literals")
struct LiteralTests {
    @Test("SQL text stands in Storage and the rooms below it")
    func sql() throws {
        expectNone(try repository.get().sources.flatMap(LiteralRules.sqlText))
    }

    @Test("Chinese text stands in the grammar and the definitions")
    func chinese() throws {
        expectNone(try repository.get().sources.flatMap(LiteralRules.chineseText))
    }

    @Test(
        "SQL elsewhere is found",
        arguments: [
            "let a = \"SELECT id FROM plan\"", "let a = \"\"\"\n  INSERT INTO plan VALUES (?)\n  \"\"\"",
            "run(\"DELETE FROM plan\")", "run(#\"PRAGMA foreign_keys\"#)",
            "let a = \"x \\(b ? \"y\" : \"\")\" + \"UPDATE plan SET a\"",
        ])
    func findsSQL(text: String) {
        #expect(LiteralRules.sqlText(snippet(text)).count == 1)
        #expect(LiteralRules.sqlText(snippet(text, at: "Sources/Storage/Plans/Plan+SQL.swift")) == [])
    }

    @Test("words that SQL shares with prose are no SQL")
    func prose() {
        let text =
            "// SELECT id FROM plan\nlet a = \"Select a file\"\nlet b = \"CREATE a plan\"\n"
        #expect(LiteralRules.sqlText(snippet(text)) == [])
    }

    @Test(
        "Chinese elsewhere is found with its line",
        arguments: ["\u{6587}", "\u{3001}", "\u{FF08}", "\u{20BB7}", #"\u{3001}"#])
    func findsChinese(text: String) {
        let file = snippet("let a = 1\nlet b = \"\(text)\"\n")
        #expect(LiteralRules.chineseText(file).map(\.line) == [2])
        #expect(LiteralRules.chineseText(snippet(file.text, at: "Sources/DocumentEngine/Grammar/A.swift")) == [])
        #expect(LiteralRules.chineseText(snippet(file.text, at: "Sources/DocumentEngine/Outline/A.swift")).count == 1)
    }

    @Test("a comment may hold a Chinese word")
    func comment() {
        #expect(LiteralRules.chineseText(snippet("/// \u{6587} \"\u{6587}\"\nlet a = 1 // \u{6587}\n")) == [])
    }
}
