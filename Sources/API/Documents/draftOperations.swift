// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

private let adoptionSchema = Schema.object(.optional("plan", Schema.identifier.nullable)).closed.named("Adoption")

extension APIOperation {
    var draftDeclaration: Declaration {
        let draft = Declaration.Answer.object(draftDetailShape.schema)
        let next = [
            Declaration.Link(
                operation: .correctDraft,
                parameters: [("id", "$response.body#/id"), ("header.If-Match", "$response.header.ETag")]),
            Declaration.Link(
                operation: .undoCorrection,
                parameters: [("id", "$response.body#/id"), ("header.If-Match", "$response.header.ETag")]),
            Declaration.Link(
                operation: .adoptDraft,
                parameters: [("id", "$response.body#/id"), ("header.If-Match", "$response.header.ETag")]),
        ]
        var declaration: Declaration =
            switch self {
            case .showDraft: .get("/api/v1/drafts/{id}", .readDraft, draft)
            case .correctDraft:
                .change(.patch, "/api/v1/drafts/{id}", .correctDraft, draft, taking: .json(correctionSchema))
            case .undoCorrection: .change(.post, "/api/v1/drafts/{id}/undo", .correctDraft, draft)
            case .redoCorrection: .change(.post, "/api/v1/drafts/{id}/redo", .correctDraft, draft)
            case .discardDraft: .change(.post, "/api/v1/drafts/{id}/discard", .discardDraft, draft)
            default:
                .change(
                    .post, "/api/v1/drafts/{id}/adopt", .adoptDraft, .made(planDetailShape.schema),
                    taking: .optionalJSON(adoptionSchema)
                ).once
            }
        if self == .showDraft || self == .correctDraft { declaration.links = next }
        return declaration
    }
}

/// A draft with its doubts.
func showDraft(_ call: Call) async throws -> Reply { try await present(call) }

/// Makes one correction of a draft.
func correctDraft(_ call: Call) async throws -> Reply {
    guard let correction = readCorrection(call.body) else { throw Problem(.invalid) }
    return try await change(call) { caller, id, revision in
        _ = try await call.useCases.correctDraft(caller, id: id, revision: revision, correction)
    }
}

/// Takes the last correction back.
func undoCorrection(_ call: Call) async throws -> Reply {
    try await change(call) { _ = try await call.useCases.undo($0, draft: $1, revision: $2) }
}

/// Makes the correction again that was taken back last.
func redoCorrection(_ call: Call) async throws -> Reply {
    try await change(call) { _ = try await call.useCases.redo($0, draft: $1, revision: $2) }
}

/// Sets a draft aside; its document stays.
func discardDraft(_ call: Call) async throws -> Reply {
    try await change(call) { try await call.useCases.discardDraft($0, id: $1, revision: $2) }
}

/// Makes a draft a plan, or a new version of one; answers the plan.
func adoptDraft(_ call: Call) async throws -> Reply {
    let plan = call.body["plan"]?.text.flatMap { Identifier<Plan>($0) }
    let id = call.value("id")
    let adopted = try await call.useCases.adoptDraft(
        call.caller, id: id, revision: try await revision(of: call),
        as: plan.map { .newVersion(of: $0) } ?? .newPlan)
    let detail = try await call.useCases.plan(call.caller, id: adopted.text)
    return .made(planDetailShape.json(detail), at: APIOperation.showPlan.path(adopted.text))
}

private func change(
    _ call: Call, _ work: (Caller, String, Int) async throws -> Void
) async throws -> Reply {
    try await work(call.caller, call.value("id"), try await revision(of: call))
    return try await present(call)
}

private func present(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.draft(call.caller, id: call.value("id"))
    return .json(draftDetailShape.json(detail), tag: EntityTag(revision: detail.draft.revision))
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision {
        try await call.useCases.draft(call.caller, id: call.value("id")).draft.revision
    }
}
