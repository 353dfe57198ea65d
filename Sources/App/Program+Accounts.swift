// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation
import UseCases

extension Program {
    /// Makes a personal access token of the person with that log-in name. Returns its secret, which is kept nowhere.
    package func createToken(_ username: String, name: String, scope: TokenScope, days: Int) async throws -> String {
        let wanted = NewToken(name: name, scope: scope, days: days)
        return try await useCases.createToken(.local, wanted, for: username).secret
    }

    /// A line for each token of a person: identity, scope, when it was made, ends, was last used and revoked (`-` where
    /// never), and its name, with tabs between.
    package func listTokens(_ username: String) async throws -> [String] {
        try await useCases.listTokens(.local, of: username).map { token in
            let times = [token.createdAt, token.endsAt, token.lastUsedAt, token.revokedAt]
            return ([token.id.text, token.scope.rawValue] + times.map { $0.map(text) ?? "-" } + [token.name])
                .joined(separator: "\t")
        }
    }

    package func revokeToken(_ id: String) async throws { try await useCases.revokeToken(.local, id: id) }

    private func text(_ moment: Instant) -> String {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000).ISO8601Format()
    }
}

extension Program {
    package func unlockSignIn(_ username: String) async throws {
        try await useCases.unlockSignIn(.local, user: try await useCases.userID(.local, username: username))
    }

    package func unlockSignIn(fromAddress address: String) async throws {
        try await useCases.unlockSignIn(.local, address: address)
    }

    /// Takes a person's password away. Returns the token of the link by which another is chosen.
    package func resetPassword(_ username: String, removingSecondFactor: Bool) async throws -> String {
        let id = try await useCases.userID(.local, username: username)
        return try await useCases.resetPassword(.local, user: id, removingSecondFactor: removingSecondFactor).token
    }
}
