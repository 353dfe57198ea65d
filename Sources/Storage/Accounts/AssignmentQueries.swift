// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What a person was, from when to when.
package struct Assignment: Hashable, Sendable {
    /// From 0, per person.
    package let number: Int
    package let grant: RoleGrant
    package let beganAt: Instant
    /// nil for what the person is now.
    package let endedAt: Instant?
}

/// The history of grants.
package struct AssignmentQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The assignments of each account in the order in which they began.
    package func all(of accounts: [Identifier<User>]) throws -> [Identifier<User>: [Assignment]] {
        guard !accounts.isEmpty else { return [:] }
        let condition = SQLCondition.in("account_id", accounts.map { .id($0) })
        let grants = GrantQueries(connection)
        var found: [Identifier<User>: [Assignment]] = [:]
        let rows = try connection.rows(
            """
            SELECT account_id, role, province, pairing_id, side, organisation_id, number, began_at, ended_at
            FROM account_assignment WHERE \(condition.sql) ORDER BY account_id, number
            """, condition.arguments)
        for row in rows {
            let assignment = Assignment(
                number: try row.integer(6), grant: try grants.grant(row), beganAt: try row.instant(7),
                endedAt: try row.instantOrNil(8))
            found[try row.id(0), default: []].append(assignment)
        }
        return found
    }

    func begin(_ grant: RoleGrant, of account: Identifier<User>, at now: Instant) throws {
        let next = try connection.integer(
            "SELECT COALESCE(max(number), -1) + 1 FROM account_assignment WHERE account_id = ?", [.id(account)])
        try connection.insert(
            into: "account_assignment",
            [
                "account_id", "number", "began_at", "role", "province", "pairing_id", "side", "organisation_id",
            ],
            rows: [
                [.id(account), .integer(next), .at(now), .choice(grant.role)] + GrantQueries(connection).scope(grant)
            ])
    }

    func end(_ assignment: Assignment, of account: Identifier<User>, at now: Instant) throws {
        try connection.run(
            "UPDATE account_assignment SET ended_at = ? WHERE account_id = ? AND number = ?",
            [.at(max(now, assignment.beganAt)), .id(account), .integer(assignment.number)])
    }

    /// Joins stretches of one role that adjoin or overlap: two bodies turned out to be one. Of everybody who was ever
    /// bound to the body.
    package func join(of organisation: Identifier<Organisation>) throws {
        let accounts: [Identifier<User>] = try connection.rows(
            "SELECT DISTINCT account_id FROM account_assignment WHERE organisation_id = ?", [.id(organisation)]
        ).map { try $0.id(0) }
        for (account, assignments) in try all(of: accounts) {
            var kept: [RoleGrant: Assignment] = [:]
            for next in assignments.sorted(by: { ($0.beganAt, $0.number) < ($1.beganAt, $1.number) }) {
                guard let first = kept[next.grant], first.endedAt.map({ next.beganAt <= $0 }) ?? true else {
                    kept[next.grant] = next
                    continue
                }
                let end = first.endedAt.flatMap { one in next.endedAt.map { max(one, $0) } }
                try connection.run(
                    "DELETE FROM account_assignment WHERE account_id = ? AND number = ?",
                    [.id(account), .integer(next.number)])
                try connection.run(
                    "UPDATE account_assignment SET ended_at = ? WHERE account_id = ? AND number = ?",
                    [.at(end), .id(account), .integer(first.number)])
                kept[next.grant] = Assignment(
                    number: first.number, grant: first.grant, beganAt: first.beganAt, endedAt: end)
            }
        }
    }

    /// Dates the change that was just made at `now` to another moment: a move is often entered some days later.
    package func redate(_ account: Identifier<User>, from now: Instant, to moment: Instant) throws {
        let arguments: [SQLValue] = [.at(moment), .id(account), .at(now)]
        try connection.run(
            "UPDATE account_assignment SET began_at = ? WHERE account_id = ? AND began_at = ?", arguments)
        try connection.run(
            """
            UPDATE account_assignment SET ended_at = CASE WHEN began_at > ? THEN began_at ELSE ? END
            WHERE account_id = ? AND ended_at = ?
            """, [.at(moment)] + arguments)
    }
}
