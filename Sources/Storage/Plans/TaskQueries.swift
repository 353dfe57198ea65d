// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A task as the ledger holds it.
package struct TaskRecord: Hashable, Sendable {
    package var id: Identifier<PlanTask>
    package var plan: Identifier<Plan>
    package var pairing: Identifier<Pairing>
    /// The version whose wording this is.
    package var version: Int
    package var position: Int
    package var path: String
    package var area: String
    package var areaOrdinal: String
    package var nationalArea: Int?
    package var group: String?
    package var title: String?
    package var text: String
    /// In the document of the newest version that holds the task.
    package var source: DraftSource
    /// The version in which the task disappeared from the document.
    package var droppedIn: Int?

    package init(
        id: Identifier<PlanTask>, plan: Identifier<Plan>, pairing: Identifier<Pairing>, version: Int, position: Int,
        path: String, area: String, areaOrdinal: String, nationalArea: Int?, group: String?, title: String?,
        text: String, source: DraftSource, droppedIn: Int? = nil
    ) {
        (self.id, self.plan, self.pairing, self.version) = (id, plan, pairing, version)
        (self.position, self.path, self.area, self.areaOrdinal) = (position, path, area, areaOrdinal)
        (self.nationalArea, self.group, self.title, self.text) = (nationalArea, group, title, text)
        (self.source, self.droppedIn) = (source, droppedIn)
    }
}

