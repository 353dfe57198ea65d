// SPDX-License-Identifier: Apache-2.0

/// A row of a register, with everything that is known of it.
struct EntryDetailPage: PageModel {
    static let template = "entry"
    static let samples = [
        EntryDetailPage(
            id: "i", ledger: "k", ledgerTitle: "L", name: "N", number: "#1", state: "S", stateName: "disputed",
            pairing: "a-b", pairingLabel: "A – B", side: "S", version: 1, changed: "C", warnings: ["W"],
            values: [.sample], revealed: [.sample], mayReveal: true, mayEdit: true, isRemoved: false,
            fields: [.sample], failures: .sample("f-k"), isEditing: true, general: ["G"], duplicates: [.sample],
            needsReason: true, reason: "R", closedPeriods: "2026Q1", closedPaths: [.sample],
            confirmation: .sample, differences: [.sample], stages: .sample, files: [.sample],
            upload: .sample, holdsFiles: true, tasks: [.sample],
            taskChoices: [.sample],
            mayComment: true, comments: [.sample], changes: [.sample], origins: ["O"], access: "/",
            meeting: "/", suggestions: .sample,
            watching: .sample)
    ]

    /// A field with its value for the screen.
    struct Value: Sendable {
        let key: String
        let title: String
        let text: String
        let unit: String?
        /// Where the value leads.
        let path: String?
        let isLong: Bool
        let isMasked: Bool
        /// The page of the field's history.
        let cell: String

        static let sample = Value(
            key: "k", title: "T", text: "V", unit: "U", path: "/", isLong: true, isMasked: true, cell: "/")
    }

    /// What the other side may say of the row.
    struct Confirmation: Sendable {
        let mayConfirm: Bool
        /// The form in which it gives its own values.
        let fields: [EntryFieldView]
        let isOpen: Bool

        static let sample = Confirmation(mayConfirm: true, fields: [.sample], isOpen: true)
    }

    /// A ticket about one field.
    struct Ticket: Sendable {
        let id: String
        let title: String
        let oldArea: String
        let eastern: String
        /// What one side proposes to settle on, in words; nil: nothing yet.
        let proposal: String?
        /// What it was settled on, in words; nil while it is open.
        let settled: String?
        let opened: String
        let isOpen: Bool
        /// The values that can be chosen, as they are typed.
        let choices: [Choice]
        let maySettle: Bool

        static let sample = Ticket(
            id: "i", title: "T", oldArea: "O", eastern: "E", proposal: "P", settled: "S", opened: "O", isOpen: true,
            choices: [.sample], maySettle: true)
    }

    struct Stages: Sendable {
        struct Place: Sendable {
            let title: String
            let isPast: Bool
            let isNow: Bool
        }
        struct Step: Sendable {
            let title: String
            let day: String
            let note: String?
            let by: String
            let isBack: Bool
        }
        struct Move: Sendable {
            let value: String
            let label: String
        }
        let places: [Place]
        let steps: [Step]
        let moves: [Move]
        let today: String
        /// Since when nothing moved, in words, where that is too long.
        let stalled: String?
        let mayMove: Bool
        /// The stage at which the row is, where its evidence is missing and the visitor may name it.
        let unproven: Move?

        static let sample = Stages(
            places: [Place(title: "P", isPast: true, isNow: true)],
            steps: [Step(title: "S", day: "2026-01-01", note: "N", by: "B", isBack: true)],
            moves: [Move(value: "v", label: "L")], today: "2026-01-01", stalled: "S", mayMove: true,
            unproven: Move(value: "v", label: "L"))
    }

    struct Linked: Sendable {
        let path: String
        let text: String
        /// The address that takes the link away; nil where the visitor may not.
        var removal: String?
        static let sample = Linked(path: "/", text: "T", removal: "/")
    }

    /// A file of the row.
    struct File: Sendable {
        let name: String
        /// The title of its field.
        let field: String
        /// Where it is downloaded; nil where it is hidden.
        let path: String?
        /// Where it is downloaded with a reason; nil where none is needed, or the visitor may not.
        let reveal: String?
        /// The address that takes it away; nil where the visitor may not.
        let removal: String?
        static let sample = File(name: "N", field: "F", path: "/", reveal: "/", removal: "/")
    }

    /// The form by which files are added.
    struct Upload: Sendable {
        let action: String
        /// The fields that hold files, where there are several.
        let fields: [Choice]
        let limit: Int
        static let sample = Upload(action: "/", fields: [.sample], limit: 50)
    }

    struct Remark: Sendable {
        let author: String
        let at: String
        let text: String
        /// The field it is about.
        let field: String?
        static let sample = Remark(author: "A", at: "2026-01-01 00:00", text: "T", field: "F")
    }

    /// One change of the row.
    struct Change: Sendable {
        let at: String
        let by: String
        let action: String
        let reason: String?
        /// The closed period that it corrects.
        let period: String?
        let fields: [RecordedField]
        static let sample = Change(
            at: "2026-01-01 00:00", by: "B", action: "A", reason: "R", period: "P",
            fields: [RecordedField(label: "L", before: "V", after: nil)])
    }

    let id: String
    let ledger: String
    let ledgerTitle: String
    let name: String
    let number: String
    let state: String
    let stateName: String
    let pairing: String
    let pairingLabel: String
    let side: String
    let version: Int
    let changed: String
    /// What is odd about the row.
    let warnings: [String]
    let values: [Value]
    /// What was revealed just now.
    let revealed: [Value]
    let mayReveal: Bool
    let mayEdit: Bool
    let isRemoved: Bool
    let fields: [EntryFieldView]
    let failures: Failures
    /// True where the form stands open.
    let isEditing: Bool
    /// What is wrong with the row as a whole.
    let general: [String]
    let duplicates: [DuplicateView]
    let needsReason: Bool
    let reason: String
    /// The closed periods in which it counts, as one text; nil where there are none.
    let closedPeriods: String?
    /// The pages of these periods.
    let closedPaths: [Linked]
    let confirmation: Confirmation?
    let differences: [Ticket]
    let stages: Stages?
    let files: [File]
    let upload: Upload?
    /// True where the register has fields for files.
    let holdsFiles: Bool
    let tasks: [Linked]
    /// The tasks for which the row may be named as evidence.
    let taskChoices: [Choice]
    let mayComment: Bool
    let comments: [Remark]
    let changes: [Change]
    /// From where its values came, a sentence for each version that a file made.
    let origins: [String]
    let access: String?
    /// The page of the meeting or visit that the row stands for.
    let meeting: String?
    let suggestions: Suggestions
    let watching: Watching
    var section: Section? { .ledgers }
}
