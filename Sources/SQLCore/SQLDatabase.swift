// SPDX-License-Identifier: Apache-2.0

/// A database, whichever it is. A unit of work is a synchronous closure over one connection inside one transaction.
///
/// A unit of work may be run again where the database asks for it (`SQLError.Cause.isTransient`), so it changes
/// nothing but the database.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }
    /// Runs `body` in a read-only transaction that sees one consistent moment.
    func read<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    /// Runs `body` in a transaction: all of it is kept, or nothing where it throws.
    ///
    /// When it returns, what was written is on the disk.
    @discardableResult
    func write<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    /// What the database is and which features it was found to have, for `jiedui doctor`.
    func report() async throws -> DatabaseReport
    func close() async
}

/// A connection inside a transaction. Arguments are written `?` in SQL on both databases.
///
/// An argument that stands where the type can't be told (`? IS NULL`, `SELECT ?`) is an error on PostgreSQL: write the
/// condition in Swift.
package protocol SQLConnection {
    var dialect: SQLDialect { get }
    /// Runs one statement. Returns the number of rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// All rows of a query.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]
    /// Calls `body` for each row of a query as it arrives, without holding them all.
    ///
    /// `body` uses the connection for nothing else: a second statement during the iteration is an error.
    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws
    /// Runs `body`, whose queries are to walk along indexes in the order that they ask for and to stop early, rather
    /// than find all rows and sort them, whatever a server estimates.
    func alongIndexes<Result>(_ body: () throws -> Result) throws -> Result
}

extension SQLConnection {
    /// Runs one statement without arguments. Returns the number of rows it changed.
    @discardableResult
    package func run(_ sql: String) throws -> Int { try run(sql, []) }

    /// All rows of a query without arguments.
    package func rows(_ sql: String) throws -> [SQLRow] { try rows(sql, []) }

    /// The first row of a query, or nil.
    package func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> SQLRow? {
        try rows(sql, arguments).first
    }

    /// The integer in the first column of the only row of a query, such as a count.
    package func integer(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
        guard let row = try row(sql, arguments) else {
            throw SQLError(.unreadableValue, "a query that always gives a row gave none", sql: sql)
        }
        return try row.integer(0)
    }

    /// True where a query gives at least one row.
    package func exists(_ sql: String, _ arguments: [SQLValue] = []) throws -> Bool {
        try row(sql, arguments) != nil
    }
}

extension SQLConnection {
    /// Runs `body`; where it throws, what it wrote is undone and the unit of work can go on.
    ///
    /// Without it a failed statement ends the unit of work: PostgreSQL runs nothing more in its transaction.
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try run("SAVEPOINT jiedui_savepoint")
        let outcome = Result { try body() }
        if case .failure = outcome { try run("ROLLBACK TO SAVEPOINT jiedui_savepoint") }
        try run("RELEASE SAVEPOINT jiedui_savepoint")
        return try outcome.get()
    }
}
