// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A session of the caller as the own account lists it.
package struct SessionListing: Hashable, Sendable {
    /// Names it for `endSessions`; it opens nothing.
    package let id: String
    package let address: String?
    package let userAgent: String?
    package let createdAt: Instant
    package let lastSeenAt: Instant
    /// True for the one in which the caller asks.
    package let isPresent: Bool
}

extension UseCases {
    /// The caller's sessions that are not over, the one used last first.
    package func listSessions(_ caller: Caller) async throws -> [SessionListing] {
        try caller.require(.changeOwnAccount, on: .installation, "session", knowing: .readDirectory)
        guard let user = caller.userID else { throw UseCaseError("session", .notSignedIn) }
        return try await database.read { try SessionQueries($0).all(of: user) }.filter { !isOver($0) }.map {
            SessionListing(
                id: $0.idHash, address: $0.address, userAgent: $0.userAgent, createdAt: $0.createdAt,
                lastSeenAt: $0.lastSeenAt, isPresent: $0.idHash == caller.sessionHash)
        }
    }
}
