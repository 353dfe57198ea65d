// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension DraftCorrection {
    /// The same correction for a draft that others have changed since; nil where they changed what it is about.
    func carried(to draft: PlanDraft, seen: SeenPlace) -> DraftCorrection? {
        // A finding is found by its own words, wherever they stand now.
        if case .settle = self { return self }
        guard let now = draft.seenAgain(seen) else { return nil }
        if case .setDocumentField = self { return now.title == seen.title ? self : nil }
        if case .mapUnit(nil, _, _) = self { return self }
        guard let place = draft.place(of: seen) else { return nil }
        switch self {
        case .retitle(_, let title): return now.title == seen.title ? .retitle(place, title) : nil
        case .setUnits(_, let list): return now.units == seen.units ? .setUnits(place, list) : nil
        case .edit(_, let title, let units, let text):
            let isSame =
                (title == nil || now.title == seen.title) && (units == nil || now.units == seen.units)
                && (text == nil || now.whole == seen.whole)
            return isSame ? .edit(place, title: title, units: units, text: text) : nil
        case .mapUnit(_, let name, let body):
            return now.units == seen.units ? .mapUnit(place, name, to: body) : nil
        case .replaceUnit: return self
        case .split(_, let at, let title): return now.whole == seen.whole ? .split(place, at: at, title: title) : nil
        case .remove: return now.whole == seen.whole ? .remove(place) : nil
        case .confirm: return now.whole == seen.whole ? .confirm(place) : nil
        case .mergeWithNext: return now.pair == seen.pair ? .mergeWithNext(place) : nil
        case .move, .setDocumentField, .settle: return now.order == seen.order ? self : nil
        }
    }
}

/// Two clerks changed the same part of a draft: what it was, what the other made of it, and where it stands now.
package struct DraftCollision: Sendable {
    /// The title (or value), or the units, or the text, as the correction is about; nil where that version is not known.
    package let before: [String]?
    /// nil where the element is there no more.
    package let theirs: [String]?
    /// Where a correction can be sent again; nil where the element is there no more, or is a field of the document.
    package let place: DraftPlace?
    /// What whoever sends it again has seen; nil where there is nothing to send it for.
    package let seen: SeenPlace?
}

extension UseCases {
    /// The versions of what `correction` is about, for a clerk who was told that the draft is stale.
    package func collision(
        _ caller: Caller, draft id: String, _ correction: DraftCorrection, seen: SeenPlace
    ) async throws -> DraftCollision {
        try await database.read { connection in
            let record = try findDraft(id, caller, connection).record
            let now = try PlanDraft(json: record.plan)
            var before: DraftPart?
            for plan in try DraftQueries(connection).earlierPlans(of: record.id) {
                let older = try PlanDraft(json: plan)
                guard older.seenAgain(seen) == seen else { continue }
                before = older.part(of: seen)
                break
            }
            return DraftCollision(
                before: before.map(correction.words), theirs: now.part(of: seen).map(correction.words),
                place: now.place(of: seen), seen: now.seenAgain(seen))
        }
    }
}

extension DraftCorrection {
    /// The words of an element that this correction replaces.
    fileprivate func words(of part: DraftPart) -> [String] {
        switch self {
        case .retitle, .setDocumentField: [part.title ?? ""]
        case .setUnits, .mapUnit, .replaceUnit: part.units
        default: [part.title, part.text.isEmpty ? nil : part.text].compactMap { $0 }
        }
    }
}
