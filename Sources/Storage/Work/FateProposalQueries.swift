// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What one city's office proposes to become of a task.
package struct FateProposal: Hashable, Sendable {
    package let fate: TaskFate
    package let side: Side
    package let person: Identifier<User>?

    package init(fate: TaskFate, side: Side, person: Identifier<User>?) {
        (self.fate, self.side, self.person) = (fate, side, person)
    }
}

/// What is proposed of the tasks of an ending plan and not agreed to yet.
package struct FateProposalQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ task: Identifier<PlanTask>) throws -> FateProposal? {
        try select("WHERE p.task_id = ?", [.id(task)])[task]
    }

    /// Those of a plan's tasks.
    package func all(of plan: Identifier<Plan>) throws -> [Identifier<PlanTask>: FateProposal] {
        try select("JOIN plan_task t ON t.id = p.task_id WHERE t.plan_id = ?", [.id(plan)])
    }

    /// Keeps a proposal in the place of the one before.
    package func save(_ proposal: FateProposal) throws {
        let fate = proposal.fate
        try connection.upsert(
            into: "task_fate_proposal", key: [("task_id", .id(fate.task))],
            [
                ("side", .choice(proposal.side)), ("fate", .choice(fate.kind)), ("successor_id", .id(fate.successor)),
                ("at", .at(fate.at)), ("by_id", .id(proposal.person)), ("by_name", .text(fate.by)),
                ("reason", .filled(fate.reason)),
            ])
    }

    package func remove(_ task: Identifier<PlanTask>) throws {
        try connection.run("DELETE FROM task_fate_proposal WHERE task_id = ?", [.id(task)])
    }

    private func select(
        _ condition: String, _ arguments: [SQLValue]
    ) throws -> [Identifier<PlanTask>: FateProposal] {
        let found = try connection.rows(
            """
            SELECT p.task_id, p.fate, p.successor_id, p.at, p.by_name, p.reason, p.side, p.by_id
            FROM task_fate_proposal p \(condition)
            """, arguments
        ).map { row in
            FateProposal(
                fate: TaskFate(
                    task: try row.id(0), kind: try row.choice(1), successor: try row.idOrNil(2),
                    at: try row.instant(3), by: try row.text(4), reason: try row.textOrNil(5)),
                side: try row.choice(6), person: try row.idOrNil(7))
        }
        return Dictionary(found.map { ($0.fate.task, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
