// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Message catalogues and templates")
struct CatalogueTests {
    @Test("both languages hold the same keys with the same arguments")
    func languages() throws {
        expectNone(CatalogueRules.unequalLanguages(try repository.get().files))
    }

    @Test("every key that is used exists")
    func keys() throws {
        expectNone(CatalogueRules.unknownKeys(try repository.get().files))
    }

    @Test("no template holds bare text")
    func bareText() throws {
        expectNone(try repository.get().files.filter(TemplateRules.isTemplate).flatMap(TemplateRules.bareText))
    }

    @Test("no template holds inline script or style")
    func inlineScript() throws {
        expectNone(try repository.get().files.filter(TemplateRules.isTemplate).flatMap(TemplateRules.inlineScript))
    }

    private func catalogue(_ language: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Definitions/Data/messages/plans.\(language).yml", text: text)
    }

    @Test(
        "unequal languages are found",
        arguments: [
            ("plans.a: x", "", "plans.a is missing in en"), ("", "plans.a: x", "plans.a is missing in zh-Hans"),
            ("plans.a: x {count}", "plans.a: x", "plans.a takes other arguments in en"),
            ("plans.a: x\nplans.a: y", "plans.a: x", "plans.a stands twice"),
        ])
    func findsUnequal(chinese: String, english: String, expected: String) {
        let found = CatalogueRules.unequalLanguages([catalogue("zh-Hans", chinese), catalogue("en", english)])
        #expect(found.map(\.sentence) == [expected])
    }

    @Test("an unknown key is found, a file name is not taken for one")
    func findsUnknownKey() {
        let source = snippet("let a = [\"plans.a\", \"plans.b\", \"plans.docx\"]")
        let template = SourceFile(
            path: "Sources/Web/Resources/templates/a.mustache", text: "<p>[[plans.c]]</p>")
        let found = CatalogueRules.unknownKeys([catalogue("en", "plans.a: x"), source, template])
        #expect(found.map(\.sentence) == ["no catalogue holds the key plans.b", "no catalogue holds the key plans.c"])
    }

    @Test(
        "bare text is found",
        arguments: [
            ("<p>Save</p>", 1), ("<p>\u{4FDD}\u{5B58}</p>", 1), ("<img alt=\"Seal\">", 1), ("<p>{{name}}</p>", 0),
            ("<p title=\"{{a}}\">[[plans.a]] &middot; 12</p>", 0), ("<!-- a remark -->", 0),
            ("<a\n  class=\"button\"\n  href=\"[[@plan id]]\">{{a}}</a>\n<b>Go</b>", 1),
            ("<a data-a=\"x > y\">{{a}}</a>", 0),
            ("{{$frame}}frame frame-wide{{/frame}}", 0), ("<kbd>Ctrl</kbd>", 0), ("{{$main}}Ctrl{{/main}}", 1),
        ])
    func findsBareText(text: String, expected: Int) {
        let found = TemplateRules.bareText(SourceFile(path: "a.mustache", text: text))
        #expect(found.count == expected)
        #expect(found.allSatisfy { $0.line == 1 + text.filter { $0 == "\n" }.count })
    }

    @Test(
        "inline script and style are found",
        arguments: [
            ("<script>a()</script>", 1), ("<a onclick=\"a()\">", 1), ("<p style=\"color: red\">", 1),
            ("<script src=\"/a.js\" defer></script>", 0), ("<p class=\"style\">", 0),
        ])
    func findsInline(text: String, expected: Int) {
        #expect(TemplateRules.inlineScript(SourceFile(path: "a.mustache", text: text)).count == expected)
    }
}
