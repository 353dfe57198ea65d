// SPDX-License-Identifier: Apache-2.0
import UseCases

/// The ledger of tasks: a page of it, or all of it as a table.
func listTasks(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    let query = taskQuery(call)
    if call.format == .workbook {
        let bytes = try await useCases.exportTasks(caller, query, format: .xlsx, language: call.language)
        return Reply(body: .bytes(bytes, type: MediaType.workbook.rawValue), fileName: "tasks.xlsx")
    }
    return try await answerList(call, taskShape) { after, limit in
        var page = query
        (page.after, page.limit) = (after, limit)
        return try await useCases.tasks(caller, page)
    }
}

private func taskQuery(_ call: Call) -> TaskQuery {
    var query = TaskQuery()
    query.pairing = call.text("pairing")
    query.plan = call.text("plan")
    query.area = call.text("area")
    query.organisation = call.text("organisation")
    query.text = call.text("q")
    return query
}
