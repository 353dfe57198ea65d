// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the form for complaints and suggestions, or thanks for one that was sent.
func showFeedback(_ visit: Visit) async throws -> Response {
    if visit.query.holds("sent") { return try visit.show(FeedbackSentPage()) }
    return try visit.show(FeedbackPage(contact: visit.site.settings.contact, text: "", reply: "", failures: .none))
}

/// Keeps a complaint or suggestion. Nobody needs to be signed in for one.
func leaveFeedback(_ visit: Visit) async throws -> Response {
    let (text, reply) = (visit.form["text"], visit.form["reply"])
    do {
        try await visit.useCases.leaveFeedback(
            visit.session == nil ? nil : try visit.caller, text: text, replyTo: reply.isEmpty ? nil : reply,
            address: visit.visitorAddress)
    } catch {
        let page = FeedbackPage(
            contact: visit.site.settings.contact, text: text, reply: reply,
            failures: try failures(of: error, visit.phrases))
        return try visit.show(page, status: .unprocessableContent)
    }
    // Not the page itself: reloading it would send the message again.
    return .seeOther(Address.showFeedback.path() + "?sent=1")
}
