// SPDX-License-Identifier: Apache-2.0

/// Brings a database to the newest schema: forward only, each migration in a transaction of its own.
///
/// Two processes that start together are safe: each migration is looked for and applied under a lock on its record.
package struct Migrator: Sendable {
    package let migrations: [Migration]

    /// `migrations` are numbered from 1 without a gap.
    package init(_ migrations: [Migration]) {
        for (place, migration) in migrations.enumerated() {
            precondition(migration.number == place + 1, "migration \(migration.name) is numbered out of order")
        }
        self.migrations = migrations
    }

    /// Applies what is missing. Returns the migrations applied by this call.
    ///
    /// `now` is in UTC milliseconds. Throws `MigrationError`, and `SQLError` where a statement fails.
    package func migrate(_ database: any SQLDatabase, now: Int64) async throws -> [Migration] {
        try await createRecord(in: database)
        let recorded = try await database.read { try Self.recorded($0) }
        try check(recorded)
        var applied: [Migration] = []
        for migration in migrations where recorded[migration.number] == nil {
            let isOurs = try await database.write { connection in
                try self.apply(migration, on: connection, now: now)
            }
            if isOurs { applied.append(migration) }
        }
        return applied
    }

    /// The migrations that the database lacks. Throws `MigrationError` where it is not one of ours or is newer.
    package func pending(_ database: any SQLDatabase) async throws -> [Migration] {
        let recorded = try await database.read { connection in
            try Self.hasRecord(connection) ? Self.recorded(connection) : [:]
        }
        try check(recorded)
        return migrations.filter { recorded[$0.number] == nil }
    }

    /// Makes the schema as it was after `applied`, with that record, in a database without tables.
    ///
    /// For a backup, which brings the rows; everything happens in the caller's transaction. Throws `MigrationError`.
    package func build(_ applied: [AppliedMigration], on connection: any SQLConnection) throws {
        try check(applied)
        try connection.run(Self.record)
        for step in applied {
            try runStatements(of: migrations[step.number - 1], on: connection)
            try connection.run(
                Self.insertion,
                [.integer(step.number), .text(step.name), .text(step.checksum), .integer(step.appliedAt)])
        }
    }

    private func runStatements(of migration: Migration, on connection: any SQLConnection) throws {
        for statement in migration.preparation + migration.statements
        where statement.engine == nil || statement.engine == connection.dialect.engine {
            try connection.run(statement.sql)
        }
    }

    private func apply(_ migration: Migration, on connection: any SQLConnection, now: Int64) throws -> Bool {
        if connection.dialect.engine == .postgres {
            // A migration takes the time it needs, and waits for another process as long as that one's takes. Not every
            // server has both limits.
            for limit in ["statement_timeout", "lock_timeout"] {
                _ = try? connection.savepoint { try connection.run("SET LOCAL \(limit) = 0") }
            }
            // SQLite's write transaction holds the whole database already.
            try connection.run("LOCK TABLE schema_migration IN ACCESS EXCLUSIVE MODE")
        }
        let recorded = try Self.recorded(connection)
        try check(recorded)
        guard recorded[migration.number] == nil else { return false }
        try runStatements(of: migration, on: connection)
        try connection.run(
            Self.insertion,
            [.integer(migration.number), .text(migration.name), .text(migration.checksum), .integer(now)])
        return true
    }

    /// Throws `MigrationError` where a database with this record is not one of ours or is newer.
    package func check(_ applied: [AppliedMigration]) throws {
        try check(Dictionary(applied.map { ($0.number, $0.checksum) }) { first, _ in first })
    }

    private func check(_ recorded: [Int: String]) throws {
        if let newest = recorded.keys.max(), newest > migrations.count {
            throw MigrationError.newerDatabase(found: newest, known: migrations.count)
        }
        for migration in migrations {
            if let checksum = recorded[migration.number], checksum != migration.checksum {
                throw MigrationError.changedMigration(number: migration.number, name: migration.name)
            }
        }
    }

    private func createRecord(in database: any SQLDatabase) async throws {
        guard try await database.read({ try !Self.hasRecord($0) }) else { return }
        do {
            try await database.write { connection in
                guard try !Self.hasRecord(connection) else { return }
                try connection.run(Self.record)
            }
        } catch let error as SQLError {
            // PostgreSQL refuses one of two that make a table at the same moment, with one of several errors.
            guard try await database.read({ try Self.hasRecord($0) }) else { throw error }
        }
    }

    private static let record = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """
    private static let insertion =
        "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)"

    private static func hasRecord(_ connection: any SQLConnection) throws -> Bool {
        switch connection.dialect.engine {
        case .sqlite:
            try connection.exists("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'")
        case .postgres:
            try connection.exists(
                """
                SELECT 1 FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_name = 'schema_migration'
                """)
        }
    }

    /// The checksum of each recorded migration by its number.
    private static func recorded(_ connection: any SQLConnection) throws -> [Int: String] {
        var found: [Int: String] = [:]
        for row in try connection.rows("SELECT number, checksum FROM schema_migration") {
            found[try row.integer(0)] = try row.text(1)
        }
        return found
    }
}

/// A migration as a database records it.
package struct AppliedMigration: Hashable, Sendable, Codable {
    package let number: Int
    package let name: String
    package let checksum: String
    /// In UTC milliseconds.
    package let appliedAt: Int64

    package init(number: Int, name: String, checksum: String, appliedAt: Int64) {
        (self.number, self.name, self.checksum, self.appliedAt) = (number, name, checksum, appliedAt)
    }
}

/// Why a database was refused before anything in it was changed.
package enum MigrationError: Error, Hashable, Sendable {
    /// The database was made by a newer version of the program.
    case newerDatabase(found: Int, known: Int)
    /// A migration that the database records differs from the one in this program.
    case changedMigration(number: Int, name: String)

    /// The sentence for people, in the catalogues.
    package var messageKey: String {
        switch self {
        case .newerDatabase: "migration.newerDatabase"
        case .changedMigration: "migration.changedMigration"
        }
    }

    /// The arguments of the sentence.
    package var messageArguments: [String: String] {
        switch self {
        case .newerDatabase(let found, let known): ["found": String(found), "known": String(known)]
        case .changedMigration(let number, let name): ["number": String(number), "name": name]
        }
    }
}
