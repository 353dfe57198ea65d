// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// What a person was told.
package struct NoticeListing: Sendable {
    /// The last one first; at most `most` of each.
    package let unread: [Notice]
    package let read: [Notice]
    /// All that are not read.
    package let unreadCount: Int
    package static let most = 100
}

extension UseCases {
    /// The caller's notices.
    package func listNotices(_ caller: Caller) async throws -> NoticeListing {
        let person = try noticeReader(caller)
        return try await database.read { connection in
            let queries = NoticeQueries(connection)
            return NoticeListing(
                unread: try queries.all(of: person, areRead: false, limit: NoticeListing.most),
                read: try queries.all(of: person, areRead: true, limit: NoticeListing.most),
                unreadCount: try queries.countUnread(of: person))
        }
    }

    /// Marks one of the caller's notices as read, or all where `id` is nil. Reading what is read changes nothing; throws
    /// notFound for what was told to somebody else.
    package func readNotices(_ caller: Caller, id text: String?) async throws {
        let person = try noticeReader(caller)
        let id = text.flatMap { Identifier<Notice>($0) }
        if text != nil, id == nil { throw UseCaseError("notice", .notFound) }
        try await writeWithoutEvent { connection in
            try requirePresent(caller, connection)
            let queries = NoticeQueries(connection)
            if let id, try queries.find(id)?.account != person { throw UseCaseError("notice", .notFound) }
            _ = try queries.markRead(id, of: person, at: surroundings.now())
        }
    }

    private func noticeReader(_ caller: Caller) throws -> Identifier<User> {
        try caller.require(.changeOwnAccount, on: .installation, "notice", knowing: .readDirectory)
        guard let id = caller.userID else { throw UseCaseError("notice", .notFound) }
        return id
    }
}
