// SPDX-License-Identifier: Apache-2.0

/// The meetings and visits that the visitor sees.
struct MeetingsPage: PageModel {
    static let template = "meetings"
    static let samples = [
        MeetingsPage(
            pairings: [.sample], coming: [.sample], held: [.sample], additions: [.init(path: "/", text: "T")],
            watching: .sample),
        MeetingsPage(pairings: [], coming: [], held: [], additions: [], watching: .sample),
    ]

    struct Link: Sendable {
        let path: String
        let text: String
    }
    struct Row: Sendable {
        let path: String
        let title: String
        let kind: String
        let days: String
        let pairing: String
        let place: String?
        /// Such as "3 decisions"; nil where there are none.
        let decisions: String?
        /// Such as "2 not done"; nil where all are.
        let open: String?
        static let sample = Row(
            path: "/", title: "T", kind: "K", days: "2026-01-01", pairing: "A – B", place: "P", decisions: "D",
            open: "O")
    }
    let pairings: [Choice]
    let coming: [Row]
    let held: [Row]
    /// The forms in which a meeting or a visit is entered.
    let additions: [Link]
    let watching: Watching
    var section: Section? { .meetings }
}

/// One meeting or visit.
struct MeetingPage: PageModel {
    static let template = "meeting"
    static let samples = [
        MeetingPage(
            id: "i", kind: "K", title: "T", days: "2026-01-01", hours: "09:00", place: "P", pairing: "A – B",
            code: "a-b",
            row: "/", isComing: true, isWhole: true, earlier: [.sample], agenda: ["A"],
            people: [.init(party: "A", names: ["N"])], minutes: "M", files: [.init(path: "/", text: "F")],
            attachments: .sample,
            decisions: [.sample], add: .sample, edit: .sample, isEditing: true, kept: ["K"], failures: .none,
            history: .sample, watching: .sample),
        MeetingPage(
            id: "i", kind: "K", title: "T", days: "2026-01-01", hours: "", place: nil, pairing: "A – B", code: "a-b",
            row: "/", isComing: false, isWhole: false, earlier: [], agenda: [], people: [], minutes: nil, files: [],
            attachments: nil,
            decisions: [], add: nil, edit: nil, isEditing: false, kept: [], failures: .none, history: .sample,
            watching: nil),
    ]

    /// The people of one side.
    struct People: Sendable {
        let party: String
        let names: [String]
    }
    /// What was decided, and where it stands.
    struct Decision: Sendable {
        let id: String
        let matter: String
        let unit: String
        let side: String
        /// The directory doesn't have the body: nobody is told.
        let isUnknown: Bool
        let due: String
        /// The day that was decided, where another holds now.
        let decided: String?
        let light: LightView
        let state: String
        let item: MeetingsPage.Link?
        /// Why no item can be opened, where there is one.
        let itemNote: String?
        let meeting: MeetingsPage.Link
        let steps: [StepView]
        let blocked: [String]
        let take: FormModel?
        let taken: [Taken]
        static let sample = Decision(
            id: "d", matter: "M", unit: "U", side: "S", isUnknown: true, due: "2026-01-01", decided: "2026-01-01",
            light: .sample, state: "S", item: .init(path: "/", text: "T"), itemNote: "N",
            meeting: .init(path: "/", text: "T"), steps: [.sample], blocked: ["B"], take: .sample,
            taken: [.init(title: "T", signed: "S", note: "N")])
    }
    struct Taken: Sendable {
        let title: String
        let signed: String
        let note: String?
    }
    let id: String
    let kind: String
    let title: String
    let days: String
    /// `09:30–11:00`; empty where no time is set.
    let hours: String
    let place: String?
    let pairing: String
    let code: String
    /// The row of the register.
    let row: String
    let isComing: Bool
    let isWhole: Bool
    let earlier: [Decision]
    let agenda: [String]
    let people: [People]
    let minutes: String?
    let files: [MeetingsPage.Link]
    let attachments: AttachmentsView?
    let decisions: [Decision]
    let add: FormModel?
    let edit: FormModel?
    let isEditing: Bool
    /// What was typed into a form that is gone.
    let kept: [String]
    let failures: Failures
    let history: HistoryView
    let watching: Watching?
    var section: Section? { .meetings }
}
