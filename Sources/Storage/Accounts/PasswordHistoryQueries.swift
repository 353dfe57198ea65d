// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The passwords that people had before their present ones.
package struct PasswordHistoryQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Keeps a password that was just replaced, and of the earlier ones no more than `kept` in all. Identities made
    /// later sort later.
    package func add(
        _ hash: String, of account: Identifier<User>, id: Identifier<User>, at now: Instant, keeping kept: Int
    ) throws {
        try connection.run(
            "INSERT INTO password_history (id, account_id, password_hash, replaced_at) VALUES (?, ?, ?, ?)",
            [.id(id), .id(account), .text(hash), .at(now)])
        for row in try rows(of: account).dropFirst(kept) {
            try connection.run("DELETE FROM password_history WHERE id = ?", [.text(try row.text(0))])
        }
    }

    /// The hashes of a person's former passwords, the last one first.
    package func hashes(of account: Identifier<User>) throws -> [String] {
        try rows(of: account).map { try $0.text(1) }
    }

    private func rows(of account: Identifier<User>) throws -> [SQLRow] {
        try connection.rows(
            "SELECT id, password_hash FROM password_history WHERE account_id = ? ORDER BY id DESC", [.id(account)])
    }
}
