// SPDX-License-Identifier: Apache-2.0

/// The start page: what the visitor can do next.
struct StartPage: PageModel {
    static let template = "start"
    static let samples = [
        StartPage(
            displayName: "D", duty: nil, mayUpload: true, drafts: [.sample], taskCount: 3,
            day: Day(toDo: "1", waiting: "0")),
        StartPage(displayName: "D", duty: nil, mayUpload: true, drafts: [], taskCount: nil, day: nil),
        StartPage(displayName: "D", duty: "D", mayUpload: false, drafts: [], taskCount: nil, day: nil),
    ]

    /// A draft that waits for somebody to go on with it.
    struct Draft: Sendable {
        let id: String
        let title: String
        let pairing: String
        /// nil where there is none.
        let warnings: Int?
        let uploadedBy: String
        let day: String

        static let sample = Draft(id: "i", title: "T", pairing: "P", warnings: 2, uploadedBy: "U", day: "2026-01-01")
    }
    /// How much the visitor has to do, and how much waits for them.
    struct Day: Sendable {
        let toDo: String
        let waiting: String
    }
    let displayName: String
    /// What the visitor sees to, for those who see no business data; nil for all others.
    let duty: String?
    let mayUpload: Bool
    let drafts: [Draft]
    /// nil where the visitor sees none yet.
    let taskCount: Int?
    /// nil for those who see no business data.
    let day: Day?
    var section: Section? { .start }
}
