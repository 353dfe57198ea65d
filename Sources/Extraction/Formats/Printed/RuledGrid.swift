// SPDX-License-Identifier: Apache-2.0

/// The cells that lines enclose on a page.
struct RuledGrid {
    struct Cell {
        let row: Int
        let rows: Int
        let column: Int
        let columns: Int
    }
    /// The edges of columns and rows, in points.
    let columns: [Double]
    let rows: [Double]
    let cells: [Cell]

    var top: Double { rows[0] }
    var bottom: Double { rows[rows.count - 1] }

    /// The tables of a page from the top down: lines that meet, enclosing two columns and two cells or more.
    static func tables(_ horizontal: [Ruling], _ vertical: [Ruling]) -> [RuledGrid] {
        components(horizontal, vertical).compactMap { RuledGrid($0.0, $0.1) }.sorted { $0.top < $1.top }
    }

    /// Lines that touch are of one table, in points.
    private static let reach = 3.0

    private static func components(_ horizontal: [Ruling], _ vertical: [Ruling]) -> [([Ruling], [Ruling])] {
        guard horizontal.count <= 4_000, vertical.count <= 4_000 else { return [] }
        var group = Array(0..<(horizontal.count + vertical.count))
        func root(_ index: Int) -> Int {
            var index = index
            while group[index] != index { index = group[index] }
            return index
        }
        for (left, across) in horizontal.enumerated() {
            for (right, down) in vertical.enumerated() where meet(across, down) {
                group[root(left)] = root(horizontal.count + right)
            }
        }
        var found: [Int: ([Ruling], [Ruling])] = [:]
        for (index, line) in horizontal.enumerated() { found[root(index), default: ([], [])].0.append(line) }
        for (index, line) in vertical.enumerated() {
            found[root(horizontal.count + index), default: ([], [])].1.append(line)
        }
        return found.values.filter { $0.0.count >= 2 && $0.1.count >= 3 }
    }

    private static func meet(_ across: Ruling, _ down: Ruling) -> Bool {
        across.from - reach <= down.place && down.place <= across.to + reach && down.from - reach <= across.place
            && across.place <= down.to + reach
    }

    private init?(_ horizontal: [Ruling], _ vertical: [Ruling]) {
        let (columns, rows) = (Self.edges(vertical), Self.closed(Self.edges(horizontal), by: vertical))
        guard columns.count >= 3, rows.count >= 2, columns.count <= 40, rows.count <= 400 else { return nil }
        (self.columns, self.rows) = (columns, rows)
        var owner = [[Int]](repeating: [Int](repeating: -1, count: columns.count - 1), count: rows.count - 1)
        var cells: [Cell] = []
        for row in owner.indices {
            for column in owner[row].indices where owner[row][column] < 0 {
                var width = 1
                while column + width < columns.count - 1, owner[row][column + width] < 0,
                    !Self.parts(vertical, columns[column + width], (rows[row] + rows[row + 1]) / 2)
                { width += 1 }
                var height = 1
                while row + height < rows.count - 1,
                    !(column..<(column + width)).contains(where: {
                        Self.parts(horizontal, rows[row + height], (columns[$0] + columns[$0 + 1]) / 2)
                    })
                { height += 1 }
                for down in row..<(row + height) {
                    for across in column..<(column + width) { owner[down][across] = cells.count }
                }
                cells.append(Cell(row: row, rows: height, column: column, columns: width))
            }
        }
        guard cells.count >= 2 else { return nil }
        self.cells = cells
    }

    /// Is there a line at a place that passes another?
    private static func parts(_ lines: [Ruling], _ place: Double, _ at: Double) -> Bool {
        lines.contains { abs($0.place - place) < reach && $0.from <= at && at <= $0.to }
    }

    private static func edges(_ lines: [Ruling]) -> [Double] {
        var edges: [Double] = []
        for place in lines.map(\.place).sorted() where edges.last.map({ place - $0 >= reach }) ?? true {
            edges.append(place)
        }
        return edges
    }

    /// A page may end inside a row, and then no line closes it: the ends of the vertical lines do.
    private static func closed(_ rows: [Double], by vertical: [Ruling]) -> [Double] {
        guard let first = rows.first, let last = rows.last else { return rows }
        let (above, below) = (vertical.filter { $0.from < first - 6 }, vertical.filter { $0.to > last + 6 })
        let top = above.count >= 3 ? above.map(\.from).min().map { [$0] } ?? [] : []
        let bottom = below.count >= 3 ? below.map(\.to).max().map { [$0] } ?? [] : []
        return top + rows + bottom
    }

    /// The cell in which a place lies.
    func cell(_ x: Double, _ y: Double) -> Int? {
        guard let column = columns.lastIndex(where: { $0 <= x }), let row = rows.lastIndex(where: { $0 <= y }),
            column + 1 < columns.count, row + 1 < rows.count
        else { return nil }
        return cells.firstIndex {
            ($0.row..<($0.row + $0.rows)).contains(row) && ($0.column..<($0.column + $0.columns)).contains(column)
        }
    }
}
