// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// A piece of the source that belongs to a place in the draft.
struct SourceMark: Hashable, Sendable {
    enum Part: Hashable, Sendable { case title, text, units }
    var range: TextRange
    let place: DraftPlace
    let part: Part
}

/// The pieces of the source in order, none overlapping another.
func sourceMarks(of plan: PlanDraft, in scalars: [Unicode.Scalar]) -> [SourceMark] {
    var marks: [SourceMark] = []
    for (index, area) in plan.areas.enumerated() {
        marks.append(SourceMark(range: area.source.range, place: .area(index), part: .title))
        for (number, task) in area.tasks.enumerated() {
            let place = DraftPlace.task(area: index, task: number)
            marks += pieces(of: task.source.range, units: task.responsible.sources, place: place)
        }
    }
    for (index, safeguard) in plan.safeguards.enumerated() {
        marks += pieces(of: safeguard.source.range, units: safeguard.responsible.sources, place: .safeguard(index))
    }
    marks = marks.map { mark in
        var mark = mark
        mark.range.from = min(max(0, mark.range.from), scalars.count)
        mark.range.to = min(mark.range.to, scalars.count)
        return mark
    }
    return separate(marks) + titles(of: plan, marks: marks, in: scalars)
}

/// A text without its unit lists, and the lists, which may stand inside it or after it.
private func pieces(of text: TextRange, units: [DraftSource], place: DraftPlace) -> [SourceMark] {
    var marks: [SourceMark] = []
    var from = text.from
    for list in units.map(\.range).sorted(by: { $0.from < $1.from }) {
        if list.from > from && list.to <= text.to {
            marks.append(SourceMark(range: TextRange(from: from, to: list.from), place: place, part: .text))
            from = list.to
        }
        marks.append(SourceMark(range: list, place: place, part: .units))
    }
    if from < text.to { marks.append(SourceMark(range: TextRange(from: from, to: text.to), place: place, part: .text)) }
    return marks
}

/// The marks in order, each cut where the next one begins.
private func separate(_ marks: [SourceMark]) -> [SourceMark] {
    var result: [SourceMark] = []
    for mark in marks.sorted(by: { ($0.range.from, $0.range.to) < ($1.range.from, $1.range.to) }) {
        if let last = result.last, last.range.to > mark.range.from {
            result[result.count - 1].range.to = mark.range.from
        }
        result.append(mark)
    }
    return result.filter { $0.range.from < $0.range.to }
}

/// The titles of tasks and safeguards: a source covers the text alone, and the title stands between it and whatever
/// came before.
private func titles(of plan: PlanDraft, marks: [SourceMark], in scalars: [Unicode.Scalar]) -> [SourceMark] {
    let ends = marks.map(\.range.to).sorted()
    func mark(_ title: String?, _ text: TextRange, _ place: DraftPlace) -> SourceMark? {
        guard text.from <= scalars.count else { return nil }
        let index = ends.partitioningIndex { $0 > text.from }
        let floor = max(index > 0 ? ends[index - 1] : 0, text.from - 400)
        var from = max(0, floor)
        while from < text.from, scalars[from].properties.isWhitespace { from += 1 }
        guard from < text.from else { return nil }
        if !holds(scalars[from..<text.from], title) {
            // A title that a clerk wrote: what stands before the text in its own line is where the old one was.
            let line = scalars[from..<text.from].lastIndex(of: "\n").map { $0 + 1 } ?? from
            from = line
        }
        return SourceMark(range: TextRange(from: from, to: text.from), place: place, part: .title)
    }
    var found: [SourceMark] = []
    for (index, area) in plan.areas.enumerated() {
        for (number, task) in area.tasks.enumerated() {
            if let mark = mark(task.title, task.source.range, .task(area: index, task: number)) { found.append(mark) }
        }
    }
    for (index, safeguard) in plan.safeguards.enumerated() {
        if let mark = mark(safeguard.title, safeguard.source.range, .safeguard(index)) { found.append(mark) }
    }
    return found.filter { $0.range.from < $0.range.to }
}

/// Whether the title stands in these scalars, white space aside.
private func holds(_ scalars: ArraySlice<Unicode.Scalar>, _ title: String?) -> Bool {
    guard let title, !title.isEmpty else { return false }
    func squeezed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars.filter { !$0.properties.isWhitespace }))
    }
    return squeezed(scalars).contains(squeezed(title.unicodeScalars))
}

extension Array {
    /// The first index whose element satisfies `predicate`, where all after the first do.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
