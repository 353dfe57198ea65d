// SPDX-License-Identifier: Apache-2.0
import Domain

/// A table whose heading says that it lists tasks, before its text is repaired.
struct FoundTable {
    enum Line {
        case area(Int, number: Int?)
        /// The cells of a row by what they hold, each with the second line of its heading.
        case row([(column: TableGrammar.Column, cell: Int, owner: Int?)])
    }
    let grid: TableGrid
    /// From the heading on: what stands above it in the table is read as text.
    let source: TextRange
    var goesOn = false
    var lines: [Line] = []
}

/// The tables of tasks among the blocks of a source, in order.
func findTaskTables(_ source: SourceText, _ scalars: Scalars) -> [FoundTable] {
    var found: [FoundTable] = []
    var before: (heading: TableHeading, grid: TableGrid, end: Int)?
    for block in source.blocks {
        guard case .table(let rows) = block.kind, let grid = TableGrid(rows),
            block.range.from >= before?.end ?? 0, block.range.to <= scalars.count
        else { continue }
        var reader = TableFinder(scalars: scalars, grid: grid)
        if let heading = before?.heading, before?.grid.columnCount == grid.columnCount,
            followsDirectly(scalars, before?.end ?? 0, block.range.from)
        {
            reader.heading = heading
            reader.headingGrid = before?.grid
        }
        guard let table = reader.read(block.range) else { continue }
        found.append(table)
        before = reader.heading.map { ($0, grid, block.range.to) }
    }
    return found
}

/// Does nothing but white space and the furniture of pages stand between two tables?
private func followsDirectly(_ scalars: Scalars, _ from: Int, _ to: Int) -> Bool {
    guard from <= to, to - from <= 400 else { return false }
    return scalars[from..<to].reduce(0) { $0 + ($1.is(.space) || $1.is(.newline) ? 0 : 1) } == 0
        || isFurniture(Scalars(scalars[from..<to]))
}

private func isFurniture(_ between: Scalars) -> Bool {
    var lines = readLines(between)
    dropFurniture(&lines, in: between)
    return lines.allSatisfy(\.isFurniture)
}

private struct TableFinder {
    let scalars: Scalars
    let grid: TableGrid
    var heading: TableHeading?
    /// The grid of the heading, where it is that of the table before.
    var headingGrid: TableGrid?
    /// A line that spans the table and is longer is a note.
    private static let longestArea = 60

    init(scalars: Scalars, grid: TableGrid) { (self.scalars, self.grid) = (scalars, grid) }

    mutating func read(_ range: TextRange) -> FoundTable? {
        let goesOn = heading != nil
        var lines: [FoundTable.Line] = []
        var start = goesOn ? range.from : nil
        var row = 0
        while row < grid.rowCount {
            if let found = TableHeading(grid, row: row, word) {
                heading = found
                headingGrid = nil
                start = start ?? grid.row(row).map { grid.cells[$0].range.from }.min()
                row += found.rows
                continue
            }
            if let heading {
                if let line = line(row, heading) { lines.append(line) }
            } else if row >= 5 {
                return nil
            }
            row += 1
        }
        guard let start, lines.contains(where: { if case .row = $0 { true } else { false } }) else { return nil }
        var table = FoundTable(grid: grid, source: TextRange(from: start, to: range.to))
        table.goesOn = goesOn
        table.lines = lines
        return table
    }

    /// The text of a cell without white space.
    private func word(_ cell: Int) -> Scalars {
        let range = grid.cells[cell].range
        return Scalars(scalars[range.from..<min(range.to, range.from + 200)].filter { !$0.is([.space, .newline]) })
    }

    private func line(_ row: Int, _ heading: TableHeading) -> FoundTable.Line? {
        let cells = grid.row(row)
        let own = cells.filter { grid.cells[$0].rows.lowerBound == row && !word($0).isEmpty }
        guard !own.isEmpty else { return nil }
        if cells.allSatisfy({ grid.cells[$0].rows.lowerBound == row }) {
            if let area = area(own, of: cells, heading) { return area }
            if own.count == 1, grid.cells[own[0]].columns.count * 2 > grid.columnCount { return nil }
        }
        if TableGrammar.notes.prefix(of: word(own[0]), 0..<word(own[0]).count) != nil { return nil }
        var listed: [(column: TableGrammar.Column, cell: Int, owner: Int?)] = []
        for cell in cells {
            let place = grid.cells[cell].columns.lowerBound
            guard place < heading.columns.count, let column = heading.columns[place] else { continue }
            listed.append((column, cell, headingGrid == nil ? heading.owners[place] : nil))
        }
        guard listed.contains(where: { own.contains($0.cell) && $0.column != .other }) else { return nil }
        return .row(listed)
    }

    /// A row whose only text spans the table or stands where titles do, perhaps behind a number.
    private func area(_ own: [Int], of cells: [Int], _ heading: TableHeading) -> FoundTable.Line? {
        guard own.count <= 2, let last = own.last else { return nil }
        let (text, cell) = (word(last), grid.cells[last])
        guard (2...Self.longestArea).contains(text.count), !text.contains(where: { $0.is(.stop) }),
            TableGrammar.notes.prefix(of: text, 0..<text.count) == nil,
            TableGrammar.emptyCells.prefix(of: text, 0..<text.count) == nil
        else { return nil }
        let spans = cell.columns.count * 2 > grid.columnCount
        if own.count == 1 {
            let stands = cell.columns.lowerBound == 0 && cells.count > 1 && cell.rows.count == 1
            let isNumbered = readMarker(text, 0..<text.count) != nil
            return spans || stands && isNumbered ? .area(last, number: nil) : nil
        }
        let number = word(own[0])
        let isNumber = number.count <= 5 && number.contains { $0.is([.numeral, .digit]) }
        guard isNumber, grid.cells[own[0]].columns.lowerBound == 0 else { return nil }
        let isChinese = number.contains { $0.is(.numeral) }
        let isTitle =
            heading.columns.indices.contains(cell.columns.lowerBound)
            && [.title, .area].contains(heading.columns[cell.columns.lowerBound]) && isChinese
        return spans || isTitle ? .area(last, number: own[0]) : nil
    }
}
