// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The correction that a form of the draft's page asks for. Throws invalid for a form that none of ours sends, and for
/// fields that were emptied without saying so.
func readCorrection(_ form: FormFields) throws -> DraftCorrection {
    let place = DraftPlace(key: form["place"])
    switch (form["kind"], place) {
    case ("edit", let place?): return try readEdit(form, place)
    case ("mapUnit", _): return try readMapping(form, place)
    case ("replaceUnit", _): return .replaceUnit(form["unit"], by: form["with"])
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

/// Title, units and text of one form: what differs from what stood there is the correction.
private func readEdit(_ form: FormFields, _ place: DraftPlace) throws -> DraftCorrection {
    let isTask = if case .task = place { true } else { false }
    var failures: [ValidationFailure] = []
    let title = form.changed("title")
    // Areas and safeguards always have a title; that one is missing is said by the correction itself.
    if title == "", isTask, !form.holds("noTitle") {
        failures.append(ValidationFailure(field: "edit-title", message: "draft.titleEmpty"))
    }
    let units = form.changed("units")
    if units == "", !form.holds("noUnits") {
        failures.append(ValidationFailure(field: "edit-units", message: "draft.unitsEmpty"))
    }
    guard failures.isEmpty else { throw UseCaseError("draft", .invalid(failures)) }
    return .edit(place, title: title, units: units, text: form.changed("text"))
}

/// The unit is written as `city|unit`; the city is empty for units of none.
private func readMapping(_ form: FormFields, _ place: DraftPlace?) throws -> DraftCorrection {
    let halves = form["unit"].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard halves.count == 2, !halves[1].isEmpty else {
        throw UseCaseError(
            "draft", .invalid([ValidationFailure(field: "edit-unit", message: "draft.chooseUnit")]))
    }
    guard let body = Identifier<Organisation>(form["organisation"]) else {
        throw UseCaseError(
            "draft", .invalid([ValidationFailure(field: "edit-body", message: "draft.chooseBody")]))
    }
    let name = DraftUnitName(unit: halves[1], city: halves[0].isEmpty ? nil : halves[0])
    if form.holds("everywhere") { return .mapUnit(nil, name, to: body) }
    guard let place else { throw unreadable("place") }
    return .mapUnit(place, name, to: body)
}

extension FormFields {
    /// What was typed into a field, where it isn't what stood there; nil where the form has no such field.
    func changed(_ name: String) -> String? {
        guard holds(name) else { return nil }
        func plain(_ name: String) -> String { self[name].replacing("\r\n", with: "\n") }
        return plain(name) == plain(name + "Now") ? nil : plain(name)
    }

    /// What a form of several fields asks for, on one line; nil where it changes nothing.
    var changedWords: String? {
        guard self["kind"] == "edit" else { return nil }
        let words = ["title", "units", "text"].compactMap { changed($0) }.filter { !$0.isEmpty }
        return words.isEmpty ? nil : words.joined(separator: " / ")
    }
}

private func unreadable(_ field: String) -> UseCaseError {
    UseCaseError("draft", .invalid([ValidationFailure(field: field, message: "draft.unreadable")]))
}
