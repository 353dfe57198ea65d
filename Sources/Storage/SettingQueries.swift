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

    /// Sets the value of `key`, whether it had one or not.
    package func set(_ key: String, to value: String) throws {
        try connection.upsert(into: "setting", key: [("key", .text(key))], [("value", .text(value))])
    }
}
