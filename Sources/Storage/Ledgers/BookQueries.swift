// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// One register of one pairing.
package struct PairingLedger: Hashable, Sendable {
    package let number: Int
    package let ledger: String
    package let pairing: Identifier<Pairing>
    /// How many rows it has; those that were removed don't count.
    package let entries: Int
}

/// The registers of the pairings.
package struct BookQueries {
    private let connection: any SQLConnection
    private static let columns = "number, ledger, pairing_id, entries"

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The books of a register, or of all, among the visible pairings; in the order of their numbers.
    package func books(of ledger: String?, visible: PairingFilter) throws -> [PairingLedger] {
        var conditions = [visible.condition("pairing_id")].compactMap { $0 }
        if let ledger { conditions.append(SQLCondition("ledger = ?", [.text(ledger)])) }
        let condition = SQLCondition.all(conditions)
        return try connection.rows(
            "SELECT \(Self.columns) FROM ledger_book WHERE \(condition.sql) ORDER BY number", condition.arguments
        ).map(book)
    }

    package func find(_ number: Int) throws -> PairingLedger? {
        try connection.row("SELECT \(Self.columns) FROM ledger_book WHERE number = ?", [.integer(number)]).map(book)
    }

    package func find(_ ledger: String, _ pairing: Identifier<Pairing>) throws -> PairingLedger? {
        try connection.row(
            "SELECT \(Self.columns) FROM ledger_book WHERE ledger = ? AND pairing_id = ?",
            [.text(ledger), .id(pairing)]
        ).map(book)
    }

    /// The book of a register and pairing, made where it is missing. Inside `write`.
    package func open(_ ledger: String, _ pairing: Identifier<Pairing>) throws -> PairingLedger {
        if let book = try find(ledger, pairing) { return book }
        let number = try connection.integer("SELECT COALESCE(MAX(number), 0) FROM ledger_book") + 1
        do {
            try connection.insert(
                into: "ledger_book", ["number", "ledger", "pairing_id", "last_entry", "entries"],
                rows: [[.integer(number), .text(ledger), .id(pairing), 0, 0]])
        } catch let error as SQLError where error.cause.isUniqueViolation {
            // Another transaction opened a book at the same moment: run the unit of work again.
            throw SQLError(.busy, error.message, sql: error.sql)
        }
        return PairingLedger(number: number, ledger: ledger, pairing: pairing, entries: 0)
    }

    /// Reserves so many numbers of rows and counts the rows. Returns the first. Keeps the book until the transaction
    /// ends: whoever changes rows of several books takes them in the order of their numbers.
    package func reserve(_ count: Int, in book: PairingLedger) throws -> Int64 {
        try connection.run(
            "UPDATE ledger_book SET last_entry = last_entry + ?, entries = entries + ? WHERE number = ?",
            [.integer(count), .integer(count), .integer(book.number)])
        let last = try connection.integer(
            "SELECT last_entry FROM ledger_book WHERE number = ?", [.integer(book.number)])
        return Int64(last - count + 1)
    }

    /// The number that the next row of a book gets.
    package func next(in book: Int) throws -> Int64 {
        Int64(try connection.integer("SELECT last_entry FROM ledger_book WHERE number = ?", [.integer(book)])) + 1
    }

    /// Counts a row that was removed, and keeps the book until the transaction ends.
    package func discount(_ count: Int, in book: Int) throws {
        try connection.run(
            "UPDATE ledger_book SET entries = entries - ? WHERE number = ?", [.integer(count), .integer(book)])
    }

    /// Keeps the book until the transaction ends, as every change of its rows does first.
    package func lock(_ book: Int) throws {
        _ = try connection.rows(
            "SELECT number FROM ledger_book WHERE number = ?" + connection.dialect.forUpdate, [.integer(book)])
    }

    private func book(_ row: SQLRow) throws -> PairingLedger {
        PairingLedger(
            number: try row.integer(0), ledger: try row.text(1), pairing: try row.id(2), entries: try row.integer(3))
    }
}
