// SPDX-License-Identifier: Apache-2.0
import UseCases

/// A task with its clause, its wordings and what was said about it.
func showTask(_ call: Call) async throws -> Reply {
    .json(taskDetailShape.json(try await call.useCases.task(call.caller, id: call.value("id"))))
}

/// Leaves a comment beside a task; answers the task with it.
func commentTask(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    try await call.useCases.comment(call.caller, task: id, text: call.body["text"]?.text ?? "")
    let task = try await call.useCases.task(call.caller, id: id)
    return .made(taskDetailShape.json(task), at: APIOperation.showTask.path(id))
}
