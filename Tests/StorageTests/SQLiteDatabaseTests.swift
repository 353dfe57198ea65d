// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import Foundation
import SQLCore
import SQLiteDriver
import Testing

@Suite("The embedded database")
struct SQLiteDatabaseTests {
    @Test("An acknowledged write is on the disk: write-ahead log, full synchronisation, foreign keys")
    func settings() async throws {
        try await TestEngine.sqlite.withDatabase { database in
            let pragmas = ["journal_mode", "synchronous", "foreign_keys", "trusted_schema"]
            let found = try await database.write { connection in
                try pragmas.map { try connection.row("PRAGMA " + $0)?.values.first }
            }
            #expect(found == ["wal", 2, 1, 0])
        }
    }

    @Test("The file and those beside it are for their owner alone")
    func mode() async throws {
        try await TestEngine.sqlite.withPlace(isMigrated: false) { place in
            guard case .sqlite(let path) = place.address else { return }
            let database = try SQLiteDatabase(path: path)
            try await database.write { try $0.run("CREATE TABLE a (n INTEGER)") }
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(suffix)")
            }
            await database.close()
        }
    }

    @Test("A path that can't be opened, and a file that is no database, are errors")
    func badFile() async throws {
        #expect(throws: SQLError.self) { try SQLiteDatabase(path: "/nowhere/at/all.sqlite") }
        try await TestEngine.sqlite.withPlace(isMigrated: false) { place in
            guard case .sqlite(let path) = place.address else { return }
            try String(repeating: "no database ", count: 100).write(toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: SQLError.self) { try SQLiteDatabase(path: path) }
        }
    }

    @Test("A task that is cancelled ends its statement")
    func cancellation() async throws {
        try await TestEngine.sqlite.withDatabase { database in
            let started = Gate()
            let task = Task {
                try await database.read { connection in
                    started.open()
                    return try connection.integer(
                        """
                        WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000000)
                        SELECT count(*) FROM c
                        """)
                }
            }
            await started.passed()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }
}
