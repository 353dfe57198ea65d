// SPDX-License-Identifier: Apache-2.0

/// An order as a slip, with its bodies, its chain and the steps that the visitor may take.
struct OrderPage: PageModel {
    static let template = "order"
    static let samples = [
        OrderPage(
            id: "i", number: "N", matter: "M", level: .sample, state: "S", isOverdue: true, pairing: "P", code: "a-b",
            side: "S", basis: "B", demand: "D", task: .init(path: "/", text: "T"), deadline: "2026-01-01",
            original: "2026-01-01", shortReason: "R", issued: "2026-01-01", proposer: "P", approver: "A",
            isJoint: true, chain: [.init(title: "T", isPast: true, isNow: true)], legs: [.sample],
            steps: [.sample], blocked: ["B"], isWithBodies: false, edit: .sample, bodies: ["B"], history: [.sample],
            failures: .sample("note"), kept: ["T"],
            watching: .sample)
    ]

    struct Link: Sendable {
        let path: String
        let text: String
    }
    struct Place: Sendable {
        let title: String
        let isPast: Bool
        let isNow: Bool
    }
    /// A body's handling.
    struct Leg: Sendable {
        let id: String
        let unit: String
        let state: String
        let isDone: Bool
        let isOverdue: Bool
        let isWhole: Bool
        let deadline: String
        let original: String?
        let isProlonged: Bool
        let asked: String?
        let answer: String?
        let answered: String?
        let noEvidence: String?
        let attachments: AttachmentsView?
        let steps: [StepView]
        let blocked: [String]
        static let sample = Leg(
            id: "l", unit: "U", state: "S", isDone: true, isOverdue: true, isWhole: true, deadline: "2026-01-01",
            original: "2026-01-01", isProlonged: true, asked: "A", answer: "A", answered: "B", noEvidence: "N",
            attachments: .sample, steps: [.sample], blocked: ["B"])
    }
    /// What was done once.
    struct Event: Sendable {
        let title: String
        let unit: String?
        let signed: String
        let note: String?
        let day: String?
        static let sample = Event(title: "T", unit: "U", signed: "S", note: "N", day: "2026-01-01")
    }
    let id: String
    let number: String
    let matter: String
    let level: LevelView
    let state: String
    let isOverdue: Bool
    let pairing: String
    let code: String
    let side: String
    let basis: String?
    let demand: String?
    let task: Link?
    let deadline: String
    let original: String?
    let shortReason: String?
    let issued: String?
    let proposer: String?
    let approver: String?
    let isJoint: Bool
    let chain: [Place]
    let legs: [Leg]
    let steps: [StepView]
    let blocked: [String]
    /// What the visitor may do stands at a body's handling alone.
    let isWithBodies: Bool
    /// The form of a draft; nil where the visitor may not change it.
    let edit: FormModel?
    let bodies: [String]
    let history: [Event]
    /// What went wrong with a form that is gone, and what was typed into it.
    let failures: Failures
    let kept: [String]
    let watching: Watching?
    var section: Section? { .orders }
}
