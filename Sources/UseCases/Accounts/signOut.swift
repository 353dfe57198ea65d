// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Ends the session of a cookie's secret; an unknown one is already over.
    package func signOut(secret: String) async throws {
        let idHash = SecretToken.digest(of: secret)
        try await write { connection in
            guard let (session, account) = try SessionQueries(connection).find(idHash) else { return }
            try SessionQueries(connection).end(idHash)
            let caller = Caller(who: .user(account.user), address: session.address)
            try record(connection, caller, "signOut", .user(account.user.id))
        }
    }
}
