// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Synchronization

/// A database whose connection breaks at one of the statements that write, as it does where the program ends there.
final class BreakingDatabase: SQLDatabase {
    struct Broken: Error {}

    private let database: any SQLDatabase
    /// How many statements that write are still carried out.
    private let left: Mutex<Int>

    init(_ database: any SQLDatabase, after statements: Int) {
        self.database = database
        left = Mutex(statements)
    }

    /// True where it came to the end before that statement.
    var isWhole: Bool { left.withLock { $0 >= 0 } }

    private func countDown() throws {
        let rest = left.withLock { left in
            left -= 1
            return left
        }
        if rest < 0 { throw Broken() }
    }

    var dialect: SQLDialect { database.dialect }

    func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result { try await database.read(body) }

    @discardableResult
    func write<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await database.write { try body(BreakingConnection(connection: $0, countDown: countDown)) }
    }

    func report() async throws -> DatabaseReport { try await database.report() }

    func close() async {}
}

private struct BreakingConnection: SQLConnection {
    let connection: any SQLConnection
    let countDown: () throws -> Void

    var dialect: SQLDialect { connection.dialect }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try countDown()
        return try connection.run(sql, arguments)
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] { try connection.rows(sql, arguments) }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        try connection.forEachRow(sql, arguments, body)
    }

    func alongIndexes<Result>(_ body: () throws -> Result) throws -> Result { try connection.alongIndexes(body) }
}
