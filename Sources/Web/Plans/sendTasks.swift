// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Sends the ledger as filtered as a workbook.
func sendTasksAsWorkbook(_ visit: Visit) async throws -> Response {
    .download(
        try await export(visit, .xlsx), name: visit.phrases("tasks.fileName") + ".xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}

/// Sends the ledger as filtered as comma-separated text.
func sendTasksAsText(_ visit: Visit) async throws -> Response {
    .download(
        try await export(visit, .csv), name: visit.phrases("tasks.fileName") + ".csv", type: "text/csv; charset=utf-8")
}

private func export(_ visit: Visit, _ format: TaskFormat) async throws -> [UInt8] {
    var query = TaskFilter(visit.query).query
    query.after = nil
    return try await visit.useCases.exportTasks(
        try visit.caller, query, format: format, language: visit.language)
}
