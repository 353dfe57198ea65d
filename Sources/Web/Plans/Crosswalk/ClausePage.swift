// SPDX-License-Identifier: Apache-2.0

/// One clause held against all pairings.
struct ClausePage: PageModel {
    static let template = "clause"
    static let samples = [
        ClausePage(
            crosswalk: "/", reference: .sample, clause: .sample, previous: "/", next: "/",
            rows: [
                Row(path: "/", label: "A – B", tasks: [.sample], leavesOut: false),
                Row(path: "/", label: "A – B", tasks: [], leavesOut: true),
            ], carrying: 1),
        ClausePage(
            crosswalk: "/", reference: .sample, clause: .sample, previous: nil, next: nil, rows: [], carrying: 0),
    ]
    struct Row: Sendable {
        let path: String
        let label: String
        let tasks: [ClauseTaskLine]
        let leavesOut: Bool
    }
    let crosswalk: String
    let reference: ReferenceLine
    let clause: ClauseLine
    let previous: String?
    let next: String?
    let rows: [Row]
    /// How many pairings carry it out.
    let carrying: Int
    var section: Section? { .crosswalk }
}

/// A clause and the tasks of one pairing that carry it out, side by side.
struct CrosswalkCellPage: PageModel {
    static let template = "crosswalk-cell"
    static let samples = [
        CrosswalkCellPage(
            crosswalk: "/", reference: .sample, clause: .sample, pairing: "/", pairingLabel: "A – B", previous: "/",
            next: "/", comparisons: [Comparison(task: .sample, clause: "<mark>C</mark>", title: "T", text: "X")]),
        CrosswalkCellPage(
            crosswalk: "/", reference: .sample, clause: .sample, pairing: "/", pairingLabel: "A – B", previous: nil,
            next: nil, comparisons: []),
    ]
    struct Comparison: Sendable {
        let task: ClauseTaskLine
        /// With what both share marked, as are title and text.
        let clause: String
        let title: String
        let text: String
    }
    let crosswalk: String
    let reference: ReferenceLine
    let clause: ClauseLine
    /// Where the pairing is held against the whole reference.
    let pairing: String
    let pairingLabel: String
    let previous: String?
    let next: String?
    let comparisons: [Comparison]
    var section: Section? { .crosswalk }
}

/// A reference plan with its clauses.
struct ReferencePlanPage: PageModel {
    static let template = "reference-plan"
    static let samples = [
        ReferencePlanPage(
            reference: .sample, crosswalk: "/", clauses: [.sample], predecessor: .sample, successor: .sample,
            draft: "/"),
        ReferencePlanPage(
            reference: .sample, crosswalk: "/", clauses: [], predecessor: nil, successor: nil, draft: nil),
    ]
    let reference: ReferenceLine
    let crosswalk: String
    let clauses: [ClauseLine]
    let predecessor: ReferenceLine?
    let successor: ReferenceLine?
    /// The draft that it was made of; nil where the visitor may not open it.
    let draft: String?
    var section: Section? { .crosswalk }
}
