// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The tasks that a cross-walk may show: those of these pairings, and those of these plans besides.
package struct ShownTasks: Hashable, Sendable {
    package let pairings: PairingFilter
    package let plans: [Identifier<Plan>]

    package init(pairings: PairingFilter, plans: [Identifier<Plan>] = []) {
        (self.pairings, self.plans) = (pairings, plans.sorted())
    }

    /// nil where every task may be shown.
    var condition: SQLCondition? {
        guard let pairings = pairings.condition("t.pairing_id") else { return nil }
        return plans.isEmpty ? pairings : .any([pairings, .in("t.plan_id", plans.map { .id($0) })])
    }
}

/// How many tasks of a pairing carry out a clause.
package struct ClauseCount: Hashable, Sendable {
    package let pairing: Identifier<Pairing>
    package let clause: Int
    package let tasks: Int
    /// How many of them carry it out before any other clause.
    package let first: Int
}

/// A task with its place among those that carry out a clause.
package struct LinkedTaskRecord: Hashable, Sendable {
    package let task: TaskRecord
    /// From 0: how many clauses the task carries out before this one.
    package let position: Int
    package let likeness: Int?
}

/// The links of tasks to clauses. Those of dropped tasks stay for their history and are counted nowhere.
package struct ClauseLinkQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Sets all links of these tasks to one reference.
    package func replace(
        _ reference: Identifier<ReferencePlan>, _ links: [(task: Identifier<PlanTask>, links: [ClauseLink])]
    ) throws {
        guard !links.isEmpty else { return }
        let tasks = SQLCondition.in("task_id", links.map { .id($0.task) })
        try connection.run(
            "DELETE FROM crosswalk_link WHERE reference_id = ? AND (\(tasks.sql))", [.id(reference)] + tasks.arguments)
        let rows = links.flatMap { task, links in
            links.enumerated().map { position, link -> [SQLValue] in
                [
                    .id(task), .id(reference), .integer(position), .integer(link.clause), .integer(link.likeness),
                ]
            }
        }
        try connection.insert(
            into: "crosswalk_link", ["task_id", "reference_id", "position", "clause_number", "likeness"], rows: rows)
    }

    /// The links of a task to every reference, best first.
    package func all(of task: Identifier<PlanTask>) throws -> [Identifier<ReferencePlan>: [ClauseLink]] {
        var found: [Identifier<ReferencePlan>: [ClauseLink]] = [:]
        let rows = try connection.rows(
            """
            SELECT reference_id, clause_number, likeness FROM crosswalk_link
            WHERE task_id = ? ORDER BY reference_id, position
            """, [.id(task)])
        for row in rows {
            found[try row.id(0), default: []].append(
                ClauseLink(clause: try row.integer(1), likeness: try row.integerOrNil(2)))
        }
        return found
    }

    /// The matrix of a reference: what is missing is nought.
    package func counts(_ reference: Identifier<ReferencePlan>, visible: ShownTasks) throws -> [ClauseCount] {
        let condition = condition(reference, visible)
        return try connection.rows(
            """
            SELECT t.pairing_id, l.clause_number, count(*), count(CASE WHEN l.position = 0 THEN 1 END)
            FROM crosswalk_link l JOIN plan_task t ON t.id = l.task_id WHERE \(condition.sql)
            GROUP BY t.pairing_id, l.clause_number
            """, condition.arguments
        ).map { row in
            ClauseCount(
                pairing: try row.id(0), clause: try row.integer(1), tasks: try row.integer(2),
                first: try row.integer(3))
        }
    }

    /// How many tasks of each pairing carry out some clause of the reference.
    package func linkedTasks(
        _ reference: Identifier<ReferencePlan>, visible: ShownTasks
    ) throws -> [Identifier<Pairing>: Int] {
        let condition = condition(reference, visible)
        var counts: [Identifier<Pairing>: Int] = [:]
        let rows = try connection.rows(
            """
            SELECT t.pairing_id, count(DISTINCT l.task_id)
            FROM crosswalk_link l JOIN plan_task t ON t.id = l.task_id WHERE \(condition.sql) GROUP BY t.pairing_id
            """, condition.arguments)
        for row in rows { counts[try row.id(0)] = try row.integer(1) }
        return counts
    }

    /// The tasks that carry out a clause, of one pairing or by pairing, best first.
    package func tasks(
        of clause: Int, _ reference: Identifier<ReferencePlan>, in pairing: Identifier<Pairing>? = nil,
        visible: ShownTasks
    ) throws -> [LinkedTaskRecord] {
        let condition = SQLCondition.all(
            [
                condition(reference, visible), SQLCondition("l.clause_number = ?", [.integer(clause)]),
                pairing.map { SQLCondition("t.pairing_id = ?", [.id($0)]) },
            ].compactMap { $0 })
        let rows = try connection.rows(
            """
            SELECT l.task_id, l.position, l.likeness
            FROM crosswalk_link l JOIN plan_task t ON t.id = l.task_id WHERE \(condition.sql)
            ORDER BY t.pairing_id, l.position, COALESCE(l.likeness, -1) DESC, t.position, t.id
            """, condition.arguments)
        let ids: [Identifier<PlanTask>] = try rows.map { try $0.id(0) }
        guard !ids.isEmpty else { return [] }
        let tasks = try TaskQueries(connection).select(.in("t.id", ids.map { .id($0) }), "")
        let byID = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try zip(ids, rows).compactMap { id, row in
            guard let task = byID[id] else { return nil }
            return LinkedTaskRecord(task: task, position: try row.integer(1), likeness: try row.integerOrNil(2))
        }
    }

    /// The tasks of a pairing that may be shown in the order of its plans, with their links to the reference.
    package func tasks(
        of pairing: Identifier<Pairing>, _ reference: Identifier<ReferencePlan>, visible: ShownTasks
    ) throws -> [(task: TaskRecord, links: [ClauseLink])] {
        let own = SQLCondition("t.pairing_id = ? AND t.dropped_in IS NULL", [.id(pairing)])
        let tasks = try TaskQueries(connection).select(
            .all([own] + [visible.condition].compactMap { $0 }), "ORDER BY t.plan_id, t.position, t.id")
        var links: [Identifier<PlanTask>: [ClauseLink]] = [:]
        let condition = SQLCondition.all([condition(reference, visible), own])
        let rows = try connection.rows(
            """
            SELECT l.task_id, l.clause_number, l.likeness
            FROM crosswalk_link l JOIN plan_task t ON t.id = l.task_id WHERE \(condition.sql)
            ORDER BY l.task_id, l.position
            """, condition.arguments)
        for row in rows {
            links[try row.id(0), default: []].append(
                ClauseLink(clause: try row.integer(1), likeness: try row.integerOrNil(2)))
        }
        return tasks.map { ($0, links[$0.id] ?? []) }
    }

    private func condition(_ reference: Identifier<ReferencePlan>, _ visible: ShownTasks) -> SQLCondition {
        .all(
            [
                SQLCondition("l.reference_id = ? AND t.dropped_in IS NULL", [.id(reference)]),
                visible.condition,
            ].compactMap { $0 })
    }
}
