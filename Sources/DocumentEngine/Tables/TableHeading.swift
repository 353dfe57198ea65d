// SPDX-License-Identifier: Apache-2.0

/// What the columns of a table of tasks hold, by the heading of one line or two.
struct TableHeading {
    /// Of each column of the grid.
    let columns: [TableGrammar.Column?]
    /// The heading of each column of units, the lower of two: perhaps it names the place whose units stand below.
    let owners: [Int?]
    /// How many rows the heading takes.
    let rows: Int

    /// The heading that begins in a row; nil where the row is none of a table of tasks.
    init?(_ grid: TableGrid, row: Int, _ word: (Int) -> Scalars) {
        let cells = grid.row(row)
        guard cells.count >= 2, cells.allSatisfy({ grid.cells[$0].rows.lowerBound == row }) else { return nil }
        let upper = cells.map { TableGrammar.column(word($0)) }
        let known = upper.compactMap(\.self)
        guard known.count >= 2, known.count * 5 >= cells.filter({ !word($0).isEmpty }).count * 3 else { return nil }
        var columns = [TableGrammar.Column?](repeating: nil, count: grid.columnCount)
        for (cell, column) in zip(cells, upper) {
            for place in grid.cells[cell].columns where place < columns.count { columns[place] = column }
        }
        var owners = columns.indices.map { grid.cell(row, $0) }
        let depth = Self.depth(grid, row, cells)
        if depth == 2 {
            for place in columns.indices {
                guard let lower = grid.cell(row + 1, place), lower != grid.cell(row, place) else { continue }
                owners[place] = word(lower).isEmpty ? owners[place] : lower
                if let column = TableGrammar.column(word(lower)) { columns[place] = column }
            }
        }
        guard Self.isOfTasks(Set(columns.compactMap(\.self))) else { return nil }
        (self.columns, self.owners, self.rows) = (columns, owners, depth)
    }

    /// Two lines where a heading covers several columns, with others below it, and the rest go down two rows.
    private static func depth(_ grid: TableGrid, _ row: Int, _ cells: [Int]) -> Int {
        guard row + 1 < grid.rowCount else { return 1 }
        let deep = cells.contains { grid.cells[$0].rows.count == 2 }
        let wide = cells.contains { grid.cells[$0].columns.count > 1 && grid.cells[$0].rows.count == 1 }
        return deep && wide ? 2 : cells.allSatisfy { grid.cells[$0].rows.count == 2 } ? 2 : 1
    }

    private static func isOfTasks(_ columns: Set<TableGrammar.Column>) -> Bool {
        guard columns.contains(.title) || columns.contains(.text) else { return false }
        if !columns.isDisjoint(with: [.lead, .cooperate, .units]) { return true }
        let hasBoth = columns.isSuperset(of: [.title, .text])
        return columns.contains(.number) && (hasBoth || !columns.isDisjoint(with: [.deadline, .goal]))
    }
}
