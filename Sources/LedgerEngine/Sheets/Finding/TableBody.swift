// SPDX-License-Identifier: Apache-2.0
import Domain

/// A table whose rows pass: it tells body rows from groups, totals, repeated headings and notes.
struct TableBody {
    let table: FoundTable
    private let lines: [[Int: String]]
    private let columns: Set<Int>
    private let serial: Int?
    private let countsGroups: Bool
    private var merges: ArraySlice<CellArea>
    private var carried: [CarriedCell] = []
    /// The last value of each column.
    private var above: [Int: BodyCell] = [:]
    private var dayParts: [Int: String] = [:]
    private var sums = ColumnSums()
    private var groups: [String] = []
    private var isAfterNotes = false
    private var isAfterHeading = true

    private struct CarriedCell {
        let cell: SourceCell
        let rows: ClosedRange<Int>
    }

    init(_ table: FoundTable, lines: [SourceRow], merges: [CellArea]) {
        self.table = table
        self.lines = lines.map { row in
            Dictionary(row.cells.map { ($0.column, narrowed($0.text)) }, uniquingKeysWith: { first, _ in first })
        }
        columns = Set(table.columns.map(\.column))
        serial = table.columns.first { $0.isSerial }?.column
        // Where rows are counted 1, 2, 3 and some are counted in Chinese, the latter name groups.
        let counts = serial.map { column in table.sample.compactMap { $0.cell(column)?.text } } ?? []
        countsGroups = counts.contains { RowLabel.isChineseNumber($0) } && counts.contains { Int($0) != nil }
        self.merges = merges.filter { $0.rows.upperBound > table.headingRows.upperBound }[...]
    }

    /// Whether the row says again what the heading says.
    func repeatsHeading(_ row: SourceRow) -> Bool {
        let cells = row.cells.filter { columns.contains($0.column) }
        guard cells.count >= 2 else { return false }
        // Three out of five have to be the same: of the first three at least one.
        let first = cells.prefix(3).map { $0.isWord ? narrowed($0.text) : "" }
        return lines.contains { line in
            guard zip(cells, first).contains(where: { line[$0.column] == $1 }) else { return false }
            return cells.count { line[$0.column] == narrowed($0.text) } * 10 >= cells.count * 6
        }
    }

    /// What the row is; nil where it has nothing in the columns of this table.
    mutating func take(_ row: SourceRow, isAlone: Bool) -> TableEvent? {
        let row = withDays(row)
        let own = row.cells.filter { columns.contains($0.column) }
        guard let first = own.first else { return nil }
        defer { isAfterHeading = false }
        if repeatsHeading(row) {
            isAfterHeading = true
            return .leftOut(LeftOutRow(row, .repeatedHeading))
        }
        if isAfterHeading, own.count >= 2, isColumnMarks(own) {
            defer { isAfterHeading = true }
            return .leftOut(LeftOutRow(row, .columnMarks))
        }
        let label = own.first { $0.column != serial && $0.isWord } ?? first
        if own.count <= 2, RowLabel.isPageMark(first.text) { return .leftOut(LeftOutRow(row, .pageMark)) }
        if own.count == 1, isAlone, table.title.split(separator: "\n").contains(where: { $0 == first.text }) {
            return .leftOut(LeftOutRow(row, .title))
        }
        if isTotal(own, label) {
            let wrong = sums.close(own, serial)
            return .leftOut(
                LeftOutRow(row, .total, wrongSums: wrong.map { CellAddress(row: row.number, column: $0) }))
        }
        if isNote(row, own, first, isAlone: isAlone) {
            isAfterNotes = true
            return .leftOut(LeftOutRow(row, .note))
        }
        if let depth = groupDepth(row, own, label) {
            groups = Array(groups.prefix(depth)) + [label.text.trimmingSpaces]
            sums.beginGroup()
            return .leftOut(LeftOutRow(row, .group))
        }
        if sums.isSum(own, serial) {
            _ = sums.close(own, serial)
            return .leftOut(LeftOutRow(row, .total))
        }
        isAfterNotes = false
        sums.add(own, serial)
        return .row(body(row, own))
    }

