// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// An import of spreadsheets that a person looks at before anything is written.
package struct SheetImportRecord: Hashable, Sendable {
    package let id: Identifier<SheetImportRecord>
    package let account: Identifier<User>
    package let pairing: Identifier<Pairing>
    package let ledger: String
    package let side: Side
    package let createdAt: Instant
    /// The names of the files, in their order; none holds a line break.
    package let files: [String]
    /// Sealed; nil before anything was decided.
    package var decisions: String?
    /// When the rows were written; nil while they were not.
    package var endedAt: Instant?
    /// What came of it, sealed.
    package var outcome: String?

    package init(
        id: Identifier<SheetImportRecord>, account: Identifier<User>, pairing: Identifier<Pairing>, ledger: String,
        side: Side, createdAt: Instant, files: [String], decisions: String? = nil, endedAt: Instant? = nil,
        outcome: String? = nil
    ) {
        (self.id, self.account, self.pairing, self.ledger) = (id, account, pairing, ledger)
        (self.side, self.createdAt, self.files, self.decisions) = (side, createdAt, files, decisions)
        (self.endedAt, self.outcome) = (endedAt, outcome)
    }
}

/// The imports that people look at.
package struct SheetImportQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ record: SheetImportRecord) throws {
        try connection.run(
            """
            INSERT INTO sheet_import (id, account_id, pairing_id, ledger, side, created_at, files)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(record.id), .id(record.account), .id(record.pairing), .text(record.ledger), .choice(record.side),
                .at(record.createdAt), .text(record.files.joined(separator: "\n")),
            ])
    }

    package func find(_ id: Identifier<SheetImportRecord>) throws -> SheetImportRecord? {
        try connection.row(
            """
            SELECT account_id, pairing_id, ledger, side, created_at, files, decisions, ended_at, outcome
            FROM sheet_import WHERE id = ?
            """, [.id(id)]
        ).map { row in
            SheetImportRecord(
                id: id, account: try row.id(0), pairing: try row.id(1), ledger: try row.text(2),
                side: try row.choice(3), createdAt: try row.instant(4),
                files: try row.text(5).split(separator: "\n").map(String.init), decisions: try row.textOrNil(6),
                endedAt: try row.instantOrNil(7), outcome: try row.textOrNil(8))
        }
    }

    /// Keeps what was decided. Returns false where the import is over or gone.
    package func decide(_ id: Identifier<SheetImportRecord>, _ decisions: String) throws -> Bool {
        try connection.run(
            "UPDATE sheet_import SET decisions = ? WHERE id = ? AND ended_at IS NULL", [.text(decisions), .id(id)]) == 1
    }

    /// Ends an import with what came of it, and forgets what was decided. Returns false where it is over or gone.
    package func end(_ id: Identifier<SheetImportRecord>, _ outcome: String, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE sheet_import SET decisions = NULL, ended_at = ?, outcome = ? WHERE id = ? AND ended_at IS NULL",
            [.at(now), .text(outcome), .id(id)]) == 1
    }

    /// Returns false where it is gone.
    package func remove(_ id: Identifier<SheetImportRecord>) throws -> Bool {
        try connection.run("DELETE FROM sheet_import WHERE id = ?", [.id(id)]) == 1
    }

    /// Removes those that were begun before `moment`. Returns how many.
    package func removeOver(beganBefore moment: Instant) throws -> Int {
        try connection.run("DELETE FROM sheet_import WHERE created_at < ?", [.at(moment)])
    }
}
