// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Where a sign-in stands after the password.
package enum SignInStep: Hashable, Sendable {
    /// The secret of a new session, for the cookie; it is new with every sign-in.
    case signedIn(secret: String)
    /// The person has a second factor: the ticket comes back with a code.
    case codeNeeded(ticket: String)
}

extension UseCases {
    /// Checks name and password.
    ///
    /// Throws invalid (field `password`) for a wrong pair, locked after too many of them. Both are the same whether
    /// the account exists or not, and take the same time.
    package func signIn(
        username: String, password: String, address: String?, userAgent: String?
    ) async throws -> SignInStep {
        let doors = doors(username, address)
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
        if try await database.read({ try SecondFactorQueries($0).isOn(account.user.id) }) {
            return .codeNeeded(ticket: try ticket(of: account))
        }
        return .signedIn(secret: try await openSession(account, nil, address: address, userAgent: userAgent))
    }

    /// Finishes a sign-in with a code of the second factor, or with a recovery code. Returns the secret of a new session.
    ///
    /// Throws invalid (field `code`) for a wrong one, which counts like a wrong password, and notSignedIn where the
    /// ticket is over: the sign-in begins anew.
    package func signIn(ticket: String, code: String, address: String?, userAgent: String?) async throws -> String {
        guard let account = try await account(ofTicket: ticket) else { throw UseCaseError("session", .notSignedIn) }
        return try await openSession(account, code, address: address, userAgent: userAgent)
    }

    private func doors(_ username: String, _ address: String?) -> [SignInDoor] {
        [SignInDoor.name(username), address.map { .address($0) }].compactMap { $0 }
    }

    private func openSession(
        _ account: AccountRecord, _ code: String?, address: String?, userAgent: String?
    ) async throws -> String {
        let secret = SecretToken(random: surroundings.random).text
        let formSecret = SecretToken(random: surroundings.random).text
        let doors = doors(account.user.username, address)
        let caller = Caller(
            who: .user(account.user), door: .session(idHash: SecretToken.digest(of: secret)), address: address)
        let visitor = Caller(who: .user(account.user), address: address)
        let isRight = try await countingWrongCodes(at: doors, visitor) { connection in
            guard let present = try AccountQueries(connection).find(account.user.id),
                present.passwordHash == account.passwordHash, present.user.state == .active
            else { throw UseCaseError("session", .notSignedIn) }
            if try SecondFactorQueries(connection).isOn(present.user.id) {
                guard let code, try useCode(code, of: present.user.id, connection) else { return false }
            }
            // An address stays counted: who has one password there may be guessing others.
            try SignInThrottleQueries(connection).clear(SignInDoor.name(account.user.username).key)
            let now = surroundings.now()
            try SessionQueries(connection).insert(
                SessionRecord(
                    idHash: SecretToken.digest(of: secret), account: present.user.id, createdAt: now, lastSeenAt: now,
                    expiresAt: now.advanced(bySeconds: surroundings.accounts.absoluteSeconds), address: address,
                    userAgent: userAgent.map { String($0.prefix(200)) }, csrfSecret: formSecret, confirmedAt: now))
            try record(connection, caller, "signIn", .user(present.user.id))
            try demandNewPassword(of: present, caller, connection)
            return true
        }
        guard isRight else { throw Self.wrongCode }
        return secret
    }

    /// Where the password is older than the setting allows, the person must choose another before anything else.
    private func demandNewPassword(
        of account: AccountRecord, _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        let days = Int64(surroundings.accounts.passwordDays)
        let now = surroundings.now()
        guard days > 0, !account.user.mustChangePassword, let since = account.passwordSetAt,
            since.advanced(bySeconds: days * 86_400) <= now
        else { return }
        try AccountQueries(connection).demandPasswordChange(account.user.id, at: now)
        try record(connection, caller, "demandNewPassword", .user(account.user.id))
    }
}

extension UseCases {
    /// Says for a few minutes that the password was right. It ends with that password.
    private func ticket(of account: AccountRecord) throws -> String {
        let end = surroundings.now().advanced(bySeconds: surroundings.accounts.signInTicketSeconds)
        let parts = [account.user.id.text, String(end.milliseconds), sha256(account.passwordHash ?? "")]
        return try seal(.signInTicket).seal(
            parts.joined(separator: " "), context: "", nonce: surroundings.random())
    }

    private func account(ofTicket ticket: String) async throws -> AccountRecord? {
        let parts = seal(.signInTicket).open(ticket, context: "")?.split(separator: " ").map(String.init) ?? []
        guard parts.count == 3, let id = Identifier<User>(parts[0]), let end = Int64(parts[1]),
            end > surroundings.now().milliseconds,
            let account = try await database.read({ try AccountQueries($0).find(id) }),
            sha256(account.passwordHash ?? "") == parts[2]
        else { return nil }
        return account
    }
}
