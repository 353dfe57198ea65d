// SPDX-License-Identifier: Apache-2.0
import UseCases

let newFeedbackSchema = Schema.object(
    .init("text", .prose(1...4_000)), .optional("replyTo", Schema.line(1...200).nullable)
).closed.named("NewFeedback")

let feedbackShape = Shape<FeedbackListing>(
    "Feedback",
    [
        .identifier("id") { $0.id }, .moment("at") { $0.at }, .optionalText("author") { $0.author },
        .optionalText("replyTo") { $0.replyTo }, .text("text") { $0.text },
    ])

/// The complaints and suggestions, newest first.
func listFeedback(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    return try await answerList(call, feedbackShape) { after, limit in
        try await useCases.feedback(caller, after: after, limit: limit)
    }
}

/// Keeps a complaint or suggestion of the token's holder.
func leaveFeedback(_ call: Call) async throws -> Reply {
    let caller = try call.caller
    try await call.useCases.leaveFeedback(
        caller, text: call.body["text"]?.text ?? "", replyTo: call.body["replyTo"]?.text, address: caller.address)
    return .nothing
}
