// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Throws where the caller is no longer who came in: notSignedIn where the session, the token or the account has
    /// ended, forbidden where the roles are others than then. Inside the transaction, before anything else.
    func requirePresent(_ caller: Caller, _ connection: any SQLConnection) throws {
        guard case .user(let user) = caller.who else { return }
        guard let account = try AccountQueries(connection).find(user.id)?.user, account.state == user.state,
            try isOpen(caller.door, of: user.id, connection)
        else { throw UseCaseError("session", .notSignedIn) }
        guard Set(account.grants) == Set(user.grants) else {
            throw UseCaseError("session", .forbidden(reason: "rule.rolesChanged"))
        }
    }

    /// Whether what the caller came in by was not ended meanwhile. Idle time doesn't run while something is under way.
    private func isOpen(
        _ door: Caller.Door, of user: Identifier<User>, _ connection: any SQLConnection
    ) throws -> Bool {
        let now = surroundings.now()
        switch door {
        case .session(let idHash):
            guard let session = try SessionQueries(connection).find(idHash)?.session else { return false }
            return session.account == user && session.expiresAt > now
        case .token(let id, _):
            guard let id = Identifier<AccessToken>(id), let token = try AccessTokenQueries(connection).find(id)
            else { return false }
            return token.account == user && token.isLive(at: now)
        case .commandLine, .none: return true
        }
    }
}
