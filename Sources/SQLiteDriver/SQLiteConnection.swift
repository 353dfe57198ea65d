// SPDX-License-Identifier: Apache-2.0
import GRDB
import GRDBSQLite
import SQLCore

/// A GRDB connection for the length of one unit of work.
///
/// Statements are bound, stepped and read through SQLite's own functions: GRDB's row types make a dictionary of column
/// names for every query, which nobody here asks for.
final class SQLiteConnection: SQLConnection {
    let dialect: SQLDialect
    private let database: Database
    private var isEnded = false
    private var isIterating = false
    /// The error after which nothing more runs until a savepoint is taken back, as on PostgreSQL.
    private var failure: SQLError?

    init(_ database: Database, dialect: SQLDialect) {
        (self.database, self.dialect) = (database, dialect)
    }

    /// Called when the unit of work is over; a connection kept beyond it is of no use.
    func end() { isEnded = true }

    /// Throws where a statement failed and the unit of work went on as if nothing had happened.
    func checkForCommit() throws {
        guard let failure else { return }
        throw SQLError(.other, "a statement failed and the unit of work went on without a savepoint: \(failure)")
    }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let before = database.totalChangesCount
        try step(sql, arguments) { _, _ in }
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try step(sql, arguments) { statement, columns in
            rows.append(readRow(statement, columns))
        }
        return rows
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        try step(sql, arguments) { statement, columns in
            isIterating = true
            defer { isIterating = false }
            try body(readRow(statement, columns))
        }
    }

    private func step(
        _ sql: String, _ arguments: [SQLValue], _ body: (SQLiteStatement, CInt) throws -> Void
    ) throws {
        guard !isEnded, !isIterating else {
            throw SQLError(.other, isEnded ? "the unit of work is over" : "a query is still being iterated", sql: sql)
        }
        if failure != nil, sql.hasPrefix("ROLLBACK TO ") { failure = nil }
        try checkForCommit()
        let prepared: Statement
        do {
            prepared = try prepare(sql)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw failed(SQLError(sqlite: error, sql: sql))
        }
        let statement = prepared.sqliteStatement
        defer {
            withExtendedLifetime(prepared) {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
        }
        try bind(arguments, to: statement, sql: sql)
        let columns = sqlite3_column_count(statement)
        // A task that is cancelled interrupts only a statement that is running.
        if Task.isCancelled { throw CancellationError() }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try body(statement, columns)
            case SQLITE_DONE: return
            default: throw lastError(sql)
            }
        }
    }

    private func prepare(_ sql: String) throws -> Statement {
        if PreparedStatements.shared.keeps(sql) { return try database.cachedStatement(sql: sql) }
        return try database.makeStatement(sql: sql)
    }

    /// SQLite plans without estimates: the statements themselves say what is to be walked along.
    func alongIndexes<Result>(_ body: () throws -> Result) throws -> Result { try body() }

    private func bind(_ arguments: [SQLValue], to statement: SQLiteStatement, sql: String) throws {
        guard sqlite3_bind_parameter_count(statement) == arguments.count else {
            throw SQLError(.unreadableValue, "\(arguments.count) arguments for another number of marks", sql: sql)
        }
        // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (place, argument) in arguments.enumerated() {
            let index = CInt(place + 1)
            let code: CInt
            switch argument {
            case .null: code = sqlite3_bind_null(statement, index)
            case .integer(let value): code = sqlite3_bind_int64(statement, index, value)
            case .real(let value): code = sqlite3_bind_double(statement, index, value)
            case .text(let text):
                guard !text.utf8.contains(0) else {
                    throw SQLError(.unreadableValue, "argument \(place) holds U+0000", sql: sql)
                }
                code = sqlite3_bind_text(statement, index, text, CInt(text.utf8.count), copied)
            case .blob(let bytes) where bytes.isEmpty:
                // A null pointer would bind NULL.
                code = sqlite3_bind_zeroblob(statement, index, 0)
            case .blob(let bytes):
                code = bytes.withUnsafeBytes { buffer in
                    sqlite3_bind_blob(statement, index, buffer.baseAddress, CInt(buffer.count), copied)
                }
            }
            guard code == SQLITE_OK else { throw lastError(sql) }
        }
    }

    private func readRow(_ statement: SQLiteStatement, _ columns: CInt) -> SQLRow {
        SQLRow(
            values: (0..<columns).map { column in
                switch sqlite3_column_type(statement, column) {
                case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
                case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
                case SQLITE_TEXT: .text(readText(statement, column))
                case SQLITE_BLOB: .blob(readBytes(statement, column))
                default: .null
                }
            })
    }

    private func readText(_ statement: SQLiteStatement, _ column: CInt) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private func readBytes(_ statement: SQLiteStatement, _ column: CInt) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    private func lastError(_ sql: String) -> any Error {
        guard let handle = database.sqliteConnection else { return SQLError(.closed, "the connection is closed") }
        let code = sqlite3_extended_errcode(handle)
        // A cancelled task interrupts its statement.
        if code == SQLITE_INTERRUPT { return CancellationError() }
        return failed(SQLError(sqliteCode: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql))
    }

    private func failed(_ error: SQLError) -> SQLError {
        failure = error
        return error
    }
}
