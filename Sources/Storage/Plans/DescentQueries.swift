// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A task that came of another one's text when a version split or merged it.
package struct DescentRecord: Hashable, Sendable {
    package let task: Identifier<PlanTask>
    package let ancestor: Identifier<PlanTask>
    package let version: Int
    /// `split` or `merged`.
    package let change: TaskChange
    /// How much of a hundred parts of the ancestor's text went there.
    package let share: Int

    package init(
        task: Identifier<PlanTask>, ancestor: Identifier<PlanTask>, version: Int, change: TaskChange, share: Int
    ) {
        (self.task, self.ancestor, self.version) = (task, ancestor, version)
        (self.change, self.share) = (change, share)
    }
}

/// The lines of descent of tasks that were split and merged.
package struct DescentQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ descents: [DescentRecord]) throws {
        try connection.insert(
            into: "plan_task_descent", ["task_id", "ancestor_id", "version", "kind", "share"],
            rows: descents.map { descent in
                [
                    .id(descent.task), .id(descent.ancestor), .integer(descent.version), .choice(descent.change),
                    .integer(descent.share),
                ]
            })
    }

    /// From which tasks a task came, and which came of it; the newest version first.
    package func all(of task: Identifier<PlanTask>) throws -> [DescentRecord] {
        try records("d.task_id = ? OR d.ancestor_id = ?", [.id(task), .id(task)])
    }

    /// Those of the versions of a plan after `old`, up to `new`; the newest version first.
    package func all(of plan: Identifier<Plan>, after old: Int, upTo new: Int) throws -> [DescentRecord] {
        try records(
            "d.task_id IN (SELECT id FROM plan_task WHERE plan_id = ?) AND d.version > ? AND d.version <= ?",
            [.id(plan), .integer(old), .integer(new)])
    }

    private func records(_ condition: String, _ arguments: [SQLValue]) throws -> [DescentRecord] {
        try connection.rows(
            """
            SELECT d.task_id, d.ancestor_id, d.version, d.kind, d.share FROM plan_task_descent d
            WHERE \(condition) ORDER BY d.version DESC, d.share DESC, d.task_id, d.ancestor_id
            """, arguments
        ).map { row in
            DescentRecord(
                task: try row.id(0), ancestor: try row.id(1), version: try row.integer(2), change: try row.choice(3),
                share: try row.integer(4))
        }
    }
}
