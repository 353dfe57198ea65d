// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Imports")
struct ImportTests {
    @Test("each target imports only what stands below it")
    func downwards() throws {
        expectNone(try repository.get().sources.flatMap(ImportRules.forbiddenImports))
    }

    @Test(
        "a library stays in its room",
        arguments: [
            ("GRDB", ["SQLiteDriver"]), ("CPostgres", ["PostgresDriver"]), ("Hummingbird", ["API", "App", "Web"]),
            ("Mustache", ["Web"]), ("ArgumentParser", ["jiedui"]), ("Yams", ["Definitions"]),
            ("CArchive", ["OfficeFiles"]), ("CExpat", ["OfficeFiles"]), ("CXLSXWriter", ["OfficeFiles"]),
        ])
    func confined(module: String, rooms: [String]) throws {
        expectNone(try repository.get().sources.flatMap { ImportRules.confine(module, to: Set(rooms), $0) })
    }

    @Test("the table of rooms has no circle")
    func noCircle() {
        #expect(ImportRules.cycles(in: Targets.rooms) == [])
    }

    @Test("every target below Sources has a room")
    func everyTarget() throws {
        let targets = Set(try repository.get().sources.compactMap(\.target))
        #expect(targets.subtracting(Targets.rooms.keys) == [])
    }

    @Test(
        "an import against the arrows is found",
        arguments: [
            ("Sources/Web/Plans/A.swift", "import SQLCore", "Web may not import SQLCore"),
            ("Sources/Domain/Plans/A.swift", "package import Storage", "Domain may not import Storage"),
            ("Sources/Storage/Plans/A.swift", "@testable import struct GRDB.Row", "Storage may not import GRDB"),
            ("Sources/Shed/A.swift", "import Foundation", "the target Shed isn't in the table of rooms"),
        ])
    func findsForbidden(path: String, text: String, expected: String) {
        let found = ImportRules.forbiddenImports(snippet(text, at: path))
        #expect(found.count == 1)
        #expect(found.first?.sentence.hasPrefix(expected) == true)
    }

    @Test("an import in a comment or a literal is none")
    func ignoresText() {
        let text = "// import GRDB\nlet text = \"\"\"\nimport GRDB\n\"\"\"\n/* import GRDB */\n"
        #expect(ImportRules.forbiddenImports(snippet(text)) == [])
        #expect(ImportRules.confine("GRDB", to: ["SQLiteDriver"], snippet(text)) == [])
    }

    @Test("a library outside its room is found with its line")
    func findsEscaped() {
        let found = ImportRules.confine("GRDB", to: ["SQLiteDriver"], snippet("import Domain\ninternal import GRDB\n"))
        #expect(found.map(\.line) == [2])
    }
}
