// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

let accountShape = Shape<User>(
    "Account",
    [
        .identifier("id") { $0.id.text }, .text("username") { $0.username }, .text("displayName") { $0.displayName },
        .init("roles", .list(.word(Role.self))) { .texts($0.grants.map(\.role.rawValue)) },
        .word("language") { $0.language }, .flag("mustChangePassword") { $0.mustChangePassword },
    ])

private let accountChangeSchema = Schema.object(.init("language", .word(Language.self))).closed.named("AccountChange")

extension APIOperation {
    var accountDeclaration: Declaration {
        switch self {
        case .showAccount: .get("/api/v1/account", nil, .object(accountShape.schema))
        case .listTokens: .list("/api/v1/account/tokens", .changeOwnAccount, tokenShape.schema)
        case .createToken:
            .create(
                "/api/v1/account/tokens", .changeOwnAccount, .json(newTokenSchema), .made(madeTokenShape.schema)
            ).handsOut
        case .revokeToken: .act(.delete, "/api/v1/account/tokens/{id}", .changeOwnAccount, .nothing)
        case .listSessions: .list("/api/v1/account/sessions", .changeOwnAccount, sessionShape.schema)
        case .endSession: .act(.delete, "/api/v1/account/sessions/{session}", .changeOwnAccount, .nothing)
        case .changePassword:
            .act(.post, "/api/v1/account/password", .changeOwnAccount, .nothing, taking: .json(passwordSchema))
        case .confirmIdentity:
            .act(
                .post, "/api/v1/account/confirmation", nil,
                .object(.object(.init("until", .moment)).named("Confirmation")), taking: .json(confirmationSchema))
        default:
            .change(
                .patch, "/api/v1/account", .changeOwnAccount, .object(accountShape.schema),
                taking: .json(accountChangeSchema))
        }
    }
}

/// The account of the token's holder.
func showAccount(_ call: Call) async throws -> Reply { .json(accountShape.json(try holder(call))) }

/// Changes the language of the token's holder.
func changeAccount(_ call: Call) async throws -> Reply {
    var user = try holder(call)
    try call.requireMatch(EntityTag(of: accountShape.json(user).bytes))
    guard let language = call.body["language"]?.text.flatMap(Language.init) else { throw Problem(.invalid) }
    try await call.useCases.setLanguage(call.caller, to: language)
    user.language = language
    let account = accountShape.json(user)
    return .json(account, tag: EntityTag(of: account.bytes))
}

private func holder(_ call: Call) throws -> User {
    guard case .user(let user) = try call.caller.who else { throw Problem.notAuthenticated }
    return user
}
