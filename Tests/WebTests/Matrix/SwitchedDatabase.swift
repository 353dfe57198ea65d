// SPDX-License-Identifier: Apache-2.0
import Foundation
import SQLCore
import SQLiteDriver
import Synchronization

/// An SQLite database that can be put back to what it was at one moment, by opening a copy of the file of that moment.
///
/// The matrix runs on SQLite alone: what it tests (addresses, the table, the use cases) is the same Swift on every
/// engine, every query of it runs on all engines in the tests of the use cases, and a PostgreSQL database can't be put
/// back hundreds of times in a minute.
final class SwitchedDatabase: SQLDatabase {
    private struct State {
        var database: SQLiteDatabase
        var copies = 0
        var writes = 0
    }
    private let folder: URL
    private let state: Mutex<State>
    let dialect: SQLDialect

    init(folder: URL, from file: String) throws {
        self.folder = folder
        let database = try SQLiteDatabase(path: file)
        dialect = database.dialect
        state = Mutex(State(database: database))
    }

    private var present: SQLiteDatabase { state.withLock { $0.database } }
    private var kept: URL { folder.appending(path: "kept.sqlite") }

    func read<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await present.read(body)
    }

    @discardableResult
    func write<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        state.withLock { $0.writes += 1 }
        return try await present.write(body)
    }

    func report() async throws -> DatabaseReport { try await present.report() }
    func close() async { await present.close() }

    /// How many units of work could have written since this was asked last.
    func takeWrites() -> Int {
        state.withLock { state in
            defer { state.writes = 0 }
            return state.writes
        }
    }

    /// Keeps the present moment in `file`, to which `putBack` goes.
    func keep(_ file: String) async throws {
        await present.close()
        try FileManager.default.copyItem(at: URL(filePath: file), to: kept)
        try await putBack()
    }

    func putBack() async throws {
        await present.close()
        let number = state.withLock { state in
            state.copies += 1
            return state.copies
        }
        let copy = folder.appending(path: "copy-\(number).sqlite")
        try FileManager.default.copyItem(at: kept, to: copy)
        let opened = try SQLiteDatabase(path: copy.path())
        state.withLock { $0.database = opened }
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(at: folder.appending(path: "copy-\(number - 1).sqlite" + ending))
        }
        _ = takeWrites()
    }

    /// Every table with every value of every row, as one text each: two databases are equal where these are.
    func contents() async throws -> [String: String] {
        try await present.read { connection in
            var contents: [String: String] = [:]
            let names = try connection.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).map { try $0.text(0) }
            for name in names {
                let columns = try connection.rows("SELECT name FROM pragma_table_info('\(name)')")
                    .map { "quote(\"" + (try $0.text(0)) + "\")" }.joined(separator: " || ',' || ")
                let rows = try connection.row(
                    """
                    SELECT group_concat(line, char(10)) FROM (SELECT \(columns) AS line FROM "\(name)" ORDER BY 1)
                    """)
                contents[name] = try rows?.textOrNil(0) ?? ""
            }
            return contents
        }
    }
}
