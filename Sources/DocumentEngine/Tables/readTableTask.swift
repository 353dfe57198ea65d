// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The task of one row, or of the rows below one number.
    func readTableTask(_ entry: TableSection.Entry, prefix: String, count: Int) -> DraftTask? {
        guard let words = words(of: entry.rows) else { return nil }
        let body = words.body
        var doubts: [Diagnostic] = []
        let ordinal = entry.rows[0].first(.number).map { tableOrdinal(text, $0.range) } ?? words.ordinal
        var path = prefix + (ordinal ?? String(count))
        if let part = entry.part {
            let number = MarkerForm.usual[1]
            path += String(text: number.ordinal(part))
        }
        var task = DraftTask(
            ordinal: entry.part == nil ? ordinal : nil, path: path, title: words.title.map(oneLine),
            text: body.text(text, body.range), source: text.source(body.range), confidence: 1)
        task.group = entry.group.map(oneLine)
        task.measures = readCellMeasures(body)
        task.responsible = readResponsibility(body, cells: unitCells(entry.rows), &doubts)
        let (targets, names) = (readTargets(text, body), readNames(text, body))
        task.targets = targets.targets + readTerms(entry.rows, outside: body)
        task.named = names.things
        doubtMeasures(
            &task.measures,
            overlooked: targets.overlooked.map { (.targetNotRead, $0) } + names.overlooked.map { (.thingNotRead, $0) })
        let place = text.source(body.range.prefix(1).startIndex..<(body.range.lowerBound + 1)).range
        if words.title == nil { doubts.append(Diagnostic(code: "titleMissing", source: place)) }
        for word in findStrayWords(text, body.range) {
            doubts.append(
                Diagnostic(
                    code: "strayLatinWord", arguments: ["word": text.text(word)], source: text.source(word).range))
        }
        task.doubts = doubts
        task.confidence = doubts.confidence
        return task
    }

    private struct Words {
        var ordinal: String?
        var title: Range<Int>?
        var body: Body
    }

    /// Title and text: of two columns, or of one in which the title is the first sentence.
    private func words(of rows: [TableRow]) -> Words? {
        let titleCell = rows.compactMap { $0.first(.title) }.first?.range
        if let range = tableBody(text, rows, .text, .goal) ?? tableBody(text, rows, .text)
            ?? tableBody(text, rows, .goal)
        {
            if let titleCell, tableBody(text, rows, .text) != nil || titleCell != range {
                let heading = headed(titleCell)
                let end = titleCell.upperBound - (text[titleCell.upperBound - 1].is(.stop) ? 1 : 0)
                let body = Body(text, range)
                let title = heading.start..<max(heading.start, end)
                if !body.range.isEmpty { return Words(ordinal: heading.ordinal, title: title, body: body) }
            } else {
                return wordsOfCell(range)
            }
        }
        return titleCell.flatMap(wordsOfCell)
    }

    private func wordsOfCell(_ cell: Range<Int>) -> Words? {
        let heading = headed(cell)
        var (body, title) = (Body(text, heading.bodyStart..<max(heading.bodyStart, cell.upperBound)), heading.title)
        if body.range.isEmpty {
            body = Body(text, heading.start..<cell.upperBound)
            if hasSentences(body.range) { title = nil }
        }
        return body.range.isEmpty ? nil : Words(ordinal: heading.ordinal, title: title.map(text.trim), body: body)
    }

    /// The number of its own with which a cell begins, and its title as that of a paragraph.
    private func headed(_ cell: Range<Int>) -> (ordinal: String?, start: Int, title: Range<Int>?, bodyStart: Int) {
        let line = cell.lowerBound..<(cell.firstIndex { text[$0] == Sign.newline } ?? cell.upperBound)
        let found = readMarker(text.scalars, line)
        let none = line.lowerBound..<line.lowerBound
        let marker = found ?? Marker(scheme: .point, number: 1, ordinal: none, range: none)
        var paragraph = Paragraph(range: line, firstLineEnd: line.upperBound, followsBlank: false)
        paragraph.marker = found
        paragraph.stops = line.reduce(0) { $0 + (text[$1].is(.stop) ? 1 : 0) }
        let (title, bodyStart, _) = readTitle(text, paragraph, marker)
        return (found.map { _ in tableOrdinal(text, line) }, marker.range.upperBound, title, bodyStart)
    }

    /// In a cell that prints no stop, every line is a measure.
    private func readCellMeasures(_ body: Body) -> [DraftMeasure] {
        let lines = body.range.split { text[$0] == Sign.newline }
        guard lines.count > 1, !hasSentences(body.range), body.lists.isEmpty else { return readMeasures(body) }
        return lines.flatMap { readMeasures(Body(text, $0.startIndex..<$0.endIndex)) }
    }

    // MARK: Units

    /// The units of the cells, in the order of the columns, as one list: what a name settles holds for those behind it.
    func unitCells(_ rows: [TableRow]) -> [UnitList] {
        var (seen, lists): (Set<Int>, [UnitList]) = ([], [])
        for row in rows {
            let cells = row.all(.lead, .cooperate, .units).sorted {
                $0.cell.range.lowerBound < $1.cell.range.lowerBound
            }
            for (column, cell) in cells where seen.insert(cell.range.lowerBound).inserted {
                guard !TableGrammar.emptyCells.contains(text.scalars, cell.range), let list = unitList(cell, column)
                else {
                    continue
                }
                lists.append(list)
            }
        }
        return lists
    }

    private func unitList(_ cell: TableRow.Cell, _ column: TableGrammar.Column) -> UnitList? {
        let range = text.trim(cell.range)
        let group = BracketGroup(range: range, content: range, isUnbalanced: false, next: range.upperBound)
        guard var list = readUnitList(text.scalars, group, in: range) else { return nil }
        list.items = list.items.flatMap { item in
            pieces(item.range).map { piece in
                var part = UnitList.Item(range: piece, role: item.role)
                (part.owner, part.isOpen) = (item.owner ?? cell.owner, item.isOpen)
                if column != .units, part.role == nil { part.role = column == .lead ? .lead : .cooperate }
                return part
            }
        }
        return list
    }

    /// Units that nothing but a gap separates, or the end of a line that was as wide as its cell.
    private func pieces(_ range: Range<Int>) -> [Range<Int>] {
        let reader = UnitListReader(scalars: text.scalars)
        for at in range.dropFirst(2) {
            let (left, right) = (range.lowerBound..<at, at..<range.upperBound)
            let isJoint =
                text[at] == UnitGrammar.cityWord && left.count >= 3
                && UnitGrammar.offices.suffix(of: text.scalars, left) != nil
            guard text.hasGap(before: at) || isJoint else { continue }
            if reader.looksLikeUnit(left), pieces(right).allSatisfy(reader.looksLikeUnit) {
                return [left] + pieces(right)
            }
        }
        return [range]
    }

    // MARK: Clauses that a clerk cut anew

    /// The rows whose text stands in a range of the repaired text.
    func tableRows(in range: Range<Int>) -> [TableRow] {
        guard range.lowerBound >= text.proseEnd else { return [] }
        return tables.flatMap { table in
            table.lines.compactMap { line in
                guard case .row(let row) = line,
                    row.all(.title, .text).contains(where: { $0.cell.range.overlaps(range) })
                else { return nil }
                return row
            }
        }
    }

    /// A range without the cells at its ends that hold no text of the rows.
    func withoutOtherCells(_ range: Range<Int>, _ rows: [TableRow]) -> Range<Int> {
        let hasText = rows.contains { $0.first(.text) != nil }
        let cells = rows.flatMap { hasText ? $0.all(.text, .goal) : $0.all(.title, .goal) }.map(\.cell.range)
            .filter { $0.overlaps(range) }
        guard let from = cells.map(\.lowerBound).min(), let to = cells.map(\.upperBound).max() else { return range }
        return max(from, range.lowerBound)..<min(to, range.upperBound)
    }

    // MARK: Terms

    /// The targets of cells that say until when or what is to be reached.
    func readTerms(_ rows: [TableRow], outside body: Body) -> [DraftTarget] {
        var (seen, targets): (Set<Int>, [DraftTarget]) = ([], [])
        for row in rows {
            for (column, cell) in row.all(.deadline, .goal) where seen.insert(cell.range.lowerBound).inserted {
                if column == .deadline {
                    targets += [readTerm(text.trim(cell.range))].compactMap(\.self)
                } else if !body.range.overlaps(cell.range) {
                    targets += readTargets(text, Body(text, cell.range)).targets
                }
            }
        }
        return targets
    }

    /// A day, a year or a frequency; nil where a cell sets no term.
    private func readTerm(_ range: Range<Int>) -> DraftTarget? {
        let scalars = text.scalars
        let every = TargetGrammar.frequencies.first(in: scalars, range).map { TargetGrammar.frequency($0.index) }
        guard
            every != nil || range.contains(where: { scalars[$0].is(.digit) })
                || TargetGrammar.seasons.first(in: scalars, range) != nil
        else { return nil }
        let dates = DateReader(scalars: scalars)
        var deadline: DraftTarget.Deadline?
        for at in range {
            if let date = dates.date(at: at, before: range.upperBound) {
                deadline = .date(date.date)
            } else if let year = dates.year(at: at, before: range.upperBound) {
                deadline = .year(year.value)
            }
        }
        return DraftTarget(text: oneLine(range), every: every, by: deadline, source: text.source(range))
    }
}
