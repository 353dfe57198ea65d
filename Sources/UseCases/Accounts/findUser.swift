// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The identity of the person with that log-in name. Throws notFound.
    package func userID(_ caller: Caller, username: String) async throws -> String {
        try await database.read { connection in
            guard let account = try AccountQueries(connection).find(username: username) else {
                throw UseCaseError("user", .notFound)
            }
            let objects = try PairingDirectory(connection).objects(of: account.user)
            try caller.require(.readUser, onEach: objects, "user", knowing: .readUser)
            return account.user.id.text
        }
    }
}
