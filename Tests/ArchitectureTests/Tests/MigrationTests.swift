// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Migrations")
struct MigrationTests {
    @Test("every migration is numbered, named and listed")
    func migrations() throws {
        expectNone(MigrationRules.badMigrations(try repository.get().sources))
    }

    private func file(_ name: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Storage/Migrations/" + name, text: text)
    }

    @Test(
        "a migration that is not numbered, named or listed is found",
        arguments: [
            ("001-createA.swift", "Migration(\n    1, \"createA\", [])", "createA", 0),
            ("002-createA.swift", "Migration(2, \"createA\", [])", "createA", 1),
            ("001-createA.swift", "Migration(1, \"createB\", [])", "createA", 1),
            ("001-createA.swift", "Migration(1, \"createA\", [])", "", 1),
            ("1-a.swift", "Migration(1, \"a\", [])", "", 1),
        ])
    func findsBad(name: String, text: String, listed: String, expected: Int) {
        let list = file("Migrations.swift", "static let all: [Migration] = [\n    \(listed)\n]")
        #expect(MigrationRules.badMigrations([file(name, text), list]).count == expected)
    }

    @Test("a missing list is found")
    func findsMissingList() {
        #expect(MigrationRules.badMigrations([file("001-a.swift", "")]).count == 1)
    }
}
