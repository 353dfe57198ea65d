// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Portable SQL")
struct PortabilityTests {
    @Test("Storage keeps to the SQL that every database understands")
    func portable() throws {
        expectNone(try repository.get().sources.flatMap(PortabilityRules.unportable))
    }

    @Test(
        "SQL of one database only is found",
        arguments: [
            ("id BIGSERIAL", 1), ("id INTEGER PRIMARY KEY AUTOINCREMENT", 1), ("WHERE a ->> 'b' = ?", 1),
            ("CREATE INDEX a ON b USING GIN (c)", 1), ("WHERE a ILIKE ?", 1), ("INSERT OR IGNORE INTO a", 1),
            ("WHERE a = ''", 1), ("SELECT a FROM b WHERE c = ?", 0), ("ON CONFLICT (a) DO NOTHING", 0),
        ])
    func findsUnportable(sql: String, expected: Int) throws {
        let file = snippet("let a = \"\(sql)\"", at: "Sources/Storage/Plans/A.swift")
        #expect(try PortabilityRules.unportable(file).count == expected)
    }
}
