// SPDX-License-Identifier: Apache-2.0

/// The order in which the cells of a table are written: a tab between the cells of a row, a newline between its rows.
///
/// Rows that share two or more merged cells belong together, as the measures of one task do: of them, each column is
/// written to its end before the next begins, so that a text that goes on from row to row stands in one piece.
struct TableOrder {
    struct Step {
        let row: Int
        let cell: Int
        /// What separates it from the cell before.
        let separator: String
    }
    private(set) var steps: [Step] = []

    private struct Place {
        let row: Int
        let cell: Int
        let column: Int
        let rows: Int
    }

    /// For each row the columns and rows that each of its cells covers.
    init(_ rows: [[(columns: Int, rows: Int)]]) {
        let places = Self.places(rows)
        var first = 0
        while first < rows.count {
            var last = first
            while last + 1 < rows.count, Self.areTied(last, places) { last += 1 }
            write(places[first...last].flatMap(\.self), isFirst: first == 0)
            first = last + 1
        }
    }

    /// Where each cell stands in the grid.
    private static func places(_ rows: [[(columns: Int, rows: Int)]]) -> [[Place]] {
        /// For each column, the row behind the cell that covers it.
        var covered: [Int: Int] = [:]
        return rows.enumerated().map { row, cells in
            var column = 0
            return cells.enumerated().map { index, cell in
                while covered[column, default: 0] > row { column += 1 }
                defer { column += cell.columns }
                if cell.rows > 1 {
                    for place in column..<(column + min(cell.columns, 1_000)) { covered[place] = row + cell.rows }
                }
                return Place(row: row, cell: index, column: column, rows: cell.rows)
            }
        }
    }

    /// Do two cells go on from a row to the next?
    private static func areTied(_ row: Int, _ places: [[Place]]) -> Bool {
        var shared = 0
        // No list of measures below one number is longer.
        for above in places[max(0, row - 60)...row] { shared += above.count { $0.row + $0.rows > row + 1 } }
        return shared >= 2
    }

    private mutating func write(_ band: [Place], isFirst: Bool) {
        let isTied = band.first?.row != band.last?.row
        let ordered = isTied ? band.sorted { ($0.column, $0.row, $0.cell) < ($1.column, $1.row, $1.cell) } : band
        for (index, place) in ordered.enumerated() {
            let isNewColumn = index == 0 || ordered[index - 1].column != place.column
            let separator = index == 0 ? (isFirst ? "" : "\n") : isNewColumn ? "\t" : "\n"
            steps.append(Step(row: place.row, cell: place.cell, separator: separator))
        }
    }
}
