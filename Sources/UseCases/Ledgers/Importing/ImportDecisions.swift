// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
package import LedgerEngine

/// What a person decided about the files of an import.
package struct ImportDecisions: Codable, Hashable, Sendable {
    /// What the columns of one table hold.
    package struct Table: Codable, Hashable, Sendable {
        package let file: Int
        package let sheet: String
        package let table: Int
        /// The field of each column (from 0), of two days two joined by a bar; nil: the table is left out.
        package let columns: [Int: String]?

        package init(file: Int, sheet: String, table: Int, columns: [Int: String]?) {
            (self.file, self.sheet, self.table, self.columns) = (file, sheet, table, columns)
        }
    }
    /// What is to stand in a cell.
    package struct Correction: Codable, Hashable, Sendable {
        package let file: Int
        package let sheet: String
        /// From 1.
        package let row: Int
        /// From 0.
        package let column: Int
        package let text: String

        package init(file: Int, sheet: String, row: Int, column: Int, text: String) {
            (self.file, self.sheet, self.row, self.column, self.text) = (file, sheet, row, column, text)
        }

        /// Names the cell.
        var place: String { "\(file)/\(row)/\(column)/\(sheet)" }
    }
    /// What becomes of a doubtful row.
    package struct Row: Codable, Hashable, Sendable {
        package let file: Int
        package let sheet: String
        /// From 1.
        package let row: Int
        /// nil: nothing was decided of it alone.
        package let decision: PlannedRow.Decision?

        package init(file: Int, sheet: String, row: Int, decision: PlannedRow.Decision?) {
            (self.file, self.sheet, self.row, self.decision) = (file, sheet, row, decision)
        }
    }
    /// One change of them.
    package enum Change: Sendable {
        /// What all columns hold, and the values for all rows.
        case mapping([Table], constants: [String: String])
        /// What is to stand in these cells; an empty text takes a correction back.
        case corrections([Correction])
        /// What becomes of these doubtful rows, and of all of which nothing is decided.
        case doubts([Row], others: PlannedRow.Decision?)
        /// These rows, which the file held and holds no more, are to be removed, and no others.
        case removals([String])
    }
    package internal(set) var tables: [Table] = []
    package internal(set) var constants: [String: String] = [:]
    package internal(set) var corrections: [Correction] = []
    /// Of the doubtful rows; nil in decisions of before there were any.
    private var rows: [Row]?
    private var gone: [String]?
    /// Of all other doubtful rows.
    package private(set) var others: PlannedRow.Decision?

    /// The rows that are to be removed.
    package var removals: [String] { gone ?? [] }

    /// What was decided about doubtful rows.
    package var doubts: [Row] { rows ?? [] }

    mutating func take(_ change: Change) {
        switch change {
        case .mapping(let tables, let constants): (self.tables, self.constants) = (tables, constants)
        case .corrections(let new):
            let places = Set(new.map(\.place))
            corrections = corrections.filter { !places.contains($0.place) } + new.filter { !$0.text.isEmpty }
        case .doubts(let new, let others):
            let places = Set(new.map { [String($0.file), String($0.row), $0.sheet] })
            let kept = doubts.filter { !places.contains([String($0.file), String($0.row), $0.sheet]) }
            rows = kept + new.filter { $0.decision != nil }
            self.others = others
        case .removals(let ids): gone = ids
        }
    }

    /// The files with what was decided about them.
    func request(
        _ ledger: String, _ pairing: String, _ side: Side, _ files: [SheetImport.File], _ language: Language
    ) -> SheetImport {
        var request = SheetImport(ledger: ledger, pairing: pairing, files: files)
        (request.side, request.language, request.constants) = (side, language, constants)
        for table in tables {
            let key = SheetImport.TableKey(file: table.file, sheet: table.sheet, table: table.table)
            request.choices[key] = .some(table.columns)
        }
        for row in doubts {
            request.decisions[SheetImport.place(file: row.file, sheet: row.sheet), default: [:]][row.row] = row.decision
        }
        (request.otherDecision, request.removals) = (others, Set(removals))
        for correction in corrections {
            let place = SheetImport.place(file: correction.file, sheet: correction.sheet)
            let address = CellAddress(row: correction.row, column: correction.column)
            request.corrections[place, default: [:]][address] = correction.text
        }
        return request
    }
}
