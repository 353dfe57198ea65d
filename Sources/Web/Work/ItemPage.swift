// SPDX-License-Identifier: Apache-2.0

/// One item of a yearly list.
struct ItemPage: PageModel {
    static let template = "item-detail"
    static let samples = [
        ItemPage(
            id: "i", plan: "p", planLabel: "P", title: "T", position: 1, area: "A", light: .sample, rule: "/",
            facts: [.init(label: "L", text: "T")], isJoint: true, agreedDue: "2026-01-01", milestones: [.sample],
            shares: [.sample], tasks: [.init(path: "/", label: "L")], ancestor: "/", successor: "/", edit: .sample,
            removal: .sample, differences: [.sample], failures: .sample("n"), history: .sample, watching: .sample),
        ItemPage(
            id: "i", plan: "p", planLabel: "P", title: "T", position: 1, area: "", light: .sample, rule: "/", facts: [],
            isJoint: false, agreedDue: nil, milestones: [], shares: [], tasks: [], ancestor: nil, successor: nil,
            edit: nil, removal: nil, differences: [], failures: .none, history: .sample, watching: nil),
    ]
    struct Fact: Sendable {
        let label: String
        let text: String
    }
    struct MilestoneView: Sendable {
        let due: String
        let text: String
        let reachedOn: String?
        let reachedBy: String?
        let isOver: Bool
        let form: FormModel?
        static let sample = MilestoneView(
            due: "2026-01-01", text: "T", reachedOn: "2026-01-01", reachedBy: "P", isOver: true, form: .sample)
    }
    /// One body's share with what may be done with it.
    struct Share: Sendable {
        let unit: String
        let party: String
        let role: String
        let state: String
        let stateName: String
        let isUnknown: Bool
        let progress: String?
        let parts: [Part]
        let steps: [Step]
        let forms: [StepForm]
        let attachments: AttachmentsView?
        static let sample = Share(
            unit: "U", party: "A", role: "R", state: "S", stateName: "open", isUnknown: true, progress: "50%",
            parts: [.sample], steps: [.sample], forms: [.sample], attachments: .sample)
    }
    /// A part that was handed on.
    struct Part: Sendable {
        let unit: String
        let state: String
        let steps: [Step]
        let forms: [StepForm]
        let attachments: AttachmentsView?
        static let sample = Part(unit: "U", state: "S", steps: [.sample], forms: [.sample], attachments: .sample)
    }
    struct Step: Sendable {
        let label: String
        let at: String
        let by: String
        let note: String?
        static let sample = Step(label: "S", at: "2026-01-01 00:00", by: "P", note: "N")
    }
    struct StepForm: Sendable {
        let label: String
        let isOpen: Bool
        let form: FormModel
        static let sample = StepForm(label: "S", isOpen: true, form: .sample)
    }
    struct Link: Sendable {
        let path: String
        let label: String
    }
    let id: String
    let plan: String
    let planLabel: String
    let title: String
    let position: Int
    let area: String
    let light: LightView
    /// The page that says by which rule it is computed.
    let rule: String
    let facts: [Fact]
    let isJoint: Bool
    /// The due day that both agreed to, where the list says another one now.
    let agreedDue: String?
    let milestones: [MilestoneView]
    let shares: [Share]
    let tasks: [Link]
    let ancestor: String?
    let successor: String?
    let edit: FormModel?
    let removal: FormModel?
    /// What both cities reported differently of it.
    let differences: [DifferenceView]
    let failures: Failures
    let history: HistoryView
    let watching: Watching?
    var section: Section? { .work }
}
