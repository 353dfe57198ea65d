// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The outbox: what leaves the program, or failed to.
package struct DeliveryQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ deliveries: [Delivery]) throws {
        try connection.insert(
            into: "delivery",
            ["id", "notice_id", "channel", "robot_id", "state", "attempts", "next_at", "created_at"],
            rows: deliveries.map { delivery in
                [
                    .id(delivery.id), .id(delivery.notice.id), .choice(delivery.channel), .id(delivery.robot),
                    .choice(delivery.state), .integer(delivery.attempts), .at(delivery.nextAt),
                    .at(delivery.createdAt),
                ]
            })
    }

    /// For whom there is something that may be sent now and nobody is sending; who has waited longest comes first.
    package func targets(at now: Instant) throws -> [DeliveryTarget] {
        let condition = claimable(at: now)
        return try connection.rows(
            """
            SELECT d.robot_id, n.account_id FROM delivery d JOIN notice n ON n.id = d.notice_id
            WHERE \(condition.sql) GROUP BY d.robot_id, n.account_id ORDER BY MIN(d.next_at), MIN(d.id)
            """, condition.arguments
        ).map { DeliveryTarget(robot: try $0.idOrNil(0), account: try $0.idOrNil(1)) }
    }

    /// What may be sent now to one target and nobody is sending, the oldest first.
    package func claimable(for target: DeliveryTarget, at now: Instant, limit: Int) throws -> [Delivery] {
        let condition = SQLCondition.all([
            claimable(at: now), Self.equals("d.robot_id", target.robot), Self.equals("n.account_id", target.account),
        ])
        return try select(
            "\(condition.sql) ORDER BY d.next_at, d.id LIMIT \(max(1, limit))", condition.arguments)
    }

    private func claimable(at now: Instant) -> SQLCondition {
        SQLCondition(
            "d.state IN ('waiting', 'failed') AND d.next_at <= ? AND (d.lease_until IS NULL OR d.lease_until <= ?)",
            [.at(now), .at(now)])
    }

    private static func equals<Entity>(_ column: String, _ id: Identifier<Entity>?) -> SQLCondition {
        id.map { SQLCondition("\(column) = ?", [.id($0)]) } ?? SQLCondition("\(column) IS NULL", [])
    }

    /// Claims a delivery as it was seen. Returns false where another instance was faster.
    package func claim(_ delivery: Delivery, by claim: String, at now: Instant, until lease: Instant) throws -> Bool {
        try connection.run(
            """
            UPDATE delivery SET claimed_by = ?, lease_until = ?, attempts = attempts + 1
            WHERE id = ? AND attempts = ? AND state IN ('waiting', 'failed')
                AND (lease_until IS NULL OR lease_until <= ?)
            """, [.text(claim), .at(lease), .id(delivery.id), .integer(delivery.attempts), .at(now)]) == 1
    }

    /// Ends a claim: sent, to be tried again at `nextAt`, or given up. What is claimed by another stays as it is.
    package func settle(
        _ ids: [Identifier<Delivery>], by claim: String, _ state: DeliveryState, _ problem: DeliveryProblem?,
        nextAt: Instant, at now: Instant
    ) throws {
        let condition = SQLCondition.in("id", ids.map { .id($0) })
        let isOver = state == .sent || state == .dead
        try connection.run(
            """
            UPDATE delivery SET state = ?, last_error = ?, next_at = ?, ended_at = ?, claimed_by = NULL,
                lease_until = NULL
            WHERE claimed_by = ? AND \(condition.sql)
            """,
            [.choice(state), .choice(problem), .at(nextAt), .at(isOver ? now : nil), .text(claim)]
                + condition.arguments)
    }

    /// What failed or was given up, the last one first.
    package func troubled(limit: Int) throws -> [Delivery] {
        try select(
            "d.state IN ('failed', 'dead') ORDER BY d.state, d.next_at DESC, d.id LIMIT \(max(1, limit))", [])
    }

    /// How many there are in each state.
    package func counts() throws -> [DeliveryState: Int] {
        var counts: [DeliveryState: Int] = [:]
        for row in try connection.rows("SELECT state, count(*) FROM delivery GROUP BY state") {
            counts[try row.choice(0)] = try row.integer(1)
        }
        return counts
    }

    /// Lets what failed be sent at once, all of it or the one of this identity. Returns how many.
    package func tryAgain(_ id: Identifier<Delivery>?, at now: Instant) throws -> Int {
        var conditions = [
            SQLCondition("state IN ('failed', 'dead') AND (lease_until IS NULL OR lease_until <= ?)", [.at(now)])
        ]
        if let id { conditions.append(SQLCondition("id = ?", [.id(id)])) }
        let condition = SQLCondition.all(conditions)
        return try connection.run(
            """
            UPDATE delivery SET state = 'waiting', attempts = 0, next_at = ?, ended_at = NULL, claimed_by = NULL,
                lease_until = NULL
            WHERE \(condition.sql)
            """, [.at(now)] + condition.arguments)
    }

    /// Takes back what waits to be mailed to a person. Returns how many.
    package func removeWaitingMail(of account: Identifier<User>) throws -> Int {
        try connection.run(
            """
            DELETE FROM delivery WHERE channel = 'mail' AND state IN ('waiting', 'failed')
                AND notice_id IN (SELECT id FROM notice WHERE account_id = ?)
            """, [.id(account)])
    }

    /// Removes what was sent before a moment. Returns how many.
    package func removeSent(before moment: Instant) throws -> Int {
        try connection.run("DELETE FROM delivery WHERE state = 'sent' AND ended_at < ?", [.at(moment)])
    }

    private func select(_ condition: String, _ arguments: [SQLValue]) throws -> [Delivery] {
        try connection.rows(
            """
            SELECT d.id, d.channel, d.robot_id, d.state, d.attempts, d.next_at, d.lease_until, d.last_error,
                d.created_at, \(NoticeQueries.columns("n."))
            FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE \(condition)
            """, arguments
        ).map { row in
            var delivery = Delivery(
                id: try row.id(0), notice: try NoticeQueries.notice(row, 9), channel: try row.choice(1),
                robot: try row.idOrNil(2), nextAt: try row.instant(5), createdAt: try row.instant(8),
                state: try row.choice(3), attempts: try row.integer(4))
            delivery.leaseUntil = try row.instantOrNil(6)
            delivery.lastError = try row.choiceOrNil(7)
            return delivery
        }
    }
}
