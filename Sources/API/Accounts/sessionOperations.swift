// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let sessionShape = Shape<SessionListing>(
    "Session",
    [
        .text("id") { $0.id }, .optionalText("address") { $0.address }, .optionalText("userAgent") { $0.userAgent },
        .moment("createdAt") { $0.createdAt }, .moment("lastSeenAt") { $0.lastSeenAt },
    ])

let passwordSchema = Schema.object(
    .init("old", .prose(1...256)), .init("new", .prose(1...256)), .optional("keepsTokens", .flag)
).closed.named("NewPassword")

/// The sessions of the holder in browsers, the one used last first.
func listSessions(_ call: Call) async throws -> Reply {
    let sessions = try await call.useCases.listSessions(call.caller)
    return try await answerList(call, sessionShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: sessions, next: nil)
    }
}

/// Ends one of the holder's sessions.
func endSession(_ call: Call) async throws -> Reply {
    try await call.useCases.endSessions(call.caller, .one(call.value("session")))
    return .nothing
}

/// Changes the holder's password and ends the holder's sessions.
func changePassword(_ call: Call) async throws -> Reply {
    try await call.useCases.changePassword(
        call.caller, from: call.body["old"]?.text ?? "", to: call.body["new"]?.text ?? "",
        keepingTokens: call.body["keepsTokens"]?.flag ?? false)
    return .nothing
}
