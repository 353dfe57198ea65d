// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Which definitions of registers this installation has seen, and in which columns their fields lie.
package struct DefinitionQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The digest of a version that was seen; nil where it was not.
    package func digest(of ledger: String, version: Int) throws -> String? {
        try connection.row(
            "SELECT digest FROM ledger_definition WHERE ledger = ? AND version = ?", [.text(ledger), .integer(version)]
        ).map { try $0.text(0) }
    }

    /// The newest version of each register that was seen.
    package func newestVersions() throws -> [String: Int] {
        let rows = try connection.rows("SELECT ledger, MAX(version) FROM ledger_definition GROUP BY ledger")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text(0), try $0.integer(1)) })
    }

    /// Remembers what a version says.
    package func remember(_ ledger: String, version: Int, digest: String, at moment: Instant) throws {
        try connection.upsert(
            into: "ledger_definition", key: [("ledger", .text(ledger)), ("version", .integer(version))],
            [("digest", .text(digest)), ("seen_at", .at(moment))])
    }

    /// The columns of all registers' fields, by register and field.
    package func slots() throws -> [String: [String: EntrySlot]] {
        var slots: [String: [String: EntrySlot]] = [:]
        for row in try connection.rows("SELECT ledger, field, slot FROM ledger_field ORDER BY ledger, field") {
            guard let slot = EntrySlot(column: try row.text(2)) else { throw row.mismatch(2, "a slot") }
            slots[try row.text(0), default: [:]][try row.text(1)] = slot
        }
        return slots
    }

    /// Gives a field its column, for good.
    package func give(_ slot: EntrySlot, to field: String, of ledger: String) throws {
        do {
            try connection.insert(
                into: "ledger_field", ["ledger", "field", "slot"],
                rows: [[.text(ledger), .text(field), .text(slot.column)]])
        } catch let error as SQLError where error.cause.isUniqueViolation {
            // Another instance starts at the same moment: run the unit of work again.
            throw SQLError(.busy, error.message, sql: error.sql)
        }
    }

    /// The version and digest by which the figures of an indicator were computed; nil where they never were.
    package func basis(of indicator: String) throws -> String? {
        try connection.row("SELECT digest FROM indicator_basis WHERE indicator = ?", [.text(indicator)])
            .map { try $0.text(0) }
    }

    package func setBasis(of indicator: String, digest: String, at moment: Instant) throws {
        try connection.upsert(
            into: "indicator_basis", key: [("indicator", .text(indicator))],
            [("digest", .text(digest)), ("computed_at", .at(moment))])
    }
}
