// SPDX-License-Identifier: Apache-2.0

/// The dictionary of indicators: what each is and how it is counted.
struct IndicatorsPage: PageModel {
    static let template = "indicators"
    static let samples = [
        IndicatorsPage(
            groups: [Group(ledger: "k", title: "T", version: 1, validFrom: "2022-05-01", lines: [.sample])])
    ]
    struct Group: Sendable {
        let ledger: String
        let title: String
        let version: Int
        let validFrom: String
        let lines: [IndicatorLine]
    }
    let groups: [Group]
    var section: Section? { .ledgers }
}

/// The figures of one indicator, pairings by periods.
struct IndicatorPage: PageModel {
    static let template = "indicator"
    static let samples = [
        IndicatorPage(
            line: .sample, ledger: "k", ledgerTitle: "L", version: 1, validFrom: "2022-05-01", pairings: [.sample],
            length: [.sample], last: "2026Q1", figures: .sample, hasOpen: true, hasClosed: true, isEmpty: false)
    ]
    struct Table: Sendable {
        struct Cell: Sendable {
            let text: String
            /// For the chart.
            let value: String
            let period: String
            let path: String
            /// True while the sides differ about a row that counts.
            let isOpen: Bool
            /// What it was when the period was closed, where it is another by now.
            let change: String?
            let isClosed: Bool
        }
        struct Line: Sendable {
            let pairing: String
            let label: String
            let cells: [Cell]
        }
        let periods: [String]
        let lines: [Line]
        let caption: String

        static let sample = Table(
            periods: ["2026"],
            lines: [
                Line(
                    pairing: "a-b", label: "A – B",
                    cells: [
                        Cell(
                            text: "1", value: "1", period: "2026", path: "/", isOpen: true, change: "C", isClosed: true)
                    ])
            ], caption: "C")
    }
    let line: IndicatorLine
    let ledger: String
    let ledgerTitle: String
    let version: Int
    let validFrom: String
    let pairings: [Choice]
    let length: [Choice]
    /// The last period of the table.
    let last: String
    let figures: Table
    let hasOpen: Bool
    let hasClosed: Bool
    let isEmpty: Bool
    var section: Section? { .ledgers }
}

/// One figure opened to its rows.
struct FigurePage: PageModel {
    static let template = "figure"
    static let samples = [
        FigurePage(
            key: "k", title: "T", pairing: "a-b", pairingLabel: "A – B", period: "2026", figure: "1",
            definition: ["D"], isOpen: true, closed: "C", ledger: "k", ledgerTitle: "L", rows: [.sample],
            parts: [Part(title: "T", lines: [Part.Line(title: "L", text: "1")])], corrections: [.sample], next: "/",
            first: "/")
    ]
    struct Row: Sendable {
        let path: String
        let name: String
        let day: String
        let amount: String
        let state: String
        let stateName: String
        static let sample = Row(
            path: "/", name: "N", day: "2026-01-01", amount: "1", state: "S", stateName: "confirmed")
    }
    struct Part: Sendable {
        struct Line: Sendable {
            let title: String
            let text: String
        }
        let title: String
        let lines: [Line]
    }
    let key: String
    let title: String
    let pairing: String
    let pairingLabel: String
    let period: String
    let figure: String
    let definition: [String]
    let isOpen: Bool
    let closed: String?
    let ledger: String
    let ledgerTitle: String
    let rows: [Row]
    let parts: [Part]
    /// What moved it since its period was closed.
    let corrections: [CorrectionView]
    let next: String?
    let first: String?
    var section: Section? { .ledgers }
}
