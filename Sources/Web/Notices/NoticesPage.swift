// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the signed-in person was told, unread first.
struct NoticesPage: PageModel {
    static let template = "notices"
    static let samples = [
        NoticesPage(unread: [.sample], read: [.sample], unreadCount: 2, more: 1, mayKeepRobots: true),
        NoticesPage(unread: [], read: [], unreadCount: 0, more: nil, mayKeepRobots: false),
    ]

    struct Line: Sendable {
        let id: String
        let kind: String
        let title: String
        let path: String
        let at: String

        static let sample = Line(id: "i", kind: "K", title: "T", path: "/", at: "2026-01-01 00:00")
    }
    let unread: [Line]
    let read: [Line]
    let unreadCount: Int
    /// How many unread ones the page does not show; nil where it shows all.
    let more: Int?
    let mayKeepRobots: Bool
}

extension NoticesPage.Line {
    init(_ notice: Notice, _ phrases: Phrases) {
        let content = notice.content
        self.init(
            id: notice.id.text, kind: phrases("notices.kind." + content.kind.rawValue),
            title: phrases(content.title, content.arguments), path: content.path, at: notice.createdAt.minuteText)
    }
}
