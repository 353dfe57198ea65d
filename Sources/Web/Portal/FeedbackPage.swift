// SPDX-License-Identifier: Apache-2.0

/// The form for complaints and suggestions, which every system of a government must have.
struct FeedbackPage: PageModel {
    static let template = "feedback"
    static let samples = [
        FeedbackPage(contact: "C", text: "", reply: "", failures: .none),
        FeedbackPage(contact: "", text: "T", reply: "R", failures: .sample("text")),
    ]
    /// Whom to turn to otherwise, as the settings say; empty where they do not.
    let contact: String
    let text: String
    let reply: String
    let failures: Failures
}

/// What is shown when feedback was taken.
struct FeedbackSentPage: PageModel {
    static let template = "feedback-sent"
    static let samples = [FeedbackSentPage()]
}
