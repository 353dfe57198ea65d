// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The plans that the caller may see, those adopted last first.
func listPlans(_ call: Call) async throws -> Reply {
    let (useCases, caller, pairing) = (call.useCases, try call.caller, call.text("pairing"))
    return try await answerList(call, planShape) { after, limit in
        try await useCases.plans(caller, pairing: pairing, after: after, limit: limit)
    }
}

/// A plan's newest version.
func showPlan(_ call: Call) async throws -> Reply {
    let plan = try await call.useCases.plan(call.caller, id: call.value("id"))
    return .json(planDetailShape.json(plan))
}

/// What became of each task between two versions: the newest two where the query names none.
func comparePlan(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    let newest = try await call.useCases.plan(call.caller, id: id).plan.version
    let to = call.whole("to") ?? newest
    let tasks = try await call.useCases.comparePlanVersions(
        call.caller, plan: id, from: call.whole("from") ?? to - 1, to: to)
    return .json(["items": comparedTaskShape.list(tasks)])
}