/// The tasks of adopted plans in their current wording, with measures and responsibilities.
package struct TaskQueries {
    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<PlanTask>) throws -> TaskRecord? {
        try select(SQLCondition("t.id = ?", [.id(id)]), "").first
    }

    /// The tasks of a plan in the order of its document, without those that were dropped.
    package func all(of plan: Identifier<Plan>) throws -> [TaskRecord] {
        try select(
            SQLCondition("t.plan_id = ? AND t.dropped_in IS NULL", [.id(plan)]), "ORDER BY t.position, t.id")
    }

    /// The tasks of other plans that have most of `terms`, those with most first.
    package func sharing(
        _ terms: Set<String>, visible: PairingFilter, except plan: Identifier<Plan>, limit: Int
    ) throws -> [TaskRecord] {
        guard !terms.isEmpty, visible != .some([]) else { return [] }
        let conditions =
            [
                SQLCondition.in("x.term", terms.sorted().prefix(512).map { .text($0) }),
                SQLCondition("s.dropped_in IS NULL AND s.plan_id <> ?", [.id(plan)]),
            ] + [visible.condition("s.pairing_id")].compactMap { $0 }
        let condition = SQLCondition.all(conditions)
        let ids: [Identifier<PlanTask>] = try connection.rows(
            """
            SELECT x.task_id, count(*) AS shared FROM plan_task_term x JOIN plan_task s ON s.id = x.task_id
            WHERE \(condition.sql) GROUP BY x.task_id ORDER BY shared DESC, x.task_id LIMIT \(max(1, limit))
            """, condition.arguments
        ).map { try $0.id(0) }
        return try select(.in("t.id", ids.map { .id($0) }), "ORDER BY t.id")
    }

    /// How many tasks each pairing has; pairings without tasks are missing.
    package func countByPairing() throws -> [Identifier<Pairing>: Int] {
        var counts: [Identifier<Pairing>: Int] = [:]
        let rows = try connection.rows(
            "SELECT pairing_id, count(*) FROM plan_task WHERE dropped_in IS NULL GROUP BY pairing_id")
        for row in rows { counts[try row.id(0)] = try row.integer(1) }
        return counts
    }

    package func insert(_ tasks: [TaskRecord]) throws {
        try connection.insert(into: "plan_task", Self.columns, rows: tasks.map { values($0) })
    }

    /// Sets everything of a task but its identity, plan and pairing.
    package func update(_ task: TaskRecord) throws {
        let sets = Self.columns.dropFirst(3).map { "\($0) = ?" }.joined(separator: ", ")
        try connection.run("UPDATE plan_task SET \(sets) WHERE id = ?", values(task).dropFirst(3) + [.id(task.id)])
    }

    package func responsibilities(of tasks: [Identifier<PlanTask>]) throws -> [Identifier<PlanTask>: [Responsibility]] {
        guard !tasks.isEmpty else { return [:] }
        let condition = SQLCondition.in("task_id", tasks.map { .id($0) })
        var found: [Identifier<PlanTask>: [Responsibility]] = [:]
        let rows = try connection.rows(
            """
            SELECT task_id, side, unit, organisation_id, scope, role, is_uncertain FROM plan_responsibility
            WHERE \(condition.sql) ORDER BY task_id, position
            """, condition.arguments)
        for row in rows {
            found[try row.id(0), default: []].append(
                Responsibility(
                    side: try row.choiceOrNil(1), unit: try row.text(2), organisation: try row.idOrNil(3),
                    scope: try row.choiceOrNil(4), role: try row.choiceOrNil(5), isUncertain: try row.flag(6)))
        }
        return found
    }

    package func replaceResponsibilities(of task: Identifier<PlanTask>, by new: [Responsibility]) throws {
        try connection.run("DELETE FROM plan_responsibility WHERE task_id = ?", [.id(task)])
        try connection.insert(
            into: "plan_responsibility",
            ["task_id", "position", "side", "unit", "organisation_id", "scope", "role", "is_uncertain"],
            rows: new.enumerated().map { position, duty in
                [
                    .id(task), .integer(position), .choice(duty.side), .text(duty.unit), .id(duty.organisation),
                    .choice(duty.scope), .choice(duty.role), .flag(duty.isUncertain),
                ]
            })
    }

    package func measures(of tasks: [Identifier<PlanTask>]) throws -> [Identifier<PlanTask>: [DraftMeasure]] {
        guard !tasks.isEmpty else { return [:] }
        let condition = SQLCondition.in("task_id", tasks.map { .id($0) })
        var found: [Identifier<PlanTask>: [DraftMeasure]] = [:]
        let rows = try connection.rows(
            """
            SELECT task_id, text, source_from, source_to, page FROM plan_measure
            WHERE \(condition.sql) ORDER BY task_id, position
            """, condition.arguments)
        for row in rows {
            found[try row.id(0), default: []].append(
                DraftMeasure(text: try row.text(1), source: try row.source(2)))
        }
        return found
    }

    package func replaceMeasures(of task: Identifier<PlanTask>, by measures: [DraftMeasure]) throws {
        try connection.run("DELETE FROM plan_measure WHERE task_id = ?", [.id(task)])
        try connection.insert(
            into: "plan_measure", ["task_id", "position", "text", "source_from", "source_to", "page"],
            rows: measures.enumerated().map { position, measure in
                [.id(task), .integer(position), .text(measure.text)] + SQLValue.source(measure.source)
            })
    }

    static let columns = [
        "id", "plan_id", "pairing_id", "version", "position", "path", "area", "area_ordinal", "national_area",
        "task_group", "title", "text", "source_from", "source_to", "page", "dropped_in",
    ]

    func select(_ condition: SQLCondition, _ rest: String) throws -> [TaskRecord] {
        let columns = Self.columns.map { "t.\($0)" }.joined(separator: ", ")
        return try connection.rows(
            "SELECT \(columns) FROM plan_task t WHERE \(condition.sql) \(rest)", condition.arguments
        ).map { row in
            TaskRecord(
                id: try row.id(0), plan: try row.id(1), pairing: try row.id(2), version: try row.integer(3),
                position: try row.integer(4), path: try row.text(5), area: try row.text(6),
                areaOrdinal: try row.text(7), nationalArea: try row.integerOrNil(8), group: try row.textOrNil(9),
                title: try row.textOrNil(10), text: try row.text(11), source: try row.source(12),
                droppedIn: try row.integerOrNil(15))
        }
    }

    private func values(_ task: TaskRecord) -> [SQLValue] {
        [
            .id(task.id), .id(task.plan), .id(task.pairing), .integer(task.version), .integer(task.position),
            .text(task.path), .text(task.area), .text(task.areaOrdinal), .integer(task.nationalArea),
            .filled(task.group), .filled(task.title), .text(task.text),
        ] + SQLValue.source(task.source) + [.integer(task.droppedIn)]
    }
}
