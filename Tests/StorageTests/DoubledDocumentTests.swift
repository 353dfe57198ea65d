// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import SQLCore
import Testing

@testable import Storage

@Suite("A database in which one file was two documents")
struct DoubledDocumentTests {
    private static func id(_ number: Int) -> SQLValue { .text("00000000-0000-7000-8000-00000000000\(number)") }

    private static let rows = [
        "INSERT INTO division (code, name, romanised) VALUES ('990100', 'A', 'A')",
        """
        INSERT INTO pairing (id, code, kind, term_from, term_to, old_area_name, old_area_romanised, old_area_division,
            eastern_name, eastern_romanised, eastern_division, is_demo)
        VALUES ('00000000-0000-7000-8000-000000000009', 'a-b', 'city', 2022, 2030, 'A', 'A', '990100', 'B', 'B', '990100', 0)
        """,
    ]

    @Test(
        "The guards of migration 7 keep the first document with the drafts and versions of both",
        arguments: TestEngine.allCases)
    func merge(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator(Array(Migrations.all.prefix(6))).migrate(database, now: 0)
            try await database.write { connection in
                for row in Self.rows { try connection.run(row) }
                // Documents 1 and 2 hold the same file, 3 another. Drafts 4 (of 1) and 5 (of 2) are open, 6 (of 2) adopted.
                for (number, letter) in [(1, "a"), (2, "a"), (3, "b")] {
                    try connection.run(
                        """
                        INSERT INTO document (id, pairing_id, file_name, format, size, hash, uploaded_at, is_demo)
                        VALUES (?, ?, 'f', 'text', 1, ?, 1, 0)
                        """, [Self.id(number), Self.id(9), .text(String(repeating: letter, count: 64))])
                    try connection.run(
                        "INSERT INTO document_text (document_id, text, layout) VALUES (?, 't', '{}')", [Self.id(number)]
                    )
                }
                for (number, document, state) in [(4, 1, "open"), (5, 2, "open"), (6, 2, "adopted"), (7, 3, "open")] {
                    try connection.run(
                        """
                        INSERT INTO draft (id, document_id, pairing_id, state, revision, plan, original_plan, findings,
                            changed_at, changed_by, is_demo)
                        VALUES (?, ?, ?, ?, 1, '{}', '{}', 0, ?, 'x', 0)
                        """, [Self.id(number), Self.id(document), Self.id(9), .text(state), .integer(number)])
                }
                try connection.run(
                    "INSERT INTO plan (id, pairing_id, title, version, is_demo) VALUES (?, ?, 'P', 1, 0)",
                    [Self.id(8), Self.id(9)])
                try connection.run(
                    """
                    INSERT INTO plan_version (plan_id, number, document_id, draft_id, adopted_at, adopted_by)
                    VALUES (?, 1, ?, ?, 1, 'x')
                    """, [Self.id(8), Self.id(2), Self.id(6)])
            }
            _ = try await Migrations.migrator.migrate(database, now: 1)
            let (documents, texts, drafts, states, versions) = try await database.read { connection in
                func column(_ sql: String) throws -> [SQLValue] { try connection.rows(sql).map { $0.values[0] } }
                return (
                    try column("SELECT id FROM document ORDER BY id"),
                    try column("SELECT document_id FROM document_text ORDER BY 1"),
                    try column("SELECT document_id FROM draft ORDER BY id"),
                    try column("SELECT state FROM draft ORDER BY id"),
                    try column("SELECT document_id FROM plan_version")
                )
            }
            #expect(documents == [Self.id(1), Self.id(3)] && texts == documents)
            #expect(drafts == [Self.id(1), Self.id(1), Self.id(1), Self.id(3)])
            #expect(states == ["discarded", "open", "adopted", "open"])
            #expect(versions == [Self.id(1)])
        }
    }
}
