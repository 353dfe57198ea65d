// SPDX-License-Identifier: Apache-2.0

/// The reporting cycles.
struct CyclesPage: PageModel {
    static let template = "cycles"
    static let samples = [
        CyclesPage(
            own: [.sample], cycles: [.sample], opening: .sample, rules: [.init(label: "A – B", form: .sample)],
            failures: .sample("due"), watching: .sample),
        CyclesPage(own: [], cycles: [], opening: nil, rules: [], failures: .none, watching: nil),
    ]
    /// What the visitor's own body hands in.
    struct Own: Sendable {
        let id: String
        let label: String
        let unit: String
        let state: String
        let stateName: String
        let due: String
        let isLate: Bool
        static let sample = Own(
            id: "i", label: "L", unit: "U", state: "S", stateName: "draft", due: "2026-01-01", isLate: true)
    }
    struct Cycle: Sendable {
        let id: String
        let label: String
        let period: String
        let title: String
        let due: String
        let closes: String
        let isClosed: Bool
        let count: CountView
        static let sample = Cycle(
            id: "i", label: "A – B", period: "2026Q3", title: "T", due: "2026-01-01", closes: "2026-01-02",
            isClosed: true, count: .sample)
    }
    /// When the cycles of a pairing open by themselves, as a form.
    struct Rule: Sendable {
        let label: String
        let form: FormModel
    }
    let own: [Own]
    let cycles: [Cycle]
    let opening: FormModel?
    let rules: [Rule]
    let failures: Failures
    let watching: Watching?
    var section: Section? { .filings }
}

/// Completeness, punctuality and acceptance, in words.
struct CountView: Sendable {
    let label: String
    let expected: Int
    let filed: Int
    let late: Int
    let returned: Int
    let accepted: Int
    static let sample = CountView(label: "L", expected: 3, filed: 2, late: 1, returned: 1, accepted: 1)
}

/// One cycle: who has handed in.
struct CyclePage: PageModel {
    static let template = "cycle"
    static let samples = [
        CyclePage(
            id: "i", label: "A – B", period: "2026Q3", title: "T", due: "2026-01-01", closes: "2026-01-02",
            shortReason: "R", opened: "O", isClosed: true, all: .sample, counts: [.sample], areas: [.sample],
            lights: [.init(area: "A", counts: [.sample])], rows: [.sample], differences: [.sample], burden: "B",
            mayAccept: true,
            mayRemind: true, workbook: "/", days: .sample, watching: .sample),
        CyclePage(
            id: "i", label: "A – B", period: "2026Q3", title: "T", due: "2026-01-01", closes: "2026-01-02",
            shortReason: nil, opened: "O", isClosed: false, all: .sample, counts: [], areas: [], lights: [], rows: [],
            differences: [],
            burden: "B", mayAccept: false, mayRemind: false, workbook: "/", days: nil, watching: nil),
    ]
    struct Row: Sendable {
        let id: String
        let unit: String
        let party: String
        let state: String
        let stateName: String
        let submitted: String?
        let isForUnit: Bool
        let isLate: Bool
        let returns: Int
        let reminders: Int
        let isSeen: Bool
        let mayAccept: Bool
        static let sample = Row(
            id: "i", unit: "U", party: "A", state: "S", stateName: "submitted", submitted: "2026-01-01 00:00",
            isForUnit: true, isLate: true, returns: 1, reminders: 1, isSeen: true, mayAccept: true)
    }
    /// How many items of an area had which light.
    struct Lights: Sendable {
        let area: String
        let counts: [YearPlansPage.Count]
    }
    let id: String
    let label: String
    let period: String
    let title: String
    let due: String
    let closes: String
    let shortReason: String?
    let opened: String
    let isClosed: Bool
    let all: CountView
    let counts: [CountView]
    let areas: [CountView]
    /// How the lights stood when it closed.
    let lights: [Lights]
    let rows: [Row]
    let differences: [DifferenceView]
    let burden: String
    let mayAccept: Bool
    let mayRemind: Bool
    let workbook: String
    /// The form that moves its days; nil where the visitor may not, or it is closed.
    let days: FormModel?
    let watching: Watching?
    var section: Section? { .filings }
}
