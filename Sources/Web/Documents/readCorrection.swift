// SPDX-License-Identifier: Apache-2.0
import UseCases

/// The correction that a form of the draft's page asks for. Throws invalid for a form that none of ours sends.
func readCorrection(_ form: FormFields) throws -> DraftCorrection {
    let place = DraftPlace(key: form["place"])
    switch (form["kind"], place) {
    case ("retitle", let place?): return .retitle(place, form["value"])
    case ("split", let place?):
        guard let at = form.integer("at") else { throw unreadable("at") }
        return .split(place, at: at, title: form.optional("title"))
    case ("merge", let place?): return .mergeWithNext(place)
    case ("move", .task(let area, let task)?):
        let numbers = form["to"].split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 2 else { throw unreadable("to") }
        return .move(area: area, task: task, toArea: numbers[0], at: numbers[1])
    case ("units", let place?): return .setUnits(place, form["value"])
    case ("remove", let place?): return .remove(place)
    case ("confirm", let place?): return .confirm(place)
    case ("settle", _): return .settle(form["finding"])
    case ("field", _): return .setDocumentField(form["field"], form.optional("value"))
    default: throw unreadable("kind")
    }
}

private func unreadable(_ field: String) -> UseCaseError {
    UseCaseError("draft", .invalid([ValidationFailure(field: field, message: "draft.unreadable")]))
}
