// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A complaint or suggestion, as the people who answer it see it.
package struct FeedbackListing: Hashable, Sendable {
    package let id: String
    package let at: Instant
    /// The name of who left it; nil where nobody was signed in.
    package let author: String?
    /// How to answer; nil where nothing was said.
    package let replyTo: String?
    package let text: String
}

extension UseCases {
    /// A page of the complaints and suggestions, newest first. `after` is the `next` of the page before; one that
    /// isn't is invalid.
    ///
    /// How people can be reached is personal, so that every page that was read leaves an event.
    package func feedback(_ caller: Caller, after: String?, limit: Int) async throws -> Page<FeedbackListing> {
        let limit = pageLength(limit)
        let before = try after.map { try PageMark($0, list: "feedback", secret: surroundings.signingSecret).place }
        return try await write(caller) { connection in
            try caller.require(.readFeedback, on: .installation, "feedback", knowing: .readDirectory)
            let found = try FeedbackQueries(connection).newest(before: before, limit: limit + 1)
            let shown = found.prefix(limit)
            let next = found.count > limit ? shown.last.map(mark) : nil
            try record(
                connection, caller, "read", .installation,
                after: ["feedback": String(shown.count), "from": shown.first?.id, "to": shown.last?.id])
            return Page(items: shown.map(FeedbackListing.init), next: next)
        }
    }

    private func mark(_ record: FeedbackRecord) -> String {
        PageMark(list: "feedback", at: record.at, id: record.id).text(secret: surroundings.signingSecret)
    }
}

extension FeedbackListing {
    init(_ record: FeedbackRecord) {
        self.init(
            id: record.id, at: record.at, author: record.authorName, replyTo: record.replyTo, text: record.text)
    }
}
