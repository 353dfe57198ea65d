// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What one version of a plan says of a task. Of a dropped task it is what the version before said.
package struct TaskWordingRecord: Hashable, Sendable {
    package let task: Identifier<PlanTask>
    package let version: Int
    package let change: TaskChange
    package let position: Int
    package let path: String
    package let area: String
    package let areaOrdinal: String
    package let title: String?
    package let text: String
    package let source: DraftSource
    /// The units as printed, in their order; nil where the version was adopted before units were kept.
    package let units: [String]?

    package init(_ task: TaskRecord, version: Int, change: TaskChange, units: [String]?) {
        // A wording that was split or merged is another wording; where it came from stands among the descents.
        let isGrouped = change == .split || change == .merged
        (self.task, self.version, self.change) = (task.id, version, isGrouped ? .reworded : change)
        (position, path, area, areaOrdinal) = (task.position, task.path, task.area, task.areaOrdinal)
        (title, text, source, self.units) = (task.title, task.text, task.source, units)
    }

    fileprivate init(_ row: SQLRow) throws {
        (task, version, change) = (try row.id(0), try row.integer(1), try row.choice(2))
        (position, path, area) = (try row.integer(3), try row.text(4), try row.text(5))
        (areaOrdinal, title, text) = (try row.text(6), try row.textOrNil(7), try row.text(8))
        source = try row.source(9)
        units = try row.textOrNil(12).map { $0.split(separator: "\n").map(String.init) }
    }
}

/// The wordings of tasks in every version.
package struct TaskWordingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ wordings: [TaskWordingRecord]) throws {
        try connection.insert(
            into: "plan_task_wording", Self.columns,
            rows: wordings.map { wording in
                [
                    .id(wording.task), .integer(wording.version), .choice(wording.change),
                    .integer(wording.position), .text(wording.path), .text(wording.area),
                    .text(wording.areaOrdinal), .filled(wording.title), .text(wording.text),
                ] + SQLValue.source(wording.source) + [Self.units(wording)]
            })
    }

    /// A task's wordings, newest first.
    package func all(of task: Identifier<PlanTask>) throws -> [TaskWordingRecord] {
        try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM plan_task_wording
            WHERE task_id = ? ORDER BY version DESC
            """, [.id(task)]
        ).map(TaskWordingRecord.init)
    }

    /// What a version says of every task, in its order; dropped tasks stand where they stood.
    package func all(of plan: Identifier<Plan>, version: Int) throws -> [TaskWordingRecord] {
        try connection.rows(
            """
            SELECT \(Self.columns.map { "w.\($0)" }.joined(separator: ", "))
            FROM plan_task t JOIN plan_task_wording w ON w.task_id = t.id
            WHERE t.plan_id = ? AND w.version = ? ORDER BY w.position, w.task_id
            """, [.id(plan), .integer(version)]
        ).map(TaskWordingRecord.init)
    }

    private static let columns = [
        "task_id", "version", "change", "position", "path", "area", "area_ordinal", "title", "text", "source_from",
        "source_to", "page", "units",
    ]

    /// A blank line where the version names none, because empty text is NULL on some servers.
    private static func units(_ wording: TaskWordingRecord) -> SQLValue {
        .text(wording.units.map { $0.isEmpty ? "\n" : $0.joined(separator: "\n") })
    }
}
