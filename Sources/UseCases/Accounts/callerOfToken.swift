// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Who a program acts for that holds `secret`; nil where the token is unknown, ended or revoked, or its holder's
    /// account is not active. The look-up is by a digest, so its time tells nothing about other secrets.
    package func callerOfToken(secret: String, address: String?, requestID: String?) async throws -> Caller? {
        guard secret.hasPrefix(NewToken.prefix), secret.utf8.count <= 100 else { return nil }
        let digest = SecretToken.digest(of: secret)
        let now = surroundings.now()
        guard let (token, account) = try await database.read({ try AccessTokenQueries($0).find(secretHash: digest) }),
            token.isLive(at: now), account.user.state == .active
        else { return nil }
        // Written once a minute, not with every request.
        if token.lastUsedAt.map({ $0.advanced(bySeconds: 60) < now }) ?? true {
            try await writeWithoutEvent { try AccessTokenQueries($0).touch(token.id, at: now, address: address) }
        }
        return Caller(
            who: .user(try await asDemanded(account.user)), door: .token(id: token.id.text, scope: token.scope),
            address: address,
            requestID: requestID)
    }
}
