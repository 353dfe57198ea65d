// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows a request.
func showRequest(_ visit: Visit) async throws -> Response {
    try visit.show(try await requestPage(visit, StepState()))
}

/// Changes a draft; where somebody else changed the same field, both versions are shown.
func editRequest(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        var form = visit.form
        // A box that is not ticked isn't sent.
        if !form.holds("joint"), form.holds("matter") { form.append("joint", "") }
        try await visit.useCases.editRequest(try visit.caller, id: id, form.edit(requestFieldNames))
        return visit.goOn(to: Address.request.path(id), notice: "requestSaved")
    } catch let collision as EditCollision {
        let page = CollisionPage(
            collision, title: visit.phrases("request.one"), back: Address.request.path(id),
            action: Address.editRequest.path(id), group: "request", visit.phrases, section: .requests)
        return try visit.show(page, status: .conflict)
    } catch {
        let (failures, status) = try refusal(of: error)
        let state = StepState(form: "edit", typed: visit.form, failures: failures)
        return try visit.show(try await requestPage(visit, state), status: status)
    }
}

/// Takes a step of a request.
func moveRequest(_ visit: Visit) async throws -> Response {
    let (id, step) = (try visit.value("id"), visit.form["step"])
    return try await visit.takeRequestStep(id, form: step) {
        try await visit.useCases.moveRequest(
            try visit.caller, id: id, revision: visit.form.integer("revision"), step: step, visit.form.loopInput)
    }
}

/// Takes a step of one department's opinion.
func moveOpinion(_ visit: Visit) async throws -> Response {
    let (id, opinion, step) = (try visit.value("id"), try visit.value("opinion"), visit.form["step"])
    return try await visit.takeRequestStep(id, form: opinion + "-" + step) {
        try await visit.useCases.moveOpinion(
            try visit.caller, request: id, opinion: opinion, revision: visit.form.integer("revision"), step: step,
            visit.form.loopInput)
    }
}

extension Visit {
    /// Takes a step and goes back to the request; the form is shown again with what must be mended.
    fileprivate func takeRequestStep(
        _ id: String, form: String, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return goOn(to: Address.request.path(id), notice: "requestMoved")
        } catch {
            let (failures, status) = try refusal(of: error)
            let state = StepState(form: form, typed: self.form, failures: failures)
            return try show(try await requestPage(self, state), status: status)
        }
    }
}

/// The page of a request with the form that is shown again.
private func requestPage(_ visit: Visit, _ state: StepState) async throws -> RequestPage {
    let id = try visit.value("id")
    let isShown = visit.request.method == .get
    let watching = isShown ? try await visit.watching(Watch(kind: "request", id: id)) : nil
    let detail = try await visit.useCases.request(try visit.caller, id: id)
    let edit = detail.fields.map { fields in
        let isAgain = state.form == "edit"
        let writer = FormWriter(
            "edit", "request", visit.phrases, typed: isAgain ? state.typed : nil,
            failures: isAgain ? state.failures : [])
        let seen = FormWriter("edit", "request", visit.phrases).request(fields)
        return writer.form(
            Address.editRequest.path(id), submit: "form.save", writer.request(fields),
            hidden: [("revision", String(detail.request.revision))] + FormWriter.seen(seen))
    }
    let attachments = try await visit.attachments(of: AttachmentOwner(.request, detail.request.id.text))
    return RequestPage(detail, visit, state, edit: edit, attachments, watching)
}
