// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
package import SQLCore
import Synchronization

/// The embedded database: one file, one writer, readers beside it.
///
/// Write-ahead log with `synchronous = FULL`: when `write` returns, its transaction survives `kill -9` and a power cut.
package final class SQLiteDatabase: SQLDatabase {
    package let dialect: SQLDialect
    private let pool: DatabasePool
    private let retries: Int
    /// Set before connections are closed: a unit of work that began after that, and waited for another connection,
    /// would wait for ever.
    private let isClosing = Mutex(false)

    /// Opens the file at `path`, or creates it, readable by its owner alone (mode 0600). Its folder exists.
    package init(path: String, configuration: PoolConfiguration = PoolConfiguration()) throws {
        dialect = SQLDialect(
            engine: .sqlite, accelerators: configuration.usesAccelerators ? [.onConflict] : [])
        retries = configuration.retries
        try Self.createFile(path)
        do {
            pool = try DatabasePool(path: path, configuration: Self.settings(configuration))
            // GRDB sets NORMAL when it switches the log on, which may lose acknowledged writes in a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw SQLError(sqlite: error)
        }
    }

    package func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await retrying(retries) {
            try requireOpen()
            return try await pool.read { database in
                try requireOpen()
                let connection = SQLiteConnection(database, dialect: dialect)
                defer { connection.end() }
                return try body(connection)
            }
        }
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await retrying(retries) {
            try requireOpen()
            return try await pool.write { database in
                try requireOpen()
                let connection = SQLiteConnection(database, dialect: dialect)
                defer { connection.end() }
                let result = try body(connection)
                try connection.checkForCommit()
                return result
            }
        }
    }

    package func report() async throws -> DatabaseReport {
        try await read { connection in
            func pragma(_ name: String) throws -> String {
                switch try connection.row("PRAGMA " + name)?.values.first {
                case .text(let text)?: text
                case .integer(let value)?: String(value)
                default: ""
                }
            }
            let version = try connection.row("SELECT sqlite_version()")?.text(0) ?? ""
            let journal = try pragma("journal_mode")
            let check = try pragma("quick_check(1)")
            return DatabaseReport(
                engine: .sqlite, version: "SQLite " + version,
                findings: [
                    DatabaseFinding(code: "journal", grade: journal == "wal" ? .good : .fault, detail: journal),
                    DatabaseFinding(code: "integrity", grade: check == "ok" ? .good : .fault, detail: check),
                ])
        }
    }

    private func requireOpen() throws {
        if isClosing.withLock({ $0 }) { throw SQLError(.closed, "the database is closed") }
    }

    package func close() async {
        isClosing.withLock { $0 = true }
        // Readers go first: only the writer, as the last to close, can move the log back into the file.
        pool.releaseMemory()
        // Fails only where a statement is still running; the file with its log is complete all the same.
        try? pool.close()
    }

    private static func settings(_ configuration: PoolConfiguration) -> Configuration {
        var settings = Configuration()
        settings.foreignKeysEnabled = true
        settings.maximumReaderCount = max(1, configuration.maximumConnections)
        settings.busyMode = .timeout(Double(configuration.busyTimeout) / 1000)
        settings.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // KiB, for each connection.
            try database.execute(sql: "PRAGMA cache_size = -16000")
        }
        return settings
    }

    /// The log and the index beside the file take over its mode.
    private static func createFile(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SQLError(.other, "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        Foundation.close(descriptor)
    }
}

/// Runs `work` again, up to `retries` times, while it fails for a transient reason; every error becomes an `SQLError`
/// where SQLite threw it.
private func retrying<Result>(_ retries: Int, _ work: () async throws -> Result) async throws -> Result {
    var attempt = 0
    while true {
        do {
            return try await work()
        } catch let error as DatabaseError {
            let error = SQLError(sqlite: error)
            guard error.cause.isTransient, attempt < retries else { throw error }
        } catch let error as SQLError where error.cause.isTransient && attempt < retries {
            // Run again below.
        }
        attempt += 1
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << attempt))))
    }
}
