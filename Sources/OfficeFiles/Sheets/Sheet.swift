// SPDX-License-Identifier: Apache-2.0

/// A table to be written as a worksheet or as a .csv file: a header line and rows of typed cells.
package struct Sheet: Hashable, Sendable {
    /// The name on the worksheet's tab; what a spreadsheet does not allow in it is replaced when it is written.
    package var title: String
    package var columns: [SheetColumn]
    /// Each row in the order of the columns; a short row leaves its last cells empty.
    package var rows: [[SheetCell]]
    /// Whether the header stays in view while the rows scroll.
    package var freezesHeader: Bool
    /// Whether the header offers filters.
    package var filtersColumns: Bool
    /// Whether a spreadsheet shows its tab; the first sheet is always shown.
    package var isHidden = false
    /// Rows, counted from 0 below the header, in which nobody types: a spreadsheet refuses it there, and in the header,
    /// until somebody takes the protection off, for which there is no password. Where empty nothing is protected.
    package var lockedRows: Set<Int> = []

    package init(
        title: String, columns: [SheetColumn], rows: [[SheetCell]],
        freezesHeader: Bool = true, filtersColumns: Bool = true
    ) {
        (self.title, self.columns, self.rows) = (title, columns, rows)
        (self.freezesHeader, self.filtersColumns) = (freezesHeader, filtersColumns)
    }
}

/// A column of a sheet.
package struct SheetColumn: Hashable, Sendable {
    package var header: String
    /// In widths of the digit 0 of the standard font, as spreadsheets count; a Chinese character takes two.
    package var width: Double
    /// Whether long text continues on further lines of its cell.
    package var wraps: Bool
    /// The cells that a spreadsheet offers to choose from; another value is warned of, not refused.
    package var choices: SheetRange?
    /// How its numbers are shown; nil: as they are.
    package var format: SheetNumberFormat?
    /// What a spreadsheet shows when somebody points at the header.
    package var note: String?
    package var isHidden = false

    package init(header: String, width: Double, wraps: Bool = false, choices: SheetRange? = nil) {
        (self.header, self.width, self.wraps, self.choices) = (header, width, wraps, choices)
    }
}

/// How numbers are shown; the raw value is the format's code.
package enum SheetNumberFormat: String, CaseIterable, Hashable, Sendable {
    case whole = "0"
    case grouped = "#,##0"
    case cents = "#,##0.00"
    case decimal = "#,##0.######"
}

/// The filled cells below the header of a column, in a sheet of the same workbook; both are counted from 0.
package struct SheetRange: Hashable, Sendable {
    package var sheet: Int
    package var column: Int

    package init(sheet: Int, column: Int) { (self.sheet, self.column) = (sheet, column) }
}

/// The value of one cell.
package enum SheetCell: Hashable, Sendable {
    case empty
    /// Always written as text, whatever it begins with: never a formula.
    case text(String)
    case number(Double)
    /// A day of the Gregorian calendar; before 1900 it is written as text, because spreadsheets count from there.
    case date(year: Int, month: Int, day: Int)
}

/// Why a sheet could not be written.
package enum SheetError: Error, Hashable, Sendable {
    /// A worksheet holds at most 1,048,576 rows and 16,384 columns.
    case tooManyRows(Int)
    case tooManyColumns(Int)
    case noSheet
    /// The file could not be written; the text is the library's, for the log.
    case notWritten(String)
}
