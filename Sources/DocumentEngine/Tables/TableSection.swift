// SPDX-License-Identifier: Apache-2.0
import Domain

/// The tasks of a table that stand below one area, each with the rows that belong to it.
struct TableSection {
    /// An area or group as the table prints it.
    struct Heading {
        /// Without its number.
        var title: Range<Int>
        var ordinal: String?
        /// With what closes it, before the number of a task.
        var prefix = ""
    }
    struct Entry {
        var rows: [TableRow]
        var group: Range<Int>?
        /// Its place among the rows of one number, where these are tasks of their own.
        var part: Int?
    }
    var heading: Heading?
    var entries: [Entry] = []
}

/// Parts the lines of one table, and of those that go on with it, into areas and tasks.
struct TableSectioner {
    let text: RepairedText
    private(set) var sections: [TableSection] = []
    /// Area rows that stand one below the other, by the scheme of their numbers.
    private var open: [(scheme: Marker.Scheme?, heading: TableSection.Heading)] = []
    private var areaCell: Int?
    private var rows: [TableRow] = []

    init(_ text: RepairedText) { self.text = text }

    mutating func read(_ tables: [TaskTable]) -> [TableSection] {
        for table in tables {
            areaCell = nil
            for line in table.lines {
                switch line {
                case .area(let title, let number): openArea(title, number)
                case .row(let row): add(row)
                }
            }
            closeRows()
        }
        return sections.filter { !$0.entries.isEmpty }
    }

    // MARK: Areas

    private mutating func openArea(_ cell: Range<Int>, _ number: Range<Int>?) {
        closeRows()
        let (heading, scheme) = heading(cell, number)
        if let scheme, let index = open.firstIndex(where: { $0.scheme == scheme }) {
            open.removeSubrange(index...)
        } else if scheme == nil || open.contains(where: { $0.scheme == nil }) {
            open = []
        }
        open.append((scheme, heading))
        startSection()
        areaCell = nil
    }

    private func heading(_ cell: Range<Int>, _ number: Range<Int>?) -> (TableSection.Heading, Marker.Scheme?) {
        if let marker = readMarker(text.scalars, cell), marker.range.upperBound < cell.upperBound {
            let title = marker.range.upperBound..<cell.upperBound
            return (
                .init(title: title, ordinal: ordinal(marker), prefix: text.text(text.trim(marker.range))), marker.scheme
            )
        }
        guard let number = number.map({ tableOrdinal(text, $0) }) else { return (.init(title: cell), nil) }
        let isChinese = number.unicodeScalars.contains { !$0.isASCII }
        return (
            .init(title: cell, ordinal: number, prefix: number + String(text: [Sign.pauseMark])),
            isChinese ? .enumeration : .point
        )
    }

    private func ordinal(_ marker: Marker) -> String {
        guard marker.scheme == .parenthesis || marker.scheme == .pointParenthesis else {
            return text.text(marker.ordinal)
        }
        return String(text: MarkerForm.withoutBraces(text.scalars[marker.ordinal]))
    }

    /// A new section under the area rows that are open: the lowest of them, with the numbers above it.
    private mutating func startSection() {
        guard var heading = open.last?.heading else { return }
        let above = open.dropLast().map(\.heading.prefix).joined()
        heading.ordinal = heading.ordinal.map { above + $0 }
        heading.prefix = above + heading.prefix
        sections.append(TableSection(heading: heading))
    }

    // MARK: Rows

    private mutating func add(_ row: TableRow) {
        if let area = row.first(.area), area.id != areaCell {
            let isSame = areaCell != nil && sections.last?.heading.map { text.text($0.title) } == text.text(area.range)
            if !isSame {
                closeRows()
                var heading = heading(area.range, nil).0
                let above = open.map(\.heading.prefix).joined()
                heading.ordinal = heading.ordinal.map { above + $0 }
                heading.prefix = above + heading.prefix
                sections.append(TableSection(heading: heading))
            }
            areaCell = area.id
        }
        rows.append(row)
    }

    /// Makes tasks of the rows since the last area: rows with one number are one task where their texts follow each
    /// other, else tasks of their own in a group.
    private mutating func closeRows() {
        guard !rows.isEmpty else { return }
        var runs: [[TableRow]] = []
        for row in rows {
            if let last = runs.last?.last, goesOn(last, row) {
                runs[runs.count - 1].append(row)
            } else {
                runs.append([row])
            }
        }
        rows = []
        if sections.isEmpty { sections.append(TableSection()) }
        for run in runs { close(run) }
    }

    /// Does a row belong to the number, or without numbers to the title, of the row before?
    private func goesOn(_ before: TableRow, _ row: TableRow) -> Bool {
        let keys: [TableGrammar.Column] =
            row.cells[.number] != nil ? [.number] : row.cells[.text] != nil && row.cells[.title] != nil ? [.title] : []
        guard let key = keys.first, let cell = row.cells[key]?.first else { return false }
        if before.cells[key]?.first?.id == cell.id { return true }
        // Cells left blank below one number say that it goes on.
        let titles = row.cells[.title] ?? []
        return cell.range.isEmpty && row.cells[.text] != nil && titles.allSatisfy(\.range.isEmpty)
    }

    private mutating func close(_ run: [TableRow]) {
        let last = sections.count - 1
        guard run.count > 1 else {
            sections[last].entries.append(.init(rows: run))
            return
        }
        let titles = run.compactMap { $0.first(.title)?.id }
        let isOneTitle = Set(titles).count <= 1
        if isOneTitle, tableBody(text, run, .text, .goal) != nil {
            sections[last].entries.append(.init(rows: run))
            return
        }
        let group = isOneTitle ? run[0].first(.title)?.range : nil
        for (part, row) in run.enumerated() {
            var row = row
            if isOneTitle, row.first(.text) != nil { row.cells[.title] = nil }
            sections[last].entries.append(.init(rows: [row], group: group, part: part + 1))
        }
    }
}

/// The number in a cell without what closes it.
func tableOrdinal(_ text: RepairedText, _ cell: Range<Int>) -> String {
    if let marker = readMarker(text.scalars, cell) {
        let isBraced = marker.scheme == .parenthesis || marker.scheme == .pointParenthesis
        return isBraced
            ? String(text: MarkerForm.withoutBraces(text.scalars[marker.ordinal])) : text.text(marker.ordinal)
    }
    return text.text(
        cell
            .lowerBound..<(cell.firstIndex { text[$0].is([.separator, .newline]) || text[$0] == Sign.dot }
            ?? cell.upperBound))
}

/// The text of a task in the cells of these columns; nil where something else stands between them.
func tableBody(_ text: RepairedText, _ rows: [TableRow], _ columns: TableGrammar.Column...) -> Range<Int>? {
    var ranges: [Range<Int>] = []
    for row in rows {
        for column in columns {
            for cell in row.cells[column] ?? [] where !cell.range.isEmpty && !ranges.contains(cell.range) {
                ranges.append(cell.range)
            }
        }
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    guard let first = ranges.first, let last = ranges.last else { return nil }
    for (left, right) in zip(ranges, ranges.dropFirst()) {
        guard (left.upperBound..<right.lowerBound).allSatisfy({ text[$0].is([.space, .newline]) }) else { return nil }
    }
    return first.lowerBound..<last.upperBound
}
