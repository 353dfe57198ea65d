// SPDX-License-Identifier: Apache-2.0

/// A table of a printed page: the lines of each cell, with the page on which each stands.
struct PrintedTable {
    struct Line {
        /// The place of its page among those of the document.
        let page: Int
        let words: PrintedLine
    }
    let grid: RuledGrid
    /// For each cell of the grid.
    private(set) var lines: [[Line]]

    /// Takes the words that lie in the grid.
    init?(_ grid: RuledGrid, page: Int, words: inout [PrintedWord]) {
        self.grid = grid
        var held = [[PrintedWord]](repeating: [], count: grid.cells.count)
        words.removeAll { word in
            guard let cell = grid.cell((word.left + word.right) / 2, word.middle) else { return false }
            held[cell].append(word)
            return true
        }
        lines = held.map { assembleLines($0).map { Line(page: page, words: $0) } }
        guard lines.count(where: { !$0.isEmpty }) >= 3 else {
            words += held.flatMap(\.self)
            return nil
        }
    }

    /// The cells that begin in each row.
    var rows: [[Int]] {
        var rows = [[Int]](repeating: [], count: grid.rows.count - 1)
        for (index, cell) in grid.cells.enumerated() { rows[cell.row].append(index) }
        return rows.map { row in row.sorted { grid.cells[$0].column < grid.cells[$1].column } }
    }

    func text(_ cell: Int) -> String { lines[cell].flatMap { $0.words.words.map(\.text) }.joined() }

    /// Takes from the next page what goes on with the last row: its cells that hold more of what this row's hold, while
    /// the row's number is not printed again.
    mutating func takeRest(from next: inout PrintedTable) {
        guard isContinued(by: next) else { return }
        let (here, there) = (rows, next.rows)
        var first = 0
        while first < min(here.count, there.count, 3), here[first].map(text) == there[first].map(next.text) {
            first += 1
        }
        guard first < there.count, let last = rowBounds(here.count - 1), let rest = next.rowBounds(first),
            last.count == rest.count,
            zip(last, rest).allSatisfy({ grid.cells[$0].columns == next.grid.cells[$1].columns }),
            goesOn(last.map(text), rest.map(next.text))
        else { return }
        // The rows below merged cells belong to the same number.
        let end = rest.map { next.grid.cells[$0].row + next.grid.cells[$0].rows }.max() ?? first + 1
        for more in next.grid.cells.indices where (first..<end).contains(next.grid.cells[more].row) {
            let column = next.grid.cells[more].column
            guard let cell = last.last(where: { grid.cells[$0].column <= column }) else { continue }
            lines[cell] += next.lines[more]
            next.lines[more] = []
        }
    }

    private func isContinued(by next: PrintedTable) -> Bool {
        grid.columns.count == next.grid.columns.count
            && zip(grid.columns, next.grid.columns).allSatisfy { abs($0 - $1) < 4 }
    }

    /// The cells that cover a row, from left to right.
    private func rowBounds(_ row: Int) -> [Int]? {
        let cells = grid.cells.indices.filter {
            (grid.cells[$0].row..<(grid.cells[$0].row + grid.cells[$0].rows)).contains(row)
        }
        return cells.sorted { grid.cells[$0].column < grid.cells[$1].column }
    }

    private func goesOn(_ row: [String], _ rest: [String]) -> Bool {
        var (hasMore, lacksNumber, isOpen) = (false, false, false)
        for (here, there) in zip(row, rest) {
            let numerals = here.unicodeScalars.count { $0.properties.numericType != nil }
            let isNumber = (1...2).contains(numerals) && here.count <= 4
            if there.isEmpty {
                if isNumber { lacksNumber = true }
            } else {
                if here.isEmpty || isNumber { return false }
                hasMore = true
                if let end = here.unicodeScalars.last, end.properties.generalCategory != .otherPunctuation {
                    isOpen = true
                }
            }
        }
        return hasMore && (lacksNumber || isOpen && rest.contains(""))
    }
}

extension PrintedTable {
    /// What stands between two lines of a cell: nothing where the first fills the cell, so that only its width broke
    /// the text.
    func separator(in cell: Int, before index: Int) -> String {
        let (line, next) = (lines[cell][index - 1].words, lines[cell][index].words)
        let place = grid.cells[cell]
        let (left, right) = (grid.columns[place.column], grid.columns[place.column + place.columns])
        // A word of Latin letters or digits is not broken.
        let word = next.words.first.map { advance(of: $0.text.unicodeScalars.prefix { !isWide($0) }) } ?? 0
        let room = max(1, min(word, 5)) + 0.2
        let isFull =
            right - line.right < (room + 0.7) * next.em
            || (right - left) - (line.right - line.left) < (room + 1.2) * next.em
        guard isFull else { return "\n" }
        let isLatin = [line.words.last?.text.unicodeScalars.last, next.words.first?.text.unicodeScalars.first]
            .allSatisfy { $0.map { !isWide($0) } ?? false }
        return isLatin ? " " : ""
    }
}

extension PrintedPage {
    /// Whether lines of the page have words with wide gaps between them, as the cells of a table do.
    var mayHoldTable: Bool {
        guard width < 2_500, height < 2_500 else { return false }
        var gapped = 0
        for line in assembleLines(words) {
            let pairs = zip(line.words, line.words.dropFirst())
            if pairs.contains(where: { $1.left - $0.right > 0.45 * line.em }) { gapped += 1 }
            if gapped >= 2 { return true }
        }
        return false
    }
}
