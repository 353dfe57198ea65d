// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// An item with all that its light is made of.
package struct LightRow: Sendable {
    package let item: Identifier<WorkItem>
    package let position: Int
    package let area: String
    package let title: String
    package let subject: LightSubject
}

/// What lights are made of, added up by the database: one query for a whole list.
package struct LightRowQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The items of a list in its order, as they stand on `today`: by what both cities agreed to, and by what the list
    /// says while they never have.
    package func all(of plan: Identifier<YearPlan>, today: CalendarDate) throws -> [LightRow] {
        let sql = """
            SELECT i.id, i.position, i.area, i.title,
                CASE WHEN i.agreed_joint IS NULL THEN i.start_day ELSE i.agreed_start END,
                CASE WHEN i.agreed_joint IS NULL THEN i.due_day ELSE i.agreed_due END,
                n.total, n.reached, n.come, s.counted, s.done,
                \(Self.states.map { "s.\(Self.name($0))" }.joined(separator: ", "))
            FROM work_item i
            LEFT JOIN (\(Self.nodes)) n ON n.item = i.id
            LEFT JOIN (\(Self.shares)) s ON s.item = i.id
            WHERE i.year_plan_id = ? ORDER BY i.position, i.id
            """
        return try connection.rows(sql, [.day(today), .day(today), .id(plan), .id(plan), .id(plan)]).map(read)
    }

    private static let states = WorkLeg.State.allCases

    private static func name(_ state: WorkLeg.State) -> String {
        "is_" + state.rawValue.replacing("-", with: "_")
    }

    /// The weights of milestones by item. What lies after the item's own day is due with it.
    private static let nodes = """
        SELECT j.id AS item, sum(m.weight) AS total,
            sum(CASE WHEN m.reached_on IS NULL THEN 0 ELSE m.weight END) AS reached,
            sum(CASE WHEN m.due_day <= ?
                OR (CASE WHEN j.agreed_joint IS NULL THEN j.due_day ELSE j.agreed_due END) <= ?
                THEN m.weight ELSE 0 END) AS come
        FROM work_item j JOIN milestone m ON m.item_id = j.id
        WHERE j.year_plan_id = ? AND ((j.agreed_joint IS NULL AND m.is_dropped = 0)
            OR (j.agreed_joint IS NOT NULL AND m.is_agreed = 1))
        GROUP BY j.id
        """

    /// The shares of items: which states there are, how many count, and how much of those is done. Of a share that was
    /// handed on it is what its parts have done.
    private static let shares = """
        SELECT l.item_id AS item, sum(CASE WHEN l.state = 'withdrawn' THEN 0 ELSE 1 END) AS counted,
            CAST(sum(CASE WHEN l.state = 'withdrawn' THEN 0
                WHEN l.state IN ('done', 'confirming', 'closed') THEN 1000
                WHEN l.state = 'handed-on' THEN COALESCE(
                    (SELECT sum(CASE WHEN p.state IN ('done', 'confirming', 'closed') THEN 1000 ELSE p.progress END)
                        / count(*) FROM work_leg p WHERE p.parent_id = l.id AND p.state <> 'withdrawn'), l.progress)
                ELSE l.progress END) AS BIGINT) AS done,
            \(states.map { "max(CASE WHEN l.state = '\($0.rawValue)' THEN 1 ELSE 0 END) AS \(name($0))" }
                .joined(separator: ", "))
        FROM work_item j JOIN work_leg l ON l.item_id = j.id
        WHERE j.year_plan_id = ? AND l.parent_id IS NULL GROUP BY l.item_id
        """

    private func read(_ row: SQLRow) throws -> LightRow {
        let sums = try row.integerOrNil(6).map { total in
            MilestoneSums(total: total, reached: try row.integer(7), come: try row.integer(8))
        }
        let counted = try row.integerOrNil(9) ?? 0
        let states = try Self.states.enumerated().filter { try row.integerOrNil(11 + $0.offset) == 1 }.map(\.element)
        return LightRow(
            item: try row.id(0), position: try row.integer(1), area: try row.textOrNil(2) ?? "",
            title: try row.text(3),
            subject: LightSubject(
                start: try row.dayOrNil(4), due: try row.dayOrNil(5), sums: sums,
                progress: counted == 0 ? 0 : try row.integer(10) / counted, states: states))
    }

    // MARK: What a cycle kept

    /// How many items of which area had which light when a cycle closed, with the rule of that day.
    package func kept(of cycle: Identifier<FilingCycle>) throws -> [KeptLight] {
        try connection.rows(
            """
            SELECT area, level, items, preset, version, numbers FROM cycle_light WHERE cycle_id = ? ORDER BY number
            """, [.id(cycle)]
        ).map { row in
            KeptLight(
                area: try row.textOrNil(0) ?? "", level: try row.choice(1), items: try row.integer(2),
                preset: try row.textOrNil(3) ?? "", version: try row.integer(4),
                numbers: numbers(try row.textOrNil(5)))
        }
    }

    package func keep(_ lights: [KeptLight], of cycle: Identifier<FilingCycle>) throws {
        try connection.insert(
            into: "cycle_light",
            ["cycle_id", "number", "area", "level", "items", "preset", "version", "numbers"],
            rows: lights.enumerated().map { place, light in
                [
                    .id(cycle), .integer(place + 1), .filled(light.area), .choice(light.level),
                    .integer(light.items), .filled(light.preset), .integer(light.version),
                    .filled(numbersText(light.numbers)),
                ]
            })
    }
}

/// So many items of an area had a light when a cycle closed, by a rule that is kept with them.
package struct KeptLight: Hashable, Sendable {
    package let area: String
    package let level: WorkLight.Level
    package let items: Int
    package let preset: String
    package let version: Int
    package let numbers: [String: Int]

    package init(
        area: String, level: WorkLight.Level, items: Int, preset: String, version: Int, numbers: [String: Int]
    ) {
        (self.area, self.level, self.items) = (area, level, items)
        (self.preset, self.version, self.numbers) = (preset, version, numbers)
    }
}
