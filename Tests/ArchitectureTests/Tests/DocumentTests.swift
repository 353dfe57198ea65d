// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Foundation
import Testing

@Suite("Documents for people")
struct DocumentTests {
    @Test("every link of a document leads somewhere")
    func links() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        expectNone(
            try repository.get().files.flatMap { file in
                DocumentRules.brokenLinks(file) {
                    FileManager.default.fileExists(atPath: root.appending(path: $0).path)
                }
            })
    }

    @Test("every name in the glossary exists in the sources")
    func glossary() throws {
        let repository = try repository.get()
        let glossary = try #require(repository.files.first { $0.path == "docs/glossary.md" })
        expectNone(DocumentRules.unknownNames(glossary, sources: repository.sources))
    }

    @Test("every setting is explained to operators")
    func settings() throws {
        let files = try repository.get().files
        let document = try #require(files.first { $0.path == "docs/operations.md" })
        let tables = files.filter { $0.path == "Sources/App/Settings/Setting.swift" }
        expectNone(tables.flatMap { DocumentRules.undocumentedSettings($0, in: document) })
    }

    @Test("a setting that is not explained is found")
    func findsSetting() {
        let table = snippet("Setting(name: \"host\")\nSetting(name: \"maxPages\")", at: "Setting.swift")
        let document = SourceFile(path: "docs/operations.md", text: "| `JIEDUI_HOST` |")
        let found = DocumentRules.undocumentedSettings(table, in: document)
        #expect(found.map(\.description) == ["Setting.swift:2: JIEDUI_MAX_PAGES is missing in docs/operations.md"])
    }

    @Test("a broken link is found")
    func findsLink() {
        let file = SourceFile(
            path: "docs/adding/a-page.md", text: "# A\n[b](../b.md) [c](c.md#d) [e](https://e.org) [f](#g)\n")
        let found = DocumentRules.brokenLinks(file) { $0 == "docs/b.md" }
        #expect(found.map(\.description) == ["docs/adding/a-page.md:2: the link c.md leads nowhere"])
    }

    @Test("an unknown name is found")
    func findsName() {
        let glossary = SourceFile(
            path: "docs/glossary.md", text: "| a | `Plan`, `Side.left` | x |\n| b | `Pln` | x |\n")
        let found = DocumentRules.unknownNames(glossary, sources: [snippet("struct Plan {}\nenum Side { case left }")])
        #expect(found.map(\.line) == [2])
    }
}
