// SPDX-License-Identifier: Apache-2.0
import GRDB
import GRDBSQLite
import SQLCore

extension SQLError {
    /// The error that GRDB or SQLite threw, in the words of every database.
    init(sqlite error: any Error, sql: String? = nil) {
        switch error {
        case let error as SQLError: self = error
        case let error as DatabaseError:
            self.init(
                sqliteCode: error.extendedResultCode.rawValue, message: error.message ?? error.description,
                sql: sql ?? error.sql)
        default: self.init(.other, String(describing: error), sql: sql)
        }
    }

    /// `code` is an extended result code of SQLite.
    init(sqliteCode code: CInt, message: String, sql: String?) {
        let cause: Cause
        switch code {
        // The extended codes are macros that Swift can't see: the primary code and a number in the next byte.
        case SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 10 << 8:
            cause = .uniqueViolation(table: Self.table(in: message))
        case SQLITE_CONSTRAINT | 3 << 8: cause = .foreignKeyViolation
        case SQLITE_CONSTRAINT | 1 << 8: cause = .checkViolation
        case SQLITE_CONSTRAINT | 5 << 8: cause = .notNullViolation
        case SQLITE_CONSTRAINT | 7 << 8: cause = .refusedByTrigger
        default:
            switch code & 0xFF {
            case SQLITE_BUSY, SQLITE_LOCKED: cause = .busy
            case SQLITE_READONLY: cause = .readOnlyTransaction
            case SQLITE_MISUSE: cause = .closed
            default: cause = .other
            }
        }
        self.init(cause, message, sql: sql)
    }

    /// The table of `UNIQUE constraint failed: account.username`.
    private static func table(in message: String) -> String? {
        guard let start = message.firstRange(of: "failed: ")?.upperBound else { return nil }
        let table = message[start...].prefix { $0 != "." && $0 != "," }
        return table.contains(" ") ? nil : String(table)
    }
}
