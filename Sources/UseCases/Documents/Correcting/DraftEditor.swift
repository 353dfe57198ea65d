// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain

/// Applies corrections to a draft so that it stays what the schema says: what is read from the text is read again, every
/// path stands once, and a source covers what it is the source of.
struct DraftEditor {
    private(set) var draft: PlanDraft
    let source: SourceText
    private var knownReader: ClauseReader?

    init(_ draft: PlanDraft, source: SourceText) { (self.draft, self.source) = (draft, source) }

    /// Throws `ValidationFailure` and leaves the draft as it was where the correction can't be made.
    mutating func apply(_ correction: DraftCorrection) throws(ValidationFailure) {
        let before = draft
        do {
            try change(correction)
            dropSettled()
        } catch {
            draft = before
            throw error
        }
    }

    private mutating func change(_ correction: DraftCorrection) throws(ValidationFailure) {
        switch correction {
        case .edit(let place, let title, let units, let text):
            if let title { try retitle(place, title) }
            if let units { try setUnits(place, units) }
            if let text { try setText(place, text) }
        case .mapUnit(let place, let name, let body): try mapUnit(place, name, to: body)
        case .replaceUnit(let unit, let other): try replaceUnit(unit, by: other)
        case .retitle(let place, let title): try retitle(place, title)
        case .split(let place, let at, let title): try split(place, at: at, title: title)
        case .mergeWithNext(let place): try mergeWithNext(place)
        case .move(let area, let task, let toArea, let at): try move(area: area, task: task, toArea: toArea, at: at)
        case .setUnits(let place, let list): try setUnits(place, list)
        case .remove(let place): try remove(place)
        case .setDocumentField(let field, let value): try setDocumentField(field, value)
        case .confirm(let place): try confirm(place)
        case .settle(let key): try settle(key)
        }
    }

    /// Reads clauses of this document; made once, where a correction needs it.
    var reader: ClauseReader {
        mutating get {
            if let knownReader { return knownReader }
            let made = ClauseReader(source)
            knownReader = made
            return made
        }
    }

    /// The draft, for the steps in their own files.
    mutating func edit(_ body: (inout PlanDraft) -> Void) { body(&draft) }

    func requireArea(_ area: Int) throws(ValidationFailure) {
        guard draft.areas.indices.contains(area) else { throw .noSuchPlace }
    }

    func requireTask(_ area: Int, _ task: Int) throws(ValidationFailure) {
        try requireArea(area)
        guard draft.areas[area].tasks.indices.contains(task) else { throw .noSuchPlace }
    }

    func requireSafeguard(_ safeguard: Int) throws(ValidationFailure) {
        guard draft.safeguards.indices.contains(safeguard) else { throw .noSuchPlace }
    }

    /// `path`, or the first of `path-2`, `path-3` … that no task has.
    func unusedPath(_ path: String) -> String {
        let taken = Set(draft.areas.flatMap { $0.tasks.map(\.path) })
        var (candidate, number) = (path, 1)
        while taken.contains(candidate) {
            number += 1
            candidate = "\(path)-\(number)"
        }
        return candidate
    }
}

extension ValidationFailure {
    /// The place was removed meanwhile, or never was.
    static let noSuchPlace = ValidationFailure(field: "place", message: "correction.noSuchPlace")
}

extension DraftTask {
    /// The task's text with its lists of units, wherever they stand.
    var extent: TextRange { source.range.joined(with: responsible.sources) }
}

extension DraftSafeguard {
    /// The safeguard's text with its lists of units, wherever they stand.
    var extent: TextRange { source.range.joined(with: responsible.sources) }
}

extension TextRange {
    fileprivate func joined(with sources: [DraftSource]) -> TextRange {
        let ranges = [self] + sources.map(\.range)
        return TextRange(from: ranges.map(\.from).min() ?? from, to: ranges.map(\.to).max() ?? to)
    }
}
