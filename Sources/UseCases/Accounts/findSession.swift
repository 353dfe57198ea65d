// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// The live session of a cookie's secret (its idle time starts anew), or nil.
    package func session(secret: String) async throws -> ActiveSession? {
        let idHash = SecretToken.digest(of: secret)
        let found = try await database.read { connection in
            try SessionQueries(connection).find(idHash).map { session, account in
                (session, account, try NoticeQueries(connection).countUnread(of: account.user.id))
            }
        }
        guard let (session, account, unread) = found, account.user.state == .active, !isOver(session) else {
            return nil
        }
        // Written once in a while, not with every request: an idle hour is then an hour to the minute.
        let now = surroundings.now()
        let pause = min(60, surroundings.accounts.idleSeconds / 4)
        if session.lastSeenAt.advanced(bySeconds: pause) < now {
            try await writeWithoutEvent { try SessionQueries($0).touch(idHash, at: now) }
        }
        let user = try await asDemanded(account.user)
        return ActiveSession(user: user, idHash: idHash, formToken: formToken(session, secret), unread: unread)
    }

    /// The person, told to set a second factor up where a role asks for one and none is on.
    func asDemanded(_ user: User) async throws -> User {
        guard demandsSecondFactor(user) else { return user }
        var user = user
        let id = user.id
        user.mustEnrol = try await database.read { try !SecondFactorQueries($0).isOn(id) }
        return user
    }

    func isOver(_ session: SessionRecord) -> Bool {
        let now = surroundings.now()
        return session.expiresAt <= now
            || session.lastSeenAt.advanced(bySeconds: surroundings.accounts.idleSeconds) <= now
    }

    /// Follows from the cookie and from what only the database knows, so that neither alone is enough to forge a form.
    private func formToken(_ session: SessionRecord, _ secret: String) -> String {
        let key = SymmetricKey(data: Data(session.csrfSecret.utf8))
        return base64URL(HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: key))
    }
}
