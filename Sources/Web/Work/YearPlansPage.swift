// SPDX-License-Identifier: Apache-2.0

/// The yearly lists.
struct YearPlansPage: PageModel {
    static let template = "year-plans"
    static let samples = [
        YearPlansPage(lists: [.sample], start: .sample, watching: .sample),
        YearPlansPage(lists: [], start: nil, watching: nil),
    ]
    struct List: Sendable {
        let id: String
        let label: String
        let year: Int
        let isDraft: Bool
        let isOpenAgain: Bool
        let items: Int
        let lights: [Count]
        static let sample = List(
            id: "i", label: "A – B", year: 2026, isDraft: true, isOpenAgain: true, items: 3, lights: [.sample])
    }
    /// How many items have a light.
    struct Count: Sendable {
        let light: LightView
        let count: Int
        static let sample = Count(light: .sample, count: 1)
    }
    let lists: [List]
    let start: FormModel?
    let watching: Watching?
    var section: Section? { .work }
}

/// One yearly list.
struct YearPlanPage: PageModel {
    static let template = "year-plan"
    static let samples = [
        YearPlanPage(
            id: "i", pairing: "a-b", pairingLabel: "A – B", title: "T", year: 2026, edition: 1, revision: 1,
            isDraft: true, isOpenAgain: true, agreements: [.init(party: "A", text: "T", isAgreed: true)],
            lights: [.sample],
            count: 1, table: "", isEmpty: false, mayPlan: true, mayAgree: true, mayTakeBack: true, add: .sample,
            paste: .sample, special: .sample, specials: [.init(title: "S", steering: "P")], workbook: "/", rule: "/",
            views: .sample, mayImport: true, failures: .sample("items"), history: .sample, watching: .sample),
        YearPlanPage(
            id: "i", pairing: "a-b", pairingLabel: "A – B", title: "T", year: 2026, edition: 1, revision: 1,
            isDraft: false, isOpenAgain: false, agreements: [], lights: [], count: 0, table: "", isEmpty: true,
            mayPlan: false, mayAgree: false, mayTakeBack: false, add: nil, paste: nil, special: nil, specials: [],
            workbook: "/", rule: "/", views: .sample, mayImport: false, failures: .none, history: .sample, watching: nil
        ),
    ]
    /// Whether one city has agreed.
    struct Agreement: Sendable {
        let party: String
        let text: String
        let isAgreed: Bool
    }
    /// A special with those who steer it.
    struct SpecialView: Sendable {
        let title: String
        let steering: String
    }
    let id: String
    let pairing: String
    let pairingLabel: String
    let title: String
    let year: Int
    let edition: Int
    let revision: Int
    let isDraft: Bool
    /// Changed since both cities agreed to it.
    let isOpenAgain: Bool
    let agreements: [Agreement]
    let lights: [YearPlansPage.Count]
    let count: Int
    let table: String
    let isEmpty: Bool
    let mayPlan: Bool
    let mayAgree: Bool
    let mayTakeBack: Bool
    let add: FormModel?
    let paste: FormModel?
    let special: FormModel?
    let specials: [SpecialView]
    let workbook: String
    /// The page that says by which rule lights are computed.
    let rule: String
    let views: ListViews
    let mayImport: Bool
    let failures: Failures
    let history: HistoryView
    let watching: Watching?
    var section: Section? { .work }
}
