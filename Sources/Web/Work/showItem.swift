// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows one item: what is to be done, by whom, how far it is and why its light is what it is.
func showItem(_ visit: Visit) async throws -> Response { try visit.show(try await itemPage(visit, visit.value("id"))) }

/// Changes an item by its form; where somebody else changed the same field, both versions are shown.
func editItem(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        try await visit.useCases.editItem(
            try visit.caller, id: id, visit.form.edit(ItemFields.Name.allCases.map(\.rawValue)))
        return visit.goOn(to: Address.item.path(id), notice: "saved")
    } catch let collision as EditCollision {
        let page = CollisionPage(
            collision, title: visit.phrases("work.item"), back: Address.item.path(id),
            action: Address.editItem.path(id), group: "item", visit.phrases, section: .work, extra: []
        ) { _, value in value }
        return try visit.show(page, status: .conflict)
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await itemPage(visit, id, "edit", failures), status: status)
    }
}

/// Takes an item out of its list.
func removeItem(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    let plan = try await visit.useCases.item(try visit.caller, id: id).plan.id.text
    return try await carryOut(visit, id, "removal", next: Address.yearPlan.path(plan), notice: "itemRemoved") {
        try await visit.useCases.removeItem(try visit.caller, id: id, revision: visit.form.integer("revision"))
    }
}

/// Says that a milestone was reached, or takes that back.
func reachMilestone(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    return try await carryOut(visit, id, form["milestone"]) {
        let day = CalendarDate(iso: form["day"])
        guard day != nil || form.holds("undo") else {
            let message = form["day"].isEmpty ? "item.milestoneDayMissing" : "item.dayForm"
            throw UseCaseError("item", .invalid([ValidationFailure(field: "day", message: message)]))
        }
        try await visit.useCases.reachMilestone(
            try visit.caller, item: id, milestone: form["milestone"], on: form.holds("undo") ? nil : day)
    }
}

/// Takes a step with one body's share.
func moveLeg(_ visit: Visit) async throws -> Response {
    let (leg, form) = (try visit.value("id"), visit.form)
    guard let step = WorkLeg.Step(rawValue: form["step"]) else { throw UseCaseError("leg", .notFound) }
    let item = try await visit.useCases.itemOfLeg(try visit.caller, id: leg)
    return try await carryOut(visit, item.text, leg + "-" + step.rawValue) {
        if step == .handOn {
            try await visit.useCases.handOnLeg(
                try visit.caller, id: leg, to: PlainNames.of(form["bodies"]), revision: form.integer("revision"))
        } else {
            try await visit.useCases.moveLeg(
                try visit.caller, id: leg, step,
                LoopWords(note: form["note"], evidence: form["evidence"], revision: form.integer("revision")))
        }
    }
}

/// Says how far one body's share is.
func setProgress(_ visit: Visit) async throws -> Response {
    let (leg, form) = (try visit.value("id"), visit.form)
    let item = try await visit.useCases.itemOfLeg(try visit.caller, id: leg)
    return try await carryOut(visit, item.text, leg + "-progress") {
        try await visit.useCases.setProgress(
            try visit.caller, leg: leg, (form.integer("progress") ?? -1) * 10, revision: form.integer("revision"))
    }
}

private func carryOut(
    _ visit: Visit, _ item: String, _ wrong: String, next: String? = nil, notice: String = "saved",
    _ body: () async throws -> Void
) async throws -> Response {
    do {
        try await body()
        return visit.goOn(to: next ?? Address.item.path(item), notice: notice)
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await itemPage(visit, item, wrong, failures), status: status)
    }
}

private func itemPage(
    _ visit: Visit, _ id: String, _ wrong: String = "", _ failures: [ValidationFailure] = []
) async throws -> ItemPage {
    let detail = try await visit.useCases.item(try visit.caller, id: id)
    let isForm = ["edit"].contains(wrong)
    let legs = detail.shares.flatMap { [$0.leg] + $0.parts.map(\.leg) }
    let attachments = try await visit.attachments(of: legs.map(\.attachments), isPart: true)
    return ItemPage(
        detail, today: visit.useCases.surroundings.now().day, wrong: wrong, failures: failures,
        typed: wrong.isEmpty ? nil : visit.form, isForm: isForm, isAnswer: visit.request.method != .get, attachments,
        visit.phrases)
}
