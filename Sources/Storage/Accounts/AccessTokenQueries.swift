// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The personal access tokens of accounts.
package struct AccessTokenQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ token: AccessToken, secretHash: String) throws {
        try connection.run(
            """
            INSERT INTO access_token (id, account_id, secret_hash, name, scope, created_at, ends_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(token.id), .id(token.account), .text(secretHash), .text(token.name), .choice(token.scope),
                .at(token.createdAt), .at(token.endsAt),
            ])
    }

    package func find(_ id: Identifier<AccessToken>) throws -> AccessToken? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    /// The token of a secret, by the secret's SHA-256, with its account. Whether it is over is for the caller to say.
    package func find(secretHash: String) throws -> (token: AccessToken, account: AccountRecord)? {
        guard let token = try select(SQLCondition("secret_hash = ?", [.text(secretHash)])).first,
            let account = try AccountQueries(connection).find(token.account)
        else { return nil }
        return (token, account)
    }

    /// A person's tokens, the newest first, revoked ones too.
    package func all(of account: Identifier<User>) throws -> [AccessToken] {
        try select(SQLCondition("account_id = ?", [.id(account)]))
    }

    /// How many of a person's tokens open something at `now`.
    package func countLive(of account: Identifier<User>, at now: Instant) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM access_token WHERE account_id = ? AND revoked_at IS NULL AND ends_at > ?",
            [.id(account), .at(now)])
    }

    /// Notes a use. A write: call it where the last one is a minute ago, not with every request.
    package func touch(_ id: Identifier<AccessToken>, at now: Instant, address: String?) throws {
        try connection.run(
            "UPDATE access_token SET last_used_at = ?, last_address = ? WHERE id = ?",
            [.at(now), .filled(address), .id(id)])
    }

    /// Notes that the holder has just given the password. Returns false where there is no such token any more.
    package func confirm(_ id: Identifier<AccessToken>, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE access_token SET confirmed_at = ? WHERE id = ? AND revoked_at IS NULL", [.at(now), .id(id)]) == 1
    }

    /// Returns false where it is unknown or revoked already.
    package func revoke(_ id: Identifier<AccessToken>, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE access_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [.at(now), .id(id)]) == 1
    }

    /// Revokes all tokens of a person. Returns how many.
    @discardableResult
    package func revokeAll(of account: Identifier<User>, at now: Instant) throws -> Int {
        try connection.run(
            "UPDATE access_token SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL",
            [.at(now), .id(account)])
    }

    /// Revokes everybody's tokens. Returns how many.
    package func revokeAll(at now: Instant) throws -> Int {
        try connection.run("UPDATE access_token SET revoked_at = ? WHERE revoked_at IS NULL", [.at(now)])
    }

    private func select(_ condition: SQLCondition) throws -> [AccessToken] {
        try connection.rows(
            """
            SELECT id, account_id, name, scope, created_at, ends_at, last_used_at, last_address, confirmed_at,
                revoked_at
            FROM access_token WHERE \(condition.sql) ORDER BY id DESC
            """, condition.arguments
        ).map { row in
            AccessToken(
                id: try row.id(0), account: try row.id(1), name: try row.text(2), scope: try row.choice(3),
                createdAt: try row.instant(4), endsAt: try row.instant(5), lastUsedAt: try row.instantOrNil(6),
                lastAddress: try row.textOrNil(7), confirmedAt: try row.instantOrNil(8),
                revokedAt: try row.instantOrNil(9))
        }
    }
}
