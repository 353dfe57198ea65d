// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

let tokenShape = Shape<AccessToken>(
    "Token",
    [
        .identifier("id") { $0.id.text }, .text("name") { $0.name }, .word("scope") { $0.scope },
        .moment("createdAt") { $0.createdAt }, .moment("endsAt") { $0.endsAt },
        .optionalMoment("lastUsedAt") { $0.lastUsedAt }, .optionalText("lastAddress") { $0.lastAddress },
        .optionalMoment("revokedAt") { $0.revokedAt },
    ])

/// The secret is null where the answer is given again under its Idempotency-Key.
let madeTokenShape = Shape<MadeToken>(
    "MadeToken",
    tokenShape.fields.map { field in .init(field.name, field.schema) { field.value($0.token) } } + [
        .optionalText("secret") { $0.secret }
    ])

let newTokenSchema = Schema.object(
    .init("name", .line(1...64)), .init("scope", .word(TokenScope.self)), .init("days", .whole(1...366))
).closed.named("NewToken")

let confirmationSchema = Schema.object(
    .init("password", .prose(1...256)), .optional("code", Schema.line(1...64).nullable)
).closed.named("NewConfirmation")

/// The tokens of the holder, newest first.
func listTokens(_ call: Call) async throws -> Reply {
    let tokens = try await call.useCases.listTokens(call.caller)
    return try await answerList(call, tokenShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: tokens, next: nil)
    }
}

/// Makes a token; its secret is shown this once.
func createToken(_ call: Call) async throws -> Reply {
    let wanted = NewToken(
        name: call.body["name"]?.text ?? "", scope: call.body["scope"]?.text.flatMap(TokenScope.init) ?? .read,
        days: call.body["days"]?.whole ?? 0)
    let made = try await call.useCases.createToken(call.caller, wanted)
    var reply = Reply.created(madeTokenShape.json(made), at: APIOperation.listTokens.path())
    reply.secret = "secret"
    return reply
}

/// Ends one of the holder's tokens.
func revokeToken(_ call: Call) async throws -> Reply {
    try await call.useCases.revokeToken(call.caller, id: call.value("id"))
    return .nothing
}

/// Proves again who holds the token, so that for a while what is dangerous may be done with it.
func confirmIdentity(_ call: Call) async throws -> Reply {
    let until = try await call.useCases.confirm(
        call.caller, password: call.body["password"]?.text ?? "", code: call.body["code"]?.text)
    return .json(["until": .text(until.printed)])
}
