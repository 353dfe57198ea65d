// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Complaints and suggestions, which every government system must take (Guo Ban Han 2026 No. 12).
    static let createFeedback = Migration(
        6, "createFeedback",
        [
            // `author_id` is empty where somebody wrote who isn't signed in.
            """
            CREATE TABLE feedback (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                at BIGINT NOT NULL,
                author_id TEXT REFERENCES account (id),
                author_name TEXT,
                reply_to TEXT,
                text TEXT NOT NULL
            )
            """,
            "CREATE INDEX feedback_at ON feedback (at, id)",
            "CREATE INDEX feedback_author ON feedback (author_id)",
        ])
}
