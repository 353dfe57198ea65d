// SPDX-License-Identifier: Apache-2.0

/// Who else does this, and how do they word it: two plans task by task, or one task among all plans.
struct LikenessPage: PageModel {
    static let template = "likeness"
    static let samples = [
        LikenessPage(
            mine: [.sample], others: [.sample], isChosen: true, head: .sample, tasks: [.sample], unmatched: [.sample]),
        LikenessPage(
            mine: [], others: [], isChosen: false, head: nil,
            tasks: [], unmatched: []),
    ]
    /// A plan that can be chosen.
    struct Choice: Sendable {
        let id: String
        let label: String
        let isChosen: Bool
        static let sample = Choice(id: "p", label: "P", isChosen: true)
    }
    struct PlanLink: Sendable {
        let title: String
        let pairing: String
        let href: String
        let isPublication: Bool
        static let sample = PlanLink(title: "T", pairing: "A – B", href: "/", isPublication: true)
    }
    /// What is compared: two plans, or a task with all plans.
    struct Head: Sendable {
        let mine: PlanLink
        let other: PlanLink?
        static let sample = Head(mine: .sample, other: .sample)
    }
    struct Task: Sendable {
        let path: String
        let title: String?
        let href: String
        let text: String
        let units: String
        let likes: [Like]
        static let sample = Task(path: "1", title: "T", href: "/", text: "X", units: "U", likes: [.sample])
    }
    struct Like: Sendable {
        let path: String
        let title: String?
        let href: String
        let units: String
        /// In percent.
        let likeness: Int
        /// The plan that holds it; nil where the page compares two.
        let plan: PlanLink?
        /// The two texts with the shared wording marked.
        let words: String
        let otherWords: String
        static let sample = Like(
            path: "1", title: "T", href: "/", units: "U", likeness: 50, plan: .sample, words: "<mark>W</mark>",
            otherWords: "<mark>W</mark>")
    }
    let mine: [Choice]
    let others: [Choice]
    /// Two plans were chosen.
    let isChosen: Bool
    let head: Head?
    let tasks: [Task]
    let unmatched: [Task]
    var section: Section? { .tasks }
}
