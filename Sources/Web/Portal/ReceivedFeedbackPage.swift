// SPDX-License-Identifier: Apache-2.0
import UseCases

/// The complaints and suggestions that came in.
struct ReceivedFeedbackPage: PageModel {
    static let template = "received-feedback"
    static let samples = [
        ReceivedFeedbackPage(messages: [.sample], next: "/feedback/received"),
        ReceivedFeedbackPage(messages: [], next: nil),
    ]

    struct Message: Sendable {
        let at: String
        let author: String?
        let replyTo: String?
        let text: String
        static let sample = Message(at: "2026-01-01 00:00", author: "A", replyTo: "R", text: "T")
    }
    let messages: [Message]
    let next: String?
}

extension ReceivedFeedbackPage.Message {
    init(_ listing: FeedbackListing) {
        self.init(at: listing.at.minuteText, author: listing.author, replyTo: listing.replyTo, text: listing.text)
    }
}
