// SPDX-License-Identifier: Apache-2.0
import Domain

/// The text of the printed pages: one newline per printed line and per page, a blank line where the print leaves a
/// gap, two full-width spaces where the print indents the first line of a paragraph.
func layOut(_ pages: [PrintedPage], _ tables: [[PrintedTable]] = [], as format: FileFormat) -> SourceText {
    let lines = pages.map { separateColumns(assembleLines($0.words)) }
    let leading = typicalLeading(lines)
    let margin = commonMargin(lines.flatMap(\.self)) ?? 0
    var builder = SourceTextBuilder()
    for (index, page) in pages.enumerated() {
        let from = builder.length
        var tables = index < tables.count ? tables[index][...] : []
        // Odd and even pages may have different margins.
        let margin = commonMargin(lines[index]) ?? margin
        var before: PrintedLine?
        for line in lines[index] {
            while let table = tables.first, table.grid.top < line.middle {
                append(tables.removeFirst(), of: pages, to: &builder)
                before = nil
            }
            if let before, line.middle - before.middle > 1.6 * leading { builder.append("\n") }
            let indent = (line.left - margin) / line.em
            if indent > 1.4, indent < 2.8 { builder.append([fullSpace, fullSpace]) }
            append(line, of: page, to: &builder)
            builder.append("\n")
            before = line
        }
        for table in tables { append(table, of: pages, to: &builder) }
        builder.add(SourcePage(number: page.number, range: TextRange(from: from, to: builder.length)))
    }
    return builder.finish(format)
}

/// The cells of a table in the order of `TableOrder`, each with its lines joined to paragraphs.
private func append(_ table: PrintedTable, of pages: [PrintedPage], to builder: inout SourceTextBuilder) {
    let (from, rows) = (builder.length, table.rows)
    var cells = rows.map { row in
        row.map { index in
            let cell = table.grid.cells[index]
            return TableCell(range: TextRange(from: from, to: from), columns: cell.columns, rows: cell.rows)
        }
    }
    for step in TableOrder(cells.map { $0.map { ($0.columns, $0.rows) } }).steps {
        builder.append(step.separator)
        let start = builder.length
        let place = rows[step.row][step.cell]
        for (index, line) in table.lines[place].enumerated() {
            if index > 0 { builder.append(table.separator(in: place, before: index)) }
            append(line.words, of: pages[line.page], to: &builder)
        }
        let cell = cells[step.row][step.cell]
        cells[step.row][step.cell] = TableCell(
            range: TextRange(from: start, to: builder.length), columns: cell.columns, rows: cell.rows)
    }
    builder.append("\n")
    builder.add(SourceBlock(kind: .table(cells), range: TextRange(from: from, to: builder.length - 1)))
}

/// The full-width space, with which official plain text indents.
private let fullSpace = Unicode.Scalar(0x3000 as UInt16) ?? " "

/// The usual distance from line to line.
private func typicalLeading(_ pages: [[PrintedLine]]) -> Double {
    let steps = pages.flatMap { lines in
        zip(lines, lines.dropFirst()).map { $1.middle - $0.middle }.filter { $0 > 0 }
    }
    return steps.isEmpty ? .infinity : steps.sorted()[steps.count / 2]
}

/// The leftmost place where at least three lines, and one in eight, begin; nil where there is none.
private func commonMargin(_ lines: [PrintedLine]) -> Double? {
    let lefts = lines.map(\.left).sorted()
    let needed = max(3, lines.count / 8)
    return lefts.indices.first { index in
        index + needed <= lefts.count && lefts[index + needed - 1] - lefts[index] < 3
    }.map { lefts[$0] }
}

private func append(_ line: PrintedLine, of page: PrintedPage, to builder: inout SourceTextBuilder) {
    var before: PrintedWord?
    for word in line.words {
        if let before, needsSpace(before, word, em: line.em) { builder.append(" ") }
        append(word, of: page, to: &builder)
        before = word
    }
}

/// Poppler parts words also where only the font changes, and where Chinese text is stretched to fill its line.
private func needsSpace(_ before: PrintedWord, _ after: PrintedWord, em: Double) -> Bool {
    guard let last = before.text.unicodeScalars.last, let first = after.text.unicodeScalars.first else { return false }
    let gap = after.left - before.right
    return gap > (isWide(last) && isWide(first) ? 0.6 : 0.12) * em
}

/// One box for each run between punctuation marks, so that a clause that begins inside of a line is outlined from
/// where it begins.
private func append(_ word: PrintedWord, of page: PrintedPage, to builder: inout SourceTextBuilder) {
    let scalars = Array(word.text.unicodeScalars)
    let whole = max(advance(of: scalars), 0.5)
    var passed = 0.0
    for run in runs(scalars) {
        let share = advance(of: run)
        let range = builder.append(run)
        let (left, right) = (
            word.left + (word.right - word.left) * passed / whole,
            word.left + (word.right - word.left) * (passed + share) / whole
        )
        passed += share
        builder.add(
            SourceBox(
                range: range, page: page.number, left: left / page.width, top: word.top / page.height,
                right: right / page.width, bottom: word.bottom / page.height, confidence: word.confidence))
    }
}

/// Cuts after a mark that ends and before a mark that opens.
private func runs(_ scalars: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    var runs: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    for index in scalars.indices.dropLast() {
        let (this, next) = (scalars[index].properties.generalCategory, scalars[index + 1].properties.generalCategory)
        let ends = isEnd(this) && isWide(scalars[index]) && !isEnd(next)
        let opens = next == .openPunctuation && this != .openPunctuation
        if ends || opens {
            runs.append(scalars[start...index])
            start = index + 1
        }
    }
    return runs + [scalars[start...]]
}

private func isEnd(_ category: Unicode.GeneralCategory) -> Bool {
    category == .otherPunctuation || category == .closePunctuation
}
