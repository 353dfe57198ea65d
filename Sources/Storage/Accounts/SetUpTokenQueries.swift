// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The token that opens set-up once. Known by its SHA-256.
package struct SetUpTokenQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Makes this the only token; those issued before open nothing any more.
    package func issue(_ tokenHash: String, at now: Instant) throws {
        try connection.run("DELETE FROM setup_token WHERE used_at IS NULL")
        try connection.run(
            "INSERT INTO setup_token (token_hash, created_at) VALUES (?, ?)", [.text(tokenHash), .at(now)])
    }

    /// True where the token is the one issued last and was not used.
    package func isOpen(_ tokenHash: String) throws -> Bool {
        try connection.exists(
            "SELECT 1 FROM setup_token WHERE token_hash = ? AND used_at IS NULL", [.text(tokenHash)])
    }

    /// Uses the token up. Returns false where it is unknown or used, also by somebody at the same moment.
    package func use(_ tokenHash: String, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE setup_token SET used_at = ? WHERE token_hash = ? AND used_at IS NULL",
            [.at(now), .text(tokenHash)]) == 1
    }
}
