// SPDX-License-Identifier: Apache-2.0

/// A piece of SQL with the arguments of its marks: a condition of a WHERE, put together from others.
package struct SQLCondition: Hashable, Sendable {
    package let sql: String
    package let arguments: [SQLValue]

    package init(_ sql: String, _ arguments: [SQLValue] = []) { (self.sql, self.arguments) = (sql, arguments) }

    /// Holds where all of `conditions` hold; true where there is none.
    package static func all(_ conditions: [SQLCondition]) -> SQLCondition {
        guard !conditions.isEmpty else { return SQLCondition("1 = 1") }
        return SQLCondition(
            conditions.map { "(\($0.sql))" }.joined(separator: " AND "), conditions.flatMap(\.arguments))
    }

    /// Holds where at least one of `conditions` holds; false where there is none.
    package static func any(_ conditions: [SQLCondition]) -> SQLCondition {
        guard !conditions.isEmpty else { return SQLCondition("1 = 0") }
        return SQLCondition(
            conditions.map { "(\($0.sql))" }.joined(separator: " OR "), conditions.flatMap(\.arguments))
    }

    /// Holds where `expression` is one of `values`; false where there is none.
    ///
    /// The list is filled up to a power of two with its last value, so that lists of every length share a few statements.
    package static func `in`(_ expression: String, _ values: [SQLValue]) -> SQLCondition {
        guard let last = values.last else { return SQLCondition("1 = 0") }
        var length = 1
        while length < values.count { length *= 2 }
        let filled = values + repeatElement(last, count: length - values.count)
        return SQLCondition(
            "\(expression) IN (" + repeatElement("?", count: length).joined(separator: ", ") + ")", filled)
    }
}
