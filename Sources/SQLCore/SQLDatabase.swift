// SPDX-License-Identifier: Apache-2.0

/// A database, whichever it is. A unit of work is a synchronous closure over one connection inside one transaction.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }
    /// Runs `body` in a read-only transaction that sees one consistent moment.
    func read<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    /// Runs `body` in a transaction: all of it is kept, or nothing where it throws.
    func write<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    func close() async
}

/// A connection inside a transaction. Arguments are written `?` in SQL on both databases.
package protocol SQLConnection {
    var dialect: SQLDialect { get }
    /// Runs one statement. Returns the number of rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// All rows of a query.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]
    /// Calls `body` for each row of a query as it arrives, without holding them all.
    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws
}

extension SQLConnection {
    /// The first row of a query, or nil.
    package func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> SQLRow? {
        try rows(sql, arguments).first
    }
}

/// One row, read by position: the order of the columns is the order of the SELECT list.
package struct SQLRow: Sendable {
    package let values: [SQLValue]

    package init(values: [SQLValue]) { self.values = values }
}
