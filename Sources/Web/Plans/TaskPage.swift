// SPDX-License-Identifier: Apache-2.0

/// The page of one task.
struct TaskPage: PageModel {
    static let template = "task"
    static let samples = [
        TaskPage(
            id: "i", path: "1", title: "T", area: "A", group: "G", text: "X", measures: ["M"],
            units: [UnitGroup(city: "C", units: [.init(name: "U", role: "R", isLead: true, isUncertain: false)])],
            plan: "p", planTitle: "P", version: 1, pairing: "a-b", pairingLabel: "A – B", clause: .sample,
            comments: [Note(author: "A", at: "2026-01-01 00:00", text: "C")],
            history: .sample,
            wordings: [Wording(version: 1, change: "C", changeName: "new", path: "1", title: "T", text: "X")],
            descents: [Descent(id: "t", path: "1", title: "T", version: 2, share: 40, what: "W")],
            line: .sample, crosswalk: [.sample], evidence: [.sample],
            mayComment: true, commentText: "", failures: .sample("text"), access: "/", watching: .sample)
    ]
    struct Clause: Sendable {
        let before: String
        let clause: String
        let after: String
        let page: Int?
        let paragraph: Int
        let draft: String
        /// Where the clause begins: the mark of it in the draft's source.
        let anchor: String
        let document: String
        static let sample = Clause(
            before: "B", clause: "C", after: "A", page: 1, paragraph: 2, draft: "d", anchor: "at-1", document: "d")
    }
    struct Note: Sendable {
        let author: String
        let at: String
        let text: String
    }
    struct Wording: Sendable {
        let version: Int
        let change: String
        let changeName: String
        let path: String
        let title: String?
        let text: String
    }
    /// A task that this one came of, or that came of it.
    struct Descent: Sendable {
        let id: String
        let path: String
        let title: String?
        let version: Int
        /// In percent.
        let share: Int
        let what: String
    }
    /// The generations of plans through which it goes.
    struct Line: Sendable {
        struct Ancestor: Sendable {
            let what: String
            let id: String
            let path: String
            let title: String
            let plan: String
        }
        let ancestors: [Ancestor]
        let fate: GenerationsPage.Step?
        static let sample = Line(
            ancestors: [Ancestor(what: "W", id: "t", path: "1", title: "T", plan: "P")], fate: .sample)
    }
    let id: String
    let path: String
    let title: String?
    let area: String
    let group: String?
    let text: String
    let measures: [String]
    let units: [UnitGroup]
    let plan: String
    let planTitle: String
    let version: Int
    let pairing: String
    let pairingLabel: String
    let clause: Clause
    let comments: [Note]
    let history: HistoryView
    let wordings: [Wording]
    let descents: [Descent]
    /// nil where it is of one generation alone.
    let line: Line?
    let crosswalk: [TaskClausesView]
    /// The rows of registers that are evidence of it.
    let evidence: [LedgersPage.Waiting.Line]
    let mayComment: Bool
    let commentText: String
    let failures: Failures
    /// Where it says who can see it; nil where the visitor may not ask.
    let access: String?
    let watching: Watching
    var section: Section? { .tasks }
}
