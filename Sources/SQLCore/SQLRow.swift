// SPDX-License-Identifier: Apache-2.0

/// One row, read by position: the order of the columns is the order of the SELECT list.
///
/// The readers throw `SQLError.Cause.unreadableValue` where the column is missing or holds another type.
package struct SQLRow: Hashable, Sendable {
    package let values: [SQLValue]

    package init(values: [SQLValue]) { self.values = values }

    package func text(_ column: Int) throws -> String {
        if column < values.count, case .text(let text) = values[column] { return text }
        throw mismatch(column, "text")
    }

    package func textOrNil(_ column: Int) throws -> String? {
        try isNull(column) ? nil : text(column)
    }

    package func integer(_ column: Int) throws -> Int { Int(try int64(column)) }

    package func integerOrNil(_ column: Int) throws -> Int? {
        try isNull(column) ? nil : integer(column)
    }

    package func int64(_ column: Int) throws -> Int64 {
        if column < values.count, case .integer(let value) = values[column] { return value }
        throw mismatch(column, "an integer")
    }

    package func int64OrNil(_ column: Int) throws -> Int64? {
        try isNull(column) ? nil : int64(column)
    }

    /// A number; an integer is one too.
    package func real(_ column: Int) throws -> Double {
        if column < values.count {
            if case .real(let value) = values[column] { return value }
            if case .integer(let value) = values[column] { return Double(value) }
        }
        throw mismatch(column, "a number")
    }

    package func realOrNil(_ column: Int) throws -> Double? {
        try isNull(column) ? nil : real(column)
    }

    /// A truth value stored as 0 or 1.
    package func flag(_ column: Int) throws -> Bool {
        switch try int64(column) {
        case 0: false
        case 1: true
        default: throw mismatch(column, "0 or 1")
        }
    }

    package func blob(_ column: Int) throws -> [UInt8] {
        if column < values.count, case .blob(let bytes) = values[column] { return bytes }
        throw mismatch(column, "bytes")
    }

    package func isNull(_ column: Int) throws -> Bool {
        guard column < values.count else { throw mismatch(column, "a value") }
        return values[column] == .null
    }

    /// The error of a column whose value can't be read as `expected`. It names the type found, never the value.
    package func mismatch(_ column: Int, _ expected: String) -> SQLError {
        let found =
            if column < values.count {
                switch values[column] {
                case .null: "NULL"
                case .integer: "an integer"
                case .real: "a real number"
                case .text: "text"
                case .blob: "bytes"
                }
            } else {
                "only \(values.count) columns"
            }
        return SQLError(.unreadableValue, "column \(column): expected \(expected), found \(found)")
    }
}
