// SPDX-License-Identifier: Apache-2.0

/// The record of who did what.
struct RecordPage: PageModel {
    static let template = "record"
    static let samples = [
        RecordPage(
            filter: .sample, isFiltered: true, entries: [.sample], first: "/audit", next: "/audit?after=x",
            lines: "/audit.ndjson", table: "/audit.csv", failures: .sample("from"), isWhole: true),
        RecordPage(
            filter: .sample, isFiltered: false, entries: [], first: nil, next: nil, lines: "/audit.ndjson",
            table: "/audit.csv", failures: .none, isWhole: false),
    ]
    /// What was asked for, as the form shows it again.
    struct Filter: Sendable {
        let person: String
        let kinds: [Choice]
        let object: String
        let actions: [Actions]
        let results: [Choice]
        let pairings: String
        let from: String
        let to: String
        static let sample = Filter(
            person: "p", kinds: [.sample], object: "o", actions: [Actions(label: "K", choices: [.sample])],
            results: [.sample], pairings: "",
            from: "2026-01-01", to: "2026-01-31")
    }
    /// What can be done to one kind of object.
    struct Actions: Sendable {
        let label: String
        let choices: [Choice]
    }
    struct Entry: Sendable {
        let sequence: String
        let at: String
        let actor: String
        let body: String?
        let action: String
        let kind: String
        /// Its name, or its identity where it has none.
        let object: String
        let pairing: String?
        /// The object's page; nil for what has none, or none that the visitor may open.
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
            pairing: "P", path: "/", history: "/audit?kind=k", result: "R", isDone: false, reason: "W",
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
    let failures: Failures
    /// Whether the visitor reads all of the record.
    let isWhole: Bool
    var section: Section? { .audit }
}
