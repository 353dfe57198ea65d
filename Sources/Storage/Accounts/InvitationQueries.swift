// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A link by which a person chooses the first password. Known by the SHA-256 of its token.
package struct InvitationRecord: Hashable, Sendable {
    package var tokenHash: String
    package var account: Identifier<User>
    package var expiresAt: Instant
    package var usedAt: Instant?

    package init(tokenHash: String, account: Identifier<User>, expiresAt: Instant, usedAt: Instant? = nil) {
        (self.tokenHash, self.account, self.expiresAt, self.usedAt) = (tokenHash, account, expiresAt, usedAt)
    }
}

/// The invitations of accounts.
package struct InvitationQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ invitation: InvitationRecord) throws {
        try connection.run(
            "INSERT INTO invitation (token_hash, account_id, expires_at, used_at) VALUES (?, ?, ?, ?)",
            [
                .text(invitation.tokenHash), .id(invitation.account), .at(invitation.expiresAt),
                .at(invitation.usedAt),
            ])
    }

    package func find(_ tokenHash: String) throws -> InvitationRecord? {
        try connection.row(
            "SELECT token_hash, account_id, expires_at, used_at FROM invitation WHERE token_hash = ?",
            [.text(tokenHash)]
        ).map { row in
            InvitationRecord(
                tokenHash: try row.text(0), account: try row.id(1), expiresAt: try row.instant(2),
                usedAt: try row.instantOrNil(3))
        }
    }

    /// Uses an invitation up. Returns false where it is unknown, over or used, also by somebody at the same moment.
    package func use(_ tokenHash: String, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE invitation SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
            [.at(now), .text(tokenHash), .at(now)]) == 1
    }
}
