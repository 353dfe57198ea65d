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
    /// From where it came.
    package let address: String?

    package init(
        id: String, at: Instant, author: Identifier<User>?, authorName: String?, replyTo: String?, text: String,
        address: String?
    ) {
        (self.id, self.at, self.author, self.authorName) = (id, at, author, authorName)
        (self.replyTo, self.text, self.address) = (replyTo, text, address)
    }
}

/// The complaints and suggestions.
package struct FeedbackQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ feedback: FeedbackRecord) throws {
        try connection.run(
            "INSERT INTO feedback (id, at, author_id, author_name, reply_to, text, address) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(feedback.id), .at(feedback.at), .id(feedback.author), .filled(feedback.authorName),
                .filled(feedback.replyTo), .text(feedback.text), .filled(feedback.address),
            ])
    }

    /// The newest first, at most `limit`; those older than `before` where it is given.
    package func newest(before: (at: Instant, id: String)? = nil, limit: Int) throws -> [FeedbackRecord] {
        let older = before.map {
            SQLCondition("(at < ? OR (at = ? AND id < ?))", [.at($0.at), .at($0.at), .text($0.id)])
        }
        let condition = older ?? .all([])
        return try connection.rows(
            """
            SELECT id, at, author_id, author_name, reply_to, text, address FROM feedback
            WHERE \(condition.sql) ORDER BY at DESC, id DESC LIMIT \(max(1, limit))
            """, condition.arguments
        ).map { row in
            FeedbackRecord(
                id: try row.text(0), at: try row.instant(1), author: try row.idOrNil(2),
                authorName: try row.textOrNil(3), replyTo: try row.textOrNil(4), text: try row.text(5),
                address: try row.textOrNil(6))
        }
    }

    /// How many were left since a moment from an address (from none that is known where nil) by people who were not
    /// signed in.
    package func countUnsigned(from address: String?, since moment: Instant) throws -> Int {
        let place = address.map { SQLCondition("address = ?", [.text($0)]) } ?? SQLCondition("address IS NULL")
        return try connection.integer(
            "SELECT count(*) FROM feedback WHERE \(place.sql) AND at >= ? AND author_id IS NULL",
            place.arguments + [.at(moment)])
    }
}
