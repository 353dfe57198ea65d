// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// Adds areas of tables to those that were read before. A table that lists tasks again, as an annex does to divide
    /// them among units, adds none: it only says who acts where the prose does not.
    func fold(_ tables: [DraftArea], into areas: inout [DraftArea], _ warnings: inout [Diagnostic]) {
        guard !tables.isEmpty, !areas.isEmpty else { return areas += tables }
        let (tasks, rows) = (areas.flatMap(\.tasks), tables.flatMap(\.tasks))
        let matches = TableMatcher(tasks).matches(of: rows)
        guard matches.compactMap(\.self).count * 3 >= rows.count else { return areas += tables }
        for (row, match) in zip(rows, matches) {
            if let match {
                complete(tasks[match], by: row, in: &areas)
            } else {
                warnings.append(
                    Diagnostic(
                        code: "tableRowUnmatched", arguments: ["element": row.title ?? row.text],
                        source: row.source.range))
            }
        }
    }

    /// The units of all rows of a task, where its own text names none.
    private func complete(_ task: DraftTask, by row: DraftTask, in areas: inout [DraftArea]) {
        for area in areas.indices {
            guard let place = areas[area].tasks.firstIndex(where: { $0.source == task.source }) else { continue }
            if task.responsible.printed.isEmpty { areas[area].tasks[place].responsible.add(row.responsible) }
            // A term in a cell; a phrase of the row's text is one of the task's own.
            areas[area].tasks[place].targets += row.targets.filter { !row.source.range.contains($0.source.range) }
            return
        }
    }

    /// Where the title of the document stands.
    func sourceTitle() -> DraftSourceTitle? {
        let title = documentTitle ?? ""
        let words = Scalars(text: title)
        for index in part.prefix(40) where text.scalars[paragraphs[index].range].elementsEqual(words) {
            return DraftSourceTitle(text: title, source: text.source(paragraphs[index].range))
        }
        guard
            let first = part.first(where: { MetadataGrammar.kind(text.scalars, paragraphs[$0].range) != nil })
                ?? part.first
        else { return nil }
        return DraftSourceTitle(
            text: text.text(paragraphs[first].range), source: text.source(paragraphs[first].range))
    }
}

extension DraftResponsibility {
    fileprivate mutating func add(_ other: DraftResponsibility) {
        printed += other.printed
        sources += other.sources.filter { !sources.contains($0) }
        for unit in other.expanded where !expanded.contains(unit) { expanded.append(unit) }
    }
}

/// Finds the tasks of the prose that the rows of a table name again.
private struct TableMatcher {
    private let titles: [String: Int]
    private let pairs: [Set<UInt64>]
    /// Beyond this many comparisons, only titles that are equal count.
    private static let mostComparisons = 250_000
    /// The share of the shorter wording's pairs of characters that both have.
    private static let likeness = 0.6

    init(_ tasks: [DraftTask]) {
        titles = Dictionary(
            tasks.enumerated().compactMap { index, task in task.title.map { (Self.folded($0), index) } },
            uniquingKeysWith: { first, _ in first })
        pairs = tasks.map { Self.pairs(($0.title ?? "") + $0.text) }
    }

    func matches(of rows: [DraftTask]) -> [Int?] {
        let isLong = rows.count * pairs.count > Self.mostComparisons
        return rows.map { row in
            if let title = row.title, let same = titles[Self.folded(title)] { return same }
            return isLong ? nil : nearest(to: Self.pairs((row.title ?? "") + row.text))
        }
    }

    private func nearest(to row: Set<UInt64>) -> Int? {
        guard row.count >= 4 else { return nil }
        var best: (index: Int, share: Double)?
        for (index, task) in pairs.enumerated() where task.count >= 4 {
            let share = Double(row.intersection(task).count) / Double(min(row.count, task.count))
            if share >= Self.likeness, share > best?.share ?? 0 { best = (index, share) }
        }
        return best?.index
    }

    private static func folded(_ title: String) -> String {
        String(text: Scalars(Scalars(text: title).filter { $0.is([.han, .digit, .latin]) }))
    }

    private static func pairs(_ words: String) -> Set<UInt64> {
        let signs = Scalars(text: words).filter { $0.is([.han, .digit, .latin]) }
        return Set(zip(signs, signs.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
    }
}
