// SPDX-License-Identifier: Apache-2.0

/// The matrix of pairings and clauses.
struct CrosswalkPage: PageModel {
    static let template = "crosswalk"
    static let samples = [
        CrosswalkPage(
            reference: .sample, references: [.sample], regions: [.sample], areas: [.sample], isFiltered: true,
            table: "<table></table>", isEmpty: false, clauses: [.sample], workbook: "/crosswalk.xlsx",
            textFile: "/crosswalk.csv"),
        CrosswalkPage(
            reference: .sample, references: [.sample], regions: [], areas: [], isFiltered: false, table: "",
            isEmpty: true, clauses: [], workbook: "/", textFile: "/"),
        CrosswalkPage(
            reference: nil, references: [], regions: [], areas: [], isFiltered: false, table: "", isEmpty: true,
            clauses: [], workbook: "/", textFile: "/"),
    ]
    /// nil where there is none yet.
    let reference: ReferenceLine?
    let references: [Choice]
    let regions: [Choice]
    let areas: [Choice]
    let isFiltered: Bool
    /// Written by renderMatrix.
    let table: String
    let isEmpty: Bool
    let clauses: [ClauseLine]
    let workbook: String
    let textFile: String
    var section: Section? { .crosswalk }
}

/// A reference plan in a sentence.
struct ReferenceLine: Sendable {
    let path: String
    let title: String
    /// For whom it holds.
    let reach: String
    let day: String
    let by: String
    /// When a newer one took its place.
    let replacedOn: String?
    let isSample: Bool
    static let sample = ReferenceLine(
        path: "/", title: "T", reach: "R", day: "2026-01-01", by: "B", replacedOn: "2026-02-01", isSample: true)
}

/// A clause in a list, with the page of it.
struct ClauseLine: Sendable {
    let path: String
    let number: Int
    let clause: String
    let area: String
    let text: String
    static let sample = ClauseLine(path: "/", number: 1, clause: "1#1", area: "A", text: "X")
}

/// A task among those that carry out a clause.
struct ClauseTaskLine: Sendable {
    let path: String
    let ordinal: String
    let title: String?
    let area: String
    let text: String
    /// In hundredths; nil where a person named the clause.
    let likeness: Int?
    /// True where the task carries out other clauses before this one.
    let isFurther: Bool
    /// Both texts side by side.
    let cell: String?
    static let sample = ClauseTaskLine(
        path: "/", ordinal: "1", title: "T", area: "A", text: "X", likeness: 40, isFurther: true, cell: "/")
}
