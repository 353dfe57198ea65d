// SPDX-License-Identifier: Apache-2.0

/// Why a statement, a transaction or the reading of a row failed: one of a closed set of causes, the same for every
/// database. The message is the database's own and goes to the log, never to a visitor.
package struct SQLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why a statement failed, as far as the program acts on it.
    package enum Cause: Hashable, Sendable {
        /// A second row with the same key. The table where the server tells it.
        case uniqueViolation(table: String?)
        /// A reference to a row that doesn't exist, or the removal of one that is referred to.
        case foreignKeyViolation
        case checkViolation
        case notNullViolation
        /// A trigger refused the change: the table is append-only.
        case refusedByTrigger
        /// Another transaction stood in the way; the unit of work can be run again.
        case busy
        /// The statement ran longer than the pool's limit.
        case statementTimeout
        /// The server could not be reached or went away before the transaction was committed.
        case connectionLost
        /// The connection was lost while the transaction was being committed: it may be kept or not.
        case outcomeUnknown
        /// The database was closed by this program.
        case closed
        /// A write inside `read`.
        case readOnlyTransaction
        /// The value of a column or argument is not what was asked for.
        case unreadableValue
        case other
    }
    package let cause: Cause
    package let message: String
    /// The statement, without its arguments.
    package let sql: String?

    package init(_ cause: Cause, _ message: String, sql: String? = nil) {
        (self.cause, self.message, self.sql) = (cause, message, sql)
    }

    package var description: String {
        sql.map { "\(cause): \(message) in: \($0)" } ?? "\(cause): \(message)"
    }
}

extension SQLError.Cause {
    /// True where running the whole unit of work again may succeed and can't do anything twice.
    package var isTransient: Bool { self == .busy || self == .connectionLost }

    package var isUniqueViolation: Bool {
        if case .uniqueViolation = self { true } else { false }
    }
}
