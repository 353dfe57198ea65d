// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The user an open invitation or reset was made for. Throws notFound for a used, ended or unknown one.
    package func invitedUser(token: String) async throws -> User {
        try await database.read { try invitation($0, token).account.user }
    }

    /// The person chooses a password and can sign in: a new one is active from then on, for one whose password was reset
    /// every session ends.
    package func acceptInvitation(token: String, password: String) async throws {
        let user = try await invitedUser(token: token)
        let failures = try await failures(of: password, wantedBy: user)
        guard failures.isEmpty else { throw UseCaseError("user", .invalid(failures)) }
        let hash = try await hash(password)
        try await write { connection in
            let now = surroundings.now()
            let (invitation, account) = try invitation(connection, token)
            guard try InvitationQueries(connection).use(SecretToken.digest(of: token), at: now) else {
                throw UseCaseError("invitation", .notFound)
            }
            var user = account.user
            user.state = .active
            guard try AccountQueries(connection).update(user, revision: account.revision, at: now) else {
                throw UseCaseError("user", .stale(revision: account.revision))
            }
            try replacePassword(of: user.id, account.passwordHash, by: hash, connection)
            try SessionQueries(connection).endAll(of: user.id)
            try AccessTokenQueries(connection).revokeAll(of: user.id, at: now)
            try record(
                connection, Caller(who: .user(user)),
                invitation.purpose == .reset ? "acceptReset" : "acceptInvitation", .user(user.id),
                before: ["state": account.user.state.rawValue], after: ["state": user.state.rawValue])
        }
    }

    private func invitation(
        _ connection: any SQLConnection, _ token: String
    ) throws -> (InvitationRecord, account: AccountRecord) {
        guard let invitation = try InvitationQueries(connection).find(SecretToken.digest(of: token)),
            invitation.usedAt == nil, invitation.expiresAt > surroundings.now(),
            let account = try AccountQueries(connection).find(invitation.account),
            account.user.state == (invitation.purpose == .reset ? .active : .invited)
        else { throw UseCaseError("invitation", .notFound) }
        return (invitation, account)
    }
}
