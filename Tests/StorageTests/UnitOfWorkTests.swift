// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import SQLCore
import Testing

/// An error that no database throws.
struct Refusal: Error, Equatable {}

@Suite("Units of work")
struct UnitOfWorkTests {
    @Test("Tests on PostgreSQL run", .enabled(if: TestEngine.hasServer, TestEngine.howToHaveServer))
    func server() async throws {
        try await TestEngine.postgres.withDatabase { #expect($0.dialect.engine == .postgres) }
    }

    @Test("What was written is there, and is gone where the unit of work throws", arguments: TestEngine.allCases)
    func allOrNothing(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            try await database.write { try $0.run("INSERT INTO number (n) VALUES (?)", [1]) }
            await #expect(throws: Refusal()) {
                try await database.write { connection in
                    try connection.run("INSERT INTO number (n) VALUES (?)", [2])
                    throw Refusal()
                }
            }
            #expect(try await database.numbers() == [1])
        }
    }

    @Test("A write inside a read is refused", arguments: TestEngine.allCases)
    func readOnly(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            let error = await #expect(throws: SQLError.self) {
                try await database.read { _ = try $0.run("INSERT INTO number (n) VALUES (1)") }
            }
            #expect(error?.cause == .readOnlyTransaction)
            let kept = try await database.numbers()
            #expect(kept.isEmpty)
        }
    }

    @Test("A read sees one moment, whatever is written meanwhile", arguments: TestEngine.allCases)
    func oneMoment(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            let (readerIsIn, writerIsDone) = (Gate(), Gate())
            async let counts = database.read { connection in
                let first = try connection.integer("SELECT count(*) FROM number")
                readerIsIn.open()
                writerIsDone.wait()
                return [first, try connection.integer("SELECT count(*) FROM number")]
            }
            await readerIsIn.passed()
            try await database.write { try $0.run("INSERT INTO number (n) VALUES (1)") }
            writerIsDone.open()
            #expect(try await counts == [0, 0])
            #expect(try await database.numbers() == [1])
        }
    }

    @Test("A failed statement that was ignored keeps nothing of its unit of work", arguments: TestEngine.allCases)
    func ignoredFailure(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            await #expect(throws: SQLError.self) {
                try await database.write { connection in
                    try connection.run("INSERT INTO number (n) VALUES (1)")
                    _ = try? connection.run("INSERT INTO number (n) VALUES (1)")
                }
            }
            await #expect(throws: SQLError.self) {
                try await database.write { connection in
                    _ = try? connection.run("INSERT INTO nowhere (n) VALUES (1)")
                    try connection.run("INSERT INTO number (n) VALUES (2)")
                }
            }
            let kept = try await database.numbers()
            #expect(kept.isEmpty)
        }
    }

    @Test("After a failure inside a savepoint the unit of work goes on", arguments: TestEngine.allCases)
    func savepoint(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            try await database.write { connection in
                try connection.run("INSERT INTO number (n) VALUES (1)")
                let outcome = Result {
                    try connection.savepoint {
                        try connection.run("INSERT INTO number (n) VALUES (2)")
                        try connection.run("INSERT INTO number (n) VALUES (1)")
                    }
                }
                #expect(throws: SQLError.self) { try outcome.get() }
                try connection.savepoint { _ = try connection.run("INSERT INTO number (n) VALUES (3)") }
            }
            #expect(try await database.numbers() == [1, 3])
        }
    }

    @Test("A connection that was kept beyond its unit of work is of no use", arguments: TestEngine.allCases)
    func keptConnection(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            let kept = Box()
            try await database.write { kept.connection = $0 }
            let error = #expect(throws: SQLError.self) { try kept.connection?.rows("SELECT n FROM number") }
            #expect(error?.message == "the unit of work is over")
        }
    }

    @Test("A closed database refuses to work", arguments: TestEngine.allCases)
    func closed(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            await database.close()
            let error = await #expect(throws: SQLError.self) { try await database.numbers() }
            #expect(error?.cause == .closed)
        }
    }

    @Test("Writers that change one row at the same moment lose nothing", arguments: TestEngine.allCases)
    func manyWriters(engine: TestEngine) async throws {
        try await engine.withPlace { place in
            // Two pools on one database stand for two processes.
            let pools = [try await place.open(), try await place.open()]
            try await pools[0].write { try $0.run("INSERT INTO setting (key, value) VALUES ('n', '0')") }
            try await withThrowingTaskGroup { group in
                for turn in 0..<60 {
                    group.addTask {
                        try await pools[turn % 2].write { connection in
                            let row = try connection.row(
                                "SELECT value FROM setting WHERE key = 'n'" + connection.dialect.forUpdate)
                            let next = try #require(Int(row?.text(0) ?? "")) + 1
                            try connection.run("UPDATE setting SET value = ? WHERE key = 'n'", [.text(String(next))])
                        }
                    }
                    group.addTask {
                        let rows = try await pools[turn % 2].read { try $0.rows("SELECT value FROM setting") }
                        #expect(rows.count == 1)
                    }
                }
                try await group.waitForAll()
            }
            let row = try await pools[0].read { try $0.row("SELECT value FROM setting WHERE key = 'n'") }
            #expect(try row?.text(0) == "60")
            for pool in pools { await pool.close() }
        }
    }

    @Test("Upserts of one new key at the same moment all succeed", arguments: TestEngine.allCases)
    func manyUpserts(engine: TestEngine) async throws {
        try await engine.withDatabase(connections: 8) { database in
            try await withThrowingTaskGroup { group in
                for turn in 0..<40 {
                    group.addTask {
                        try await database.write { connection in
                            try connection.upsert(
                                into: "setting", key: [("key", .text("k\(turn % 5)"))], [("value", .text("\(turn)"))])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.integer("SELECT count(*) FROM setting") } == 5)
        }
    }

    @Test("The report of a fresh database names no fault but those of a test server", arguments: TestEngine.allCases)
    func report(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let report = try await database.report()
            #expect(report.engine == database.dialect.engine)
            #expect(report.version.contains(report.engine == .sqlite ? "SQLite" : "PostgreSQL"))
            #expect(report.findings.filter { $0.grade == .fault && $0.code != "durability" } == [])
            if engine == .plainPostgres {
                #expect(database.dialect.accelerators.isEmpty)
                #expect(report.findings.contains { $0.code == "onConflict" && $0.grade == .absent })
            } else {
                #expect(database.dialect.accelerators.contains(.onConflict))
            }
        }
    }
}

/// Lets a unit of work be kept for longer than is allowed; set and read by one task after the other (one thread).
private final class Box: @unchecked Sendable {
    var connection: (any SQLConnection)?
}

extension TestEngine {
    /// A database with an empty table `number`.
    func withNumbers(_ body: (any SQLDatabase) async throws -> Void) async throws {
        try await withDatabase(isMigrated: false) { database in
            try await database.write { try $0.run("CREATE TABLE number (n INTEGER NOT NULL PRIMARY KEY)") }
            try await body(database)
        }
    }
}

extension SQLDatabase {
    func numbers() async throws -> [Int] {
        try await read { try $0.rows("SELECT n FROM number ORDER BY n").map { try $0.integer(0) } }
    }
}
