// SPDX-License-Identifier: Apache-2.0
import CPostgres
import SQLCore

/// How sessions are opened.
struct PostgresSettings: Sendable {
    let url: String
    /// Milliseconds; 0 for no limit.
    let statementTimeout: Int
    /// Milliseconds that a statement waits for a lock.
    let lockTimeout: Int
}

/// One connection to the server with the statements prepared on it. Used by one thread at a time.
final class PostgresSession {
    let handle: OpaquePointer
    private(set) var isIterating = false
    private var statements: [String: PreparedStatement] = [:]
    private var preparedCount = 0
    /// Whether it can be told to plan a prepared statement once for all values.
    private var hasPlanModes = false
    /// Whether statements are planned to walk along indexes now. They are others then: a prepared one keeps its plan.
    private var isWalking = false

    /// A statement seen before; named once it was prepared on the server.
    private struct PreparedStatement {
        let text: String
        let marks: Int
        var name: String?
    }

    /// Connects. Throws `SQLError` with the cause `connectionLost`.
    init(_ settings: PostgresSettings) throws {
        try Self.check(settings.url)
        // What stands in the address wins over what stands before it.
        let words = ["connect_timeout", "fallback_application_name", "dbname", "client_encoding"]
        let values = ["5", "jiedui", settings.url, "UTF8"]
        let connection = withCStrings(words) { words in
            withCStrings(values) { values in PQconnectdbParams(words, values, 1) }
        }
        guard let connection else { throw SQLError(.other, "libpq has no memory") }
        handle = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            // deinit gives the handle back: every field is set.
            throw SQLError(.connectionLost, String(cString: PQerrorMessage(connection)))
        }
        // Notices would go to standard error.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        try execute("SET statement_timeout = \(settings.statementTimeout)")
        // Not every server that speaks the protocol has these.
        _ = try? execute("SET lock_timeout = \(settings.lockTimeout)")
        _ = try? execute("SET extra_float_digits = 3")
        // Compiling a statement takes a hundred times as long as running it, where costs are guessed too high.
        _ = try? execute("SET jit = off")
        hasPlanModes = (try? execute("SET plan_cache_mode = auto")) != nil
    }

    /// Throws where the address cannot be read. The library's own words would print it, with the password.
    private static func check(_ url: String) throws {
        guard let options = PQconninfoParse(url, nil) else {
            throw SQLError(.other, "the address of the database server cannot be read; see docs/operations.md")
        }
        PQconninfoFree(options)
    }

    deinit { PQfinish(handle) }

    /// False where the connection is lost or was left in a state that the next unit of work must not meet.
    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    func begin(_ kind: PostgresTransaction) throws {
        isWalking = false
        try execute(kind.rawValue)
    }

    /// Plans until the end of the transaction, or until it is told otherwise, without sorting what can be walked along.
    func walkAlongIndexes(_ walks: Bool) throws {
        var settings = [("enable_sort", "off"), ("enable_bitmapscan", "off")]
        if hasPlanModes { settings.append(("plan_cache_mode", "force_generic_plan")) }
        try execute(
            settings.map { "SET LOCAL \($0.0) = \(walks ? $0.1 : "DEFAULT")" }.joined(separator: "; "))
        isWalking = walks
    }

    func rollBack() {
        isWalking = false
        // Where this fails the session is no longer usable, and is thrown away.
        _ = try? execute("ROLLBACK")
    }

    func commit() throws {
        guard PQtransactionStatus(handle) != PQTRANS_INERROR else {
            rollBack()
            throw SQLError(.other, "a statement failed and the unit of work went on without a savepoint")
        }
        do {
            try execute("COMMIT")
        } catch let error where error.cause == .connectionLost {
            throw SQLError(.outcomeUnknown, error.message)
        }
    }

    /// Runs a statement without arguments and without rows, unprepared.
    func execute(_ sql: String) throws(SQLError) {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw error(result, sql) }
    }

    /// Runs a statement and gives its whole result to `body`.
    func query<Value>(
        _ sql: String, _ arguments: [SQLValue], _ body: (OpaquePointer) throws -> Value
    ) throws -> Value {
        let sql = marked(sql)
        let statement = try prepare(sql, arguments)
        let result = try withArguments(arguments, sql) { count, values in
            if let name = statement.name {
                PQexecPrepared(handle, name, count, values, nil, nil, 0)
            } else {
                PQexecParams(handle, statement.text, count, nil, values, nil, nil, 0)
            }
        }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard let result, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw error(result, sql) }
        return try body(result)
    }

    /// Runs a query and gives each row to `body` as it arrives.
    func iterate(_ sql: String, _ arguments: [SQLValue], _ body: (OpaquePointer) throws -> Void) throws {
        let sql = marked(sql)
        let statement = try prepare(sql, arguments)
        let sent = try withArguments(arguments, sql) { count, values in
            if let name = statement.name {
                PQsendQueryPrepared(handle, name, count, values, nil, nil, 0)
            } else {
                PQsendQueryParams(handle, statement.text, count, nil, values, nil, nil, 0)
            }
        }
        guard sent == 1, PQsetSingleRowMode(handle) == 1 else { throw error(nil, sql) }
        isIterating = true
        defer { isIterating = false }
        var failure: (any Error)?
        // Read to the end even after a failure: the connection takes no other statement before.
        while let result = PQgetResult(handle) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE:
                guard failure == nil else { continue }
                do { try body(result) } catch { failure = error }
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK: continue
            default: failure = failure ?? error(result, sql)
            }
        }
        if let failure { throw failure }
    }

    private func marked(_ sql: String) -> String { isWalking ? "/* along indexes */ " + sql : sql }

    /// A statement is prepared on the server when it comes a second time.
    private func prepare(_ sql: String, _ arguments: [SQLValue]) throws -> PreparedStatement {
        var statement: PreparedStatement
        if let known = statements[sql] {
            statement = known
            if statement.name == nil { try prepare(&statement) }
        } else {
            let (text, marks) = numberMarks(sql)
            statement = PreparedStatement(text: text, marks: marks, name: nil)
            if statements.count >= 512 {
                try execute("DEALLOCATE ALL")
                statements.removeAll()
            }
        }
        guard statement.marks == arguments.count else {
            throw SQLError(.unreadableValue, "\(arguments.count) arguments for \(statement.marks) marks", sql: sql)
        }
        if sql.utf8.count <= 32_768 { statements[sql] = statement }
        return statement
    }

    private func prepare(_ statement: inout PreparedStatement) throws {
        preparedCount += 1
        let name = "s\(preparedCount)"
        let result = PQprepare(handle, name, statement.text, 0, nil)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw error(result, statement.text) }
        statement.name = name
    }

    private func error(_ result: OpaquePointer?, _ sql: String) -> SQLError {
        let state = result.flatMap { PQresultErrorField($0, CInt(UInt8(ascii: "C"))) }.map { String(cString: $0) }
        let table = result.flatMap { PQresultErrorField($0, CInt(UInt8(ascii: "t"))) }.map { String(cString: $0) }
        if state == "26000" || state == "0A000" && statements[sql]?.name != nil {
            // Another program changed a table or dropped the prepared statements: prepare them anew and run again.
            statements.removeAll()
            return SQLError(.busy, "a prepared statement is out of date", sql: sql)
        }
        let message = String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
        let isLost = PQstatus(handle) != CONNECTION_OK
        return SQLError(SQLError.Cause(sqlState: state, table: table, isLost: isLost), message, sql: sql)
    }
}
