// SPDX-License-Identifier: Apache-2.0

/// The directory of bodies.
struct OrganisationsPage: PageModel {
    static let template = "organisations"
    static let samples = [
        OrganisationsPage(
            count: 1, lines: [.sample], text: "", day: "", isUnconfirmed: true, places: "", kinds: [.sample],
            isFiltered: true, first: "/", next: "/", workbook: "/", importing: "/", form: .sample),
        OrganisationsPage(
            count: 0, lines: [], text: "", day: "", isUnconfirmed: false, places: "", kinds: [], isFiltered: false,
            first: nil, next: nil, workbook: "/", importing: nil, form: nil),
    ]

    struct Line: Sendable {
        let id: String
        /// What it was called on the day of the filter.
        let name: String
        /// What it is called now, where that is another name.
        let now: String?
        let kind: String
        let place: String
        let parent: String?
        let aliases: String
        let isConfirmed: Bool
        /// From when to when it exists, where that is known.
        let period: String?
        let taskCount: Int
        static let sample = Line(
            id: "i", name: "N", now: "M", kind: "K", place: "P", parent: "P", aliases: "A", isConfirmed: false,
            period: "2026",
            taskCount: 1)
    }
    let count: Int
    let lines: [Line]
    let text: String
    let day: String
    let isUnconfirmed: Bool
    let places: String
    let kinds: [Choice]
    let isFiltered: Bool
    let first: String?
    let next: String?
    let workbook: String?
    /// The page for importing; nil where the visitor may not add bodies.
    let importing: String?
    /// The form for a new body; nil where the visitor may not add one.
    let form: FormModel?
    var section: Section? { .organisations }
}

/// A body's page.
struct OrganisationPage: PageModel {
    static let template = "organisation"
    static let samples = [
        OrganisationPage(
            id: "i", name: "N", kind: "K", place: "P", period: "P", state: "S", isConfirmed: false, isEnded: true,
            revision: 1, aliases: ["A"], spellings: [.sample], names: [.sample], parent: .sample, children: [.sample],
            links: [.sample], people: ["P"], taskCount: 1, history: [.sample], edit: .sample, rename: .sample,
            merge: .sample, split: .sample, absorb: .sample, confirm: .sample, access: "/", watching: .sample),
        OrganisationPage(
            id: "i", name: "N", kind: "K", place: "P", period: nil, state: nil, isConfirmed: true, isEnded: false,
            revision: 1, aliases: [], spellings: [], names: [], parent: nil, children: [], links: [], people: [],
            taskCount: nil,
            history: [], edit: nil, rename: nil, merge: nil, split: nil, absorb: nil, confirm: nil,
            access: nil, watching: nil),
    ]

    struct Name: Sendable {
        let name: String
        let period: String
        static let sample = Name(name: "N", period: "P")
    }
    /// Words that a clerk said mean the body.
    struct Spelling: Sendable {
        let spelling: String
        /// From which day on, and whether it still holds.
        let origin: String
        let draft: String?
        let action: String
        let removed: String
        let submit: String
        let submitOf: String
        let mayChange: Bool
        static let sample = Spelling(
            spelling: "S", origin: "O", draft: "d", action: "/a", removed: "1", submit: "R", submitOf: "R S",
            mayChange: true)
    }
    struct Link: Sendable {
        let id: String
        let text: String
        static let sample = Link(id: "i", text: "T")
    }
    let id: String
    let name: String
    let kind: String
    let place: String
    let period: String?
    /// A sentence about its end; nil while it exists.
    let state: String?
    let isConfirmed: Bool
    let isEnded: Bool
    let revision: Int
    let aliases: [String]
    let spellings: [Spelling]
    /// Its names with their periods, newest first; empty where it never had another.
    let names: [Name]
    let parent: Link?
    let children: [Link]
    /// What it was made of and what it passed into, as sentences.
    let links: [Link]
    let people: [String]
    /// nil where the visitor sees no tasks at all.
    let taskCount: Int?
    let history: [HistoryView.Entry]
    let edit: FormModel?
    let rename: FormModel?
    let merge: FormModel?
    let split: FormModel?
    let absorb: FormModel?
    let confirm: FormModel?
    /// Where it says who can see it; nil where the visitor may not ask.
    let access: String?
    /// nil where the address is that of a form, which can't be fetched anew.
    let watching: Watching?
    var section: Section? { .organisations }
}
