// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What is remembered of imports: the mapping of each heading, and where the values of rows stood.
package struct ImportQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// A mapping of a heading, which is named by a digest.
    package struct Mapping: Hashable, Sendable {
        package let heading: String
        /// The field of each title; both are kept in one text.
        package let fields: [String: String]

        package init(heading: String, fields: [String: String]) { (self.heading, self.fields) = (heading, fields) }
    }

    /// The cells of a row's values, by field: `B7`.
    package struct Cells: Hashable, Sendable {
        fileprivate let text: String

        package init(_ cells: [String: String]) { text = Storage.text(cells) }

        fileprivate init(text: String) { self.text = text }

        package var byField: [String: String] { pairs(text) }
    }
    /// Where the values of a row stood.
    package struct Origin: Hashable, Sendable {
        package let entry: Identifier<LedgerEntry>
        package let version: Int
        package let file: String
        package let sheet: String
        package let cells: Cells

        package init(entry: Identifier<LedgerEntry>, version: Int, file: String, sheet: String, cells: Cells) {
            (self.entry, self.version, self.file, self.sheet, self.cells) = (entry, version, file, sheet, cells)
        }
    }

    /// The mappings of a register of a pairing that were used last, at most 200.
    package func mappings(of ledger: String, _ pairing: Identifier<Pairing>) throws -> [Mapping] {
        try connection.rows(
            """
            SELECT heading, fields FROM ledger_mapping WHERE pairing_id = ? AND ledger = ?
            ORDER BY used_at DESC, heading LIMIT 200
            """, [.id(pairing), .text(ledger)]
        ).map { Mapping(heading: try $0.text(0), fields: pairs(try $0.text(1))) }
    }

    /// Remembers a mapping in the place of the one of the same heading.
    package func remember(
        _ mapping: Mapping, of ledger: String, _ pairing: Identifier<Pairing>, at now: Instant
    ) throws {
        try connection.run(
            "DELETE FROM ledger_mapping WHERE pairing_id = ? AND ledger = ? AND heading = ?",
            [.id(pairing), .text(ledger), .text(mapping.heading)])
        try connection.insert(
            into: "ledger_mapping", ["pairing_id", "ledger", "heading", "fields", "used_at"],
            rows: [[.id(pairing), .text(ledger), .text(mapping.heading), .text(text(mapping.fields)), .at(now)]])
    }

    package func add(_ origins: [Origin]) throws {
        try connection.insert(
            into: "ledger_origin", ["entry_id", "version", "file", "sheet", "cells"],
            rows: origins.map { origin in
                [
                    .id(origin.entry), .integer(origin.version), .text(origin.file),
                    origin.sheet.isEmpty ? .null : .text(origin.sheet), .text(origin.cells.text),
                ]
            })
    }

    package func forgetOrigins(of entry: Identifier<LedgerEntry>) throws {
        try connection.run("DELETE FROM ledger_origin WHERE entry_id = ?", [.id(entry)])
    }

    /// Where the values of a row stood, by the versions that files made, the newest first.
    package func origins(of entry: Identifier<LedgerEntry>) throws -> [Origin] {
        try connection.rows(
            "SELECT version, file, sheet, cells FROM ledger_origin WHERE entry_id = ? ORDER BY version DESC",
            [.id(entry)]
        ).map { row in
            Origin(
                entry: entry, version: try row.integer(0), file: try row.text(1), sheet: try row.textOrNil(2) ?? "",
                cells: Cells(text: try row.text(3)))
        }
    }
}

/// Lines of a name and a value with a tab between them; neither holds one.
private func text(_ pairs: [String: String]) -> String {
    let lines = pairs.sorted { $0.key < $1.key }.map { $0.key + "\t" + $0.value }
    return lines.isEmpty ? "\t" : lines.joined(separator: "\n")
}

private func pairs(_ text: String) -> [String: String] {
    var pairs: [String: String] = [:]
    for line in text.split(separator: "\n") {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        if parts.count == 2, !parts[0].isEmpty { pairs[String(parts[0])] = String(parts[1]) }
    }
    return pairs
}
