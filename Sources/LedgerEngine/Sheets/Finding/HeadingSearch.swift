// SPDX-License-Identifier: Apache-2.0
import Domain

/// Looks for the heading of a table among the first rows of a sheet, or of what follows a table.
struct HeadingSearch {
    let rows: [SourceRow]
    let merges: [CellArea]
    /// The keys of titles that are known: fields of registers and what they were called before.
    let vocabulary: Set<String>

    struct Found {
        /// Places in `rows`.
        let lines: Range<Int>
        let columns: [TableColumn]
        let score: Double
        let kindChanges: Int
        let known: Int
    }

    /// The best heading; nil where no row looks like one.
    func best() -> Found? {
        var best: Found?
        for start in rows.indices.prefix(40) {
            for depth in 1...4 where start + depth <= rows.count {
                guard let found = judge(start..<start + depth) else { break }
                if found.score > (best?.score ?? 0) + 0.001 { best = found }
            }
        }
        return best
    }

    private func judge(_ lines: Range<Int>) -> Found? {
        guard let first = lines.first, looksLikeHeading(rows[first]) else { return nil }
        for line in lines.dropFirst() where !continues(line, from: lines.lowerBound) { return nil }
        let columns = columns(of: lines)
        guard columns.count >= 2 else { return nil }
        let below = rows[lines.upperBound...].prefix(12)
        var (known, changes, filled) = (0, 0, 0)
        for column in columns {
            let parts = column.titles.map(titleKey)
            if vocabulary.contains(titleKey(column.title)) || parts.last.map(vocabulary.contains) == true { known += 1 }
            let values = below.compactMap { $0.cell(column.column) }
            if !values.isEmpty { filled += 1 }
            if values.contains(where: { $0.holdsData }) { changes += 1 }
        }
        let widest = Double(rows.map { $0.cells.count }.max() ?? 1)
        let width = Double(columns.count)
        let distinct = Double(Set(columns.map(\.title)).count)
        let isSerial = columns.contains { $0.isSerial }
        var score = 3 * Double(known) + min(width, 12) + 1.5 * Double(changes) - 2 * (width - distinct)
        score += (isSerial ? 3 : 0) + 4 * min(1, width / widest) + 0.7 * Double(lines.count - 1)
        score -= 1.0 * Double(columns.count - filled) * (below.isEmpty ? 0 : 1) * 0.5
        // A heading that comes later has to be better than one before it: rows of text look like headings too.
        score -= 0.35 * Double(lines.lowerBound)
        score -= 2 * Double(columns.filter { $0.title.count > 24 }.count)
        return Found(lines: lines, columns: columns, score: score, kindChanges: changes, known: known)
    }

    /// Whether all cells are short words: no numbers, no days, no sentences; at least two of them.
    private func looksLikeHeading(_ row: SourceRow) -> Bool {
        guard row.cells.count >= 2 || isWide(row) else { return false }
        guard let first = row.cells.first, !RowLabel.isTotal(first.text) else { return false }
        var (words, others, labels) = (0, 0, 0)
        for cell in row.cells {
            if cell.isHeadingWord { words += 1 } else { others += 1 }
            if cell.isLabelled { labels += 1 }
        }
        // A year may stand among words: 2023, 2024.
        return words > 0 && others * 4 <= words && labels * 2 < max(2, words)
    }

    /// A single cell over several columns may be the first line of a heading.
    private func isWide(_ row: SourceRow) -> Bool {
        row.cells.count == 1
            && row.cells.contains { cell in
                merges.contains {
                    $0.rows.contains(row.number) && $0.columns.lowerBound == cell.column && $0.columns.count < 4
                }
            }
    }

    /// Whether a line belongs to the heading that begins at `start`: because cells are merged over both, because it
    /// fills gaps under a line that spans, or because it holds units or other known titles alone.
    private func continues(_ line: Int, from start: Int) -> Bool {
        let (row, above) = (rows[line], rows[line - 1])
        guard row.number == above.number + 1 else { return false }
        let reaches = merges.contains {
            rows[start].number...above.number ~= $0.rows.lowerBound && $0.rows.upperBound >= row.number
        }
        let isUnits = !row.cells.isEmpty && row.cells.allSatisfy { isUnitCell($0) }
        guard looksLikeHeading(row) || isUnits || reaches && row.cells.allSatisfy(\.isHeadingWord) else { return false }
        if reaches || isUnits { return true }
        let spans = merges.contains { $0.rows.contains(above.number) && $0.columns.count > 1 && $0.rows.count == 1 }
        if spans && above.cells.count > 1 && row.cells.allSatisfy(\.isHeadingWord) { return true }
        if row.cells.count(where: { vocabulary.contains(titleKey(HeadingText($0.text).name)) }) * 2 > row.cells.count,
            row.cells.count >= 2
        {
            return true
        }
        return fillsGaps(of: above, row)
    }

