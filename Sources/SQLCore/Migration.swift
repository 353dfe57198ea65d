// SPDX-License-Identifier: Apache-2.0

/// One step of the schema. Never edited once it is released: a change is a new migration.
package struct Migration: Hashable, Sendable {
    /// One statement, for every engine or for one.
    package struct Statement: Hashable, Sendable, ExpressibleByStringLiteral {
        package let sql: String
        package let engine: SQLDialect.Engine?

        package init(stringLiteral sql: String) { (self.sql, engine) = (sql, nil) }
        private init(_ sql: String, _ engine: SQLDialect.Engine) { (self.sql, self.engine) = (sql, engine) }

        package static func sqlite(_ sql: String) -> Self { Self(sql, .sqlite) }
        package static func postgres(_ sql: String) -> Self { Self(sql, .postgres) }
    }

    /// From 1, without a gap.
    package let number: Int
    package let name: String
    package let statements: [Statement]
    /// What makes rows fit that an older version let in, before the statements. Not part of the checksum: on rows that
    /// fit it changes nothing, so it may be added to a released migration.
    package let preparation: [Statement]

    package init(_ number: Int, _ name: String, preparing preparation: [Statement] = [], _ statements: [Statement]) {
        (self.number, self.name, self.statements) = (number, name, statements)
        self.preparation = preparation
    }

    /// FNV-1a over the text of all statements of all engines: tells whether a released migration was edited.
    package var checksum: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for statement in statements {
            for byte in ((statement.engine?.rawValue ?? "") + "\u{1F}" + statement.sql + "\u{1E}").utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
