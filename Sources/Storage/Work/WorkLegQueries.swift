// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A leg with where it stands in its item.
package struct WorkLegRecord: Hashable, Sendable {
    package var leg: WorkLeg
    package let pairing: Identifier<Pairing>
    package let year: Int
    package var position: Int

    package init(leg: WorkLeg, pairing: Identifier<Pairing>, year: Int, position: Int) {
        (self.leg, self.pairing, self.year, self.position) = (leg, pairing, year, position)
    }
}

/// The shares of bodies in items.
package struct WorkLegQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<WorkLeg>) throws -> WorkLegRecord? {
        try select(SQLCondition("l.id = ?", [.id(id)])).first
    }

    package func find(_ ids: [Identifier<WorkLeg>]) throws -> [WorkLegRecord] {
        ids.isEmpty ? [] : try select(.in("l.id", ids.map { .id($0) }))
    }

    /// Keeps the leg as it is until the transaction ends.
    package func lock(_ id: Identifier<WorkLeg>) throws -> WorkLegRecord? {
        try connection.rows(
            "SELECT \(Self.selection) FROM work_leg l WHERE l.id = ?\(connection.dialect.forUpdate)", [.id(id)]
        ).map(read).first
    }

    package func all(of item: Identifier<WorkItem>) throws -> [WorkLegRecord] {
        try select(SQLCondition("l.item_id = ?", [.id(item)]))
    }

    /// The legs of a list by item, in their order.
    package func all(of plan: Identifier<YearPlan>) throws -> [Identifier<WorkItem>: [WorkLegRecord]] {
        let found = try connection.rows(
            """
            SELECT \(Self.selection) FROM work_item i JOIN work_leg l ON l.item_id = i.id
            WHERE i.year_plan_id = ? ORDER BY l.item_id, l.position, l.id
            """, [.id(plan)]
        ).map(read)
        return Dictionary(grouping: found) { $0.leg.item }
    }

    package func children(of parent: Identifier<WorkLeg>) throws -> [WorkLegRecord] {
        try select(SQLCondition("l.parent_id = ?", [.id(parent)]))
    }

    /// The shares of these items that are not done, without the parts that were handed on.
    package func unfinished(of items: [Identifier<WorkItem>]) throws -> [WorkLeg] {
        try stride(from: 0, to: items.count, by: 500).flatMap { start in
            let some = items[start..<min(start + 500, items.count)]
            return try select(
                .all([
                    .in("l.item_id", some.map { .id($0) }), SQLCondition("l.parent_id IS NULL"),
                    SQLCondition("l.state IN ('planned', 'open', 'handed-on', 'suspended')"),
                ])
            ).map(\.leg)
        }
    }

    /// What bodies have to do in a year.
    package func all(of bodies: [Identifier<Organisation>], year: Int) throws -> [WorkLegRecord] {
        guard !bodies.isEmpty else { return [] }
        return try select(
            .all([
                .in("l.organisation_id", bodies.map { .id($0) }), SQLCondition("l.year = ?", [.integer(year)]),
            ]))
    }

    package func insert(_ records: [WorkLegRecord]) throws {
        try connection.insert(into: "work_leg", Self.columns, rows: records.map(values))
    }

    /// Sets what can change of a leg that has still the revision before `record`'s. Returns false where somebody else
    /// was faster.
    package func update(_ record: WorkLegRecord) throws -> Bool {
        let sets = Self.columns.dropFirst(4).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE work_leg SET \(sets) WHERE id = ? AND revision = ?",
            values(record).dropFirst(4) + [.id(record.leg.id), .integer(record.leg.revision - 1)]) == 1
    }

    /// Opens the shares of a list that both cities have agreed to.
    package func open(_ ids: [Identifier<WorkLeg>], as state: WorkLeg.State) throws {
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = SQLCondition.in("id", ids[start..<min(start + 500, ids.count)].map { .id($0) })
            try connection.run(
                "UPDATE work_leg SET state = ?, revision = revision + 1 WHERE \(some.sql)",
                [.choice(state)] + some.arguments)
        }
    }

    /// What a body that ended has not finished is its heir's to do. Returns how many shares.
    package func passOn(_ body: Identifier<Organisation>, to heir: Identifier<Organisation>) throws -> Int {
        try connection.run(
            """
            UPDATE work_leg SET organisation_id = ?, revision = revision + 1
            WHERE organisation_id = ? AND state NOT IN ('closed', 'withdrawn', 'carried')
            """, [.id(heir), .id(body)])
    }

    package func remove(_ id: Identifier<WorkLeg>) throws {
        try connection.run("DELETE FROM loop_step WHERE object_id = ?", [.id(id)])
        try connection.run("DELETE FROM work_leg WHERE id = ?", [.id(id)])
    }

    private static let columns = [
        "id", "item_id", "pairing_id", "year", "parent_id", "position", "side", "organisation_id", "unit", "role",
        "state", "progress", "finished_by", "closed_at", "revision",
    ]
    private static let selection = columns.map { "l." + $0 }.joined(separator: ", ")

    private func values(_ record: WorkLegRecord) -> [SQLValue] {
        let leg = record.leg
        return [
            .id(leg.id), .id(leg.item), .id(record.pairing), .integer(record.year), .id(leg.parent),
            .integer(record.position), .choice(leg.side), .id(leg.organisation), .text(leg.unit), .choice(leg.role),
            .choice(leg.state), .integer(leg.progress), .id(leg.finishedBy), .at(leg.closedAt),
            .integer(leg.revision),
        ]
    }

    private func select(_ condition: SQLCondition) throws -> [WorkLegRecord] {
        try connection.rows(
            "SELECT \(Self.selection) FROM work_leg l WHERE \(condition.sql) ORDER BY l.item_id, l.position, l.id",
            condition.arguments
        ).map(read)
    }

    private func read(_ row: SQLRow) throws -> WorkLegRecord {
        WorkLegRecord(
            leg: WorkLeg(
                id: try row.id(0), item: try row.id(1), parent: try row.idOrNil(4), side: try row.choice(6),
                organisation: try row.idOrNil(7), unit: try row.text(8), role: try row.choice(9),
                state: try row.choice(10), progress: try row.integer(11), finishedBy: try row.idOrNil(12),
                closedAt: try row.instantOrNil(13), revision: try row.integer(14)), pairing: try row.id(2),
            year: try row.integer(3), position: try row.integer(5))
    }
}
