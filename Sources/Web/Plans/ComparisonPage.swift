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
        let change: String
        let changeName: String
        /// It stands elsewhere, besides what the change says.
        let isMoved: Bool
        /// The tasks of the new version, or the one that was dropped.
        let sides: [Side]
        /// Where it stood, of a task that is one in both versions.
        let oldPath: String?
        /// The tasks of the old version that were split or merged.
        let origins: [Side]
        /// The words with what was removed and added marked.
        let words: String
        static let sample = Task(
            change: "C", changeName: "reworded", isMoved: true, sides: [.sample], oldPath: "1", origins: [.sample],
            words: "<ins>W</ins>")
    }
    struct Side: Sendable {
        let id: String
        let path: String
        let title: String?
        static let sample = Side(id: "t", path: "1", title: "T")
    }
    let id: String
    let title: String
    let old: Int
    let new: Int
    let counts: [Count]
    let tasks: [Task]
    var section: Section? { .pairings }
}
