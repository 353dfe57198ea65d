// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import PostgresDriver
import SQLCore
import Synchronization
import Testing

@Suite("The server")
struct PostgresDatabaseTests {
    private static let ending = "SELECT pg_terminate_backend(pg_backend_pid())"

    @Test("A connection that is lost inside a unit of work is made anew and the work is run again", .needsServer)
    func reconnects() async throws {
        try await TestEngine.postgres.withNumbers { database in
            let attempts = Mutex(0)
            try await database.write { connection in
                try connection.run("INSERT INTO number (n) VALUES (7)")
                if attempts.withLock({ attempts in
                    attempts += 1
                    return attempts
                }) == 1 {
                    _ = try connection.rows(Self.ending)
                }
            }
            #expect(attempts.withLock { $0 } == 2)
            #expect(try await database.numbers() == [7])
        }
    }

    @Test("A connection that is lost while it rests is made anew", .needsServer)
    func reconnectsWhenIdle() async throws {
        try await TestEngine.postgres.withPlace { place in
            let (database, other) = (try await place.open(connections: 1), try await place.open(connections: 1))
            let session = try await database.read { try $0.integer("SELECT pg_backend_pid()") }
            _ = try await other.read { try $0.rows("SELECT pg_terminate_backend(?)", [.integer(session)]) }
            #expect(try await database.read { try $0.integer("SELECT 1") } == 1)
            await database.close()
            await other.close()
        }
    }

    @Test("Walking along indexes is asked for where it is wanted, and nowhere after it", .needsServer)
    func walks() async throws {
        try await TestEngine.postgres.withNumbers { database in
            try await database.read { connection in
                func settings() throws -> [String] {
                    try ["enable_sort", "enable_bitmapscan", "plan_cache_mode"].map { name in
                        try connection.row("SHOW " + name)?.text(0) ?? ""
                    }
                }
                let inside = try connection.alongIndexes(settings)
                #expect(inside == ["off", "off", "force_generic_plan"])
                #expect(try settings() == ["on", "on", "auto"])
                // A prepared statement keeps its plan: one text is two statements.
                for _ in 0..<2 {
                    _ = try connection.rows("SELECT 42 AS both_ways")
                    _ = try connection.alongIndexes { try connection.rows("SELECT 42 AS both_ways") }
                }
                let prepared = try connection.integer(
                    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%AS both_ways'")
                #expect(prepared == 2)
            }
            await #expect(throws: SQLError.self) {
                try await database.read { connection in
                    try connection.alongIndexes { try connection.rows("SELECT n FROM nothing") }
                }
            }
            #expect(try await database.read { try $0.row("SHOW enable_sort")?.text(0) } == "on")
        }
    }

    @Test("A statement that runs too long is ended", .needsServer)
    func timeout() async throws {
        try await TestEngine.postgres.withPlace(isMigrated: false) { place in
            let database = try await place.open(statementTimeout: 50)
            let error = await #expect(throws: SQLError.self) {
                try await database.read { try $0.rows("SELECT pg_sleep(60)") }
            }
            #expect(error?.cause == .statementTimeout)
            #expect(try await database.read { try $0.integer("SELECT 1") } == 1)
            await database.close()
        }
    }

    @Test("Two transactions that block each other end as two that followed each other", .needsServer)
    func deadlock() async throws {
        try await TestEngine.postgres.withNumbers { database in
            try await database.write { try $0.insert(into: "number", ["n"], rows: [[1], [2]]) }
            let gates = [Gate(), Gate()]
            try await withThrowingTaskGroup { group in
                for own in 0...1 {
                    group.addTask {
                        let isFirst = Mutex(true)
                        try await database.write { connection in
                            let lock = "SELECT n FROM number WHERE n = ? FOR UPDATE"
                            _ = try connection.rows(lock, [.integer(own + 1)])
                            if isFirst.withLock({ first in
                                defer { first = false }
                                return first
                            }) {
                                gates[own].open()
                                gates[1 - own].wait()
                            }
                            _ = try connection.rows(lock, [.integer(2 - own)])
                            try connection.run("INSERT INTO number (n) VALUES (?)", [.integer(own + 10)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.numbers() == [1, 2, 10, 11])
        }
    }

    @Test("A task that is cancelled while it waits for a connection waits no longer", .needsServer)
    func cancelledWaiting() async throws {
        try await TestEngine.postgres.withDatabase(connections: 1) { database in
            let (isHeld, mayEnd) = (Gate(), Gate())
            async let holder = database.read { connection in
                isHeld.open()
                mayEnd.wait()
                return try connection.integer("SELECT 1")
            }
            await isHeld.passed()
            let waiting = Task { try await database.read { try $0.integer("SELECT 2") } }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            mayEnd.open()
            let held = try await holder
            #expect(held == 1)
        }
    }

    @Test("A table that another program changed does not break prepared statements", .needsServer)
    func changedTable() async throws {
        try await TestEngine.postgres.withPlace(isMigrated: false) { place in
            let (database, other) = (try await place.open(connections: 1), try await place.open(connections: 1))
            try await other.write { try $0.run("CREATE TABLE changing (a INTEGER)") }
            for _ in 0..<3 { _ = try await database.read { try $0.rows("SELECT * FROM changing") } }
            try await other.write { connection in
                try connection.run("ALTER TABLE changing ADD COLUMN b TEXT")
                try connection.run("INSERT INTO changing (a, b) VALUES (1, 'x')")
            }
            let rows = try await database.read { try $0.rows("SELECT * FROM changing") }
            #expect(rows.map(\.values) == [[1, "x"]])
            await database.close()
            await other.close()
        }
    }

    @Test("A server that can't be reached is an error without the password in it", .needsServer)
    func unreachable() async throws {
        let error = await #expect(throws: SQLError.self) {
            try await PostgresDatabase(url: "postgres://nobody:s3cret@127.0.0.1:1/none")
        }
        #expect(error?.cause == .connectionLost)
        #expect(error?.description.contains("s3cret") == false)
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test that only a server can show, and says why.
    static var needsServer: Self { .enabled(if: TestEngine.hasServer, TestEngine.howToHaveServer) }
}
