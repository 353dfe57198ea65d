// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import SQLCore
import Testing

@testable import Storage

@Suite("The tables as the database describes them")
struct SchemaQueryTests {
    @Test(
        "Every table is there with all its columns and a key, after those it refers to", arguments: TestEngine.allCases)
    func tables(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let tables = try await database.read { try SchemaQueries($0).tables() }
            let names = tables.map(\.name)
            #expect(names.contains("document") && names.contains("audit_event") && !names.contains("schema_migration"))
            for (place, table) in tables.enumerated() {
                #expect(!table.columns.isEmpty)
                #expect(!table.key.isEmpty || table.name == "audit_event_unchained", "\(table.name) has no key")
                for reference in table.references where reference.table != table.name {
                    #expect(names[..<place].contains(reference.table), "\(table.name) before \(reference.table)")
                }
            }
            let task = try #require(tables.first { $0.name == "plan_task" })
            #expect(
                task.references.contains(
                    TableShape.Reference(
                        table: "plan_version", columns: ["plan_id", "version"], targets: ["plan_id", "number"])))
            #expect(try #require(tables.first { $0.name == "division" }).ownReferences.map(\.columns) == [["parent"]])
            #expect(try #require(tables.first { $0.name == "plan_version" }).key == ["plan_id", "number"])
        }
    }

    @Test("Both databases have the same tables, columns, keys and references", .enabled(if: TestEngine.hasServer))
    func equality() async throws {
        func tables(_ engine: TestEngine) async throws -> [String] {
            try await engine.withDatabase { database in
                try await database.read { try SchemaQueries($0).tables() }.map { table in
                    let references = table.references.map { "\($0.columns)→\($0.table)\($0.targets)" }.sorted()
                    return "\(table.name) \(table.columns.map(\.name)) \(table.key) \(references)"
                }
            }
        }
        #expect(try await tables(.sqlite) == tables(.postgres))
    }

    @Test("Tables that refer to each other in a circle have no order")
    func circle() throws {
        func table(_ name: String, _ targets: String...) -> TableShape {
            TableShape(
                name: name, columns: [], key: [],
                references: targets.map { TableShape.Reference(table: $0, columns: ["a"], targets: ["b"]) })
        }
        #expect(throws: BackupSchemaError.circle(["x", "y"])) {
            try [table("x", "y"), table("y", "x"), table("z")].inOrderOfReferences()
        }
        let ordered = try [table("c", "b", "c"), table("a", "c"), table("b")].inOrderOfReferences()
        #expect(ordered.map(\.name) == ["b", "c", "a"])
    }

    @Test(
        "Rows come in the order of their key byte by byte, whatever the server's own order",
        arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let keys = ["b", "A", "a", "B", "é", "z", "中", "_", "a b", "ab", "a-b"]
            let read = try await database.write { connection in
                for key in keys {
                    try connection.run("INSERT INTO setting (key, value) VALUES (?, 'x')", [.text(key)])
                }
                let table = try #require(try SchemaQueries(connection).tables().first { $0.name == "setting" })
                var read: [String] = []
                try TableCopy(connection).forEachRow(of: table) { values in
                    if case .text(let key)? = values.first { read.append(key) }
                }
                return read
            }
            #expect(read == keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        }
    }
}
