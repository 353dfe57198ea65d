// SPDX-License-Identifier: Apache-2.0
import FormData
import Hummingbird
import UseCases

/// Shows the complaints and suggestions that came in, newest first.
func showReceivedFeedback(_ visit: Visit) async throws -> Response {
    let page = try await visit.useCases.feedback(
        try visit.caller, after: visit.query.optional("after"), limit: 50)
    return try visit.show(
        ReceivedFeedbackPage(
            messages: page.items.map { .init($0) },
            next: page.next.map { Address.receivedFeedback.path() + "?after=" + $0.percentEncodedPart }))
}
