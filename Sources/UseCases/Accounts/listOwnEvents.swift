// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// What the record says the caller did, newest first, `limit` links older than the one of the sequence `before`.
    package func ownEvents(_ caller: Caller, before: Int64? = nil, limit: Int = 50) async throws -> [AuditLink] {
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        guard let user = caller.userID else { throw UseCaseError("user", .notSignedIn) }
        return try await database.read {
            try AuditQueries($0).search(AuditSearch(actor: user, before: before), limit: limit)
        }
    }
}
