// SPDX-License-Identifier: Apache-2.0

/// The form of a new row.
struct NewEntryPage: PageModel {
    static let template = "entry-new"
    static let samples = [
        NewEntryPage(
            key: "k", title: "T", action: "/", check: "/", pairings: [.sample], pairing: "a-b", pairingLabel: "A – B",
            sides: [.sample], fields: [.sample], duplicates: [.sample], general: ["G"], failures: .sample("f-k"),
            needsReason: true, reason: "R", stage: .sample, holdsFiles: true, isShared: true, suggestions: .sample),
        NewEntryPage(
            key: "k", title: "T", action: "/", check: "/", pairings: [.sample], pairing: nil, pairingLabel: "",
            sides: [], fields: [], duplicates: [], general: [], failures: .none, needsReason: false, reason: "",
            stage: nil,
            holdsFiles: false, isShared: false, suggestions: .sample),
    ]

    /// How the row came to the stage at which it begins.
    struct Stage: Sendable {
        let day: String
        let evidence: String
        static let sample = Stage(day: "2026-01-01", evidence: "E")
    }

    let key: String
    let title: String
    let action: String
    /// Where the form is looked through while it is filled in.
    let check: String
    /// The pairings for which the visitor may enter rows; the first step where there are several.
    let pairings: [Choice]
    /// The pairing of the row; nil while it has to be chosen.
    let pairing: String?
    let pairingLabel: String
    /// For whom rows may be entered, where the visitor is of no side.
    let sides: [Choice]
    let fields: [EntryFieldView]
    let duplicates: [DuplicateView]
    /// What is wrong with the row as a whole.
    let general: [String]
    let failures: Failures
    /// True where the row belongs to a closed period, so that a reason is asked for.
    let needsReason: Bool
    let reason: String
    /// nil where no stage of the register asks for evidence.
    let stage: Stage?
    /// True where files are added on the row's page.
    let holdsFiles: Bool
    /// True where the other side has to confirm the row.
    let isShared: Bool
    let suggestions: Suggestions
    var section: Section? { .ledgers }
}

/// A row that may be the same.
struct DuplicateView: Sendable {
    let path: String
    let name: String
    let note: String
    /// True where the other side entered it, so that it is confirmed and not entered again.
    let isOfOtherSide: Bool

    static let sample = DuplicateView(path: "/", name: "N", note: "N", isOfOtherSide: true)
}

/// Names that are proposed while one types.
struct Suggestions: Sendable {
    let organisations: [String]
    let places: [String]

    static let none = Suggestions(organisations: [], places: [])
    static let sample = Suggestions(organisations: ["O"], places: ["P"])
}

/// What looking a form through while it is filled in has found, for the parts of the page that show it.
struct EntryCheckPage: PageModel {
    static let template = "entry-check"
    static let samples = [
        EntryCheckPage(fields: [.sample], duplicates: [.sample], general: ["G"], isInOrder: true)
    ]
    let fields: [EntryFieldView]
    let duplicates: [DuplicateView]
    let general: [String]
    let isInOrder: Bool
}
