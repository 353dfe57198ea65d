// SPDX-License-Identifier: Apache-2.0

/// The import of a table of tasks into a yearly list: where the file is handed in, what its rows would become, and
/// what became of them.
struct ItemImportPage: PageModel {
    static let template = "item-import"
    static let samples = [
        ItemImportPage(
            plan: "i", title: "A – B 2026", limit: 50, pasted: "", preview: .sample, done: nil, isDraft: true,
            failures: .sample("file")),
        ItemImportPage(
            plan: "i", title: "A – B 2026", limit: 50, pasted: "P", preview: nil, done: .sample, isDraft: false,
            failures: .none),
    ]
    /// What the rows would become.
    struct Preview: Sendable {
        let source: String
        let year: Int
        let taken: Int
        let doubtful: Int
        let known: Int
        let count: Int
        /// Nothing of it is new.
        let isAllKnown: Bool
        /// The table as it was read, for a second reading with other columns; nil where rows were mended already.
        let tables: Tables?
        /// What the file holds besides; nil where there is nothing.
        let left: Left?
        /// The rows, as written by `renderImportRows`.
        let rows: String

        static let sample = Preview(
            source: "S", year: 2026, taken: 1, doubtful: 1, known: 1, count: 2, isAllKnown: true, tables: .sample,
            left: .sample, rows: "")
    }
    /// What of the file became no row.
    struct Left: Sendable {
        let count: Int
        let entries: [LeftEntry]
        let json: String
        static let sample = Left(count: 1, entries: [.sample], json: "[]")
    }
    struct LeftEntry: Sendable {
        /// The sheet and the row.
        let place: String
        let reason: String
        static let sample = LeftEntry(place: "P", reason: "R")
    }
    struct Tables: Sendable {
        let source: String
        let json: String
        let columns: [Column]
        let isDoubtful: Bool
        /// The titles of the columns that nothing is taken from; nil where there is none.
        let left: String?
        static let sample = Tables(source: "S", json: "[]", columns: [.sample], isDoubtful: true, left: "T")
    }
    /// A column with what it may be.
    struct Column: Sendable {
        let name: String
        let title: String
        let isDoubtful: Bool
        let options: String
        static let sample = Column(name: "c0.0", title: "T", isDoubtful: true, options: "")
    }
    /// What an import did, with what takes it back.
    struct Done: Sendable {
        let added: Int
        let known: Int
        let undo: Undo?
        static let sample = Done(added: 2, known: 1, undo: Undo(revision: 3))
    }
    struct Undo: Sendable {
        /// The list's after the import.
        let revision: Int
    }
    let plan: String
    /// The list's name.
    let title: String
    /// Of an upload, in MiB.
    let limit: Int
    let pasted: String
    let preview: Preview?
    let done: Done?
    /// False once both cities have agreed to the list: nothing is imported into it then.
    let isDraft: Bool
    let failures: Failures
    var section: Section? { .work }
}
