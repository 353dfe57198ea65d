// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

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
    /// One change of them.
    package enum Change: Sendable {
        /// What all columns hold, and the values for all rows.
        case mapping([Table], constants: [String: String])
        /// What is to stand in these cells; an empty text takes a correction back.
        case corrections([Correction])
    }
    package internal(set) var tables: [Table] = []
    package internal(set) var constants: [String: String] = [:]
    package internal(set) var corrections: [Correction] = []

    mutating func take(_ change: Change) {
        switch change {
        case .mapping(let tables, let constants): (self.tables, self.constants) = (tables, constants)
        case .corrections(let new):
            let places = Set(new.map(\.place))
            corrections = corrections.filter { !places.contains($0.place) } + new.filter { !$0.text.isEmpty }
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
        for correction in corrections {
            let place = SheetImport.place(file: correction.file, sheet: correction.sheet)
            let address = CellAddress(row: correction.row, column: correction.column)
            request.corrections[place, default: [:]][address] = correction.text
        }
        return request
    }
}
