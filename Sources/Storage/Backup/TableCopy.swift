// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// Reads and writes whole tables, row by row, for a backup.
package struct TableCopy {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Lifts the server's limits of time from this transaction: a large table takes as long as it takes.
    package func takeTime() throws {
        guard connection.dialect.engine == .postgres else { return }
        // Not every server has all of them.
        for limit in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
            _ = try? connection.savepoint { try connection.run("SET LOCAL \(limit) = 0") }
        }
    }

    /// Calls `body` for each row of the table, in the order of its primary key; text byte by byte, so that every database
    /// gives the rows in the same order. The values stand in the order of the columns.
    package func forEachRow(of table: TableShape, _ body: ([SQLValue]) throws -> Void) throws {
        let names = table.columns.map(\.name).joined(separator: ", ")
        let order = (table.key.isEmpty ? table.columns.map(\.name) : table.key).map { column in
            let isText = table.columns.contains { $0.name == column && $0.isText }
            return isText && connection.dialect.engine == .postgres ? column + " COLLATE \"C\"" : column
        }
        try connection.forEachRow(
            "SELECT \(names) FROM \(table.name) ORDER BY \(order.joined(separator: ", "))", []
        ) { try body($0.values) }
    }

    /// Takes away what migrations put into the table of a schema that was just made: the backup brings its own rows.
    /// Returns false where the table refuses to lose rows.
    package func clear(_ table: TableShape) throws -> Bool {
        guard try connection.exists("SELECT 1 FROM \(table.name) LIMIT 1") else { return true }
        do {
            _ = try connection.savepoint { try connection.run("DELETE FROM \(table.name)") }
            return true
        } catch let error as SQLError where error.cause == .refusedByTrigger {
            return false
        }
    }

    /// Gives the row with the same primary key these values, or adds it: for tables that could not be cleared.
    package func put(_ row: [SQLValue], into table: TableShape) throws {
        let values = zip(table.columns.map(\.name), row).map { ($0, $1) }
        try connection.upsert(
            into: table.name, key: values.filter { table.key.contains($0.0) },
            values.filter { !table.key.contains($0.0) })
    }

    /// Adds rows whose values stand in the order of the table's columns.
    package func insert(_ rows: [[SQLValue]], into table: TableShape) throws {
        try connection.insert(into: table.name, table.columns.map(\.name), rows: rows)
    }
}
