// SPDX-License-Identifier: Apache-2.0

/// Two versions of a plan, task by task.
struct ComparisonPage: PageModel {
    static let template = "comparison"
    static let samples = [
        ComparisonPage(
            id: "i", title: "T", old: 1, new: 2, counts: [Count(name: "new", label: "N", count: 1)], tasks: [.sample]),
        ComparisonPage(id: "i", title: "T", old: 1, new: 2, counts: [], tasks: []),
    ]
    struct Count: Sendable {
        let name: String
        let label: String
        let count: Int
    }
    struct Task: Sendable {
        let id: String
        let change: String
        let changeName: String
        let oldPath: String?
        let newPath: String?
        let title: String?
        /// The words with what was removed and added marked.
        let words: String
        static let sample = Task(
            id: "t", change: "C", changeName: "reworded", oldPath: "1", newPath: "2", title: "T", words: "<ins>W</ins>")
    }
    let id: String
    let title: String
    let old: Int
    let new: Int
    let counts: [Count]
    let tasks: [Task]
    var section: Section? { .pairings }
}
