// SPDX-License-Identifier: Apache-2.0

/// By which rule the lights of a pairing are computed, and which slips its orders have.
struct LightsPage: PageModel {
    static let template = "lights"
    static let samples = [
        LightsPage(
            code: "a-b", label: "A – B", preset: "P", source: "S", since: "S", levels: [.sample],
            proposal: .init(
                number: 1, title: "P", text: "T", levels: [.sample], mayAgree: true, mayDrop: true, isOwn: true),
            presets: [.sample], form: .sample, earlier: [.init(title: "P", text: "T", at: "2026-01-01", by: "B")],
            slips: [
                .init(party: "A", title: "T", source: "S", since: "2026-01-01", looks: [.sample], form: .sample)
            ], failures: .sample("n"), history: .sample),
        LightsPage(
            code: "a-b", label: "A – B", preset: "P", source: "S", since: "S", levels: [], proposal: nil,
            presets: [], form: nil, earlier: [], slips: [], failures: .none, history: .sample),
    ]
    /// A light with what it takes to have it: any one of these.
    struct Level: Sendable {
        let light: LightView
        let rules: [String]
        static let sample = Level(light: .sample, rules: ["R"])
    }
    /// What one office wants and the other has not agreed to.
    struct Proposal: Sendable {
        let number: Int
        let title: String
        let text: String
        let levels: [Level]
        let mayAgree: Bool
        let mayDrop: Bool
        let isOwn: Bool
    }
    struct Earlier: Sendable {
        let title: String
        let text: String
        let at: String
        let by: String
    }
    /// The slips of one side.
    struct Slips: Sendable {
        let party: String
        let title: String
        let source: String
        let since: String?
        let looks: [LevelView]
        let form: FormModel?
    }
    let code: String
    let label: String
    let preset: String
    let source: String
    let since: String
    let levels: [Level]
    let proposal: Proposal?
    /// To choose from, before the numbers are set; empty for who may not choose.
    let presets: [Choice]
    let form: FormModel?
    let earlier: [Earlier]
    let slips: [Slips]
    let failures: Failures
    let history: HistoryView
    var section: Section? { .work }
}
