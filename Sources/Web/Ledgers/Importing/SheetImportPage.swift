// SPDX-License-Identifier: Apache-2.0

/// What would become of spreadsheets, and what a person decides about it; or what became of them.
struct SheetImportPage: PageModel {
    static let template = "sheet-import"
    static let samples = [
        SheetImportPage(
            head: .sample, failures: .sample("f-k"), look: .sample, left: .sample, outcome: nil, reason: "R"),
        SheetImportPage(head: .sample, failures: .none, look: nil, left: .sample, outcome: .sample, reason: ""),
        SheetImportPage(
            head: .sample, failures: .none, look: nil, left: nil, outcome: nil, running: .sample, reason: ""),
    ]

    /// What stands at the head of both.
    struct Head: Sendable {
        let id: String
        let key: String
        let title: String
        let ledger: String
        let pairingLabel: String
        let side: String
        let files: String

        static let sample = Head(
            id: "i", key: "k", title: "T", ledger: "/", pairingLabel: "A – B", side: "S", files: "a.xlsx")
    }
    /// How many rows come to what.
    struct Count: Sendable {
        let outcome: String
        let label: String
        let count: Int

        static let sample = Count(outcome: "new", label: "L", count: 1)
    }
    struct Column: Sendable {
        let name: String
        let id: String
        let letter: String
        let title: String
        /// What stands in its first rows.
        let values: String
        /// Written by renderOptions.
        let options: String
        let reason: String?
        let hasNoUnit: Bool

        static let sample = Column(
            name: "c", id: "i", letter: "A", title: "T", values: "V", options: "", reason: "R", hasNoUnit: true)
    }
    struct Table: Sendable {
        let number: Int
        /// The table as the form brings it back.
        let mark: String
        let file: String
        let sheet: String?
        /// Where its heading stands: `A3:G4`.
        let range: String
        let title: String?
        let isTaken: Bool
        /// The places of its columns, apart by commas.
        let places: String
        let columns: [Column]
        let missing: [String]

        static let sample = Table(
            number: 0, mark: "0|0|S|", file: "F", sheet: "S", range: "A1:B1", title: "T", isTaken: true, places: "0,1",
            columns: [.sample], missing: ["M"])
    }
    struct Problem: Sendable {
        let id: String
        let place: String
        let cell: String
        let text: String
        let sentence: String
        let isError: Bool
        /// The cell as the form brings it back; nil where nothing can be typed.
        let mark: String?
        let value: String
        let label: String
        /// What could stand there; taken only where the person ticks it.
        let offer: Offer?

        static let sample = Problem(
            id: "i", place: "P", cell: "B7", text: "T", sentence: "S", isError: true, mark: "0|7|1|S|", value: "V",
            label: "L", offer: .sample)
    }
    /// A correction that is proposed and not taken yet.
    struct Offer: Sendable {
        let text: String
        /// The cell and the text as the form brings them back.
        let mark: String

        static let sample = Offer(text: "T", mark: "T|0|7|1|S|")
    }
    struct Change: Sendable {
        let field: String
        let before: String
        let after: String

        static let sample = Change(field: "F", before: "B", after: "A")
    }
    struct Line: Sendable {
        /// The row as the form brings it back; nil where nothing has to be decided about it.
        let mark: String?
        let id: String
        let options: String
        let place: String
        let row: Int
        let outcome: String
        let label: String
        /// What a person has to decide about it.
        let doubt: String?
        /// What it would hold.
        let text: String
        let changes: [Change]

        static let sample = Line(
            mark: "0|7|S|", id: "r", options: "", place: "P", row: 3, outcome: "changed", label: "L", doubt: "D",
            text: "T", changes: [.sample])
    }
    /// A row that is not written, or none at all, with why; or one that is, and what is odd about it.
    struct Left: Sendable {
        let place: String
        let row: Int
        let reason: String
        let text: String

        static let sample = Left(place: "P", row: 3, reason: "R", text: "T")
    }
    /// Such rows.
    struct LeftRows: Sendable {
        let rows: [Left]
        static let sample = LeftRows(rows: [.sample])
    }
    /// What would become of the files.
    struct Look: Sendable {
        let counts: [Count]
        let tables: [Table]
        /// Values for all rows.
        let constants: [EntryFieldView]
        let problems: [Problem]
        /// How many there are beside those that are shown; nil where all are.
        let more: Int?
        let problemCount: Int
        /// What was typed into cells already.
        let corrected: [Problem]
        let hasInputs: Bool
        let lines: [Line]
        /// Rows that the file held and holds no more.
        let removals: [Removal]
        let removalCount: Int
        let removed: Int
        /// Rows that a person decides about.
        let doubts: [Line]
        let doubtCount: Int
        /// What becomes of all others of them; written by renderOptions.
        let others: String
        let leftOut: [Left]
        let leftOutCount: Int
        /// How many rows would be written, how many can't be, and both.
        let clean: Int
        let stopped: Int
        let all: Int
        let mayTakeAll: Bool
        let mayTakeClean: Bool
        let isNothingNew: Bool

        static let sample = Look(
            counts: [.sample], tables: [.sample], constants: [.sample], problems: [.sample], more: 3, problemCount: 4,
            corrected: [.sample], hasInputs: true, lines: [.sample], removals: [.sample],
            removalCount: 1, removed: 1, doubts: [.sample],
            doubtCount: 1, others: "", leftOut: [.sample], leftOutCount: 1, clean: 1,
            stopped: 1, all: 2, mayTakeAll: false, mayTakeClean: true, isNothingNew: true)
    }
    /// What became of the files.
    struct Outcome: Sendable {
        let counts: [Count]
        /// Rows that were written and are odd beside others; nil: none.
        let warnings: LeftRows?
        static let sample = Outcome(counts: [.sample], warnings: .sample)
    }
    struct Removal: Sendable {
        let mark: String
        let id: String
        let number: Int
        let text: String
        let place: String
        let isChosen: Bool

        static let sample = Removal(mark: "i", id: "g-0", number: 1, text: "T", place: "P", isChosen: true)
    }
    /// Rows that are being written.
    struct Running: Sendable {
        let read: Int
        let written: Int
        let refresh: String
        static let sample = Running(read: 1_000, written: 500, refresh: "/")
    }
    let head: Head
    let failures: Failures
    let look: Look?
    let left: LeftRows?
    let outcome: Outcome?
    var running: Running?
    let reason: String
    var section: Section? { .ledgers }
}
