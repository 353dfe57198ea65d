// SPDX-License-Identifier: Apache-2.0

/// How far the making or reading of a backup has come.
package struct BackupProgress: Hashable, Sendable {
    /// What is being done.
    package enum Step: String, Sendable {
        case copying, loading, comparing
    }
    package let step: Step
    /// The table, or the path of the file.
    package let part: String
    /// Rows of this table so far; 0 for a file.
    package let rows: Int
    /// Bytes of this part so far.
    package let bytes: Int64
    /// True where the part is done.
    package let isDone: Bool

    /// Hears of progress; called often, so it does little.
    package typealias Report = @Sendable (BackupProgress) -> Void
}
