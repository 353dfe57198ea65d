// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Finds the tables of a sheet while its rows pass, one at a time: title rows, headings of several lines, bodies,
/// groups, totals, notes. Holds at most as many rows as a heading is looked for in.
package struct TableScanner {
    private let layout: SourceLayout
    private let vocabulary: Set<String>
    /// Rows that wait until it is known what they belong to.
    private var waiting: [SourceRow] = []
    private var tables: [TableBody] = []
    private var isSeeking = true
    private var lastRow = 0
    private var followsEnd = false
    private var found = 0
    /// What stood above the next heading.
    private var above: [SourceRow] = []

    /// `vocabulary` holds keys of titles (`titleKey`) that are known: they make a heading surer.
    package init(layout: SourceLayout = SourceLayout(), vocabulary: Set<String> = []) {
        self.layout = SourceLayout(
            merges: layout.merges.sorted { $0.rows.lowerBound < $1.rows.lowerBound },
            hiddenColumns: layout.hiddenColumns)
        self.vocabulary = vocabulary
    }

    /// Takes the next row; returns what is known now.
    package mutating func add(_ row: SourceRow) -> [TableEvent] {
        // A cell that holds nothing but white space is blank.
        var row = row
        row.cells.removeAll { cell in
            if case .text(let text) = cell.value { return text.allSatisfy { $0.isWhitespace } }
            return false
        }
        guard !row.cells.isEmpty else { return [] }
        waiting.append(row)
        return advance(isLast: false)
    }

    /// The last events, when the sheet ends.
    package mutating func finish() -> [TableEvent] { advance(isLast: true) }

    private mutating func advance(isLast: Bool) -> [TableEvent] {
        var events: [TableEvent] = []
        while !waiting.isEmpty {
            if isSeeking {
                guard isLast || waiting.count >= (tables.isEmpty ? 60 : 14) else { break }
                events += seek()
            } else if mayBeginTable(waiting[0]) {
                isSeeking = true
            } else {
                events += pass(waiting.removeFirst())
            }
        }
        return events
    }

    /// Rows of words after a gap or after what ends a table may be the title or the heading of the next one.
    private func mayBeginTable(_ row: SourceRow) -> Bool {
        guard row.number > lastRow + 1 || followsEnd else { return false }
        guard row.cells.allSatisfy({ !$0.holdsData }), let first = row.cells.first else { return false }
        return !RowLabel.isNote(first.text) && !RowLabel.isTotal(first.text)
            && !tables.contains { $0.repeatsHeading(row) }
    }

    private mutating func seek() -> [TableEvent] {
        isSeeking = false
        let search = HeadingSearch(rows: waiting, merges: merges(), vocabulary: vocabulary)
        let best = search.best()
        if tables.isEmpty {
            guard let best else {
                defer { waiting = [] }
                isSeeking = true
                return waiting.map { .leftOut(LeftOutRow($0, .outside)) }
            }
            return begin(best)
        }
        // Within a sheet that has a table, only a sure heading begins another one.
        guard let best, isSure(best), best.columns.map(\.title) != tables[0].table.columns.map(\.title) else {
            return pass(waiting.removeFirst())
        }
        return begin(best)
    }

    /// Whether what was found is a heading even though a table stands above it.
    private func isSure(_ found: HeadingSearch.Found) -> Bool {
        guard found.lines.lowerBound <= 4, found.columns.count >= 2 else { return false }
        // What stands before it may only be titles and notes.
        let before = waiting[..<found.lines.lowerBound]
        guard before.allSatisfy({ $0.cells.count <= 3 && $0.cells.allSatisfy { !$0.holdsData } }) else { return false }
        let isSerial = found.columns.contains { $0.isSerial }
        return found.known >= 2 || isSerial || (found.columns.count >= 3 && found.kindChanges >= 1 && !before.isEmpty)
            || (found.columns.count >= 3 && found.kindChanges >= 2)
    }

    private mutating func begin(_ heading: HeadingSearch.Found) -> [TableEvent] {
        let before = Array(waiting[..<heading.lines.lowerBound])
        let lines = Array(waiting[heading.lines])
        waiting.removeFirst(heading.lines.upperBound)
        let sample = Array(waiting.prefix(40))
        let notes = (before + lines).flatMap { $0.cells.flatMap { cornerUnits(in: $0.text) } }
        let title = before.map { $0.cells.map(\.text).joined(separator: " ") }.joined(separator: "\n")
        let rows = (lines.first?.number ?? 1)...(lines.last?.number ?? 1)
        tables = segments(heading.columns, sample).map { columns in
            defer { found += 1 }
            let days = dayColumns(columns)
            let table = FoundTable(
                number: found, title: title, headingRows: rows,
                columns: withSerials(withDays(columns, days), sample), units: notes,
                sample: sample.map { joined($0, days) }, dayColumns: days)
            return TableBody(table, lines: lines, merges: layout.merges)
        }
        (lastRow, followsEnd) = (rows.upperBound, false)
        return before.map { .leftOut(LeftOutRow($0, .title)) } + tables.map { .table($0.table) }
    }

    /// Tables that stand beside each other: between them is a column without title and without values, and the second
    /// names its columns as the first does or counts its own rows.
    private func segments(_ columns: [TableColumn], _ sample: [SourceRow]) -> [[TableColumn]] {
        var parts: [[TableColumn]] = []
        for column in columns {
            if let last = parts.last?.last, column.column == last.column + 1 {
                parts[parts.count - 1].append(column)
            } else {
                parts.append([column])
            }
        }
        guard parts.count > 1, let first = parts.first else { return [columns] }
        let titles = Set(first.map(\.title))
        let others = parts.dropFirst()
        let isBeside = others.allSatisfy { part in
            part.count >= 2
                && (part.contains { $0.isSerial } || part.count(where: { titles.contains($0.title) }) * 2 > part.count)
        }
        return isBeside && first.count >= 2 ? parts : [columns]
    }

    /// Columns beside each other, under one title, for the year, the month and the day.
    private func dayColumns(_ columns: [TableColumn]) -> [[Int]] {
        columns.indices.dropLast(2).filter { start in
            zip(columns[start...start + 2], SheetWords.dayParts).allSatisfy { column, part in
                column.titles.last == part && column.titles.dropLast() == columns[start].titles.dropLast()
                    && column.titles.count > 1
            }
        }.map { start in columns[start...start + 2].map(\.column) }
    }

    private func withDays(_ columns: [TableColumn], _ days: [[Int]]) -> [TableColumn] {
        columns.compactMap { column in
            guard let parts = days.first(where: { $0.contains(column.column) }) else { return column }
            guard parts[0] == column.column else { return nil }
            return TableColumn(column: column.column, titles: column.titles.dropLast(), unit: nil)
        }
    }

    /// A column called "code" counts the rows only where it holds 1, 2, 3.
    private func withSerials(_ columns: [TableColumn], _ sample: [SourceRow]) -> [TableColumn] {
        columns.map { column in
            guard column.isSerial, SheetWords.doubtfulSerials.contains(narrowed(column.title)) else { return column }
            let numbers = sample.compactMap { $0.cell(column.column)?.plainNumber }
            let counts = numbers.count >= 2 && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 || $1 == 1 }
            return TableColumn(column: column.column, titles: column.titles, unit: column.unit, isSerial: counts)
        }
    }

    private mutating func pass(_ row: SourceRow) -> [TableEvent] {
        defer { lastRow = row.number }
        var events: [TableEvent] = []
        for index in tables.indices {
            guard let event = tables[index].take(row, isAlone: tables.count == 1) else { continue }
            events.append(event)
        }
        followsEnd = false
        if events.isEmpty { return [.leftOut(LeftOutRow(row, .outside))] }
        if case .leftOut(let row) = events[0] { followsEnd = [.note, .total].contains(row.reason) }
        return events
    }

    /// The merged cells that touch the rows that wait.
    private func merges() -> [CellArea] {
        guard let first = waiting.first?.number, let last = waiting.last?.number else { return [] }
        return layout.merges.filter { $0.rows.lowerBound <= last && $0.rows.upperBound >= first }
    }
}

/// The row with the parts of days as whole days; where the year or the month is missing it is left as it is.
func joined(_ row: SourceRow, _ days: [[Int]]) -> SourceRow {
    var row = row
    for parts in days {
        let texts = parts.map { row.cell($0)?.text.trimmingSpaces ?? "" }
        row.cells.removeAll { parts.contains($0.column) }
        let text = zip(texts, SheetWords.dayParts).map { $0.isEmpty ? "" : $0 + $1 }.joined()
        guard !text.isEmpty else { continue }
        row.cells.append(SourceCell(column: parts[0], value: .text(text)))
        row.cells.sort { $0.column < $1.column }
    }
    return row
}
