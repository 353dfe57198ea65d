// SPDX-License-Identifier: Apache-2.0

/// The directory of pairings, grouped by base region.
struct PairingsPage: PageModel {
    static let template = "pairings"
    static let samples = [
        PairingsPage(
            pairCount: 20, cityCount: 35, oneProvinceCount: 4, filter: "", groups: [.sample], others: [.sample]),
        PairingsPage(pairCount: 0, cityCount: 0, oneProvinceCount: 0, filter: "x", groups: [], others: []),
    ]

    struct Group: Sendable {
        let region: String
        let lines: [Line]
        static let sample = Group(region: "R", lines: [.sample])
    }
    struct Line: Sendable {
        let code: String
        let oldArea: String
        let oldAreaProvince: String
        let eastern: String
        let easternProvince: String
        let kind: String
        let term: String
        let isWithinOneProvince: Bool
        /// Absent where the visitor may not see the pairing's plans, or there is none.
        let taskCount: Int?
        /// What the filter in the browser looks through.
        let words: String
        static let sample = Line(
            code: "a-b", oldArea: "A", oldAreaProvince: "P", eastern: "B", easternProvince: "Q", kind: "K",
            term: "2022–2030", isWithinOneProvince: true, taskCount: 3, words: "a b")
    }
    let pairCount: Int
    let cityCount: Int
    let oneProvinceCount: Int
    let filter: String
    let groups: [Group]
    /// Pairings below city level.
    let others: [Line]
    var section: Section? { .pairings }
}
