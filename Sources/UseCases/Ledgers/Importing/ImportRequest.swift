// SPDX-License-Identifier: Apache-2.0
package import Domain
package import LedgerEngine

/// Files that are to become rows of a register, with what a person decided about them.
package struct SheetImport: Sendable {
    /// One file, where it lies and what it was called.
    package struct File: Hashable, Sendable {
        package let path: String
        package let name: String

        package init(path: String, name: String) { (self.path, self.name) = (path, name) }
    }
    /// Names one table: the file's place, the sheet, the table within it.
    package struct TableKey: Hashable, Sendable {
        package let file: Int
        package let sheet: String
        package let table: Int

        package init(file: Int, sheet: String, table: Int) {
            (self.file, self.sheet, self.table) = (file, sheet, table)
        }
    }
    package let ledger: String
    /// The code of the pairing.
    package let pairing: String
    package var side: Side?
    package let files: [File]
    /// The field of each column (from 0) of a table, where a person chose, of two days two joined by a bar; nil: the
    /// table is left out.
    package var choices: [TableKey: [Int: String]?] = [:]
    /// Values for all rows, as they would be typed.
    package var constants: [String: String] = [:]
    /// What is to stand in cells of a file's sheet instead of what stands there.
    package var corrections: [String: [CellAddress: String]] = [:]
    /// What a person decided about doubtful rows, by the file's sheet and the row (from 1), and about all others.
    package var decisions: [String: [Int: PlannedRow.Decision]] = [:]
    package var otherDecision: PlannedRow.Decision?
    /// The rows that the file held and holds no more, which are to be removed.
    package var removals: Set<String> = []
    package var reason: String?
    /// The import that a person looked at, for the record.
    var draft: String?
    package var language: Language = .chinese

    package init(ledger: String, pairing: String, files: [File]) {
        (self.ledger, self.pairing, self.files) = (ledger, pairing, files)
    }

    /// The name of a sheet in `corrections`.
    package static func place(file: Int, sheet: String) -> String { "\(file)/\(sheet)" }
}

/// What an import would do.
package struct SheetImportPreview: Sendable {
    /// A table that was found, with what its columns are taken for.
    package struct Table: Sendable {
        package let key: SheetImport.TableKey
        package let file: String
        package let found: FoundTable
        package let mapping: ColumnMapping
        /// False where it was left out because nothing in it is of this register.
        package let isTaken: Bool
        /// Required fields that neither a column nor a constant gives.
        package let missing: [String]
        /// Columns of money without a unit, which are taken as yuan.
        package let withoutUnit: [String]
    }
    /// What becomes of one row, for the screen. What is personal is masked.
    package struct Line: Sendable {
        /// The place of the file among the files.
        package let number: Int
        package let file: String
        package let sheet: String
        package let row: Int
        package let outcome: PlannedRow.Outcome
        package let doubt: PlannedRow.Doubt?
        /// What can be decided about it.
        package let choices: [PlannedRow.Decision]
        /// By field; of a change what was and what will be.
        package let texts: [String: String]
        package let changes: [(field: String, before: String, after: String)]
    }
    /// Something about a cell, with the file and the sheet.
    package struct Problem: Sendable {
        /// The place of the file among the files.
        package let number: Int
        package let file: String
        package let sheet: String
        package let problem: CellProblem
    }
    /// A row that the file held when it was written, and holds no more.
    package struct Removal: Sendable {
        package let id: String
        package let file: String
        /// The number of the row in its register.
        package let number: Int64
        package let texts: [String: String]
        /// Whether a person decided that it goes.
        package let isChosen: Bool
    }
    package internal(set) var tables: [Table] = []
    /// At most 500; `removalCount` counts all, `removed` those that go.
    package internal(set) var removals: [Removal] = []
    package internal(set) var removalCount = 0
    package internal(set) var removed = 0
    package internal(set) var counts: [PlannedRow.Outcome: Int] = [:]
    /// Rows that something becomes of, at most 500 of each kind, doubtful ones among those by kind.
    package internal(set) var lines: [Line] = []
    /// At most 2,000; `problemCount` counts all.
    package internal(set) var problems: [Problem] = []
    package internal(set) var problemCount = 0
    /// Rows that were not taken for rows of the register, at most 500.
    package internal(set) var leftOut: [(file: String, sheet: String, row: LeftOutRow)] = []

    /// Of nothing.
    package init() {}
}

/// What an import did.
package struct SheetImportResult: Sendable {
    package let counts: [PlannedRow.Outcome: Int]
    package let added: Int
    package let changed: Int
    package let removed: Int
    /// Rows that the register refused although the plan did not.
    package let refused: [DeliveryResult.Refusal]
    /// All rows that were not written, with why; at most 500.
    package let left: [ImportOutcome.Line]
    /// Rows that were written and are odd beside others; at most 500.
    package let warnings: [ImportOutcome.Line]
    /// False where nothing was written.
    package let isWritten: Bool
}
