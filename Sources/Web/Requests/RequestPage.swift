// SPDX-License-Identifier: Apache-2.0

/// A special request with its departments, its chain and the steps that the visitor may take.
struct RequestPage: PageModel {
    static let template = "request"
    static let samples = [
        RequestPage(
            id: "i", matter: "M", kind: "K", state: "S", isOverdue: true, clock: .sample, pairing: "P", code: "a-b",
            side: "S", applicant: "A", maker: "M", firm: "F", basis: "B", wish: "W", isJoint: true,
            submitted: "2026-01-01", deadline: "2026-01-01", decision: "D", decided: "D", validThrough: "2026-01-01",
            outcome: "O", chain: [.init(title: "T", isPast: true, isNow: true)], opinions: [.sample],
            steps: [.sample], blocked: ["B"], edit: .sample, bodies: ["B"], attachments: .sample, history: [.sample],
            failures: .sample("note"), kept: ["T"], watching: .sample)
    ]

    struct Place: Sendable {
        let title: String
        let isPast: Bool
        let isNow: Bool
    }
    /// A department's opinion.
    struct Opinion: Sendable {
        let id: String
        let unit: String
        let state: String
        let isDone: Bool
        let isWhole: Bool
        let isShort: Bool
        let due: String
        let clock: ClockView?
        let remark: String?
        let answer: String?
        let answered: String?
        let steps: [StepView]
        static let sample = Opinion(
            id: "o", unit: "U", state: "S", isDone: true, isWhole: true, isShort: true, due: "2026-01-01",
            clock: .sample, remark: "R", answer: "A", answered: "B", steps: [.sample])
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
    let matter: String
    let kind: String
    let state: String
    let isOverdue: Bool
    let clock: ClockView?
    let pairing: String
    let code: String
    let side: String
    /// The body that asks, or the office for somebody.
    let applicant: String
    let maker: String
    let firm: String?
    let basis: String?
    let wish: String?
    let isJoint: Bool
    let submitted: String?
    let deadline: String?
    let decision: String?
    let decided: String?
    let validThrough: String?
    let outcome: String?
    let chain: [Place]
    let opinions: [Opinion]
    let steps: [StepView]
    let blocked: [String]
    /// The form of what is written; nil where the visitor may not.
    let edit: FormModel?
    let bodies: [String]
    let attachments: AttachmentsView?
    let history: [Event]
    /// What went wrong with a form that is gone, and what was typed into it.
    let failures: Failures
    let kept: [String]
    let watching: Watching?
    var section: Section? { .requests }
}
