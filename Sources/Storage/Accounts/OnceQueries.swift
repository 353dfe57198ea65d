// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// How far a request got that is to be done once.
package enum OnceState: String, CaseIterable, Sendable {
    case begun
    /// The work is done and its answer isn't kept yet.
    case written
    case answered
}

/// A request that is to be done once, as the database keeps it.
package struct OnceRecord: Hashable, Sendable {
    package let account: Identifier<User>
    package let key: String
    package let operation: String
    package let fingerprint: String
    package var state: OnceState
    package var beganAt: Instant
    package var status: Int?
    package var tag: String?
    package var location: String?
    package var body: String?

    package init(
        account: Identifier<User>, key: String, operation: String, fingerprint: String, state: OnceState,
        beganAt: Instant, status: Int? = nil, tag: String? = nil, location: String? = nil, body: String? = nil
    ) {
        (self.account, self.key, self.operation, self.fingerprint) = (account, key, operation, fingerprint)
        (self.state, self.beganAt, self.status, self.tag) = (state, beganAt, status, tag)
        (self.location, self.body) = (location, body)
    }
}

/// The requests that are to be done once.
package struct OnceQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ account: Identifier<User>, key: String) throws -> OnceRecord? {
        try connection.row(
            """
            SELECT operation, fingerprint, state, began_at, status, tag, location, body FROM once_request
            WHERE account_id = ? AND request_key = ?
            """ + connection.dialect.forUpdate, [.id(account), .text(key)]
        ).map { row in
            OnceRecord(
                account: account, key: key, operation: try row.text(0), fingerprint: try row.text(1),
                state: try row.choice(2), beganAt: try row.instant(3), status: try row.integerOrNil(4),
                tag: try row.textOrNil(5), location: try row.textOrNil(6), body: try row.textOrNil(7))
        }
    }

    /// Keeps a request that has begun. Returns false where the key has one already.
    package func begin(_ record: OnceRecord) throws -> Bool {
        do {
            _ = try connection.savepoint {
                try connection.run(
                    """
                    INSERT INTO once_request (account_id, request_key, operation, fingerprint, state, began_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .id(record.account), .text(record.key), .text(record.operation), .text(record.fingerprint),
                        .choice(record.state), .at(record.beganAt),
                    ])
            }
            return true
        } catch let error as SQLError where error.cause.isUniqueViolation {
            return false
        }
    }

    package func setState(_ state: OnceState, _ account: Identifier<User>, key: String) throws {
        try connection.run(
            "UPDATE once_request SET state = ? WHERE account_id = ? AND request_key = ?",
            [.choice(state), .id(account), .text(key)])
    }

    /// Keeps the answer.
    package func answer(_ record: OnceRecord) throws {
        try connection.run(
            """
            UPDATE once_request SET state = ?, status = ?, tag = ?, location = ?, body = ?
            WHERE account_id = ? AND request_key = ?
            """,
            [
                .choice(record.state), .integer(record.status), .filled(record.tag), .filled(record.location),
                .filled(record.body), .id(record.account), .text(record.key),
            ])
    }

    package func remove(_ account: Identifier<User>, key: String) throws {
        try connection.run(
            "DELETE FROM once_request WHERE account_id = ? AND request_key = ?", [.id(account), .text(key)])
    }

    /// Removes those that began before a moment. Returns how many.
    package func removeOver(beganBefore moment: Instant) throws -> Int {
        try connection.run("DELETE FROM once_request WHERE began_at < ?", [.at(moment)])
    }
}
