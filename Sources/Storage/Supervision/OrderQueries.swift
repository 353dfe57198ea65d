// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Supervision orders and the numbers that they are filed under.
package struct OrderQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<SupervisionOrder>) throws -> SupervisionOrder? {
        try select("WHERE o.id = ?", [.id(id)]).first
    }

    /// The same inside `write`, kept until the transaction ends: whoever changes an order or a leg does this first.
    package func lock(_ id: Identifier<SupervisionOrder>) throws -> SupervisionOrder? {
        try select("WHERE o.id = ?" + connection.dialect.forUpdate, [.id(id)]).first
    }

    /// A page in the order of deadlines, behind `after`.
    package func page(
        _ filter: OrderFilter, after: (deadline: CalendarDate, id: Identifier<SupervisionOrder>)?, limit: Int
    ) throws -> [SupervisionOrder] {
        var conditions = [filter.condition]
        let (sign, direction) = filter.isReversed ? ("<", " DESC") : (">", "")
        if let after {
            conditions.append(
                SQLCondition(
                    "o.deadline \(sign) ? OR (o.deadline = ? AND o.id \(sign) ?)",
                    [.day(after.deadline), .day(after.deadline), .id(after.id)]))
        }
        let condition = SQLCondition.all(conditions)
        return try select(
            "WHERE \(condition.sql) ORDER BY o.deadline\(direction), o.id\(direction) LIMIT \(max(1, limit))",
            condition.arguments)
    }

    package func count(_ filter: OrderFilter) throws -> Int {
        let condition = filter.condition
        return try connection.integer(
            "SELECT count(*) FROM supervision_order o WHERE \(condition.sql)", condition.arguments)
    }

    package func insert(_ order: SupervisionOrder) throws {
        try connection.insert(into: "supervision_order", Self.columns, rows: [values(order)])
    }

    /// Sets everything but identity, pairing and side. Returns false where somebody has changed it since the revision
    /// before that of `order`.
    package func update(_ order: SupervisionOrder) throws -> Bool {
        let sets = Self.columns.dropFirst(3).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE supervision_order SET \(sets) WHERE id = ? AND revision = ?",
            values(order).dropFirst(3) + [.id(order.id), .integer(order.revision - 1)]) == 1
    }

    /// The next number of a series, which nobody else gets. Keeps the series until the transaction ends.
    package func nextNumber(
        _ pairing: Identifier<Pairing>, _ side: Side, _ year: Int
    ) throws -> SupervisionOrder.Number {
        let key: [SQLValue] = [.id(pairing), .choice(side), .integer(year)]
        let condition = "WHERE pairing_id = ? AND side = ? AND year = ?"
        if try connection.run("UPDATE supervision_series SET last = last + 1 \(condition)", key) == 0 {
            do {
                try connection.insert(
                    into: "supervision_series", ["pairing_id", "side", "year", "last"], rows: [key + [1]])
            } catch let error as SQLError where error.cause.isUniqueViolation {
                // Another transaction began the series at the same moment: run the unit of work again.
                throw SQLError(.busy, error.message, sql: error.sql)
            }
        }
        let serial = try connection.integer("SELECT last FROM supervision_series \(condition)", key)
        return SupervisionOrder.Number(year: year, serial: serial)
    }

    private static let columns = [
        "id", "pairing_id", "side", "year", "serial", "state", "level", "matter", "basis", "task_id", "item_id",
        "demand", "is_joint", "deadline", "original_deadline", "short_reason", "is_short", "proposed_by", "proposer",
        "approved_by", "approver", "filed_at", "issued_at", "closed_at", "revision",
    ]

    private func values(_ order: SupervisionOrder) -> [SQLValue] {
        [
            .id(order.id), .id(order.pairing), .choice(order.side),
            order.number.map { .integer($0.year) } ?? .null, order.number.map { .integer($0.serial) } ?? .null,
            .choice(order.state), .choice(order.level), .text(order.matter), .filled(order.basis), .id(order.task),
            .id(order.item), .filled(order.demand), .flag(order.isJoint), .day(order.deadline),
            .day(order.originalDeadline), .filled(order.shortReason), .flag(order.isShort),
            .id(order.proposer?.account), .text(order.proposer?.name), .id(order.approver?.account),
            .text(order.approver?.name), .at(order.filedAt), .at(order.issuedAt), .at(order.closedAt),
            .integer(order.revision),
        ]
    }

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [SupervisionOrder] {
        let columns = Self.columns.map { "o." + $0 }.joined(separator: ", ")
        return try connection.rows("SELECT \(columns) FROM supervision_order o \(rest)", arguments).map(order)
    }

    private func order(_ row: SQLRow) throws -> SupervisionOrder {
        var order = SupervisionOrder(
            id: try row.id(0), pairing: try row.id(1), side: try row.choice(2), matter: try row.text(7),
            deadline: try row.day(13))
        if let year = try row.integerOrNil(3), let serial = try row.integerOrNil(4) {
            order.number = SupervisionOrder.Number(year: year, serial: serial)
        }
        (order.state, order.level) = (try row.choice(5), try row.choice(6))
        (order.basis, order.task, order.item) = (try row.textOrNil(8), try row.idOrNil(9), try row.idOrNil(10))
        (order.demand, order.isJoint) = (try row.textOrNil(11), try row.flag(12))
        order.originalDeadline = try row.day(14)
        (order.shortReason, order.isShort) = (try row.textOrNil(15), try row.flag(16))
        (order.proposer, order.approver) = (try row.signature(17), try row.signature(19))
        (order.filedAt, order.issuedAt) = (try row.instantOrNil(21), try row.instantOrNil(22))
        (order.closedAt, order.revision) = (try row.instantOrNil(23), try row.integer(24))
        return order
    }
}

extension SQLRow {
    /// Who signed, in the columns of the account and of the name; nil where nobody did.
    package func signature(_ column: Int) throws -> SignedBy? {
        guard let name = try textOrNil(column + 1) else { return nil }
        return SignedBy(account: try idOrNil(column), name: name)
    }
}
