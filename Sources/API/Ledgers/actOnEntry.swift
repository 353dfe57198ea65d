// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

private func version(_ call: Call) async throws -> Int {
    try await call.revision {
        try await call.useCases.entry(call.caller, id: call.value("id"), language: call.language).entry.version
    }
}

private func ledger(_ call: Call) async throws -> Ledger {
    try await call.useCases.entry(call.caller, id: call.value("id"), language: call.language).ledger
}

/// Changes fields of a row; null empties one.
func editEntry(_ call: Call) async throws -> Reply {
    let input = try entryInput(call.body["values"], try await ledger(call))
    let version = try await version(call)
    _ = try await explained {
        try await call.useCases.changeEntry(
            try call.caller, id: call.value("id"), version: version, input, reason: call.body["reason"]?.text)
    }
    return try await showEntry(call)
}

/// Takes a row out of its register.
func removeEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.removeEntry(
        call.caller, id: call.value("id"), version: try await version(call), reason: call.body["reason"]?.text)
    return .nothing
}

/// The other side says that a row is right.
func confirmEntry(_ call: Call) async throws -> Reply {
    _ = try await call.useCases.confirmEntry(call.caller, id: call.value("id"), version: try await version(call))
    return try await showEntry(call)
}

/// The other side gives its own values.
func disputeEntry(_ call: Call) async throws -> Reply {
    let input = try entryInput(call.body["values"], try await ledger(call))
    let version = try await version(call)
    _ = try await explained {
        try await call.useCases.disputeEntry(try call.caller, id: call.value("id"), version: version, input)
    }
    return try await showEntry(call)
}

/// Moves a row to another stage.
func moveEntry(_ call: Call) async throws -> Reply {
    let version = try await version(call)
    let move = StageMove(
        day: call.body["day"]?.text.flatMap { CalendarDate(iso: $0) }, evidence: call.body["evidence"]?.text,
        reason: call.body["reason"]?.text)
    _ = try await explained {
        try await call.useCases.moveStage(
            try call.caller, id: call.value("id"), version: version, to: call.body["stage"]?.text ?? "", move)
    }
    return try await showEntry(call)
}

/// Changes the same fields of several rows: all of them or none.
func changeEntries(_ call: Call) async throws -> Reply {
    let ledger = try call.useCases.definition(call.value("ledger")).ledger
    let rows = (call.body["entries"]?.list ?? []).compactMap { mark -> (id: String, version: Int?)? in
        mark["id"]?.text.map { ($0, mark["version"]?.whole) }
    }
    let input = try entryInput(call.body["values"], ledger)
    let written = try await explained {
        try await call.useCases.bulkChange(try call.caller, rows, input, reason: call.body["reason"]?.text)
    }
    return .json([
        "entries": .list(written.map { ["id": .text($0.id.text), "version": .whole($0.version)] })
    ])
}

/// Leaves a comment on a row, or on one of its fields.
func commentEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.commentEntry(
        call.caller, id: call.value("id"), field: call.body["field"]?.text, text: call.body["text"]?.text ?? "")
    return .nothing
}

/// What happened to one field of a row.
func listCellChanges(_ call: Call) async throws -> Reply {
    let changes = try await call.useCases.cellHistory(
        call.caller, id: call.value("id"), field: call.value("field"), language: call.language)
    return try await answerList(call, entryChangeShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: changes, next: nil)
    }
}

/// Shows what is personal in a row, to who says why; the record keeps that it did.
func revealEntry(_ call: Call) async throws -> Reply {
    let shown = try await call.useCases.revealPersonal(
        call.caller, id: call.value("id"), reason: call.body["reason"]?.text ?? "")
    return .json(.object(shown.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value)) }))
}

/// Names a row as evidence of a task.
func attachEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.attachEntry(call.caller, id: call.value("id"), task: call.value("task"))
    return .nothing
}

/// Takes a row away from the evidence of a task.
func detachEntry(_ call: Call) async throws -> Reply {
    try await call.useCases.detachEntry(call.caller, id: call.value("id"), task: call.value("task"))
    return .nothing
}
