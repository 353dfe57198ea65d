// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Synchronization

/// A database that counts the questions that it is asked.
final class CountingDatabase: SQLDatabase {
    private let database: any SQLDatabase
    private let questions = Mutex<[String]>([])

    init(_ database: any SQLDatabase) { self.database = database }

    /// What was asked since the last look.
    func takeQuestions() -> [String] {
        questions.withLock { asked in
            defer { asked = [] }
            return asked
        }
    }

    private func count(_ sql: String) { questions.withLock { $0.append(sql) } }

    var dialect: SQLDialect { database.dialect }

    func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await database.read { try body(CountingConnection($0, tell: count)) }
    }

    @discardableResult
    func write<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await database.write { try body(CountingConnection($0, tell: count)) }
    }

    func report() async throws -> DatabaseReport { try await database.report() }

    func close() async {}
}

/// A connection that tells what it is asked; what it is told to write is no question.
private struct CountingConnection: SQLConnection {
    let connection: any SQLConnection
    let tell: (String) -> Void

    init(_ connection: any SQLConnection, tell: @escaping (String) -> Void) {
        (self.connection, self.tell) = (connection, tell)
    }

    var dialect: SQLDialect { connection.dialect }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int { try connection.run(sql, arguments) }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        tell(sql)
        return try connection.rows(sql, arguments)
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        tell(sql)
        try connection.forEachRow(sql, arguments, body)
    }

    func alongIndexes<Result>(_ body: () throws -> Result) throws -> Result { try connection.alongIndexes(body) }
}
