// SPDX-License-Identifier: Apache-2.0
package import Domain

extension DocumentReader {
    /// Why each line of a document was read as it was. Reads the document once more than a draft needs: no part of the
    /// ordinary way.
    package func explain(_ source: SourceText) -> Explanation {
        let draft = read(source)
        var explainer = Explainer(source, draft, repairs(source))
        if let opened = openDocument(source) { explainer.explain(opened) }
        explainer.addDoubts()
        return Explanation(lines: explainer.lines, draft: draft)
    }
}

/// Collects the steps of each line.
struct Explainer {
    let scalars: Scalars
    let draft: PlanDraft
    private(set) var lines: [Explanation.Line] = []

    init(_ source: SourceText, _ draft: PlanDraft, _ repairs: [TextRepair]) {
        (scalars, self.draft) = (Scalars(text: source.text), draft)
        var found = readLines(scalars)
        dropFurniture(&found, in: scalars)
        var (number, at) = (1, 0)
        for line in found {
            while at < Int(line.start) {
                let isPair = scalars[at] == 0x0D && at + 1 < scalars.count && scalars[at + 1] == Sign.newline
                if scalars[at].is(.newline), !isPair { number += 1 }
                at += 1
            }
            let range = TextRange(from: Int(line.start), to: Int(line.end))
            var explained = Explanation.Line(number: number, range: range, text: scalars.text(line.range))
            if line.isFurniture {
                let isNumber = isPageNumber(scalars, line.range) || line.range.allSatisfy { scalars[$0].is(.digit) }
                explained.steps.append(.init(isNumber ? .pageNumber : .runningHead))
            } else if ContentsGrammar.isEntry(scalars, line.range) {
                explained.steps.append(.init(.contentsEntry))
            }
            lines.append(explained)
        }
        for repair in repairs { if let line = line(before: repair.range.to) { lines[line].repairs.append(repair) } }
    }

    /// The last line that begins before a place; gaps belong to the line behind them.
    private func line(before place: Int) -> Int? {
        let index = lines.partitioningIndex { $0.range.from >= max(place, 1) }
        let next = index < lines.count && lines[index].range.from == place ? index : index - 1
        return lines.indices.contains(next) ? next : lines.indices.first
    }

    /// Adds a step to the line in which a range begins.
    mutating func add(_ rule: ReadingRule, at range: TextRange, _ arguments: [String: String] = [:]) {
        let index = lines.partitioningIndex { $0.range.to > range.from }
        guard index < lines.count else { return }
        lines[index].steps.append(.init(rule, arguments, at: range))
    }

    /// Adds a step to every line of a range that has none of its kind yet and is no furniture.
    mutating func mark(_ rule: ReadingRule, _ range: TextRange, _ arguments: [String: String] = [:]) {
        var index = lines.partitioningIndex { $0.range.to > range.from }
        while index < lines.count, lines[index].range.from < range.to {
            let isFurniture = lines[index].steps.contains { $0.rule == .pageNumber || $0.rule == .runningHead }
            if !isFurniture, !lines[index].steps.contains(where: { $0.rule == rule && $0.arguments == arguments }) {
                lines[index].steps.append(.init(rule, arguments))
            }
            index += 1
        }
    }

    var isUnread: [Int] { lines.indices.filter { lines[$0].steps.isEmpty || onlyLayout(lines[$0]) } }

    private func onlyLayout(_ line: Explanation.Line) -> Bool {
        line.steps.allSatisfy { $0.rule == .paragraphStart || $0.rule == .paragraphGoesOn }
    }

    /// Puts each doubt to the line it is about.
    mutating func addDoubts() {
        for doubt in draft.everyDoubt {
            guard let source = doubt.source else { continue }
            let index = lines.partitioningIndex { $0.range.to > source.from }
            if index < lines.count, !lines[index].doubts.contains(doubt) { lines[index].doubts.append(doubt) }
        }
    }
}

extension Array {
    /// The first index whose element satisfies `predicate`, where all after the first do.
    fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
