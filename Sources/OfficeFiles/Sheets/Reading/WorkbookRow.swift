// SPDX-License-Identifier: Apache-2.0

/// A row of a worksheet that holds something.
package struct WorkbookRow: Hashable, Sendable {
    /// As spreadsheets count, from 1.
    package let number: Int
    package let isHidden: Bool
    /// The cells that are not blank, by column.
    package let cells: [WorkbookCell]

    package init(number: Int, isHidden: Bool, cells: [WorkbookCell]) {
        (self.number, self.isHidden, self.cells) = (number, isHidden, cells)
    }
}

/// A cell that is not blank.
package struct WorkbookCell: Hashable, Sendable {
    /// From 0.
    package let column: Int
    package let value: WorkbookValue
    /// Whether the value was computed when the workbook was last saved.
    package let isFormula: Bool

    package init(column: Int, value: WorkbookValue, isFormula: Bool = false) {
        (self.column, self.value, self.isFormula) = (column, value, isFormula)
    }
}

/// What a cell holds, by its own kind and by the format in which it is shown.
package enum WorkbookValue: Hashable, Sendable {
    case text(String)
    /// As it is shown: with what a format like `0.0,,"million"` divides by, and the words it puts behind.
    case number(Double, unit: String?)
    /// A day of the Gregorian calendar, and the seconds since its midnight.
    case date(year: Int, month: Int, day: Int, seconds: Int)
    case boolean(Bool)
    /// What a formula failed with: `#REF!`.
    case error(String)
    /// A formula whose value nobody has computed yet: programs write such cells, spreadsheets fill them when they save.
    case uncomputed
}

/// A rectangle of cells; both ends belong to it. Rows are counted from 1, columns from 0.
package struct CellRange: Hashable, Sendable {
    package let rows: ClosedRange<Int>
    package let columns: ClosedRange<Int>

    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) { (self.rows, self.columns) = (rows, columns) }

    /// `B2:C7` or `B2`; nil where it is no such range.
    package init?(_ text: String) {
        let ends = text.split(separator: ":").compactMap { ReadSheet.place(of: $0.filter { $0 != "$" }) }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first.row <= last.row,
            first.column <= last.column, last.row < 1_048_576, last.column < 16_384
        else { return nil }
        self.init(rows: first.row + 1...last.row + 1, columns: first.column...last.column)
    }
}

/// What a worksheet says of its cells besides what they hold.
package struct WorksheetLayout: Hashable, Sendable {
    /// Cells that are shown as one; the value stands in the first.
    package var merges: [CellRange] = []
    /// Columns that are not shown, from 0.
    package var hiddenColumns: [ClosedRange<Int>] = []

    package init() {}
}
