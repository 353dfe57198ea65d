// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A person's account with what only signing in needs.
package struct AccountRecord: Hashable, Sendable {
    package var user: User
    /// nil until the person has chosen a password.
    package var passwordHash: String?
    /// From when the age of the password counts; nil where there is none.
    package var passwordSetAt: Instant?
    package var createdAt: Instant
    package var changedAt: Instant
    /// Rises by one with every change of the account.
    package var revision: Int
    package var isDemo: Bool
}

/// The accounts and what their holders may be.
package struct AccountQueries {
    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<User>) throws -> AccountRecord? {
        try select(SQLCondition("id = ?", [.id(id)]), "").first
    }

    package func find(username: String) throws -> AccountRecord? {
        try select(SQLCondition("username = ?", [.text(username)]), "").first
    }

    /// A page of the accounts in the order of their log-in names: those after `username`, from the first where nil.
    package func page(after username: String?, limit: Int) throws -> [AccountRecord] {
        let condition = username.map { SQLCondition("username > ?", [.text($0)]) } ?? .all([])
        return try select(condition, "ORDER BY username LIMIT \(max(1, limit))")
    }

    /// Whether anybody has an account who is not of the demonstration.
    package func hasOthersThanDemo() throws -> Bool {
        try connection.exists("SELECT 1 FROM account WHERE is_demo = 0 LIMIT 1")
    }

    /// Throws `uniqueViolation` where the log-in name is taken, `foreignKeyViolation` where a grant's scope is unknown.
    package func insert(_ user: User, passwordHash: String?, at now: Instant, isDemo: Bool = false) throws {
        try connection.run(
            """
            INSERT INTO account (id, username, display_name, state, password_hash, must_change_password, language,
                password_set_at, created_at, changed_at, revision, is_demo)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
            """,
            [
                .id(user.id), .text(user.username), .text(user.displayName), .choice(user.state),
                .text(passwordHash), .flag(user.mustChangePassword), .choice(user.language),
                .at(passwordHash.map { _ in now }), .at(now), .at(now), .flag(isDemo),
            ])
        try GrantQueries(connection).replace(user.grants, of: user.id, at: now)
    }

    /// Sets everything of a user but the identity, grants too. Returns false where the account has not this `revision`.
    package func update(_ user: User, revision: Int, at now: Instant) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE account SET username = ?, display_name = ?, state = ?, must_change_password = ?, language = ?,
                changed_at = ?, revision = revision + 1
            WHERE id = ? AND revision = ?
            """,
            [
                .text(user.username), .text(user.displayName), .choice(user.state), .flag(user.mustChangePassword),
                .choice(user.language), .at(now), .id(user.id), .integer(revision),
            ])
        guard changed == 1 else { return false }
        try GrantQueries(connection).replace(user.grants, of: user.id, at: now)
        return true
    }

    /// Sets the password; nil leaves the person without one.
    package func setPassword(_ id: Identifier<User>, hash: String?, mustChange: Bool, at now: Instant) throws {
        try connection.run(
            """
            UPDATE account SET password_hash = ?, must_change_password = ?, password_set_at = ?, changed_at = ?,
                revision = revision + 1
            WHERE id = ?
            """,
            [.text(hash), .flag(mustChange), .at(hash.map { _ in now }), .at(now), .id(id)])
    }

    /// From now on the person must choose another password before anything else.
    package func demandPasswordChange(_ id: Identifier<User>, at now: Instant) throws {
        try connection.run(
            "UPDATE account SET must_change_password = 1, changed_at = ?, revision = revision + 1 WHERE id = ?",
            [.at(now), .id(id)])
    }

    package func setLanguage(_ id: Identifier<User>, to language: Language, at now: Instant) throws {
        try connection.run(
            "UPDATE account SET language = ?, changed_at = ?, revision = revision + 1 WHERE id = ?",
            [.choice(language), .at(now), .id(id)])
    }

    func select(_ condition: SQLCondition, _ rest: String) throws -> [AccountRecord] {
        let rows = try connection.rows(
            """
            SELECT \(AccountRecord.columns.joined(separator: ", ")) FROM account WHERE \(condition.sql) \(rest)
            """, condition.arguments)
        let grants = try GrantQueries(connection).grants(of: rows.map { try $0.id(0) })
        return try rows.map { try AccountRecord($0, grants) }
    }
}

extension AccountRecord {
    static let columns = [
        "id", "username", "display_name", "state", "password_hash", "must_change_password", "language",
        "password_set_at", "created_at", "changed_at", "revision", "is_demo",
    ]

    /// Reads `columns` from column `start`.
    init(_ row: SQLRow, _ grants: [Identifier<User>: [RoleGrant]], start: Int = 0) throws {
        let id: Identifier<User> = try row.id(start)
        user = User(
            id: id, username: try row.text(start + 1), displayName: try row.text(start + 2), grants: grants[id] ?? [],
            state: try row.choice(start + 3), mustChangePassword: try row.flag(start + 5),
            language: try row.choice(start + 6))
        passwordHash = try row.textOrNil(start + 4)
        passwordSetAt = try row.instantOrNil(start + 7)
        (createdAt, changedAt) = (try row.instant(start + 8), try row.instant(start + 9))
        (revision, isDemo) = (try row.integer(start + 10), try row.flag(start + 11))
    }
}
