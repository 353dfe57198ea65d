// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Migrations")
struct MigrationTests {
    private static let first = Migration(1, "first", ["CREATE TABLE a (n INTEGER NOT NULL PRIMARY KEY)"])
    private static let second = Migration(2, "second", ["CREATE TABLE b (n INTEGER NOT NULL PRIMARY KEY)"])

    @Test("The schema is made in order and a second run changes nothing", arguments: TestEngine.allCases)
    func migrates(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            #expect(try await Migrations.migrator.pending(database) == Migrations.all)
            #expect(try await Migrations.migrator.migrate(database, now: 7) == Migrations.all)
            #expect(try await Migrations.migrator.migrate(database, now: 8).isEmpty)
            #expect(try await Migrations.migrator.pending(database).isEmpty)
            let rows = try await database.read {
                try $0.rows("SELECT number, name, checksum, applied_at FROM schema_migration ORDER BY number")
            }
            #expect(try rows.map { try $0.text(1) } == Migrations.all.map(\.name))
            #expect(try rows.map { try $0.text(2) } == Migrations.all.map(\.checksum))
            #expect(try rows.allSatisfy { try $0.integer(3) == 7 })
        }
    }

    @Test("Migrators that start together apply each migration once", arguments: TestEngine.allCases)
    func migratesUnderALock(engine: TestEngine) async throws {
        try await engine.withPlace(isMigrated: false) { place in
            let applied = try await withThrowingTaskGroup(of: [Migration].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let database = try await place.open(connections: 1)
                        let applied = try await Migrations.migrator.migrate(database, now: 0)
                        await database.close()
                        return applied
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted { $0.number < $1.number } == Migrations.all)
        }
    }

    @Test(
        "Accounts and sessions of before keep what they had when passwords begin to age", arguments: TestEngine.allCases
    )
    func agesOldPasswords(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator(Array(Migrations.all.prefix(7))).migrate(database, now: 0)
            let ids = (1...2).map { "00000000-000\($0)-7000-8000-000000000000" }
            try await database.write { connection in
                for (id, hash) in zip(ids, [SQLValue.text("h"), .null]) {
                    try connection.run(
                        """
                        INSERT INTO account (id, username, display_name, state, password_hash, must_change_password,
                            language, failed_sign_ins, created_at, changed_at, revision, is_demo)
                        VALUES (?, ?, 'N', 'active', ?, 0, 'en', 3, 5, 7, 1, 0)
                        """, [.text(id), .text("u" + id.prefix(13)), hash])
                }
                try connection.run(
                    """
                    INSERT INTO session (id_hash, account_id, created_at, last_seen_at, expires_at, csrf_secret)
                    VALUES ('s', ?, 5, 5, 9, 'c')
                    """, [.text(ids[0])])
            }
            _ = try await Migrations.migrator.migrate(database, now: 0)
            try await database.read { connection in
                let rows = try connection.rows("SELECT password_set_at FROM account ORDER BY id")
                #expect(try rows.map { try $0.int64OrNil(0) } == [7, nil])
                #expect(try SessionQueries(connection).find("s")?.session.confirmedAt == nil)
                #expect(try SessionQueries(connection).find("s")?.account.passwordHash == "h")
            }
        }
    }

    @Test("Rows of before stand still since the day of their last step", arguments: TestEngine.allCases)
    func datesStandstill(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator(Array(Migrations.all.prefix(21))).migrate(database, now: 0)
            try await Samples.seed(database)
            let ids = (1...3).map { "00000000-000\($0)-7000-8000-000000000000" }
            try await database.write { connection in
                try connection.run(
                    "INSERT INTO ledger_book (number, ledger, pairing_id, last_entry, entries) "
                        + "SELECT 1, 'project', id, 3, 3 FROM pairing LIMIT 1")
                for (number, (id, moved)) in zip(ids, [7, 8, nil] as [Int?]).enumerated() {
                    try connection.run(
                        """
                        INSERT INTO ledger_entry (id, book, number, definition, side, state, version, day, fields,
                            created_at, changed_at, changed_by, moved_at, is_anonymous)
                        VALUES (?, 1, ?, 1, 'oldArea', 'entered', 1, 5, '', 5, 5, 'N', ?, 0)
                        """, [.text(id), .integer(number + 1), moved.map { .integer($0) } ?? .null])
                }
                for (id, number, day) in [(ids[0], 1, 20_000), (ids[0], 2, 19_000), (ids[2], 1, 20_000)] {
                    try connection.run(
                        """
                        INSERT INTO ledger_step (entry_id, number, stage, day, at, by_name, is_back)
                        VALUES (?, ?, 's', ?, 5, 'N', 0)
                        """, [.text(id), .integer(number), .integer(day)])
                }
            }
            _ = try await Migrations.migrator.migrate(database, now: 0)
            try await database.read { connection in
                let moved = try connection.rows("SELECT moved_at FROM ledger_entry ORDER BY id")
                #expect(try moved.map { try $0.int64OrNil(0) } == [19_000 * 86_400_000 - 28_800_000, 8, nil])
            }
        }
    }

    @Test("A database of a newer program is refused and left alone", arguments: TestEngine.allCases)
    func refusesNewer(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator([Self.first, Self.second]).migrate(database, now: 0)
            let old = Migrator([Self.first])
            let error = MigrationError.newerDatabase(found: 2, known: 1)
            await #expect(throws: error) { try await old.migrate(database, now: 0) }
            await #expect(throws: error) { try await old.pending(database) }
        }
    }

    @Test("A migration that was edited after its release is refused", arguments: TestEngine.allCases)
    func refusesChanged(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator([Self.first]).migrate(database, now: 0)
            let edited = Migrator([Migration(1, "first", ["CREATE TABLE a (n TEXT NOT NULL)"])])
            await #expect(throws: MigrationError.changedMigration(number: 1, name: "first")) {
                try await edited.migrate(database, now: 0)
            }
        }
    }

    @Test("A migration that fails leaves nothing behind, and those before it stay", arguments: TestEngine.allCases)
    func rollsBack(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            let broken = Migration(2, "broken", ["CREATE TABLE c (n INTEGER)", "CREATE TABLE wrong ("])
            await #expect(throws: SQLError.self) {
                try await Migrator([Self.first, broken]).migrate(database, now: 0)
            }
            let pending = try await Migrator([Self.first, Self.second]).pending(database)
            #expect(pending == [Self.second])
            await #expect(throws: SQLError.self) { try await database.read { try $0.rows("SELECT n FROM c") } }
        }
    }

    @Test("Statements for one engine are run on that engine alone", arguments: TestEngine.allCases)
    func overlays(engine: TestEngine) async throws {
        let migration = Migration(
            1, "overlay",
            [
                .sqlite("CREATE TABLE only_sqlite (n INTEGER)"), .postgres("CREATE TABLE only_postgres (n INTEGER)"),
            ])
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator([migration]).migrate(database, now: 0)
            let here = database.dialect.engine == .sqlite ? "only_sqlite" : "only_postgres"
            #expect(try await database.read { try $0.rows("SELECT n FROM \(here)") }.isEmpty)
        }
    }
}
