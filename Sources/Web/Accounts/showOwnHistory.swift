// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what the record says the signed-in person did.
func showOwnHistory(_ visit: Visit) async throws -> Response {
    let limit = 50
    let links = try await visit.useCases.ownEvents(
        try visit.caller, before: visit.query.integer("before").map(Int64.init), limit: limit + 1)
    let next = links.count > limit ? links[limit - 1].sequence : nil
    return try visit.show(
        OwnHistoryPage(
            lines: links.prefix(limit).map { OwnHistoryPage.Line($0.event, visit.phrases) },
            next: next.map { Address.ownHistory.path() + "?before=" + String($0) }))
}

/// What the signed-in person did.
struct OwnHistoryPage: PageModel {
    static let template = "own-history"
    static let samples = [
        OwnHistoryPage(
            lines: [Line(time: "T", action: "A", address: "1", reason: "R", isDone: false)], next: "/n"),
        OwnHistoryPage(lines: [], next: nil),
    ]

    /// One entry of the record.
    struct Line: Sendable {
        let time: String
        let action: String
        let address: String
        /// Why it was not done; nil where it was, or nothing is known.
        let reason: String?
        let isDone: Bool
    }
    let lines: [Line]
    let next: String?
}

extension OwnHistoryPage.Line {
    fileprivate init(_ event: AuditEvent, _ phrases: Phrases) {
        self.init(
            time: event.at.minuteText, action: phrases("action." + event.action, or: event.action),
            address: event.actor.address ?? "", reason: event.reason.flatMap { phrases.find($0) },
            isDone: event.result == .done)
    }
}
