// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain

extension DraftEditor {
    /// Joins a task, area or safeguard with the one after it. The heading between two tasks becomes part of the text.
    mutating func mergeWithNext(_ place: DraftPlace) throws(ValidationFailure) {
        switch place {
        case .area(let area): try mergeAreas(area)
        case .task(let area, let task): try mergeTasks(area, task)
        case .safeguard(let safeguard): try mergeSafeguards(safeguard)
        }
    }

    private mutating func mergeAreas(_ area: Int) throws(ValidationFailure) {
        try requireArea(area)
        guard draft.areas.indices.contains(area + 1) else { throw .nothingAfter }
        edit { draft in
            let next = draft.areas.remove(at: area + 1)
            draft.areas[area].tasks += next.tasks.map { task in
                var task = task
                task.group = task.group ?? next.title
                return task
            }
        }
    }

    private mutating func mergeTasks(_ area: Int, _ task: Int) throws(ValidationFailure) {
        try requireTask(area, task)
        guard draft.areas[area].tasks.indices.contains(task + 1) else { throw .nothingAfter }
        var first = draft.areas[area].tasks[task]
        let second = draft.areas[area].tasks[task + 1]
        let clause = try join(
            (first.source.range, first.extent), (second.source.range, second.extent),
            first.responsible.joined(with: second.responsible))
        first.title = first.title ?? second.title
        first.text = clause.text
        first.source = clause.source
        first.fill(clause)
        first.doubts += second.doubts.filter { !first.doubts.contains($0) }
        first.confidence = min(first.confidence, second.confidence)
        edit { draft in
            draft.areas[area].tasks[task] = first
            draft.areas[area].tasks.remove(at: task + 1)
        }
    }

    private mutating func mergeSafeguards(_ index: Int) throws(ValidationFailure) {
        try requireSafeguard(index)
        guard draft.safeguards.indices.contains(index + 1) else { throw .nothingAfter }
        var first = draft.safeguards[index]
        let second = draft.safeguards[index + 1]
        let clause = try join(
            (first.source.range, first.extent), (second.source.range, second.extent),
            first.responsible.joined(with: second.responsible), isSafeguard: true)
        first.text = clause.text
        first.source = clause.source
        first.fill(clause)
        edit { draft in
            draft.safeguards[index] = first
            draft.safeguards.remove(at: index + 1)
        }
    }

    /// Reads two neighbours as one clause. Their extents may overlap: halves of a clause share its list of units.
    private mutating func join(
        _ first: (text: TextRange, extent: TextRange), _ second: (text: TextRange, extent: TextRange),
        _ units: DraftResponsibility, isSafeguard: Bool = false
    ) throws(ValidationFailure) -> DraftClause {
        // A task that was moved here stands elsewhere in the document; the text between would come along.
        guard first.text.to <= second.text.from, isNeighbour(first.text, second.text) else {
            throw ValidationFailure(field: "place", message: "correction.notNeighbours")
        }
        let whole = TextRange(
            from: min(first.extent.from, second.extent.from), to: max(first.extent.to, second.extent.to))
        guard var clause = reader.clause(in: whole, isSafeguard: isSafeguard) else { throw .noSuchPlace }
        clause.responsible = units
        return clause
    }

    /// Whether no other task, area or safeguard stands between two ranges.
    private func isNeighbour(_ first: TextRange, _ second: TextRange) -> Bool {
        let others =
            draft.areas.flatMap { [$0.source.range] + $0.tasks.map(\.source.range) }
            + draft.safeguards.map(\.source.range)
        return !others.contains { first.to <= $0.from && $0.to <= second.from }
    }
}

extension ValidationFailure {
    fileprivate static let nothingAfter = ValidationFailure(field: "place", message: "correction.nothingAfter")
}

extension DraftResponsibility {
    /// Both lists, each unit once.
    fileprivate func joined(with other: DraftResponsibility) -> DraftResponsibility {
        var joined = self
        joined.printed += other.printed.filter { !printed.contains($0) }
        joined.sources += other.sources.filter { !sources.contains($0) }
        joined.expanded += other.expanded.filter { !expanded.contains($0) }
        return joined
    }
}
