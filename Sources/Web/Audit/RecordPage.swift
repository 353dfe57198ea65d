// SPDX-License-Identifier: Apache-2.0

/// The record of who did what.
struct RecordPage: PageModel {
    static let template = "record"
    static let samples = [
        RecordPage(
            filter: .sample, isFiltered: true, entries: [.sample], first: "/audit", next: "/audit?after=x",
            lines: "/audit.ndjson", table: "/audit.csv"),
        RecordPage(
            filter: .sample, isFiltered: false, entries: [], first: nil, next: nil, lines: "/audit.ndjson",
            table: "/audit.csv"),
    ]
    /// What was asked for, as the form shows it again.
    struct Filter: Sendable {
        let person: String
        let kinds: [Choice]
        let object: String
        let action: String
        let results: [Choice]
        let pairing: String
        let from: String
        let to: String
        static let sample = Filter(
            person: "p", kinds: [.sample], object: "o", action: "a.b", results: [.sample], pairing: "a-b",
            from: "2026-01-01", to: "2026-01-31")
    }
    struct Entry: Sendable {
        let sequence: String
        let at: String
        let actor: String
        let body: String?
        let action: String
        let kind: String
        let object: String
        /// The object's page; nil for what has none.
        let path: String?
        /// The object's whole history in the record.
        let history: String
        let result: String
        let isDone: Bool
        let reason: String?
        let fields: [RecordedField]
        /// Address, session, request and hash.
        let marks: [Mark]
        static let sample = Entry(
            sequence: "7", at: "2026-01-01 00:00:00.000", actor: "A", body: "B", action: "C", kind: "K", object: "o",
            path: "/", history: "/audit?kind=k", result: "R", isDone: false, reason: "W",
            fields: [RecordedField(label: "L", before: "V", after: nil)], marks: [Mark(label: "L", value: "V")])
    }
    struct Mark: Sendable {
        let label: String
        let value: String
    }
    let filter: Filter
    let isFiltered: Bool
    let entries: [Entry]
    let first: String?
    let next: String?
    let lines: String
    let table: String
    var section: Section? { .audit }
}
