// SPDX-License-Identifier: Apache-2.0

/// A register as a grid, as the address filters, sorts and groups it.
struct LedgerPage: PageModel {
    static let template = "ledger"
    static let samples = [
        LedgerPage(
            key: "k", title: "T", table: "<table></table>", isEmpty: false, isFiltered: true, isNarrowed: true,
            isOpen: true,
            count: "1", isCutShort: true, pairings: "", sides: [.sample], states: [.sample], period: "2026Q1",
            filters: FilterFieldView.samples, conditions: [.sample], unreadable: "U", sorts: [.sample],
            groups: [.sample], charts: [.sample], measures: [.sample], sort: "s", clear: "/", first: "/", previous: "/",
            next: "/",
            workbook: "/", textFile: "/", new: "/", importing: "/", bulk: .sample, figures: .sample,
            suggestions: .sample,
            failures: .sample("bulk-reason"), formToken: "t"),
        LedgerPage(
            key: "k", title: "T", table: "", isEmpty: true, isFiltered: false, isNarrowed: false, isOpen: false,
            count: nil, isCutShort: false, pairings: "", sides: [], states: [], period: "", filters: [], conditions: [],
            unreadable: nil, sorts: [], groups: [], charts: [], measures: [], sort: "", clear: "/", first: nil,
            previous: nil,
            next: nil, workbook: nil, textFile: nil, new: nil, importing: nil, bulk: nil, figures: nil,
            suggestions: .none,
            failures: .none, formToken: ""),
    ]

    /// Changing one field of several rows.
    struct Bulk: Sendable {
        let action: String
        let fields: [Choice]
        /// What was typed, where something of it has to be mended.
        let value: String
        let reason: String
        /// Where to come back to.
        let next: String

        static let sample = Bulk(action: "/", fields: [.sample], value: "V", reason: "R", next: "/")
    }

    let key: String
    let title: String
    /// Written by renderGrid.
    let table: String
    let isEmpty: Bool
    let isFiltered: Bool
    /// True where it is filtered by more than a pairing.
    let isNarrowed: Bool
    /// True where the filter's form stands open.
    let isOpen: Bool
    /// How many rows the view has; nil where they were not counted.
    let count: String?
    /// True where the page ended before it was full, because so many rows were looked through.
    let isCutShort: Bool
    /// Written by renderOptions.
    let pairings: String
    let sides: [Choice]
    let states: [Choice]
    let period: String
    let filters: [FilterFieldView]
    let conditions: [ConditionView]
    /// What of the address can't be read.
    let unreadable: String?
    let sorts: [Choice]
    let groups: [Choice]
    let charts: [Choice]
    /// The fields whose sums a chart can draw.
    let measures: [Choice]
    let sort: String
    let clear: String
    let first: String?
    let previous: String?
    let next: String?
    let workbook: String?
    let textFile: String?
    /// Where a row is entered; nil where the visitor may not.
    let new: String?
    /// Where a spreadsheet is handed in; nil where the visitor may not.
    let importing: String?
    let bulk: Bulk?
    let figures: FiguresView?
    let suggestions: Suggestions
    /// What has to be mended before several rows are changed.
    let failures: Failures
    let formToken: String
    var section: Section? { .ledgers }
}

/// The figures of a view, as a table and as a chart of that table.
struct FiguresView: Sendable {
    struct Line: Sendable {
        let title: String
        /// The view of the rows behind the figure; nil where none can be given.
        let path: String?
        let cells: [Cell]
    }
    struct Cell: Sendable {
        let text: String
        /// For the chart: a number in the unit of its column.
        let value: String
        /// The title of its column, for narrow screens.
        let label: String
    }
    /// The name by which charts.js draws it: lines, bars, stack, composition.
    let kind: String
    let caption: String
    let columns: [String]
    let lines: [Line]

    static let sample = FiguresView(
        kind: "bars", caption: "C", columns: ["C"],
        lines: [Line(title: "T", path: "/", cells: [Cell(text: "1", value: "1", label: "L")])])
}
