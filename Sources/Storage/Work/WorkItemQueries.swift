// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// An item with the days that both cities agreed to.
package struct WorkItemRecord: Hashable, Sendable {
    package var item: WorkItem
    package var agreedStart: CalendarDate?
    package var agreedDue: CalendarDate?
    /// Whether it is of both cities, as both agreed; nil while they never have.
    package var agreedJoint: Bool?

    package init(
        item: WorkItem, agreedStart: CalendarDate? = nil, agreedDue: CalendarDate? = nil, agreedJoint: Bool? = nil
    ) {
        (self.item, self.agreedStart, self.agreedDue) = (item, agreedStart, agreedDue)
        self.agreedJoint = agreedJoint
    }
}

/// The items of yearly lists with their tasks and milestones.
package struct WorkItemQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<WorkItem>) throws -> WorkItemRecord? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    package func find(_ ids: [Identifier<WorkItem>]) throws -> [WorkItemRecord] {
        ids.isEmpty ? [] : try select(.in("id", ids.map { .id($0) }))
    }

    /// The items of a list in its order.
    package func all(of plan: Identifier<YearPlan>) throws -> [WorkItemRecord] {
        try select(SQLCondition("year_plan_id = ?", [.id(plan)]), " ORDER BY position, id")
    }

    /// The item of the following year that continues one; nil where none does.
    package func successor(of id: Identifier<WorkItem>) throws -> WorkItemRecord? {
        try select(SQLCondition("ancestor_id = ?", [.id(id)])).first
    }

    package func insert(_ records: [WorkItemRecord]) throws {
        try connection.insert(into: "work_item", Self.columns, rows: records.map(values))
    }

    /// Sets what can change of an item that has still the revision before `record`'s. Returns false where somebody else
    /// was faster.
    package func update(_ record: WorkItemRecord) throws -> Bool {
        let sets = Self.columns.dropFirst(3).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE work_item SET \(sets) WHERE id = ? AND revision = ?",
            values(record).dropFirst(3) + [.id(record.item.id), .integer(record.item.revision - 1)]) == 1
    }

    /// Both cities agreed to a list: what it says now is what they agreed to.
    package func agree(_ plan: Identifier<YearPlan>) throws {
        let items = "(SELECT id FROM work_item WHERE year_plan_id = ?)"
        for statement in [
            """
            UPDATE work_item SET agreed_start = start_day, agreed_due = due_day, agreed_joint = is_joint
            WHERE year_plan_id = ?
            """, "DELETE FROM milestone WHERE is_dropped = 1 AND item_id IN \(items)",
            "UPDATE milestone SET is_agreed = 1 WHERE is_agreed = 0 AND item_id IN \(items)",
        ] {
            try connection.run(statement, [.id(plan)])
        }
    }

    /// Moves an item within its list, which is no change of what it says.
    package func setPosition(_ position: Int, of id: Identifier<WorkItem>) throws {
        try connection.run(
            "UPDATE work_item SET position = ?, revision = revision + 1 WHERE id = ?", [.integer(position), .id(id)])
    }

    package func remove(_ id: Identifier<WorkItem>) throws {
        try connection.run("UPDATE work_item SET ancestor_id = NULL WHERE ancestor_id = ?", [.id(id)])
        try connection.run("DELETE FROM work_item WHERE id = ?", [.id(id)])
    }

    package func lastPosition(in plan: Identifier<YearPlan>) throws -> Int {
        try connection.row("SELECT max(position) FROM work_item WHERE year_plan_id = ?", [.id(plan)])?
            .integerOrNil(0) ?? 0
    }

    // MARK: Tasks

    package func insertTasks(_ pairs: [(item: Identifier<WorkItem>, task: Identifier<PlanTask>)]) throws {
        try connection.insert(
            into: "work_item_task", ["item_id", "task_id"], rows: pairs.map { [.id($0.item), .id($0.task)] })
    }

    /// The tasks that items of a list serve, by item.
    package func tasks(of plan: Identifier<YearPlan>) throws -> [Identifier<WorkItem>: [Identifier<PlanTask>]] {
        var found: [Identifier<WorkItem>: [Identifier<PlanTask>]] = [:]
        try connection.forEachRow(
            """
            SELECT t.item_id, t.task_id FROM work_item i JOIN work_item_task t ON t.item_id = i.id
            WHERE i.year_plan_id = ? ORDER BY t.item_id, t.task_id
            """, [.id(plan)]
        ) { row in found[try row.id(0), default: []].append(try row.id(1)) }
        return found
    }

    /// The items that serve a task, with the list each is in, the newest first.
    package func items(for task: Identifier<PlanTask>) throws -> [WorkItemRecord] {
        try select(
            SQLCondition("id IN (SELECT item_id FROM work_item_task WHERE task_id = ?)", [.id(task)]),
            " ORDER BY year_plan_id DESC, position")
    }

    // MARK: Milestones

    package func milestones(of items: [Identifier<WorkItem>]) throws -> [Identifier<WorkItem>: [Milestone]] {
        var found: [Identifier<WorkItem>: [Milestone]] = [:]
        for start in stride(from: 0, to: items.count, by: 500) {
            let ids = items[start..<min(start + 500, items.count)]
            let condition = SQLCondition.in("item_id", ids.map { .id($0) })
            try connection.forEachRow(
                """
                SELECT id, item_id, due_day, text, weight, position, reached_on, reached_by, is_agreed, is_dropped
                FROM milestone WHERE \(condition.sql) ORDER BY item_id, position, id
                """, condition.arguments
            ) { row in
                let item: Identifier<WorkItem> = try row.id(1)
                found[item, default: []].append(
                    Milestone(
                        id: try row.id(0), item: item, due: try row.day(2), text: try row.text(3),
                        weight: try row.integer(4), position: try row.integer(5), reachedOn: try row.dayOrNil(6),
                        reachedBy: try row.textOrNil(7), isAgreed: try row.flag(8), isDropped: try row.flag(9)))
            }
        }
        return found
    }

    package func insert(_ milestones: [Milestone]) throws {
        try connection.insert(
            into: "milestone",
            [
                "id", "item_id", "due_day", "text", "weight", "position", "reached_on", "reached_by", "is_agreed",
                "is_dropped",
            ],
            rows: milestones.map {
                [
                    .id($0.id), .id($0.item), .day($0.due), .text($0.text), .integer($0.weight),
                    .integer($0.position), .day($0.reachedOn), .text($0.reachedBy), .flag($0.isAgreed),
                    .flag($0.isDropped),
                ]
            })
    }

    /// What the list says of a milestone; whether it is reached stays as it is.
    package func update(_ milestone: Milestone) throws {
        try connection.run(
            "UPDATE milestone SET due_day = ?, text = ?, weight = ?, position = ?, is_dropped = ? WHERE id = ?",
            [
                .day(milestone.due), .text(milestone.text), .integer(milestone.weight), .integer(milestone.position),
                .flag(milestone.isDropped), .id(milestone.id),
            ])
    }

    /// When it was reached and who said so, where that is still as it was seen. Returns false where somebody else was
    /// faster.
    package func reach(_ milestone: Milestone, before: CalendarDate?) throws -> Bool {
        let seen = before == nil ? "reached_on IS NULL" : "reached_on = ?"
        return try connection.run(
            "UPDATE milestone SET reached_on = ?, reached_by = ? WHERE id = ? AND \(seen)",
            [.day(milestone.reachedOn), .text(milestone.reachedBy), .id(milestone.id)]
                + (before == nil ? [] : [.day(before)])) == 1
    }

    package func remove(_ milestone: Identifier<Milestone>) throws {
        try connection.run("DELETE FROM milestone WHERE id = ?", [.id(milestone)])
    }

    // MARK: Rows

    private static let columns = [
        "id", "year_plan_id", "pairing_id", "position", "area", "title", "measures", "goal", "leader_post",
        "leader_name", "start_day", "due_day", "agreed_start", "agreed_due", "agreed_joint", "weight", "is_joint",
        "special_id",
        "origin", "ancestor_id", "note", "revision",
    ]

    private func values(_ record: WorkItemRecord) -> [SQLValue] {
        let item = record.item
        return [
            .id(item.id), .id(item.yearPlan), .id(item.pairing), .integer(item.position), .filled(item.area),
            .text(item.title), .filled(item.measures), .filled(item.goal), .filled(item.leaderPost),
            .filled(item.leaderName), .day(item.start), .day(item.due), .day(record.agreedStart),
            .day(record.agreedDue), record.agreedJoint.map { .flag($0) } ?? .null, .integer(item.weight),
            .flag(item.isJoint), .id(item.special),
            .choice(item.origin), .id(item.ancestor), .filled(item.note), .integer(item.revision),
        ]
    }

    private func select(_ condition: SQLCondition, _ tail: String = "") throws -> [WorkItemRecord] {
        try connection.rows(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM work_item WHERE \(condition.sql)\(tail)",
            condition.arguments
        ).map(read)
    }

    private func read(_ row: SQLRow) throws -> WorkItemRecord {
        func text(_ column: Int) throws -> String { try row.textOrNil(column) ?? "" }
        return WorkItemRecord(
            item: WorkItem(
                id: try row.id(0), yearPlan: try row.id(1), pairing: try row.id(2), position: try row.integer(3),
                area: try text(4), title: try row.text(5), measures: try text(6), goal: try text(7),
                leaderPost: try text(8), leaderName: try text(9), start: try row.dayOrNil(10),
                due: try row.dayOrNil(11), weight: try row.integer(15), isJoint: try row.flag(16),
                special: try row.idOrNil(17), origin: try row.choice(18), ancestor: try row.idOrNil(19),
                note: try text(20), revision: try row.integer(21)), agreedStart: try row.dayOrNil(12),
            agreedDue: try row.dayOrNil(13), agreedJoint: try row.isNull(14) ? nil : row.flag(14))
    }
}
