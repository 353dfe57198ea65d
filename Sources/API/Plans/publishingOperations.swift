// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

let publicationShape = Shape<PlanPublication>(
    "Publication",
    [
        .count("version") { $0.version }, .text("title") { $0.title }, .moment("publishedAt") { $0.publishedAt },
        .text("publishedBy") { $0.publishedBy },
    ])

let publishedListingShape = Shape<PublishedListing>("PublishedPlan", publishedFields { $0 })

private let publishedTaskShape = Shape<PublishedTask>(
    "PublishedTask",
    [
        .identifier("id") { $0.id.text }, .text("path") { $0.path }, .optionalText("title") { $0.title },
        .text("text") { $0.text }, .texts("units") { $0.units },
    ])

private let publishedAreaShape = Shape<PublishedArea>(
    "PublishedArea",
    [
        .text("ordinal") { $0.ordinal }, .text("title") { $0.title },
        .parts("tasks", publishedTaskShape) { $0.tasks },
    ])

let publishedPlanShape = Shape<PublishedPlan>(
    "PublishedPlanDetail",
    publishedFields { $0.listing } + [
        .parts("areas", publishedAreaShape) { $0.areas }, .parts("safeguards", safeguardShape) { $0.safeguards },
    ])

private func publishedFields<Value>(
    _ listing: @escaping @Sendable (Value) -> PublishedListing
) -> [Shape<Value>.Field] {
    [
        .identifier("id") { listing($0).id.text }, .text("pairing") { listing($0).pairing.code },
        .text("title") { listing($0).title }, .optionalText("documentNumber") { listing($0).documentNumber },
        .optionalPart("period", yearSpanShape) { listing($0).period }, .count("version") { listing($0).version },
        .count("taskCount") { listing($0).taskCount }, .moment("publishedAt") { listing($0).publishedAt },
    ]
}

private let publicationSchema = Schema.object(
    .init("version", .whole(1...100_000)), .optional("confirm", .flag)
).closed.named("NewPublication").example(["version": 1, "confirm": true])

extension APIOperation {
    var publishingDeclaration: Declaration {
        switch self {
        case .publishPlan:
            .act(
                .put, "/api/v1/plans/{id}/publication", .publishPlan, .object(publishedPlanShape.schema),
                taking: .json(publicationSchema))
        case .withdrawPlan: .act(.delete, "/api/v1/plans/{id}/publication", .publishPlan, .nothing)
        case .listPublishedPlans:
            .list("/api/v1/published-plans", .readPublishedPlan, publishedListingShape.schema)
        default:
            .get("/api/v1/published-plans/{id}", .readPublishedPlan, .object(publishedPlanShape.schema))
        }
    }
}

/// Publishes a version of a plan; answers its public form.
func publishPlan(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    do {
        try await call.useCases.publishPlan(
            call.caller, id: id, version: call.body["version"]?.whole ?? -1,
            isConfirmed: call.body["confirm"]?.flag ?? false)
    } catch let error as UseCaseError {
        // The version stands in the body, not in a condition of the request.
        guard case .stale = error.cause else { throw error }
        throw UseCaseError("plan", .conflict(reason: "publication.notNewest"))
    }
    return .json(publishedPlanShape.json(try await call.useCases.publishedPlan(call.caller, id: id)))
}

/// Takes back what is published of a plan.
func withdrawPlan(_ call: Call) async throws -> Reply {
    try await call.useCases.withdrawPlan(call.caller, id: call.value("id"))
    return .nothing
}

/// The published plans that the caller may read, those published last first.
func listPublishedPlans(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    return try await answerList(call, publishedListingShape) { after, limit in
        try await useCases.publishedPlans(caller, after: after, limit: limit)
    }
}

/// The public form of a plan.
func showPublishedPlan(_ call: Call) async throws -> Reply {
    .json(publishedPlanShape.json(try await call.useCases.publishedPlan(call.caller, id: call.value("id"))))
}