    /// Puts together the days whose parts stand in columns of their own. A year or a month that is left blank is that
    /// of the row above.
    private mutating func withDays(_ row: SourceRow) -> SourceRow {
        guard !table.dayColumns.isEmpty else { return row }
        var row = row
        for parts in table.dayColumns where row.cell(parts[2])?.plainNumber != nil {
            for column in parts.dropLast() {
                let text = row.cell(column)?.text ?? ""
                if text.isEmpty || RowLabel.isDitto(text), let same = dayParts[column] {
                    row.cells.removeAll { $0.column == column }
                    row.cells.append(SourceCell(column: column, value: .text(same)))
                } else {
                    dayParts[column] = text
                }
            }
        }
        return joined(row, table.dayColumns)
    }

    private func isColumnMarks(_ cells: [SourceCell]) -> Bool {
        let marks = cells.count { RowLabel.isColumnMark(SourceCellText(column: $0.column, text: $0.text)) }
        guard marks == cells.count else { return false }
        let numbers = cells.compactMap(\.plainNumber)
        // 1, 2, 3 from left to right, or letters.
        return numbers.count < cells.count
            || zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 } && cells.count >= 3
                && numbers.first.map { $0 <= 2 } == true
    }

    private func isTotal(_ cells: [SourceCell], _ label: SourceCell) -> Bool {
        let candidates = [cells.first, label].compactMap { $0 }.filter { $0.isWord && RowLabel.isTotal($0.text) }
        guard let total = candidates.first else { return false }
        // A body row may begin with such a word; it then has others as well.
        let words = cells.count { $0.isWord && $0.column != total.column && !RowLabel.isTotal($0.text) }
        return words <= max(1, columns.count / 4)
    }

    private func isNote(_ row: SourceRow, _ cells: [SourceCell], _ first: SourceCell, isAlone: Bool) -> Bool {
        // A row that is filled is no note unless it begins like one.
        let isFull = cells.count > max(4, columns.count / 2) && !RowLabel.isNote(first.text)
        let notes = isFull ? 0 : cells.count { RowLabel.isNote($0.text) }
        if notes > 0, RowLabel.isNote(first.text) || notes * 2 >= cells.count {
            return cells.count <= max(2, columns.count / 2) || notes * 2 >= cells.count
                || first.text.utf8.count > 60
        }
        if cells.count <= 3, cells.contains(where: { RowLabel.isSealed($0.text) }) { return true }
        guard cells.count == 1 else { return false }
        // What follows a note alone in its row goes on with it; so does a sentence below the last row.
        return isAfterNotes
            || first.isWord && (first.text.count > 40 || narrowed(first.text).hasPrefix("*")) && columns.count >= 3
    }

    /// How deep the group lies that a row names, from 0; nil where it names none.
    private func groupDepth(_ row: SourceRow, _ cells: [SourceCell], _ label: SourceCell) -> Int? {
        guard columns.count >= 3 else { return nil }
        let first = cells[0]
        let words = cells.count { $0.column != serial && $0.isWord }
        if countsGroups, first.column == serial, RowLabel.isChineseNumber(first.text), words <= 1 {
            return narrowed(first.text).hasPrefix("(") ? 1 : 0
        }
        let isWide = merges.contains {
            $0.rows.contains(row.number) && $0.columns.count > 1 && $0.columns.lowerBound == first.column
        }
        guard first.isWord else { return nil }
        if RowLabel.beginsWithChineseNumber(first.text), words <= 1, !first.isDateLike {
            // With sums of its own beside it the name still names what follows.
            return narrowed(first.text).hasPrefix("(") ? min(1, groups.count) : 0
        }
        guard cells.count == 1 else { return nil }
        if isWide || first.column == serial || narrowed(first.text).hasSuffix(":") { return 0 }
        return nil
    }

    /// The row with what merged cells above it hold.
    private mutating func body(_ row: SourceRow, _ cells: [SourceCell]) -> TableRow {
        carried.removeAll { $0.rows.upperBound < row.number }
        while let next = merges.first, next.rows.lowerBound <= row.number {
            merges = merges.dropFirst()
            guard next.rows.count > 1, next.rows.upperBound >= row.number, next.rows.lowerBound == row.number,
                let cell = cells.first(where: { $0.column == next.columns.lowerBound })
            else { continue }
            carried.append(CarriedCell(cell: cell, rows: next.rows))
        }
        var result = cells.map { cell in
            guard cell.isWord, cell.text.utf8.count < 16, RowLabel.isDitto(cell.text), let same = above[cell.column]
            else {
                return BodyCell(cell: cell, row: row.number, isMerged: false)
            }
            return BodyCell(cell: same.cell, row: same.row, isMerged: false)
        }
        for carry in carried where carry.rows.lowerBound < row.number {
            guard !cells.contains(where: { $0.column == carry.cell.column }) else { continue }
            result.append(BodyCell(cell: carry.cell, row: carry.rows.lowerBound, isMerged: true))
        }
        result.sort { $0.cell.column < $1.cell.column }
        for cell in result { above[cell.cell.column] = cell }
        return TableRow(
            table: table.number, number: row.number, isHidden: row.isHidden, cells: result, groups: groups)
    }
}

