// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// Which stored files the rows of the database name.
package struct StoredFileQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Calls `body` with the SHA-256 of each file that is needed, once each, in order.
    package func forEachHash(_ body: (String) throws -> Void) throws {
        let order = connection.dialect.engine == .postgres ? " COLLATE \"C\"" : ""
        try connection.forEachRow(
            """
            SELECT hash FROM (SELECT hash FROM document UNION SELECT hash FROM ledger_file) AS stored
            ORDER BY hash\(order)
            """, []
        ) { row in
            try body(try row.text(0))
        }
    }
}
