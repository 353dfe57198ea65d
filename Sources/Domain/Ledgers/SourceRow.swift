// SPDX-License-Identifier: Apache-2.0

/// A row of a spreadsheet as its file holds it.
package struct SourceRow: Hashable, Sendable {
    /// As spreadsheets count, from 1.
    package let number: Int
    package let isHidden: Bool
    /// The cells that hold something, by column.
    package var cells: [SourceCell]

    package init(number: Int, isHidden: Bool = false, cells: [SourceCell]) {
        (self.number, self.isHidden, self.cells) = (number, isHidden, cells)
    }

    /// The cell of a column, counted from 0; nil where it is blank.
    package func cell(_ column: Int) -> SourceCell? {
        // Most rows are filled from the first column on.
        if cells.indices.contains(column), cells[column].column == column { return cells[column] }
        return cells.first { $0.column == column }
    }
}

/// A cell that holds something.
package struct SourceCell: Hashable, Sendable {
    /// What stands in the cell.
    package enum Value: Hashable, Sendable {
        case text(String)
        /// As it is shown, with the unit that its format puts behind it.
        case number(Double, unit: String?)
        case date(CalendarDate)
        case flag(Bool)
        /// What a formula failed with: `#REF!`.
        case error(String)
        /// A formula that was never computed.
        case uncomputed
    }
    /// From 0.
    package let column: Int
    package let value: Value
    package let isFormula: Bool

    package init(column: Int, value: Value, isFormula: Bool = false) {
        (self.column, self.value, self.isFormula) = (column, value, isFormula)
    }

    /// What a person reads in the cell: numbers with at most fifteen digits and the unit of their format, days as
    /// `2026-01-05`.
    package var text: String {
        switch value {
        case .text(let text): text
        case .number(let number, let unit): SourceCell.printed(number) + (unit ?? "")
        case .date(let day): day.description
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        case .error(let text): text
        case .uncomputed: ""
        }
    }

    /// A number as a spreadsheet shows it without a format: fifteen significant digits, no exponent below 10^15.
    package static func printed(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        if number.rounded() == number, abs(number) < 1e15 { return String(Int64(number)) }
        let shortest = "\(number)"
        if shortest.utf8.count <= 15, !shortest.contains("e") { return shortest }
        // Binary fractions carry digits that nobody typed: 0.1 + 0.2 is 0.30000000000000004.
        guard abs(number) >= 1e-6, abs(number) < 1e15 else { return "\(number)" }
        var scaled = abs(number)
        var places = 15
        while scaled >= 1 { (scaled, places) = (scaled / 10, places - 1) }
        let power = (0..<min(places, 18)).reduce(Int64(1)) { product, _ in product * 10 }
        let (whole, rest) = (abs(number).rounded(.down), abs(number) - abs(number).rounded(.down))
        let digits = Int64((rest * Double(power)).rounded())
        let carried = digits >= power
        var fraction = String(carried ? 0 : digits)
        fraction = String(repeating: "0", count: max(0, min(places, 18) - fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = number < 0 ? "-" : ""
        return sign + String(Int64(whole) + (carried ? 1 : 0)) + (fraction.isEmpty ? "" : "." + fraction)
    }
}

/// What a sheet says of its cells besides what they hold.
package struct SourceLayout: Hashable, Sendable {
    /// Cells that are shown as one; the value stands in the first.
    package var merges: [CellArea]
    /// Columns that are not shown, from 0.
    package var hiddenColumns: [ClosedRange<Int>]

    package init(merges: [CellArea] = [], hiddenColumns: [ClosedRange<Int>] = []) {
        (self.merges, self.hiddenColumns) = (merges, hiddenColumns)
    }
}

/// A rectangle of cells; both ends belong to it. Rows are counted from 1, columns from 0.
package struct CellArea: Hashable, Sendable {
    package let rows: ClosedRange<Int>
    package let columns: ClosedRange<Int>

    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) { (self.rows, self.columns) = (rows, columns) }
}

/// The place of a cell, printed as spreadsheets call it: `B7`.
package struct CellAddress: Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    package let row: Int
    /// From 0.
    package let column: Int

    package init(row: Int, column: Int) { (self.row, self.column) = (row, column) }

    package var description: String { Self.letters(column) + String(row) }

    /// `A` for 0, `AA` for 26.
    package static func letters(_ column: Int) -> String {
        var (name, rest) = ("", column)
        repeat {
            name = String(Unicode.Scalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }
}
