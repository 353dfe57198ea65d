// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

private let comparablePlanShape = Shape<ComparablePlan>(
    "ComparablePlan",
    [
        .identifier("id") { $0.id.text }, .text("pairing") { $0.pairing.code }, .text("title") { $0.title },
        .count("version") { $0.version }, .flag("isPublication") { $0.isPublication },
    ])

private let comparableTaskShape = Shape<ComparableTask>(
    "ComparableTask",
    [
        .identifier("id") { $0.id.text }, .identifier("plan") { $0.plan.id.text },
        .text("pairing") { $0.plan.pairing.code }, .flag("isPublication") { $0.plan.isPublication },
        .text("path") { $0.path }, .text("area") { $0.area }, .optionalText("title") { $0.title },
        .text("text") { $0.text }, .texts("units") { $0.units },
    ])

private let sharedWordsShape = Shape<SharedWords>(
    "SharedWords", [.text("text") { $0.text }, .flag("isShared") { $0.isShared }])

private let likeTaskShape = Shape<LikeTask>(
    "LikeTask",
    [
        .part("task", comparableTaskShape) { $0.task }, .count("likeness") { $0.likeness },
        .parts("words", sharedWordsShape) { $0.words }, .parts("otherWords", sharedWordsShape) { $0.otherWords },
    ])

private let taskWithLikesShape = Shape<TaskWithLikes>(
    "TaskWithLikes",
    [.part("task", comparableTaskShape) { $0.task }, .parts("likes", likeTaskShape) { $0.likes }])

private let planLikenessShape = Shape<PlanLikeness>(
    "PlanLikeness",
    [
        .part("plan", comparablePlanShape) { $0.mine }, .part("other", comparablePlanShape) { $0.other },
        .parts("tasks", taskWithLikesShape) { $0.tasks }, .parts("unmatched", comparableTaskShape) { $0.unmatched },
    ])

extension APIOperation {
    var likenessDeclaration: Declaration {
        switch self {
        case .comparePlans:
            .get(
                "/api/v1/plans/{id}/likeness/{other}", .readPublishedPlan, .object(planLikenessShape.schema))
        default: .get("/api/v1/tasks/{id}/likeness", .readPlan, .object(taskWithLikesShape.schema))
        }
    }
}

/// Every task of one plan with those of another that are most like it.
func comparePlans(_ call: Call) async throws -> Reply {
    let found = try await call.useCases.comparePlans(
        call.caller, mine: call.value("id"), other: call.value("other"))
    return .json(planLikenessShape.json(found))
}

/// The tasks of all other plans that the caller may read which are most like one.
func listLikeTasks(_ call: Call) async throws -> Reply {
    .json(taskWithLikesShape.json(try await call.useCases.likeTasks(call.caller, task: call.value("id"))))
}
