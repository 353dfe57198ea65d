// SPDX-License-Identifier: Apache-2.0
import Domain

/// The cells of a table with the places of the grid that each covers.
struct TableGrid {
    struct Cell {
        /// In scalars of the source.
        let range: TextRange
        let rows: Range<Int>
        let columns: Range<Int>
    }
    private(set) var cells: [Cell] = []
    /// For each row and column the cell that covers it.
    private var places: [[Int?]] = []
    private(set) var columnCount = 0

    /// A wider or longer table is read as text: no list of tasks has so many.
    private static let mostColumns = 64
    private static let mostRows = 20_000

    var rowCount: Int { places.count }

    init?(_ rows: [[TableCell]]) {
        guard rows.count <= Self.mostRows else { return nil }
        places = rows.map { _ in [] }
        for (row, listed) in rows.enumerated() {
            var column = 0
            for cell in listed {
                while column < places[row].count, places[row][column] != nil { column += 1 }
                let columns = column..<(column + max(1, cell.columns))
                guard columns.upperBound <= Self.mostColumns else { return nil }
                let covered = row..<min(rows.count, row + max(1, cell.rows))
                for line in covered { cover(line, columns, by: cells.count) }
                cells.append(Cell(range: cell.range, rows: covered, columns: columns))
                column = columns.upperBound
            }
        }
        columnCount = places.map(\.count).max() ?? 0
    }

    private mutating func cover(_ row: Int, _ columns: Range<Int>, by cell: Int) {
        while places[row].count < columns.upperBound { places[row].append(nil) }
        for column in columns where places[row][column] == nil { places[row][column] = cell }
    }

    /// The cell that covers a place; nil where a row is short.
    func cell(_ row: Int, _ column: Int) -> Int? {
        row < places.count && column < places[row].count ? places[row][column] : nil
    }

    /// The cells of a row from left to right, each once.
    func row(_ row: Int) -> [Int] {
        var found: [Int] = []
        for cell in places[row] { if let cell, found.last != cell { found.append(cell) } }
        return found
    }
}