    /// A line without merged cells (.csv): it names columns that the line above leaves blank, right of one that it fills.
    private func fillsGaps(of above: SourceRow, _ row: SourceRow) -> Bool {
        guard let first = above.cells.first?.column else { return false }
        let upper = Set(above.cells.map(\.column))
        let lower = Set(row.cells.map(\.column))
        let gaps = lower.filter { !upper.contains($0) && $0 > first }
        return !gaps.isEmpty && !upper.subtracting(lower).isEmpty && lower.count < upper.union(lower).count
    }

    private func isUnitCell(_ cell: SourceCell) -> Bool {
        let inside = narrowed(cell.text).filter { !"()[]".contains($0) }
        return knownUnit(inside) != nil
    }
}

extension HeadingSearch {
    /// The columns with their titles from the first line to the last.
    private func columns(of lines: Range<Int>) -> [TableColumn] {
        var titles: [Int: [String]] = [:]
        for line in lines {
            let row = rows[line]
            for (column, text) in spread(row, isLast: line == lines.upperBound - 1, below: lines) {
                if titles[column]?.last != text { titles[column, default: []].append(text) }
            }
        }
        return titles.sorted { $0.key < $1.key }.prefix(500).map { column, lines in
            var (names, unit): ([String], String?) = ([], nil)
            for line in lines {
                let bare = narrowed(line).filter { !"()[]".contains($0) }
                // A bare word under a title that spans several columns names one of them: the day, the month, the year.
                let isBare =
                    bare == narrowed(line) && titles.contains { $0.key != column && $0.value.first == lines[0] }
                if !names.isEmpty, !isBare, let found = knownUnit(bare) {
                    unit = found
                    continue
                }
                let heading = HeadingText(line)
                unit = heading.unit ?? unit
                if !heading.name.isEmpty { names.append(heading.name) }
            }
            return TableColumn(
                column: column, titles: names.isEmpty ? lines : names, unit: unit,
                isSerial: names.count == 1 && RowLabel.isSerialTitle(names[0]))
        }
    }

    /// The text of each column that a line names: that of merged cells for each of their columns; without merged cells
    /// that of the cell to the left where another line fills the gap.
    private func spread(_ row: SourceRow, isLast: Bool, below lines: Range<Int>) -> [(Int, String)] {
        var result: [(Int, String)] = []
        let lower = isLast ? [] : Set(rows[lines].filter { $0.number > row.number }.flatMap { $0.cells.map(\.column) })
        for (place, cell) in row.cells.enumerated() {
            let text = cell.text.trimmingSpaces
            result.append((cell.column, text))
            let merge = merges.first { $0.rows.contains(row.number) && $0.columns.lowerBound == cell.column }
            if let merge {
                for column in merge.columns.dropFirst().prefix(300) { result.append((column, text)) }
            } else if !isLast, lower.contains(cell.column) {
                let next = place + 1 < row.cells.count ? row.cells[place + 1].column : Int.max
                for column in lower.sorted() where column > cell.column && column < next {
                    result.append((column, text))
                }
            }
        }
        return result
    }
}

extension SourceCell {
    /// Whether the cell could name a column: a short text that is no number and no day.
    var isHeadingWord: Bool {
        guard case .text(let text) = value else { return false }
        let narrow = narrowed(text)
        return !narrow.isEmpty && narrow.count <= 60 && !isNumberText(narrow)
            && narrow.contains { $0.isLetter || $0 == "#" || $0 == "%" }
    }

    /// Whether it holds what bodies hold: a number, a day, yes or no.
    var holdsData: Bool {
        switch value {
        case .number, .date, .flag, .error, .uncomputed: true
        case .text(let text): mayBeNumber(text) && isNumberText(narrowed(text))
        }
    }

    /// A label with what it labels: `填报单位：市商务局`.
    fileprivate var isLabelled: Bool {
        guard case .text(let text) = value, let place = narrowed(text).firstIndex(of: ":") else { return false }
        let narrow = narrowed(text)
        return place != narrow.startIndex && HeadingText(text).unit == nil
    }

    /// The number, where it is one or a text that is nothing else.
    var plainNumber: Double? {
        switch value {
        case .number(let number, _): number
        case .text(let text):
            mayBeNumber(text) && isNumberText(narrowed(text)) ? Double(narrowed(text).filter { $0 != "," }) : nil
        default: nil
        }
    }
}

/// Whether a text may be a number when it is narrowed: it has a digit, and is short.
private func mayBeNumber(_ text: String) -> Bool {
    text.utf8.count <= 80
        && text.unicodeScalars.contains { (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value) }
}

/// Whether a narrowed text is a number, a day of digits, or a percentage.
private func isNumberText(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) || first == 0x2D || first == 0x2B else {
        return false
    }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || ",.-+/%:".utf8.contains($0) }
}
