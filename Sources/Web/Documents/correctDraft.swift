// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Carries one correction out and shows the draft again, at the place that was corrected. What others did meanwhile
/// elsewhere in the draft does not disturb it.
func correctDraft(_ visit: Visit) async throws -> Response {
    let form = visit.form
    let seen = SeenPlace(form["seen"])
    return try await change(visit, place: placeAfter(form)) { caller, id, revision in
        let correction = try readCorrection(form)
        let draft = try await visit.useCases.correctDraft(
            caller, id: id, revision: revision, correction, seen: seen)
        guard draft.revision > revision + 1 else { return nil }
        return seen.flatMap { draft.plan.place(of: $0) }.map(Outcome.merged) ?? .merged(nil)
    }
}

/// What became of a change beside the draft itself.
private enum Outcome {
    /// Others had corrected the draft meanwhile; where the corrected place stands now.
    case merged(DraftPlace?)
}

/// Where the corrected place stands afterwards: a moved task elsewhere, a removed one nowhere.
private func placeAfter(_ form: FormFields) -> String {
    switch form["kind"] {
    case "move": "t" + form["to"]
    case "remove": ""
    default: form["place"]
    }
}

/// Takes the last correction back.
func undoCorrection(_ visit: Visit) async throws -> Response {
    try await change(visit, place: "") { caller, id, revision in
        _ = try await visit.useCases.undo(caller, draft: id, revision: revision)
        return nil
    }
}

/// Carries out again what was taken back last.
func redoCorrection(_ visit: Visit) async throws -> Response {
    try await change(visit, place: "") { caller, id, revision in
        _ = try await visit.useCases.redo(caller, draft: id, revision: revision)
        return nil
    }
}

/// Puts a draft aside for good; its document stays.
func discardDraft(_ visit: Visit) async throws -> Response {
    try await visit.useCases.discardDraft(
        try visit.caller, id: try visit.value("id"), revision: visit.form.integer("revision") ?? -1)
    return visit.goOn(to: Address.documents.path(), notice: "draftDiscarded")
}

private func change(
    _ visit: Visit, place: String, _ work: (Caller, String, Int) async throws -> Outcome?
) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let place = DraftPlace(key: place)
    let path = Address.draft.path(id)
    do {
        let outcome = try await work(caller, id, visit.form.integer("revision") ?? -1)
        guard case .merged(let merged)? = outcome else { return .seeOther(path + (place?.anchor ?? "")) }
        return visit.goOn(to: path + (merged?.anchor ?? ""), notice: "correctionMerged")
    } catch let error as UseCaseError {
        let detail = try await visit.useCases.draft(caller, id: id)
        if case .stale = error.cause {
            let stale = try await DraftPage.Stale(detail, visit)
            let page = DraftPage(detail, editing: nil, stale: stale, visit.phrases)
            return try visit.show(page, status: .conflict)
        }
        let failures = try failures(of: error, visit.phrases)
        let page = DraftPage(detail, editing: place, failures: failures, typed: visit.form, visit.phrases)
        return try visit.show(page, status: .unprocessableContent)
    }
}

extension DraftPlace {
    /// What leads to the place with its forms open, behind the draft's path.
    fileprivate var anchor: String { "?at=" + key + "#" + key }
}

extension DraftPage.Stale {
    /// What the colleague did is the draft itself; what this visitor sent is kept so that it can be sent again.
    fileprivate init(_ detail: DraftDetail, _ visit: Visit) async throws {
        let form = visit.form
        var collision: DraftCollision?
        if let seen = SeenPlace(form["seen"]), let correction = try? readCorrection(form) {
            collision = try await visit.useCases.collision(
                try visit.caller, draft: detail.draft.id.text, correction, seen: seen)
        }
        let kind = form["kind"]
        self.init(
            changedBy: detail.draft.changedBy, changedAt: detail.draft.changedAt.minuteText,
            correction: [visit.phrases("draft.kind." + kind, or: kind), form["value"], form["title"]]
                .filter { !$0.isEmpty }.joined(separator: ": "),
            versions: collision.map { .init($0, form, visit.phrases) },
            fields: Self.fields(form, collision))
    }

    /// The form once more, for the draft as it is now; nothing where what it was for is there no more.
    private static func fields(_ form: FormFields, _ collision: DraftCollision?) -> [DraftPage.HiddenField] {
        guard !form["kind"].isEmpty else { return [] }
        var form = form
        if let collision {
            guard let seen = collision.seen else { return [] }
            form.set("seen", seen.text)
            if let place = collision.place { form.set("place", place.key) }
        }
        let names = [
            "kind", "place", "seen", "value", "field", "at", "title", "to", "units", "text", "titleNow", "unitsNow",
            "textNow", "noTitle", "noUnits", "unit", "organisation", "everywhere", "with", "finding",
        ]
        // An empty value is one too: it takes a title away.
        return names.compactMap { name in
            form.holds(name) ? .init(name: name, value: form[name]) : nil
        }
    }
}

extension DraftPage.Versions {
    fileprivate init(_ collision: DraftCollision, _ form: FormFields, _ phrases: Phrases) {
        let separator = phrases("draft.unitSeparator")
        let kind = form["kind"]
        self.init(
            before: collision.before?.joined(separator: separator),
            theirs: collision.theirs?.joined(separator: separator),
            yours: form.optional("value") ?? form.changedWords ?? form.optional("title")
                ?? phrases("draft.kind." + kind, or: kind))
    }
}
