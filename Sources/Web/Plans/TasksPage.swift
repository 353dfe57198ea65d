// SPDX-License-Identifier: Apache-2.0

/// The task ledger.
struct TasksPage: PageModel {
    static let template = "tasks"
    static let samples = [
        TasksPage(
            count: 2, rows: "<tr></tr>", isEmpty: false, isFiltered: true, pairings: [.sample], areas: [.sample],
            organisations: ["O"], sides: [.sample], orders: [.sample], area: "A", organisation: "O", text: "T",
            plan: "p", first: "/tasks", previous: "/tasks", next: "/tasks", workbook: "/tasks.xlsx",
            textFile: "/tasks.csv"),
        TasksPage(
            count: 0, rows: "", isEmpty: true, isFiltered: false, pairings: [], areas: [], organisations: [],
            sides: [], orders: [], area: "", organisation: "", text: "", plan: nil, first: nil, previous: nil,
            next: nil, workbook: "", textFile: ""),
    ]
    let count: Int
    /// The lines of the table, written by renderTaskRows.
    let rows: String
    let isEmpty: Bool
    let isFiltered: Bool
    let pairings: [Choice]
    let areas: [Choice]
    let organisations: [String]
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
    var section: Section? { .tasks }
}

extension Choice {
    static let sample = Choice(value: "v", label: "L", isChosen: true)
}
