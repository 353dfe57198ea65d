// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Carries one correction out and shows the draft again, at the place that was corrected.
func correctDraft(_ visit: Visit) async throws -> Response {
    let form = visit.form
    return try await change(visit, place: placeAfter(form)) { caller, id, revision in
        let correction = try readCorrection(form)
        _ = try await visit.useCases.correctDraft(caller, id: id, revision: revision, correction)
    }
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
    }
}

/// Carries out again what was taken back last.
func redoCorrection(_ visit: Visit) async throws -> Response {
    try await change(visit, place: "") { caller, id, revision in
        _ = try await visit.useCases.redo(caller, draft: id, revision: revision)
    }
}

/// Puts a draft aside for good; its document stays.
func discardDraft(_ visit: Visit) async throws -> Response {
    try await visit.useCases.discardDraft(
        try visit.caller, id: try visit.value("id"), revision: visit.form.integer("revision") ?? -1)
    return visit.goOn(to: Address.documents.path(), notice: "draftDiscarded")
}

private func change(
    _ visit: Visit, place: String, _ work: (Caller, String, Int) async throws -> Void
) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let place = DraftPlace(key: place)
    do { try await work(caller, id, visit.form.integer("revision") ?? -1) } catch let error as UseCaseError {
        let detail = try await visit.useCases.draft(caller, id: id)
        if case .stale = error.cause {
            let page = DraftPage(detail, editing: nil, stale: .init(detail, visit), visit.phrases)
            return try visit.show(page, status: .conflict)
        }
        let failures = try failures(of: error, visit.phrases)
        let page = DraftPage(detail, editing: place, failures: failures, visit.phrases)
        return try visit.show(page, status: .unprocessableContent)
    }
    let path = Address.draft.path(id)
    guard let place else { return .seeOther(path) }
    return .seeOther(path + "?at=" + place.key + "#" + place.key)
}

extension DraftPage.Stale {
    /// What the colleague did is the draft itself; what this visitor sent is kept so that it can be sent again.
    fileprivate init(_ detail: DraftDetail, _ visit: Visit) {
        let form = visit.form
        let names = ["kind", "place", "value", "field", "at", "title", "to"]
        let kind = form["kind"]
        self.init(
            changedBy: detail.draft.changedBy, changedAt: detail.draft.changedAt.minuteText,
            correction: [visit.phrases("draft.kind." + kind, or: kind), form["value"], form["title"]]
                .filter { !$0.isEmpty }.joined(separator: ": "),
            fields: kind.isEmpty
                ? [] : names.compactMap { name in form.optional(name).map { .init(name: name, value: $0) } })
    }
}
