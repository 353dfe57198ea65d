// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The user an open invitation was made for. Throws notFound for a used, ended or unknown one.
    package func invitedUser(token: String) async throws -> User {
        try await database.read { try invitedUser($0, token) }
    }

    /// The invited person chooses a password and can sign in.
    package func acceptInvitation(token: String, password: String) async throws {
        let user = try await invitedUser(token: token)
        let failures = PasswordPolicy.failures(
            of: password, username: user.username, displayName: user.displayName)
        guard failures.isEmpty else { throw UseCaseError("user", .invalid(failures)) }
        let hash = try await hash(password)
        try await write { connection in
            let now = surroundings.now()
            var user = try invitedUser(connection, token)
            guard try InvitationQueries(connection).use(SecretToken.digest(of: token), at: now),
                let account = try AccountQueries(connection).find(user.id)
            else { throw UseCaseError("invitation", .notFound) }
            user.state = .active
            guard try AccountQueries(connection).update(user, revision: account.revision, at: now) else {
                throw UseCaseError("user", .stale(revision: account.revision))
            }
            try AccountQueries(connection).setPassword(user.id, hash: hash, mustChange: false, at: now)
            try record(
                connection, Caller(who: .user(user)), "acceptInvitation", .user(user.id),
                before: ["state": UserState.invited.rawValue], after: ["state": UserState.active.rawValue])
        }
    }

    private func invitedUser(_ connection: any SQLConnection, _ token: String) throws -> User {
        guard let invitation = try InvitationQueries(connection).find(SecretToken.digest(of: token)),
            invitation.usedAt == nil, invitation.expiresAt > surroundings.now(),
            let account = try AccountQueries(connection).find(invitation.account), account.user.state == .invited
        else { throw UseCaseError("invitation", .notFound) }
        return account.user
    }
}
