// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the task ledger as filtered by the address.
func showTasks(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let filter = TaskFilter(visit.query)
    let query = filter.query
    let watching = try await visit.watching(Watch(kind: "tasks", id: "all"), part: "#ledger")
    let ledger = try await visit.useCases.ledger(caller, query)
    return try visit.show(TasksPage(ledger, filter, watching, visit.phrases))
}

extension TasksPage {
    init(_ ledger: LedgerView, _ filter: TaskFilter, _ watching: Watching, _ phrases: Phrases) {
        let query = filter.query
        let (page, filters) = (ledger.page, ledger.filters)
        self.init(
            count: ledger.count, rows: renderTaskRows(page.items, filters.pairings, phrases).string,
            isEmpty: page.items.isEmpty, isFiltered: filter.isFiltered,
            pairings: renderOptions(
                filters.pairings.map {
                    Choice(value: $0.code, label: $0.label(in: phrases.language), isChosen: $0.code == query.pairing)
                }),
            areas: renderOptions(
                filters.areas.map { Choice(value: $0, label: $0, isChosen: $0 == query.area) }),
            organisations: renderOptions(
                filters.organisations.map { Choice(value: $0, label: "", isChosen: false) }),
            sides: Side.allCases.map {
                Choice(value: $0.rawValue, label: phrases("side." + $0.rawValue), isChosen: $0 == query.side)
            },
            orders: TaskQuery.Order.allCases.map {
                Choice(value: $0.rawValue, label: phrases("tasks.order." + $0.rawValue), isChosen: $0 == query.order)
            },
            area: query.area ?? "", organisation: query.organisation ?? "", text: query.text ?? "", plan: query.plan,
            first: filter.after == nil ? nil : filter.path(.tasks), previous: filter.previous,
            next: page.next.map(filter.next), workbook: filter.path(.tasksAsWorkbook),
            textFile: filter.path(.tasksAsText), watching: watching)
    }
}
