// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows an order.
func showOrder(_ visit: Visit) async throws -> Response {
    try visit.show(try await orderPage(visit, StepState()))
}

/// Changes a draft; where somebody else changed the same field, both versions are shown.
func editOrder(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        var form = visit.form
        // A box that is not ticked isn't sent.
        if !form.holds("joint"), form.holds("matter") { form.append("joint", "") }
        try await visit.useCases.editOrder(try visit.caller, id: id, form.edit(orderFieldNames))
        return visit.goOn(to: Address.order.path(id), notice: "orderSaved")
    } catch let collision as EditCollision {
        let page = CollisionPage(
            collision, title: visit.phrases("order.slip"), back: Address.order.path(id),
            action: Address.editOrder.path(id), group: "order", visit.phrases, section: .orders)
        return try visit.show(page, status: .conflict)
    } catch {
        let (failures, status) = try refusal(of: error)
        let state = StepState(form: "edit", typed: visit.form, failures: failures)
        return try visit.show(try await orderPage(visit, state), status: status)
    }
}

/// Takes a step of an order.
func moveOrder(_ visit: Visit) async throws -> Response {
    let (id, step) = (try visit.value("id"), visit.form["step"])
    return try await visit.takeStep(id, form: step) {
        try await visit.useCases.moveOrder(
            try visit.caller, id: id, revision: visit.form.integer("revision"), step: step, visit.form.loopInput)
    }
}

/// Takes a step of one body's handling.
func moveHandling(_ visit: Visit) async throws -> Response {
    let (id, leg, step) = (try visit.value("id"), try visit.value("leg"), visit.form["step"])
    return try await visit.takeStep(id, form: leg + "-" + step) {
        try await visit.useCases.moveHandling(
            try visit.caller, order: id, leg: leg, revision: visit.form.integer("revision"), step: step,
            visit.form.loopInput)
    }
}

extension Visit {
    /// Takes a step and goes back to the order; the form is shown again with what must be mended.
    func takeStep(_ id: String, form: String, _ body: () async throws -> Void) async throws -> Response {
        do {
            try await body()
            return goOn(to: Address.order.path(id), notice: "orderMoved")
        } catch {
            let (failures, status) = try refusal(of: error)
            let state = StepState(form: form, typed: self.form, failures: failures)
            return try show(try await orderPage(self, state), status: status)
        }
    }
}

/// The page of an order with the form that is shown again.
func orderPage(_ visit: Visit, _ state: StepState) async throws -> OrderPage {
    let detail = try await visit.useCases.order(try visit.caller, id: try visit.value("id"))
    let isShown = visit.request.method == .get
    let watching = isShown ? try await visit.watching(Watch(kind: "order", id: detail.order.id.text)) : nil
    let isEditable = detail.fields != nil
    let choices =
        isEditable
        ? try await visit.useCases.orderChoices(
            try visit.caller, pairing: detail.pairing.code, side: detail.order.side) : OrderChoices()
    let edit = detail.fields.map { fields in
        let isAgain = state.form == "edit"
        let writer = FormWriter(
            "edit", "order", visit.phrases, typed: isAgain ? state.typed : nil, failures: isAgain ? state.failures : [])
        let seen = FormWriter("edit", "order", visit.phrases).order(fields, choices)
        return writer.form(
            Address.editOrder.path(detail.order.id.text), submit: "form.save", writer.order(fields, choices),
            hidden: [("revision", String(detail.order.revision))] + FormWriter.seen(seen))
    }
    // Many bodies may handle it; most of them have nothing to show and nothing to take.
    let shown = detail.legs.filter { $0.mayAttach || !$0.files.isEmpty }
    let attachments = try await visit.attachments(of: shown.map(\.leg.attachments), isPart: true)
    return OrderPage(detail, visit, state, edit: edit, bodies: choices.bodies, attachments, watching)
}
