// SPDX-License-Identifier: Apache-2.0
import UseCases

let newFeedbackSchema = Schema.object(
    .init("text", .prose(1...4_000)), .optional("replyTo", Schema.line(1...200).nullable)
).closed.named("NewFeedback")

/// Keeps a complaint or suggestion of the token's holder.
func leaveFeedback(_ call: Call) async throws -> Reply {
    let caller = try call.caller
    try await call.useCases.leaveFeedback(
        caller, text: call.body["text"]?.text ?? "", replyTo: call.body["replyTo"]?.text, address: caller.address)
    return .nothing
}
