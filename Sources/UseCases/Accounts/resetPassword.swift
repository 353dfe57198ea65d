// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A link by which a person chooses another password, to be handed over once: /invitations/{token}.
package struct PasswordLink: Hashable, Sendable {
    package let token: String
    package let endsAt: Instant
}

extension UseCases {
    /// Takes a person's password away and makes a link to choose another. Every session and token of the person ends,
    /// and the second factor too where `removingSecondFactor` (the phone is lost).
    ///
    /// Throws notFound, confirmationNeeded, conflict for a person who isn't active, for the caller, and for a holder of
    /// one of the three duties, whom only the command line resets.
    package func resetPassword(
        _ caller: Caller, user id: String, removingSecondFactor: Bool = false
    ) async throws -> PasswordLink {
        let token = SecretToken(random: surroundings.random).text
        return try await write(caller) { connection in
            let account = try changeablePerson(id, .disableUser, revision: nil, caller, connection).account
            try requireOther(account.user, than: caller)
            // Whoever hands over the link could use it: one administrator would hold another's duty too.
            if caller.who != .local && account.user.holdsDuty {
                throw UseCaseError("user", .conflict(reason: "user.resetOfDuty"))
            }
            try requireFresh(connection, caller)
            guard account.user.state == .active else {
                throw UseCaseError("user", .conflict(reason: "user.notActive"))
            }
            let user = account.user.id
            let now = surroundings.now()
            let end = now.advanced(bySeconds: surroundings.accounts.invitationSeconds)
            try replacePassword(of: user, account.passwordHash, by: nil, connection)
            let sessions = try SessionQueries(connection).endAll(of: user)
            let tokens = try AccessTokenQueries(connection).revokeAll(of: user, at: now)
            if removingSecondFactor { try SecondFactorQueries(connection).remove(user) }
            try SignInThrottleQueries(connection).clear(SignInDoor.name(account.user.username).key)
            let links = InvitationQueries(connection)
            try links.removeOpen(of: user)
            try links.insert(
                InvitationRecord(
                    tokenHash: SecretToken.digest(of: token), account: user, expiresAt: end, purpose: .reset))
            try record(
                connection, caller, "resetPassword", .user(user),
                after: [
                    "sessions": String(sessions), "tokens": String(tokens),
                    "secondFactor": removingSecondFactor ? "removed" : "kept",
                ])
            return PasswordLink(token: token, endsAt: end)
        }
    }

    /// Lets a person sign in again whose name was locked after too many wrong passwords.
    package func unlockSignIn(_ caller: Caller, user id: String) async throws {
        try await write(caller) { connection in
            let user = try changeablePerson(id, .disableUser, revision: nil, caller, connection).user
            try requireOther(user, than: caller)
            try SignInThrottleQueries(connection).clear(SignInDoor.name(user.username).key)
            try record(connection, caller, "unlockSignIn", .user(user.id))
        }
    }

    /// Lets people sign in again from an address that was locked, such as an office's own.
    package func unlockSignIn(_ caller: Caller, address: String) async throws {
        try caller.require(.disableUser, on: .installation, "user", knowing: .readUser)
        try await write(caller) { connection in
            try SignInThrottleQueries(connection).clear(SignInDoor.address(address).key)
            try record(connection, caller, "unlockSignIn", .installation, after: ["address": address])
        }
    }
}
