// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A secret address of a calendar.
package struct CalendarFeedRecord: Hashable, Sendable {
    package let account: Identifier<User>
    /// nil for the person's own calendar.
    package let pairing: Identifier<Pairing>?
    package let createdAt: Instant

    package init(account: Identifier<User>, pairing: Identifier<Pairing>?, createdAt: Instant) {
        (self.account, self.pairing, self.createdAt) = (account, pairing, createdAt)
    }

    fileprivate var scope: String { pairing?.text ?? "own" }
}

/// The secret addresses of calendars.
package struct CalendarFeedQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The feed of a secret, by the secret's SHA-256.
    package func find(secretHash: String) throws -> CalendarFeedRecord? {
        try connection.row(
            "SELECT account_id, scope, created_at FROM calendar_feed WHERE secret_hash = ?", [.text(secretHash)]
        ).map(record)
    }

    package func all(of account: Identifier<User>) throws -> [CalendarFeedRecord] {
        try connection.rows(
            "SELECT account_id, scope, created_at FROM calendar_feed WHERE account_id = ? ORDER BY created_at, scope",
            [.id(account)]
        ).map(record)
    }

    /// Gives a calendar an address; the one it had opens nothing any more.
    package func save(_ feed: CalendarFeedRecord, secretHash: String) throws {
        _ = try remove(feed.pairing, of: feed.account)
        try connection.insert(
            into: "calendar_feed", ["account_id", "scope", "secret_hash", "created_at"],
            rows: [[.id(feed.account), .text(feed.scope), .text(secretHash), .at(feed.createdAt)]])
    }

    package func removeAll(of account: Identifier<User>) throws {
        try connection.run("DELETE FROM calendar_feed WHERE account_id = ?", [.id(account)])
    }

    /// Returns false where there was none.
    package func remove(_ pairing: Identifier<Pairing>?, of account: Identifier<User>) throws -> Bool {
        let scope = CalendarFeedRecord(account: account, pairing: pairing, createdAt: Instant(milliseconds: 0)).scope
        return try connection.run(
            "DELETE FROM calendar_feed WHERE account_id = ? AND scope = ?", [.id(account), .text(scope)]) == 1
    }

    private func record(_ row: SQLRow) throws -> CalendarFeedRecord {
        CalendarFeedRecord(
            account: try row.id(0), pairing: Identifier<Pairing>(try row.text(1)), createdAt: try row.instant(2))
    }
}
