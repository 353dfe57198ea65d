// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A table that was found in a sheet: its columns, and what its heading says of all of them.
package struct FoundTable: Sendable {
    /// The number of the table within its sheet, from 0.
    package let number: Int
    /// What stands above the heading.
    package let title: String
    package let headingRows: ClosedRange<Int>
    package let columns: [TableColumn]
    /// The units that a note above the table gives for all of it, in small letters: `万元`.
    package let units: [String]
    /// The first rows below the heading, to judge what the columns hold.
    package let sample: [SourceRow]

    /// Three columns that were read as one, as if the whole day stood in the first: year, month, day.
    let dayColumns: [[Int]]

    /// The same for a matcher that is to go by the titles alone.
    package var withoutSample: FoundTable {
        FoundTable(
            number: number, title: title, headingRows: headingRows, columns: columns, units: units, sample: [],
            dayColumns: dayColumns)
    }

    /// The heading in one line by which it is known again, whatever the order of its columns.
    package var signature: String {
        columns.filter { !$0.isSerial }.map { titleKey($0.title) }.sorted().joined(separator: "|")
    }
}

/// A column of a table.
package struct TableColumn: Hashable, Sendable {
    /// From 0.
    package let column: Int
    /// The lines of its heading from above, without units: `投资`, `到位资金`.
    package let titles: [String]
    /// The unit in its heading, in small letters and narrow signs.
    package let unit: String?
    /// Whether it only counts the rows.
    package let isSerial: Bool

    package init(column: Int, titles: [String], unit: String?, isSerial: Bool = false) {
        (self.column, self.titles, self.unit, self.isSerial) = (column, titles, unit, isSerial)
    }

    /// The lines joined by a slash.
    package var title: String { titles.joined(separator: "/") }
}

/// A row of a table's body.
package struct TableRow: Sendable {
    package let table: Int
    /// As spreadsheets count, from 1.
    package let number: Int
    package let isHidden: Bool
    package let cells: [BodyCell]
    /// The labels of the groups in which it stands, from the outermost.
    package let groups: [String]

    package func cell(_ column: Int) -> BodyCell? { cells.first { $0.cell.column == column } }
}

/// A cell of a table's body with where its value stands.
package struct BodyCell: Hashable, Sendable {
    package let cell: SourceCell
    /// The row in which the value stands: another one where cells are merged, or say that they hold the same.
    package let row: Int
    /// Whether the value stands in a cell that is shown in several rows, of which this is not the first.
    package let isMerged: Bool
    package var address: CellAddress { CellAddress(row: row, column: cell.column) }
}

/// A row that was not taken for a body row, and why.
package struct LeftOutRow: Hashable, Sendable {
    /// Why a row is no row of the body.
    package enum Reason: String, CaseIterable, Sendable {
        /// Above the heading.
        case title
        case repeatedHeading
        /// Numbers and letters under the heading.
        case columnMarks
        /// The name of the rows that follow.
        case group
        /// The sum of rows above it.
        case total
        /// What explains or signs the table.
        case note
        case pageMark
        /// A row with nothing in the columns of the table, or outside of any table.
        case outside
    }
    package let number: Int
    package let reason: Reason
    package let text: String
    /// Cells of a total that are not the sum of what stands above.
    package let wrongSums: [CellAddress]

    init(_ row: SourceRow, _ reason: Reason, wrongSums: [CellAddress] = []) {
        (self.number, self.reason, self.wrongSums) = (row.number, reason, wrongSums)
        text = String(row.cells.map(\.text).joined(separator: " ").prefix(200))
    }
}

/// What is found while rows pass.
package enum TableEvent: Sendable {
    case table(FoundTable)
    case row(TableRow)
    case leftOut(LeftOutRow)
}
