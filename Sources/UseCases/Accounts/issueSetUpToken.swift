// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Storage

extension UseCases {
    /// Makes a new one-time token for set-up, forgetting earlier ones, or returns nil where set-up is done.
    package func issueSetUpToken() async throws -> String? {
        let token = SecretToken(random: surroundings.random).text
        return try await write { connection in
            guard try needsSetUp(connection) else { return nil }
            try SetUpTokenQueries(connection).issue(SecretToken.digest(of: token), at: surroundings.now())
            try record(connection, .local, "issueSetUpToken", .installation)
            return token
        }
    }

    /// Whether `token` opens set-up.
    package func opensSetUp(token: String) async throws -> Bool {
        try await database.read { connection in
            guard try needsSetUp(connection) else { return false }
            return try SetUpTokenQueries(connection).isOpen(SecretToken.digest(of: token))
        }
    }
}
