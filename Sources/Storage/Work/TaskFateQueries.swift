// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What became of a task when its plan ended.
package struct TaskFate: Hashable, Sendable {
    /// Carried over or renewed into a task of the next plan, or closed.
    package enum Kind: String, CaseIterable, Sendable {
        case carried, renewed, closed
    }
    package let task: Identifier<PlanTask>
    package let kind: Kind
    /// The task of the next plan; nil where it is closed.
    package let successor: Identifier<PlanTask>?
    package let at: Instant
    package let by: String
    package let reason: String?

    package init(
        task: Identifier<PlanTask>, kind: Kind, successor: Identifier<PlanTask>?, at: Instant, by: String,
        reason: String?
    ) {
        (self.task, self.kind, self.successor) = (task, kind, successor)
        (self.at, self.by, self.reason) = (at, by, reason)
    }
}

/// The generations of plans: what the next plan makes of the tasks of one that ends.
package struct TaskFateQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The tasks of a pairing that another plan has taken over, or that are closed.
    package func ended(in pairing: Identifier<Pairing>) throws -> Set<Identifier<PlanTask>> {
        var found: Set<Identifier<PlanTask>> = []
        try connection.forEachRow(
            """
            SELECT f.task_id FROM plan_task t JOIN task_fate f ON f.task_id = t.id
            WHERE t.pairing_id = ? AND t.dropped_in IS NULL
            """, [.id(pairing)]
        ) { found.insert(try $0.id(0)) }
        return found
    }

    /// The fates of a plan's tasks.
    package func all(of plan: Identifier<Plan>) throws -> [Identifier<PlanTask>: TaskFate] {
        let found = try select("FROM plan_task t JOIN task_fate f ON f.task_id = t.id WHERE t.plan_id = ?", [.id(plan)])
        return Dictionary(found.map { ($0.task, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func find(_ task: Identifier<PlanTask>) throws -> TaskFate? {
        try select("FROM task_fate f WHERE f.task_id = ?", [.id(task)]).first
    }

    /// The tasks of earlier plans that this one goes on with.
    package func ancestors(of task: Identifier<PlanTask>) throws -> [TaskFate] {
        try select("FROM task_fate f WHERE f.successor_id = ? ORDER BY f.at, f.task_id", [.id(task)])
    }

    private func select(_ source: String, _ arguments: [SQLValue]) throws -> [TaskFate] {
        try connection.rows(
            "SELECT f.task_id, f.fate, f.successor_id, f.at, f.by_name, f.reason \(source)", arguments
        ).map { row in
            TaskFate(
                task: try row.id(0), kind: try row.choice(1), successor: try row.idOrNil(2), at: try row.instant(3),
                by: try row.text(4), reason: try row.textOrNil(5))
        }
    }

    /// Says what becomes of a task, in the place of what was said before.
    package func save(_ fate: TaskFate, person: Identifier<User>?) throws {
        try connection.upsert(
            into: "task_fate", key: [("task_id", .id(fate.task))],
            [
                ("fate", .choice(fate.kind)), ("successor_id", .id(fate.successor)), ("at", .at(fate.at)),
                ("by_id", .id(person)), ("by_name", .text(fate.by)), ("reason", .filled(fate.reason)),
            ])
    }

    package func remove(_ task: Identifier<PlanTask>) throws {
        try connection.run("DELETE FROM task_fate WHERE task_id = ?", [.id(task)])
    }
}
