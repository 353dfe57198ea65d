// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows what a body hands in, with what the program knows beside it.
func showFiling(_ visit: Visit) async throws -> Response { try visit.show(try await filingPage(visit, FilingState())) }

/// Keeps what was typed, and hands it in where the button says so.
func saveFiling(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    let step = form["then"]
    do {
        if step.isEmpty || step == "save" {
            try await visit.useCases.saveFiling(try visit.caller, id: id, form.filingEdit)
            return visit.goOn(to: Address.filing.path(id), notice: "saved")
        }
        try await visit.useCases.moveFiling(
            try visit.caller, id: id, step: step, form.loopInput, edit: form.filingEdit)
        return visit.goOn(to: Address.filing.path(id), notice: "filingSubmitted")
    } catch let collision as EditCollision {
        return try visit.show(
            try await filingPage(visit, FilingState(typed: form, failures: collision.failures)), status: .conflict)
    } catch {
        let (failures, status) = try refusal(of: error)
        // What was typed is kept even where it can't be handed in yet.
        if step != "save", !step.isEmpty {
            _ = try? await visit.useCases.saveFiling(try visit.caller, id: id, form.filingEdit)
        }
        return try visit.show(
            try await filingPage(visit, FilingState(typed: form, failures: failures)), status: status)
    }
}

/// Keeps single fields while they are typed: the answer tells the new revision, or what is wrong, for the page's script.
func saveFilingFields(_ visit: Visit) async throws -> Response {
    let (id, phrases) = (try visit.value("id"), visit.phrases)
    var html = HTML()
    html.markup("<!doctype html><title></title>")
    func answer(_ status: HTTPResponse.Status) -> Response { .html(html.string, status: status) }
    do {
        let revision = try await visit.useCases.saveFiling(try visit.caller, id: id, visit.form.filingEdit)
        html.markup("<p data-revision=\"")
        html.text(String(revision))
        html.markup("\">")
        html.text(phrases("filing.savedAt", ["time": String(visit.useCases.surroundings.now().minuteText.suffix(5))]))
        html.markup("</p>")
        return answer(.ok)
    } catch let collision as EditCollision {
        let detail = try await visit.useCases.filing(try visit.caller, id: id)
        html.add(collision, phrases) { name in detail.title(of: name, phrases.language) }
        for field in collision.fields {
            html.markup("<p data-field=\"")
            html.text(field.name)
            html.markup("\" data-theirs=\"")
            html.text(field.theirs)
            html.markup("\" data-revision=\"")
            html.text(String(collision.revision))
            html.markup("\"></p>")
        }
        return answer(.conflict)
    } catch let error as UseCaseError {
        let (failures, status) = try refusal(of: error)
        for failure in failures {
            html.markup("<p data-failure>")
            html.text(phrases(failure.message, failure.arguments))
            html.markup("</p>")
        }
        return answer(status)
    }
}

/// Takes a step of a filing.
func moveFiling(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    let step = form["step"]
    var remarks: [String: String] = [:]
    for name in form.names where name.hasPrefix("remark.") { remarks[String(name.dropFirst(7))] = form[name] }
    do {
        try await visit.useCases.moveFiling(
            try visit.caller, id: id, revision: form.integer("revision"), step: step, form.loopInput,
            remarks: remarks)
        return visit.goOn(to: Address.filing.path(id), notice: "filingMoved")
    } catch {
        let (failures, status) = try refusal(of: error)
        let state = StepState(form: step, typed: form, failures: failures)
        return try visit.show(
            try await filingPage(visit, FilingState(step: state, failures: failures)), status: status)
    }
}

/// Corrects a field of a closed cycle.
func correctFiling(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    do {
        try await visit.useCases.correctFiling(
            try visit.caller, id: id, revision: form.integer("revision"), place: form["place"], form.raw("value"),
            reason: form["note"])
        return visit.goOn(to: Address.filing.path(id), notice: "filingCorrected")
    } catch {
        let (failures, status) = try refusal(of: error)
        let state = StepState(form: "correct", typed: form, failures: failures)
        return try visit.show(try await filingPage(visit, FilingState(step: state)), status: status)
    }
}

/// The page of a filing with what was typed where it is shown again.
func filingPage(_ visit: Visit, _ state: FilingState) async throws -> FilingPage {
    let detail = try await visit.useCases.filing(try visit.caller, id: try visit.value("id"))
    let isShown = visit.request.method == .get
    // Whoever writes is told of others' changes at the field: the page is not taken from under the hands.
    let watching =
        isShown && !detail.mayWrite ? try await visit.watching(Watch(kind: "filing", id: detail.filing.id.text)) : nil
    let attachments = try await visit.attachments(of: AttachmentOwner(.filing, detail.filing.id.text))
    return FilingPage(detail, visit, state, attachments, watching)
}

extension FormFields {
    /// The fields of a filing with what the page showed in them.
    var filingEdit: Edit {
        let places = names.filter { FilingPlace($0) != nil && !$0.hasPrefix("seen.") && !$0.hasPrefix("remark.") }
        var (values, seen): ([String: String], [String: String]) = ([:], [:])
        for name in places {
            values[name] = raw(name)
            if holds("seen." + name) { seen[name] = raw("seen." + name) }
        }
        return Edit(revision: integer("revision") ?? -1, seen: seen.isEmpty ? nil : seen, values: values)
    }
}

extension EditCollision {
    /// Both values at the field, for a page without scripts: what was typed stays in it.
    fileprivate var failures: [ValidationFailure] {
        fields.map {
            ValidationFailure(field: $0.name, message: "filing.collision", arguments: ["theirs": $0.theirs])
        }
    }
}

extension FilingDetail {
    /// What a field is called, with its item.
    func title(of name: String, _ language: Language) -> String {
        for line in lines {
            if let box = line.boxes.first(where: { $0.place.description == name }) {
                return line.item.title + " · " + box.field.field.title[language]
            }
        }
        return body.first { $0.place.description == name }?.field.field.title[language] ?? name
    }
}
