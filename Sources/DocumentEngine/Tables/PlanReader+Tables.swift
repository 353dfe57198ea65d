// SPDX-License-Identifier: Apache-2.0
import Domain

/// Tables that stand in a row and share one heading, and the heading of the outline below which they stand.
struct TableRun {
    var tables: [TaskTable]
    /// nil behind the plan, and in a document without headings.
    let owner: Int?
    /// The line right before it, where that is a title.
    let caption: Range<Int>?
}

extension PlanReader {
    /// The tables of the plan, those together that go on with one another.
    func readTableRuns() -> [TableRun] {
        var runs: [TableRun] = []
        for table in tables {
            if table.goesOn, !runs.isEmpty {
                runs[runs.count - 1].tables.append(table)
            } else {
                let caption = caption(of: table)
                let isAttached = caption.map { MetadataGrammar.kind(text.scalars, $0) != nil } ?? false
                runs.append(TableRun(tables: [table], owner: isAttached ? nil : owner(of: table), caption: caption))
            }
        }
        return runs
    }

    private func owner(of table: TaskTable) -> Int? {
        guard table.position <= end + 1 else { return nil }
        let index = outline.nodes.lastIndex { $0.marker.range.lowerBound < table.position }
        return index.flatMap { table.position <= node($0).end + 1 ? $0 : nil }
    }

    /// The line before a table, where it is no sentence and no numbered heading.
    private func caption(of table: TaskTable) -> Range<Int>? {
        var (low, high) = (part.lowerBound, part.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if paragraphs[middle].range.lowerBound < table.position { low = middle + 1 } else { high = middle }
        }
        for index in (part.lowerBound..<low).reversed().prefix(2) {
            let paragraph = paragraphs[index]
            guard paragraph.isBlock, paragraph.marker == nil else { return nil }
            // A line about the unit of measure or the date may stand between.
            if DateReader(scalars: text.scalars).lone(paragraph.range) == nil,
                text[paragraph.range.upperBound - 1].folded != Sign.colon,
                !text[paragraph.range.lowerBound].is(.opener)
            {
                return paragraph.range
            }
        }
        return nil
    }

    /// The sections of the tables below a heading.
    func tableSections(under index: Int) -> [TableSection] {
        tableRuns.filter { $0.owner.map { ($0 >= index) && $0 < node(index).next } ?? false }.flatMap { run in
            var sectioner = TableSectioner(text)
            return sectioner.read(run.tables)
        }
    }

    /// The tasks of tables in an area; the areas that the tables name themselves become groups of it or areas beside it.
    func addTables(to area: DraftArea, at index: Int, prefix: String, isSection: Bool) -> [DraftArea] {
        var areas = [area]
        for section in tableSections(under: index) {
            if let heading = section.heading, !isSection {
                areas += [readArea(section, heading, above: prefix)].filter { !$0.tasks.isEmpty }
            } else {
                areas[0].tasks += tasks(of: section, prefix: prefix, group: section.heading?.title)
            }
        }
        return areas.count > 1 && areas[0].tasks.isEmpty ? Array(areas.dropFirst()) : areas
    }

    /// The areas of tables that stand below no heading of the plan.
    func readLooseTables(except placed: Set<Int>) -> (
        areas: [DraftArea], safeguards: [DraftSafeguard]
    ) {
        var sections: [TableSection] = []
        for run in tableRuns where !(run.owner.map { placed.contains(top(of: $0)) } ?? false) {
            var sectioner = TableSectioner(text)
            for var section in sectioner.read(run.tables) {
                let isNamed = section.heading != nil
                if !isNamed, let caption = run.caption { section.heading = .init(title: caption) }
                sections.append(section)
            }
        }
        return sections.isEmpty ? ([], []) : areas(of: sections, title: sourceTitle())
    }

    /// The topmost heading above one.
    private func top(of index: Int) -> Int {
        (0...index).last { node($0).level == (outline.nodes.first?.level ?? 0) || $0 == 0 } ?? index
    }

    private func areas(of sections: [TableSection], title: DraftSourceTitle?) -> (
        areas: [DraftArea], safeguards: [DraftSafeguard]
    ) {
        let numbers = sections.flatMap(\.entries).compactMap {
            $0.rows.first?.first(.number).map { tableOrdinal(text, $0.range) }
        }
        let runsOn = Set(numbers).count == numbers.count
        var (areas, safeguards): ([DraftArea], [DraftSafeguard]) = ([], [])
        for (place, section) in sections.enumerated() {
            var heading = section.heading ?? .init(title: 0..<0)
            let isNumbered = heading.ordinal != nil
            if !isNumbered {
                let counted = MarkerForm.usual[0].ordinal(place + 1)
                heading.ordinal = String(text: counted)
                heading.prefix = runsOn ? "" : String(text: counted + [Sign.pauseMark])
            }
            var area = readArea(section, heading, above: "")
            if heading.title.isEmpty {
                guard let title else { continue }
                (area.title, area.source) = (title.text, title.source)
            }
            if isSafeguard(heading.title) {
                safeguards += area.tasks.map(safeguard)
            } else if !area.tasks.isEmpty {
                areas.append(area)
            }
        }
        return (areas, safeguards)
    }

    private func isSafeguard(_ title: Range<Int>) -> Bool {
        title.count <= 12 && HeadingGrammar.safeguards.first(in: text.scalars, title) != nil
            && HeadingGrammar.tasks.first(in: text.scalars, title) == nil
    }

    private func safeguard(_ task: DraftTask) -> DraftSafeguard {
        let clause = Body(
            text,
            text.position(
                notBefore: task.source.range.from, amongCells: true)..<text.position(
                    notBefore: task.source.range.to, amongCells: true))
        var safeguard = DraftSafeguard(
            ordinal: task.path, title: task.title ?? task.text, text: task.text, source: task.source)
        (safeguard.measures, safeguard.responsible) = (task.measures, task.responsible)
        (safeguard.targets, safeguard.named) = (task.targets, task.named)
        safeguard.obligations = clause.range.isEmpty ? [] : readObligations(text, clause).obligations
        return safeguard
    }

    private func readArea(_ section: TableSection, _ heading: TableSection.Heading, above: String) -> DraftArea {
        let title = text.trim(heading.title)
        var area = DraftArea(
            ordinal: above + (heading.ordinal ?? ""), title: oneLine(title),
            source: text.source(title.isEmpty ? 0..<1 : title))
        area.tasks = tasks(of: section, prefix: above + heading.prefix, group: nil)
        let bodies = section.entries.flatMap(\.rows).flatMap { $0.all(.title, .text).map(\.cell.range) }
        let (from, to) = (bodies.map(\.lowerBound).min() ?? 0, bodies.map(\.upperBound).max() ?? 0)
        area.nationalArea = AreaClassifier.classify(text.scalars, title: title, body: from..<to)
        return area
    }

    private func tasks(of section: TableSection, prefix: String, group: Range<Int>?) -> [DraftTask] {
        section.entries.enumerated().compactMap { index, entry in
            var entry = entry
            entry.group = entry.group ?? group
            return readTableTask(entry, prefix: prefix, count: index + 1)
        }
    }

    /// A title without the breaks of its cell.
    func oneLine(_ range: Range<Int>) -> String {
        String(text: Scalars(text.scalars[range].filter { $0 != Sign.newline }))
    }
}

/// A title with its place.
struct DraftSourceTitle {
    let text: String
    let source: DraftSource
}
