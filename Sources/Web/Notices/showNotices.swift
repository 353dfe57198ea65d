// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the signed-in person's notices.
func showNotices(_ visit: Visit) async throws -> Response {
    let listing = try await visit.useCases.listNotices(try visit.caller)
    let hidden = listing.unreadCount - listing.unread.count
    return try visit.show(
        NoticesPage(
            unread: listing.unread.map { .init($0, visit.phrases) },
            read: listing.read.map { .init($0, visit.phrases) },
            unreadCount: listing.unreadCount, more: hidden > 0 ? hidden : nil, mayKeepRobots: visit.mayKeepRobots))
}

/// Marks a notice as read.
func readNotice(_ visit: Visit) async throws -> Response {
    try await visit.useCases.readNotices(try visit.caller, id: try visit.value("id"))
    return visit.goOn(to: Address.notices.path())
}

/// Marks all of them as read.
func readAllNotices(_ visit: Visit) async throws -> Response {
    try await visit.useCases.readNotices(try visit.caller, id: nil)
    return visit.goOn(to: Address.notices.path(), notice: "noticesRead")
}

extension Visit {
    /// Whether the person is of an office, whose robots the page of robots shows.
    var mayKeepRobots: Bool {
        session?.user.grants.contains { !RuleTable.relations(.keepRobots, .role($0.role)).isEmpty } ?? false
    }
}
