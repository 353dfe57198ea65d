// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A complaint or suggestion as it was left.
package struct FeedbackRecord: Hashable, Sendable {
    package let id: String
    package let at: Instant
    package let author: Identifier<User>?
    package let authorName: String?
    package let replyTo: String?
    package let text: String

    package init(
        id: String, at: Instant, author: Identifier<User>?, authorName: String?, replyTo: String?, text: String
    ) {
        (self.id, self.at, self.author, self.authorName) = (id, at, author, authorName)
        (self.replyTo, self.text) = (replyTo, text)
    }
}

/// The complaints and suggestions.
package struct FeedbackQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ feedback: FeedbackRecord) throws {
        try connection.run(
            "INSERT INTO feedback (id, at, author_id, author_name, reply_to, text) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .text(feedback.id), .at(feedback.at), .id(feedback.author), .filled(feedback.authorName),
                .filled(feedback.replyTo), .text(feedback.text),
            ])
    }

    /// The newest first, at most `limit`.
    package func newest(limit: Int) throws -> [FeedbackRecord] {
        try connection.rows(
            """
            SELECT id, at, author_id, author_name, reply_to, text FROM feedback
            ORDER BY at DESC, id DESC LIMIT \(max(1, limit))
            """
        ).map { row in
            FeedbackRecord(
                id: try row.text(0), at: try row.instant(1), author: try row.idOrNil(2),
                authorName: try row.textOrNil(3), replyTo: try row.textOrNil(4), text: try row.text(5))
        }
    }

    /// How many were left since a moment by people who were not signed in.
    package func countUnsigned(since moment: Instant) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM feedback WHERE at >= ? AND author_id IS NULL", [.at(moment)])
    }
}