/// The sums of the columns since the table, the group and the last total began.
private struct ColumnSums {
    private var all: [Int: Double] = [:]
    private var part: [Int: Double] = [:]
    private var group: [Int: Double] = [:]
    /// Columns with numbers that were not counted: their sums prove nothing.
    private var doubtful: Set<Int> = []
    private var rows = 0
    private var rowsInPart = 0

    mutating func add(_ cells: [SourceCell], _ serial: Int?) {
        rows += 1
        rowsInPart += 1
        for cell in cells where cell.column != serial {
            guard let number = cell.plainNumber else {
                doubtful.insert(cell.column)
                continue
            }
            all[cell.column, default: 0] += number
            part[cell.column, default: 0] += number
            group[cell.column, default: 0] += number
        }
    }

    mutating func beginGroup() { group = [:] }

    /// Ends a part with its total; returns the columns whose number is no sum of what stands above.
    mutating func close(_ cells: [SourceCell], _ serial: Int?) -> [Int] {
        let wrong = numbers(cells, serial).filter { column, number in
            rows > 0 && !doubtful.contains(column) && ![all, part, group].contains { isNear($0[column] ?? 0, number) }
        }
        (part, rowsInPart) = ([:], 0)
        return wrong.map(\.0)
    }

    /// Whether a row of numbers alone adds up what stands above it.
    func isSum(_ cells: [SourceCell], _ serial: Int?) -> Bool {
        guard rows >= 2, !cells.contains(where: { $0.isWord }) else { return false }
        let numbers = numbers(cells, serial).filter { $0.1 != 0 }
        guard !numbers.isEmpty, numbers.count + 1 >= cells.count else { return false }
        return [all, rowsInPart >= 2 ? part : [:]].contains { sums in
            numbers.allSatisfy { isNear(sums[$0.0] ?? 0, $0.1) }
        }
    }

    private func numbers(_ cells: [SourceCell], _ serial: Int?) -> [(Int, Double)] {
        cells.filter { $0.column != serial }.compactMap { cell in cell.plainNumber.map { (cell.column, $0) } }
    }

    private func isNear(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= max(0.006, abs(one) * 1e-9)
    }
}

extension SourceCell {
    /// A text that is no number.
    var isWord: Bool {
        if case .text = value { return !holdsData }
        return false
    }

    /// A day in words begins with a number too: `二〇二六年三月`.
    fileprivate var isDateLike: Bool {
        let digits = narrowed(text).prefix { SheetWords.chineseNumerals.contains($0) }
        return digits.count >= 4
    }
}
