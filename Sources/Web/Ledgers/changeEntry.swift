// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import LedgerEngine
import UseCases

/// Changes a row as its form says.
func editEntry(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let ledger = try await visit.useCases.entry(caller, id: id, language: visit.language).ledger
    let typed = visit.form.entryValues(ledger)
    return try await visit.change("entryChanged", typed: typed) {
        _ = try await visit.useCases.changeEntry(
            caller, id: id, version: visit.form.integer("version") ?? -1, .texts(typed),
            reason: visit.form.optional("reason"))
    }
}

/// Takes a row out of its register.
func removeEntry(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    return try await visit.change("entryRemoved") {
        try await visit.useCases.removeEntry(
            caller, id: id, version: visit.form.integer("version") ?? -1, reason: visit.form.optional("reason"))
    }
}

/// The other side says that a row is right.
func confirmEntry(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    return try await visit.change("entryConfirmed") {
        _ = try await visit.useCases.confirmEntry(caller, id: id, version: visit.form.integer("version") ?? -1)
    }
}

/// The other side gives its own values.
func disputeEntry(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let ledger = try await visit.useCases.entry(caller, id: id, language: visit.language).ledger
    let typed = visit.form.entryValues(ledger)
    return try await visit.change("entryStated", form: "dispute", typed: typed, anchor: "#differences") {
        _ = try await visit.useCases.disputeEntry(
            caller, id: id, version: visit.form.integer("version") ?? -1, .texts(typed))
    }
}

/// One side names the value on which a difference should be settled.
func settleDifference(_ visit: Visit) async throws -> Response {
    let value = visit.form["value"].isEmpty ? visit.form["other"] : visit.form["value"]
    let stated = try await visit.useCases.settleDifference(
        try visit.caller, id: try visit.value("id"), version: visit.form.integer("version") ?? -1,
        reason: visit.form.optional("reason")
    ) { _ in value }
    let isSettled = stated.entry.state != .disputed
    return visit.goOn(
        to: Address.entry.path(stated.entry.id.text) + "#differences",
        notice: isSettled ? "differenceSettled" : "differenceProposed")
}

/// Moves a row to another stage.
func moveEntry(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let move = StageMove(
        day: CalendarDate(iso: visit.form["day"]), evidence: visit.form.optional("evidence"),
        reason: visit.form.optional("reason"))
    return try await visit.change("entryMoved", anchor: "#stages") {
        _ = try await visit.useCases.moveStage(
            caller, id: id, version: visit.form.integer("version") ?? -1, to: visit.form["stage"], move)
    }
}

/// Keeps a comment on a row, or on one of its fields.
func commentEntry(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let field = visit.form.optional("field")
    if let field {
        try await visit.useCases.commentEntry(caller, id: id, field: field, text: visit.form["text"])
        return visit.goOn(to: Address.cell.path(id, field), notice: "commented")
    }
    return try await visit.change("commented", anchor: "#comments") {
        try await visit.useCases.commentEntry(caller, id: id, field: nil, text: visit.form["text"])
    }
}

/// Names a row as evidence of a task.
func attachEntry(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    guard let task = visit.form.optional("task") else {
        return visit.goOn(to: Address.entry.path(id) + "#tasks")
    }
    try await visit.useCases.attachEntry(try visit.caller, id: id, task: task)
    return visit.goOn(to: Address.entry.path(id) + "#tasks", notice: "entryAttached")
}

/// Takes a row away from the evidence of a task.
func detachEntry(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    try await visit.useCases.detachEntry(try visit.caller, id: id, task: try visit.value("task"))
    return visit.goOn(to: Address.entry.path(id) + "#tasks", notice: "entryDetached")
}

/// Shows what is personal in a row, once, to whoever says why; the record keeps that it did.
func revealEntry(_ visit: Visit) async throws -> Response {
    var state = EntryState()
    do {
        state.revealed = try await visit.useCases.revealPersonal(
            try visit.caller, id: try visit.value("id"), reason: visit.form["reason"])
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        (state.failures, state.status) = (failures, .unprocessableContent)
    }
    return try await visit.showEntry(state)
}
