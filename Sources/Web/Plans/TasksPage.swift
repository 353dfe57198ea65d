// SPDX-License-Identifier: Apache-2.0
import Mustache

/// The task ledger.
struct TasksPage: PageModel, MustacheParent {
    static let template = "tasks"
    static let samples = [
        TasksPage(
            count: 2, rows: "<tr></tr>", isEmpty: false, isFiltered: true, pairings: renderOptions([.sample]),
            areas: renderOptions([.sample]),
            organisations: renderOptions([.sample]), sides: [.sample], orders: [.sample], area: "A", organisation: "O",
            text: "T",
            plan: "p", first: "/tasks", previous: "/tasks", next: "/tasks", workbook: "/tasks.xlsx",
            textFile: "/tasks.csv", watching: .sample),
        TasksPage(
            count: 0, rows: "", isEmpty: true, isFiltered: false, pairings: "", areas: "", organisations: "",
            sides: [], orders: [], area: "", organisation: "", text: "", plan: nil, first: nil, previous: nil,
            next: nil, workbook: "", textFile: "", watching: .sample),
    ]
    let count: Int
    /// The lines of the table, written by renderTaskRows.
    let rows: String
    let isEmpty: Bool
    let isFiltered: Bool
    /// Written by renderOptions, as are areas and organisations: there are dozens on the busiest page.
    let pairings: String
    let areas: String
    let organisations: String
    let sides: [Choice]
    let orders: [Choice]
    let area: String
    let organisation: String
    let text: String
    let plan: String?
    let first: String?
    let previous: String?
    let next: String?
    let workbook: String
    let textFile: String
    let watching: Watching
    var section: Section? { .tasks }

    /// Spares the template its look-up by reflection, which costs as much as the database on the busiest page.
    func child(named name: String) -> Any? {
        switch name {
        case "count": count
        case "rows": rows
        case "isEmpty": isEmpty
        case "isFiltered": isFiltered
        case "pairings": pairings
        case "areas": areas
        case "organisations": organisations
        case "sides": sides
        case "orders": orders
        case "area": area
        case "organisation": organisation
        case "text": text
        case "plan": plan
        case "first": first
        case "previous": previous
        case "next": next
        case "workbook": workbook
        case "textFile": textFile
        case "watching": watching
        default: nil
        }
    }
}
