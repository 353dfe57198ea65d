// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// Which stored files the rows of the database name.
package struct StoredFileQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The tables whose rows name files; a database of an older schema lacks some.
    private static let tables = ["document", "ledger_file", "handling_file", "filing_paper", "attachment"]

    /// Calls `body` with the SHA-256 of each file that is needed, once each, in order.
    package func forEachHash(_ body: (String) throws -> Void) throws {
        let present = try SchemaQueries(connection).names()
        let hashes = Self.tables.filter(present.contains).map { table in
            // What was taken away leaves its row behind, and not its bytes.
            "SELECT hash FROM \(table)" + (table == "attachment" ? " WHERE removed_at IS NULL" : "")
        }.joined(separator: " UNION ")
        let order = connection.dialect.engine == .postgres ? " COLLATE \"C\"" : ""
        try connection.forEachRow(
            "SELECT hash FROM (\(hashes)) AS stored ORDER BY hash\(order)", []
        ) { row in
            try body(try row.text(0))
        }
    }
}
