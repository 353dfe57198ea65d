// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// One sign-in. It is known by the SHA-256 of the secret that the cookie holds, in lower-case hexadecimal.
package struct SessionRecord: Hashable, Sendable {
    package var idHash: String
    package var account: Identifier<User>
    package var createdAt: Instant
    package var lastSeenAt: Instant
    /// The absolute end, whatever the person does meanwhile.
    package var expiresAt: Instant
    package var address: String?
    package var userAgent: String?
    package var csrfSecret: String
    /// When the person last gave the password in it; nil where that was not noted.
    package var confirmedAt: Instant?

    package init(
        idHash: String, account: Identifier<User>, createdAt: Instant, lastSeenAt: Instant, expiresAt: Instant,
        address: String?, userAgent: String?, csrfSecret: String, confirmedAt: Instant? = nil
    ) {
        (self.idHash, self.account, self.createdAt, self.lastSeenAt) = (idHash, account, createdAt, lastSeenAt)
        (self.expiresAt, self.address, self.userAgent) = (expiresAt, address, userAgent)
        (self.csrfSecret, self.confirmedAt) = (csrfSecret, confirmedAt)
    }
}

/// The sessions of signed-in people.
package struct SessionQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ session: SessionRecord) throws {
        try connection.run(
            "INSERT INTO session (\(Self.columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(session.idHash), .id(session.account), .at(session.createdAt), .at(session.lastSeenAt),
                .at(session.expiresAt), .filled(session.address), .filled(session.userAgent),
                .text(session.csrfSecret), .at(session.confirmedAt),
            ])
    }

    /// The session with its account, in two statements; nil where there is none. Whether it is over is for the caller
    /// to say.
    package func find(_ idHash: String) throws -> (session: SessionRecord, account: AccountRecord)? {
        let columns = Self.columns.map { "s.\($0)" } + AccountRecord.columns.map { "a.\($0)" }
        let row = try connection.row(
            """
            SELECT \(columns.joined(separator: ", "))
            FROM session s JOIN account a ON a.id = s.account_id WHERE s.id_hash = ?
            """, [.text(idHash)])
        guard let row else { return nil }
        let session = try read(row)
        let grants = try GrantQueries(connection).grants(of: [session.account])
        return (session, try AccountRecord(row, grants, start: Self.columns.count))
    }

    /// A person's sessions, the one used last first.
    package func all(of account: Identifier<User>) throws -> [SessionRecord] {
        try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM session
            WHERE account_id = ? ORDER BY last_seen_at DESC, id_hash
            """, [.id(account)]
        ).map(read)
    }

    /// Starts the idle time anew. A write: call it where the last one is a minute ago, not with every request.
    package func touch(_ idHash: String, at now: Instant) throws {
        try connection.run("UPDATE session SET last_seen_at = ? WHERE id_hash = ?", [.at(now), .text(idHash)])
    }

    package func end(_ idHash: String) throws {
        try connection.run("DELETE FROM session WHERE id_hash = ?", [.text(idHash)])
    }

    /// Ends one session of a person. Returns false where that person has no such session.
    package func end(_ idHash: String, of account: Identifier<User>) throws -> Bool {
        try connection.run(
            "DELETE FROM session WHERE id_hash = ? AND account_id = ?", [.text(idHash), .id(account)]) == 1
    }

    /// When the person last gave the password in this session; nil where it was not noted, or there is no session.
    package func confirmedAt(_ idHash: String) throws -> Instant? {
        try connection.row("SELECT confirmed_at FROM session WHERE id_hash = ?", [.text(idHash)])?.instantOrNil(0)
    }

    /// Notes that the person has just given the password. Returns false where there is no such session any more.
    package func confirm(_ idHash: String, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE session SET confirmed_at = ? WHERE id_hash = ?", [.at(now), .text(idHash)]) == 1
    }

    /// Ends all of a person's sessions, but for one where `kept` is given. Returns how many.
    @discardableResult
    package func endAll(of account: Identifier<User>, but kept: String? = nil) throws -> Int {
        try connection.run(
            "DELETE FROM session WHERE account_id = ? AND id_hash <> ?", [.id(account), .text(kept ?? "-")])
    }

    /// Ends everybody's sessions. Returns how many.
    package func endAll() throws -> Int { try connection.run("DELETE FROM session") }

    /// Removes the sessions whose absolute end is before `now` or that were last used before `idleSince`.
    @discardableResult
    package func removeOver(at now: Instant, idleSince: Instant) throws -> Int {
        try connection.run(
            "DELETE FROM session WHERE expires_at <= ? OR last_seen_at < ?", [.at(now), .at(idleSince)])
    }

    private static let columns = [
        "id_hash", "account_id", "created_at", "last_seen_at", "expires_at", "address", "user_agent", "csrf_secret",
        "confirmed_at",
    ]

    private func read(_ row: SQLRow) throws -> SessionRecord {
        SessionRecord(
            idHash: try row.text(0), account: try row.id(1), createdAt: try row.instant(2),
            lastSeenAt: try row.instant(3), expiresAt: try row.instant(4), address: try row.textOrNil(5),
            userAgent: try row.textOrNil(6), csrfSecret: try row.text(7), confirmedAt: try row.instantOrNil(8))
    }
}
