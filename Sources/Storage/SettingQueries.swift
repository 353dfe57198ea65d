// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// Facts about the installation that the program itself writes down, such as that set-up is done.
package struct SettingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The value of `key`, or nil.
    package func value(_ key: String) throws -> String? {
        try connection.row("SELECT value FROM setting WHERE key = ?", [.text(key)])?.text(0)
    }

    /// Raises the number that is the value of `key` by one, from 0 where it has none; no two transactions raise it to
    /// the same number.
    package func increment(_ key: String) throws {
        if try raise(key) { return }
        do {
            _ = try connection.savepoint {
                try connection.run("INSERT INTO setting (key, value) VALUES (?, '1')", [.text(key)])
            }
        } catch let error as SQLError where error.cause.isUniqueViolation {
            _ = try raise(key)
        }
    }

    private func raise(_ key: String) throws -> Bool {
        try connection.run(
            "UPDATE setting SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE key = ?", [.text(key)]) == 1
    }

    /// Forgets `key`, where it has a value.
    package func remove(_ key: String) throws {
        try connection.run("DELETE FROM setting WHERE key = ?", [.text(key)])
    }

    /// Sets the value of `key`, whether it had one or not.
    package func set(_ key: String, to value: String) throws {
        try connection.upsert(into: "setting", key: [("key", .text(key))], [("value", .text(value))])
    }
}
