// SPDX-License-Identifier: Apache-2.0

/// What one body hands in for a cycle, on one page.
struct FilingPage: PageModel {
    static let template = "filing"
    static let samples = [
        FilingPage(
            id: "i", cycle: "c", label: "A – B", title: "T", period: "2026Q3", unit: "U", state: "S",
            stateName: "draft", due: "2026-01-01", closes: "2026-01-02", isLate: true, isForUnit: true, burden: "B",
            missing: "M", lines: [.sample], body: [.sample], figures: [.sample], revision: 1, isOpen: true,
            submit: .sample,
            mayReturn: true, steps: [.sample], blocked: ["B"], upload: "/", importing: "/", papers: [.sample],
            attachments: .sample,
            correction: .sample, corrections: [.sample], history: [.sample], failures: .sample("f"), missed: true,
            watching: .sample),
        FilingPage(
            id: "i", cycle: "c", label: "A – B", title: "T", period: "2026Q3", unit: "U", state: "S",
            stateName: "accepted", due: "2026-01-01", closes: "2026-01-02", isLate: false, isForUnit: false,
            burden: "B", missing: nil, lines: [], body: [], figures: [], revision: 1, isOpen: false, submit: nil,
            mayReturn: false, steps: [], blocked: [], upload: nil, importing: nil, papers: [], attachments: nil,
            correction: nil,
            corrections: [], history: [], failures: .none, missed: false, watching: nil),
    ]

    /// One field.
    struct Box: Sendable {
        let name: String
        let id: String
        let label: String
        let value: String
        /// What is kept, whatever was typed.
        let seen: String
        let unit: String?
        let isLong: Bool
        let type: String
        let isRequired: Bool
        let isOpen: Bool
        let hint: String?
        let failure: String?
        let remark: String?
        /// What both cities report differently.
        let difference: DifferenceView?
        /// What it held in the period before.
        let last: Earlier?
        let earlier: [Earlier]
        /// The office may say here what is to be mended.
        let takesRemark: Bool
        /// What the office has typed there, where the page is shown again.
        let typedRemark: String
        static let sample = Box(
            name: "body.n", id: "f-n", label: "L", value: "V", seen: "V", unit: "%", isLong: true, type: "text",
            isRequired: true, isOpen: true, hint: "H", failure: "F", remark: "R", difference: .sample, last: .sample,
            earlier: [.sample],
            takesRemark: true, typedRemark: "R")
    }
    struct Earlier: Sendable {
        let period: String
        let text: String
        static let sample = Earlier(period: "2026Q2", text: "T")
    }
    struct Node: Sendable {
        let due: String
        let text: String
        let reachedOn: String?
        static let sample = Node(due: "2026-01-01", text: "T", reachedOn: "2026-01-01")
    }
    struct Line: Sendable {
        let item: String
        let position: Int
        let title: String
        let goal: String
        let nodes: [Node]
        let boxes: [Box]
        static let sample = Line(item: "i", position: 1, title: "T", goal: "G", nodes: [.sample], boxes: [.sample])
    }
    /// What a register knows.
    struct Figure: Sendable {
        /// The page of its rows.
        let path: String
        let title: String
        let value: String
        let last: String
        let extent: String
        /// The cities differ about some of its rows.
        let isOpen: Bool
        /// What it comes to now, where that is something else.
        let now: String?
        static let sample = Figure(
            path: "/", title: "T", value: "1", last: "0", extent: "E", isOpen: true, now: "2")
    }
    struct Submit: Sendable {
        let step: String
        let label: String
        /// A reason is asked for: the cycle is closed.
        let needsReason: Bool
        static let sample = Submit(step: "submit", label: "L", needsReason: true)
    }
    struct Paper: Sendable {
        let path: String
        let name: String
        static let sample = Paper(path: "/", name: "N")
    }
    struct Correction: Sendable {
        let field: String
        let before: String
        let after: String
        let reason: String
        let signed: String
        static let sample = Correction(field: "F", before: "B", after: "A", reason: "R", signed: "S")
    }
    struct Event: Sendable {
        let title: String
        let signed: String
        let note: String?
        static let sample = Event(title: "T", signed: "S", note: "N")
    }
    let id: String
    let cycle: String
    let label: String
    let title: String
    let period: String
    let unit: String
    let state: String
    let stateName: String
    let due: String
    let closes: String
    let isLate: Bool
    let isForUnit: Bool
    let burden: String
    /// How many fields must still be filled, in words; nil where none.
    let missing: String?
    let lines: [Line]
    let body: [Box]
    let figures: [Figure]
    let revision: Int
    /// Whether anything may be written now.
    let isOpen: Bool
    let submit: Submit?
    let mayReturn: Bool
    let steps: [StepView]
    let blocked: [String]
    /// Where the office adds the paper from which it files.
    let upload: String?
    /// Where the filled-in workbook is brought back.
    let importing: String?
    let papers: [Paper]
    /// What proves it.
    let attachments: AttachmentsView?
    let correction: FormModel?
    let corrections: [Correction]
    let history: [Event]
    let failures: Failures
    /// It was not accepted when its cycle closed.
    let missed: Bool
    let watching: Watching?
    var section: Section? { .filings }
}
