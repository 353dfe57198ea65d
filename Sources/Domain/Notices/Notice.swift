// SPDX-License-Identifier: Apache-2.0

/// What a notice is about, so that lists can be told apart.
package enum NoticeKind: String, CaseIterable, Sendable {
    /// Something was given to the recipient to do.
    case assigned
    /// Something falls due.
    case due
    case overdue
    /// Handed in: somebody must check it.
    case submitted
    /// Sent back to be mended.
    case returned
    case accepted
    /// A supervision order and its steps.
    case order
    /// A matter that nobody answered, now with those above.
    case escalated
    case meeting
    case request
    /// Something that the recipient looks after changed.
    case changed
}

/// Who is told: a person, everybody who acts for a body, or everybody of an office.
package enum Recipient: Hashable, Sendable {
    case person(Identifier<User>)
    case unit(Identifier<Organisation>, Identifier<Pairing>, Side)
    /// The people of the office, and its robots.
    case office(Identifier<Pairing>, Side)
}

/// A notice to be written: a title and a link, nothing personal and no content of what it speaks of.
package struct NewNotice: Hashable, Sendable {
    package let kind: NoticeKind
    /// What it is about: the kind of the object as the record names it, and its identity.
    package let objectKind: String
    package let objectID: String
    /// The key of the title's sentence, such as `told.filingReturned`, with its arguments: names of matters, bodies
    /// and days, never of persons.
    package let title: String
    package let arguments: [String: String]
    /// The path of the page that it leads to, which begins with a slash.
    package let path: String

    package init(
        _ kind: NoticeKind, about objectKind: String, _ objectID: String, title: String,
        _ arguments: [String: String] = [:], path: String
    ) {
        (self.kind, self.objectKind, self.objectID) = (kind, objectKind, objectID)
        (self.title, self.arguments, self.path) = (title, arguments, path)
    }
}

/// A notice of one person; of a robot where it has no account.
package struct Notice: Hashable, Sendable {
    package let id: Identifier<Notice>
    package let account: Identifier<User>?
    package let content: NewNotice
    package let createdAt: Instant
    package var readAt: Instant?

    package init(
        id: Identifier<Notice>, account: Identifier<User>?, content: NewNotice, createdAt: Instant,
        readAt: Instant? = nil
    ) {
        (self.id, self.account, self.content) = (id, account, content)
        (self.createdAt, self.readAt) = (createdAt, readAt)
    }
}
