// SPDX-License-Identifier: Apache-2.0

/// The page on which a workbook is looked through before it is taken in.
struct ImportPage: PageModel {
    static let template = "import"
    static let samples = [
        ImportPage(
            list: "users", title: "T", back: "/", limit: 600, failures: .sample("file"), check: .sample, links: nil,
            section: nil),
        ImportPage(
            list: "users", title: "T", back: "/", limit: 600, failures: .none, check: nil, links: [.sample],
            section: nil),
    ]

    struct Problem: Sendable {
        let cell: String
        let column: String
        let text: String
        let proposal: String?
    }
    struct Line: Sendable {
        let row: Int
        let title: String
        let outcome: String
        let outcomeName: String
        let changes: String
    }
    /// What was found in a workbook.
    struct Check: Sendable {
        let problems: [Problem]
        let problemCount: Int
        /// The workbook, carried to where its proposed corrections are applied; nil where there are none.
        let corrections: String?
        let correctionCount: Int
        /// What need not be mended.
        let notes: [Problem]
        let lines: [Line]
        /// How many rows more there are than are shown; nil where all are.
        let more: Int?
        let created: Int
        let changed: Int
        let unchanged: Int
        /// The workbook itself, carried to the confirmation; nil where it can't be taken in, or nothing would change.
        let file: String?
        static let sample = Check(
            problems: [Problem(cell: "B7", column: "C", text: "T", proposal: "P")], problemCount: 1,
            corrections: "f", correctionCount: 1,
            notes: [Problem(cell: "B7", column: "C", text: "T", proposal: nil)],
            lines: [Line(row: 2, title: "T", outcome: "O", outcomeName: "create", changes: "C")], more: 3, created: 1,
            changed: 1, unchanged: 1, file: "f")
    }
    /// An invitation of somebody who was created, shown once.
    struct Link: Sendable {
        let username: String
        let displayName: String
        let address: String
        static let sample = Link(username: "u", displayName: "D", address: "A")
    }
    let list: String
    let title: String
    let back: String
    /// The most kilobytes of a workbook.
    let limit: Int
    let failures: Failures
    let check: Check?
    let links: [Link]
    let hasLinks: Bool
    /// True once the workbook was taken in.
    let isDone: Bool
    let section: Section?

    init(
        list: String, title: String, back: String, limit: Int, failures: Failures, check: Check?, links: [Link]?,
        section: Section?
    ) {
        (self.list, self.title, self.back, self.limit) = (list, title, back, limit)
        (self.failures, self.check, self.links, self.section) = (failures, check, links ?? [], section)
        (hasLinks, isDone) = (!(links ?? []).isEmpty, links != nil)
    }
}
