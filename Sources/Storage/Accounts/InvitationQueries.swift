// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A link by which a person chooses a password. Known by the SHA-256 of its token.
package struct InvitationRecord: Hashable, Sendable {
    /// What the link is for.
    package enum Purpose: String, Sendable {
        /// The first password of a new person.
        case invitation
        /// Another password of a person who lost it.
        case reset
    }
    package var tokenHash: String
    package var account: Identifier<User>
    package var expiresAt: Instant
    package var usedAt: Instant?
    package var purpose: Purpose

    package init(
        tokenHash: String, account: Identifier<User>, expiresAt: Instant, usedAt: Instant? = nil,
        purpose: Purpose = .invitation
    ) {
        (self.tokenHash, self.account, self.expiresAt, self.usedAt) = (tokenHash, account, expiresAt, usedAt)
        self.purpose = purpose
    }
}

/// The invitations of accounts.
package struct InvitationQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ invitation: InvitationRecord) throws {
        try connection.run(
            "INSERT INTO invitation (token_hash, account_id, expires_at, used_at, purpose) VALUES (?, ?, ?, ?, ?)",
            [
                .text(invitation.tokenHash), .id(invitation.account), .at(invitation.expiresAt),
                .at(invitation.usedAt), .choice(invitation.purpose),
            ])
    }

    package func find(_ tokenHash: String) throws -> InvitationRecord? {
        try connection.row(
            "SELECT token_hash, account_id, expires_at, used_at, purpose FROM invitation WHERE token_hash = ?",
            [.text(tokenHash)]
        ).map { row in
            InvitationRecord(
                tokenHash: try row.text(0), account: try row.id(1), expiresAt: try row.instant(2),
                usedAt: try row.instantOrNil(3), purpose: try row.choice(4))
        }
    }

    /// Forgets a person's links that were not used: a new one is the only one.
    package func removeOpen(of account: Identifier<User>) throws {
        try connection.run("DELETE FROM invitation WHERE account_id = ? AND used_at IS NULL", [.id(account)])
    }

    /// How many links of a person still open something.
    package func countOpen(of account: Identifier<User>, at now: Instant) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM invitation WHERE account_id = ? AND used_at IS NULL AND expires_at > ?",
            [.id(account), .at(now)])
    }

    /// Uses an invitation up. Returns false where it is unknown, over or used, also by somebody at the same moment.
    package func use(_ tokenHash: String, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE invitation SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
            [.at(now), .text(tokenHash), .at(now)]) == 1
    }
}
