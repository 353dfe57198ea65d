// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Checks name and password. Returns the secret of a new session, for the cookie; it is new with every sign-in.
    ///
    /// Throws invalid (field `password`) for a wrong pair, locked after too many of them. Both are the same whether
    /// the account exists or not, and take the same time.
    package func signIn(username: String, password: String, address: String?, userAgent: String?) async throws -> String
    {
        let doors = [SignInDoor.name(username), address.map { .address($0) }].compactMap { $0 }
        let account = try await database.read { connection in
            try refuseWhileLocked(doors, connection)
            return try AccountQueries(connection).find(username: username)
        }
        let mayEnter = account?.user.state == .active
        let isRight = try await matches(password, mayEnter ? account?.passwordHash : nil)
        guard isRight, let account else {
            let caller = account.map { Caller(who: .user($0.user), address: address) }
            let attempt: AuditFields = ["username": String(username.prefix(64)), "address": address]
            try await countFailure(at: doors, caller, "refuseSignIn", attempt)
            throw UseCaseError(
                "session", .invalid([ValidationFailure(field: "password", message: "signIn.wrongPassword")]))
        }
        return try await openSession(account, doors, address: address, userAgent: userAgent)
    }

    private func openSession(
        _ account: AccountRecord, _ doors: [SignInDoor], address: String?, userAgent: String?
    ) async throws -> String {
        let secret = SecretToken(random: surroundings.random).text
        let formSecret = SecretToken(random: surroundings.random).text
        try await write { connection in
            let now = surroundings.now()
            try refuseWhileLocked(doors, connection)
            guard let present = try AccountQueries(connection).find(account.user.id),
                present.passwordHash == account.passwordHash, present.user.state == .active
            else { throw UseCaseError("session", .notSignedIn) }
            // An address stays counted: who has one password there may be guessing others.
            try SignInThrottleQueries(connection).clear(SignInDoor.name(account.user.username).key)
            try SessionQueries(connection).insert(
                SessionRecord(
                    idHash: SecretToken.digest(of: secret), account: present.user.id, createdAt: now, lastSeenAt: now,
                    expiresAt: now.advanced(bySeconds: surroundings.accounts.absoluteSeconds), address: address,
                    userAgent: userAgent.map { String($0.prefix(200)) }, csrfSecret: formSecret, confirmedAt: now))
            let caller = Caller(who: .user(present.user), address: address)
            try record(connection, caller, "signIn", .user(present.user.id))
        }
        return secret
    }
}
