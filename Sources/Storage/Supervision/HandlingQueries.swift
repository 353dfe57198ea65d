// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The bodies' handling of orders, with where they stand.
package struct HandlingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<HandlingLeg>) throws -> HandlingLeg? {
        try connection.rows(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM handling_leg WHERE id = ?", [.id(id)]
        ).map(leg).first
    }

    /// The legs of an order, in the order of the slip.
    package func all(of order: Identifier<SupervisionOrder>) throws -> [HandlingLeg] { try all(of: [order]) }

    /// The legs of several orders, each order's in the order of its slip.
    package func all(of orders: [Identifier<SupervisionOrder>]) throws -> [HandlingLeg] {
        let condition = SQLCondition.in("order_id", orders.map { .id($0) })
        return try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM handling_leg WHERE \(condition.sql)
            ORDER BY order_id, position
            """, condition.arguments
        ).map(leg)
    }

    package func insert(_ legs: [HandlingLeg]) throws {
        try connection.insert(into: "handling_leg", Self.columns, rows: legs.map(values))
    }

    /// Sets everything but identity, order and body of a leg whose order is locked. Its body passes into another one
    /// meanwhile without asking.
    package func update(_ leg: HandlingLeg) throws {
        let kept: Set = ["id", "order_id", "organisation_id"]
        let changes = zip(Self.columns, values(leg)).filter { !kept.contains($0.0) }
        try connection.run(
            "UPDATE handling_leg SET \(changes.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE id = ?",
            changes.map(\.1) + [.id(leg.id)])
    }

    /// Takes the legs of a draft away.
    package func remove(of order: Identifier<SupervisionOrder>) throws {
        try connection.run("DELETE FROM handling_leg WHERE order_id = ?", [.id(order)])
    }

    /// What a body has not finished is its heir's to do; the printed names stay. Returns how many legs.
    package func pass(from body: Identifier<Organisation>, to heir: Identifier<Organisation>) throws -> Int {
        try connection.run(
            """
            UPDATE handling_leg SET organisation_id = ?
            WHERE organisation_id = ? AND state NOT IN ('done', 'replaced')
            """, [.id(heir), .id(body)])
    }

    private static let columns = [
        "id", "order_id", "position", "organisation_id", "unit", "state", "deadline", "original_deadline",
        "has_own_deadline", "is_prolonged", "asked_day", "asked_reason", "asked_by", "asker", "answer", "no_evidence",
        "answered_by", "answerer", "answered_at", "accepted_by", "accepter", "replaces_id", "revision",
    ]

    private func values(_ leg: HandlingLeg) -> [SQLValue] {
        [
            .id(leg.id), .id(leg.order), .integer(leg.position), .id(leg.organisation), .text(leg.unit),
            .choice(leg.state), .day(leg.deadline), .day(leg.originalDeadline), .flag(leg.hasOwnDeadline),
            .flag(leg.isProlonged), .day(leg.asked?.day), .text(leg.asked?.reason), .id(leg.asked?.by.account),
            .text(leg.asked?.by.name), .filled(leg.answer), .filled(leg.noEvidence), .id(leg.answeredBy?.account),
            .text(leg.answeredBy?.name), .at(leg.answeredAt), .id(leg.acceptedBy?.account),
            .text(leg.acceptedBy?.name), .id(leg.replaces), .integer(leg.revision),
        ]
    }

    private func leg(_ row: SQLRow) throws -> HandlingLeg {
        var leg = HandlingLeg(
            id: try row.id(0), order: try row.id(1), position: try row.integer(2), organisation: try row.id(3),
            unit: try row.text(4), deadline: try row.day(6))
        (leg.state, leg.originalDeadline) = (try row.choice(5), try row.day(7))
        (leg.hasOwnDeadline, leg.isProlonged) = (try row.flag(8), try row.flag(9))
        if let day = try row.dayOrNil(10), let reason = try row.textOrNil(11), let by = try row.signature(12) {
            leg.asked = HandlingLeg.Extension(day: day, reason: reason, by: by)
        }
        (leg.answer, leg.noEvidence) = (try row.textOrNil(14), try row.textOrNil(15))
        (leg.answeredBy, leg.answeredAt) = (try row.signature(16), try row.instantOrNil(18))
        (leg.acceptedBy, leg.replaces) = (try row.signature(19), try row.idOrNil(21))
        leg.revision = try row.integer(22)
        return leg
    }
}
