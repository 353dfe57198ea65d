// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain

extension DraftEditor {
    /// Cuts a task or safeguard in two before a scalar of the text; the second gets the title.
    mutating func split(_ place: DraftPlace, at: Int, title: String?) throws(ValidationFailure) {
        let title = title.map(\.trimmingWhitespace).flatMap { $0.isEmpty ? nil : $0 }
        switch place {
        case .area: throw ValidationFailure(field: "place", message: "correction.areaNotSplit")
        case .task(let area, let task):
            try requireTask(area, task)
            try splitTask(area, task, at: at, title: title)
        case .safeguard(let safeguard):
            try requireSafeguard(safeguard)
            guard let title else { throw ValidationFailure(field: "title", message: "correction.titleMissing") }
            try splitSafeguard(safeguard, at: at, title: title)
        }
    }

    private mutating func splitTask(_ area: Int, _ task: Int, at: Int, title: String?) throws(ValidationFailure) {
        var first = draft.areas[area].tasks[task]
        let halves = try cut(first.source.range, first.extent, at: at, title: title, units: first.responsible)
        let path = unusedPath(first.path + "-2")
        let suffix = path.dropFirst(first.path.count)
        var second = DraftTask(
            ordinal: first.ordinal.map { $0 + suffix }, path: path, title: title, text: halves.second.text,
            source: halves.second.source, confidence: 1)
        second.group = first.group
        second.fill(halves.second)
        first.text = halves.first.text
        first.source = halves.first.source
        first.fill(halves.first)
        let left = first.extent
        first.doubts.removeAll { doubt in doubt.source.map { !left.contains($0) } ?? false }
        edit { draft in
            draft.areas[area].tasks[task] = first
            draft.areas[area].tasks.insert(second, at: task + 1)
        }
    }

    private mutating func splitSafeguard(_ index: Int, at: Int, title: String) throws(ValidationFailure) {
        var first = draft.safeguards[index]
        let halves = try cut(
            first.source.range, first.extent, at: at, title: title, units: first.responsible, isSafeguard: true)
        let taken = Set(draft.safeguards.map(\.ordinal))
        var number = 2
        while taken.contains("\(first.ordinal)-\(number)") { number += 1 }
        var second = DraftSafeguard(
            ordinal: "\(first.ordinal)-\(number)", title: title, text: halves.second.text,
            source: halves.second.source)
        second.fill(halves.second)
        first.text = halves.first.text
        first.source = halves.first.source
        first.fill(halves.first)
        edit { draft in
            draft.safeguards[index] = first
            draft.safeguards.insert(second, at: index + 1)
        }
    }

    private mutating func cut(
        _ body: TextRange, _ extent: TextRange, at: Int, title: String?, units: DraftResponsibility,
        isSafeguard: Bool = false
    ) throws(ValidationFailure) -> (first: DraftClause, second: DraftClause) {
        let nowhere = ValidationFailure(field: "at", message: "correction.splitNowhere")
        let cutsList = units.sources.contains { $0.range.from < at && at < $0.range.to }
        guard body.from < at, at < body.to, !cutsList else { throw nowhere }
        let start = title.flatMap { endOfHeading($0, from: at, before: body.to) } ?? at
        let reader = reader
        guard var first = reader.clause(in: TextRange(from: extent.from, to: at), isSafeguard: isSafeguard),
            var second = reader.clause(in: TextRange(from: start, to: extent.to), isSafeguard: isSafeguard),
            first.source.range.to <= at,
            !first.text.isEmpty, !second.text.isEmpty
        else { throw nowhere }
        // Lists on both sides of the cut belong to their halves. One list, or what a clerk has set, holds for both.
        let isDivided =
            units.sources.contains { $0.range.to <= at } && units.sources.contains { $0.range.from >= at }
        if !isDivided { (first.responsible, second.responsible) = (units, units) }
        return (first, second)
    }

    /// Where the body begins if the second half starts with its own title: behind the title and its stop.
    private func endOfHeading(_ title: String, from start: Int, before end: Int) -> Int? {
        guard let printed = findPrinted(title, in: source, within: TextRange(from: start, to: end)) else { return nil }
        let scalars = source.text.unicodeScalars
        let between = scalars.dropFirst(start).prefix(printed.from - start)
        guard between.allSatisfy({ $0.properties.isWhitespace }) else { return nil }
        let rest = scalars.dropFirst(printed.to).prefix(end - printed.to)
        let stop = rest.prefix { $0.properties.isWhitespace || $0.properties.generalCategory == .otherPunctuation }
        return printed.to + stop.count < end ? printed.to + stop.count : nil
    }
}

extension DraftTask {
    /// Takes over what was read from the words; text and source are set beside.
    mutating func fill(_ clause: DraftClause) {
        (measures, responsible) = (clause.measures, clause.responsible)
        (targets, named) = (clause.targets, clause.named)
        // What was compared with the national clauses was the old text.
        crosswalk = nil
    }
}

extension DraftSafeguard {
    mutating func fill(_ clause: DraftClause) {
        (measures, responsible) = (clause.measures, clause.responsible)
        (targets, named, obligations) = (clause.targets, clause.named, clause.obligations)
    }
}
