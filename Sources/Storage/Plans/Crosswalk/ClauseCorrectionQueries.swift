// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What a person chose for a task: the clauses that it carries out, best first.
package struct ClauseCorrection: Hashable, Sendable {
    package let task: Identifier<PlanTask>
    package let reference: Identifier<ReferencePlan>
    /// From 1, in the order in which they were made.
    package let number: Int
    package let clauses: [Int]
    /// The version of the task's wording that was seen.
    package let version: Int
    package let madeAt: Instant
    package let madeBy: String
    package let isUndone: Bool

    package init(
        task: Identifier<PlanTask>, reference: Identifier<ReferencePlan>, number: Int, clauses: [Int], version: Int,
        madeAt: Instant, madeBy: String, isUndone: Bool = false
    ) {
        (self.task, self.reference, self.number, self.clauses) = (task, reference, number, clauses)
        (self.version, self.madeAt, self.madeBy, self.isUndone) = (version, madeAt, madeBy, isUndone)
    }
}

/// The corrections of links, which outlive every computation.
package struct ClauseCorrectionQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ corrections: [ClauseCorrection]) throws {
        try connection.insert(
            into: "crosswalk_correction", Self.columns,
            rows: corrections.map { correction in
                let clauses = correction.clauses.map(String.init).joined(separator: ",")
                return [
                    .id(correction.task), .id(correction.reference), .integer(correction.number),
                    .text(clauses.isEmpty ? "-" : clauses), .integer(correction.version), .at(correction.madeAt),
                    .text(correction.madeBy), .flag(correction.isUndone),
                ]
            })
    }

    package func undo(_ correction: ClauseCorrection) throws {
        try connection.run(
            "UPDATE crosswalk_correction SET undone = 1 WHERE task_id = ? AND reference_id = ? AND number = ?",
            [.id(correction.task), .id(correction.reference), .integer(correction.number)])
    }

    /// Those of a task, oldest first, undone ones too.
    package func all(of task: Identifier<PlanTask>) throws -> [ClauseCorrection] {
        try select(SQLCondition("c.task_id = ?", [.id(task)]))
    }

    /// Those of one reference that hold, of these tasks or of all, by task.
    package func holding(
        _ reference: Identifier<ReferencePlan>, of tasks: [Identifier<PlanTask>]? = nil
    ) throws -> [Identifier<PlanTask>: ClauseCorrection] {
        var conditions = [SQLCondition("c.reference_id = ? AND c.undone = 0", [.id(reference)])]
        if let tasks { conditions.append(.in("c.task_id", tasks.map { .id($0) })) }
        // The last of each task wins.
        return Dictionary(try select(.all(conditions)).map { ($0.task, $0) }, uniquingKeysWith: { $1 })
    }

    private static let columns = [
        "task_id", "reference_id", "number", "clauses", "version", "made_at", "made_by", "undone",
    ]

    private func select(_ condition: SQLCondition) throws -> [ClauseCorrection] {
        try connection.rows(
            """
            SELECT \(Self.columns.map { "c.\($0)" }.joined(separator: ", ")) FROM crosswalk_correction c
            WHERE \(condition.sql) ORDER BY c.task_id, c.reference_id, c.number
            """, condition.arguments
        ).map { row in
            ClauseCorrection(
                task: try row.id(0), reference: try row.id(1), number: try row.integer(2),
                clauses: try row.text(3).split(separator: ",").compactMap { Int($0) }, version: try row.integer(4),
                madeAt: try row.instant(5), madeBy: try row.text(6), isUndone: try row.flag(7))
        }
    }
}
