// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// Makes the document of a draft a reference plan.
func setReference(_ call: Call) async throws -> Reply {
    guard let choice = call.body["reach"]?.text.flatMap({ ReferenceChoice(rawValue: $0) }) else {
        throw Problem(.invalid)
    }
    let draft = call.value("id")
    let revision = try await call.revision { try await call.useCases.draft(call.caller, id: draft).draft.revision }
    let id = try await call.useCases.setReference(call.caller, draft: draft, revision: revision, for: choice)
    let detail = try await call.useCases.reference(call.caller, id: id.text)
    return .made(referenceDetailShape.json(detail), at: APIOperation.showReference.path(id.text))
}

/// The clauses of a reference that a task carries out.
func showTaskClauses(_ call: Call) async throws -> Reply { try await present(call) }

/// Sets them.
func correctTaskClauses(_ call: Call) async throws -> Reply {
    let clauses = (call.body["clauses"]?.list ?? []).compactMap(\.whole)
    try await call.useCases.correctClauses(
        call.caller, task: call.value("id"), reference: call.value("reference"),
        revision: try await revision(of: call), clauses: clauses)
    return try await present(call)
}

/// Takes the last correction of them back.
func undoTaskClauses(_ call: Call) async throws -> Reply {
    try await call.useCases.undoClauses(
        call.caller, task: call.value("id"), reference: call.value("reference"),
        revision: try await revision(of: call))
    return try await present(call)
}

private func present(_ call: Call) async throws -> Reply {
    let clauses = try await find(call)
    return .json(taskClausesShape.json(clauses), tag: EntityTag(revision: clauses.revision))
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision { try await find(call).revision }
}

private func find(_ call: Call) async throws -> TaskClauses {
    try await call.useCases.taskClauses(call.caller, task: call.value("id"), reference: call.value("reference"))
}
