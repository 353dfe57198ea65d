// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// Which bodies a list shows; what is nil asks for nothing.
package struct OrganisationFilter: Hashable, Sendable {
    /// A place with all within it.
    package var place: DivisionCode?
    package var kind: OrganisationKind?
    /// A part of the name, of an alias or of a former name; or a full name that begins with the place.
    package var text: String?
    /// Only those that exist on this day.
    package var day: CalendarDate?
    package var isConfirmed: Bool?
    package var parent: Identifier<Organisation>?

    package init(
        place: DivisionCode? = nil, kind: OrganisationKind? = nil, text: String? = nil, day: CalendarDate? = nil,
        isConfirmed: Bool? = nil, parent: Identifier<Organisation>? = nil
    ) {
        (self.place, self.kind, self.text, self.day) = (place, kind, text, day)
        (self.isConfirmed, self.parent) = (isConfirmed, parent)
    }

    var condition: SQLCondition {
        var conditions: [SQLCondition] = []
        if let place {
            conditions.append(SQLCondition("o.division_code >= ? AND o.division_code <= ?", place.range))
        }
        if let kind { conditions.append(SQLCondition("o.kind = ?", [.choice(kind)])) }
        if let text {
            let pattern = SQLValue.text(likePattern(text))
            conditions.append(
                SQLCondition(
                    """
                    lower(o.name) LIKE ? ESCAPE '!'
                        OR o.id IN (SELECT organisation_id FROM organisation_alias
                            WHERE lower(alias) LIKE ? ESCAPE '!')
                        OR o.id IN (SELECT organisation_id FROM organisation_naming
                            WHERE lower(name) LIKE ? ESCAPE '!')
                        OR EXISTS (SELECT 1 FROM division v WHERE v.code = o.division_code
                            AND ? LIKE substr(v.name, 1, length(v.name) - 1) || '_%'
                            AND (v.name || o.name LIKE ? ESCAPE '!'
                                OR substr(v.name, 1, length(v.name) - 1) || o.name LIKE ? ESCAPE '!'
                                OR EXISTS (SELECT 1 FROM organisation_alias a WHERE a.organisation_id = o.id
                                    AND substr(v.name, 1, length(v.name) - 1) || a.alias LIKE ? ESCAPE '!')))
                    """, [pattern, pattern, pattern, .text(text), pattern, pattern, pattern]))
        }
        if let day {
            conditions.append(
                SQLCondition(
                    "(o.valid_from IS NULL OR o.valid_from <= ?) AND (o.valid_to IS NULL OR o.valid_to >= ?)",
                    [.day(day), .day(day)]))
        }
        if let isConfirmed { conditions.append(SQLCondition("o.is_confirmed = ?", [.flag(isConfirmed)])) }
        if let parent { conditions.append(SQLCondition("o.parent_id = ?", [.id(parent)])) }
        return .all(conditions)
    }
}

/// The place of a body in the list: by its division, its name, its identity.
package struct OrganisationPosition: Hashable, Sendable {
    package let values: [String]

    package init?(values: [String]) {
        guard values.count == 3 else { return nil }
        self.values = values
    }

    package init(_ organisation: Organisation) {
        values = [
            organisation.division?.text ?? OrganisationQueries.nowhere, organisation.name, organisation.id.text,
        ]
    }
}

extension OrganisationQueries {
    /// Bodies of no place stand behind all places.
    static let nowhere = "999999"
    private static let place = "COALESCE(o.division_code, '999999')"
    private static let keys = place + ", o.name, o.id"

    /// The bodies after a position in the order of places and names, from the first where nil.
    package func page(
        _ filter: OrganisationFilter, after: OrganisationPosition?, limit: Int
    ) throws -> [Organisation] {
        let statement = Self.statement(filter, after: after, limit: limit)
        let ids: [Identifier<Organisation>] = try connection.rows(statement.sql, statement.arguments)
            .map { try $0.id(0) }
        return ids.isEmpty ? [] : try select(.in("o.id", ids.map { .id($0) }), order: Self.keys)
    }

    /// What stands behind a position.
    private static func condition(_ after: OrganisationPosition) -> SQLCondition {
        let values = after.values.map { SQLValue.text($0) }
        // The place by itself too: SQLite begins at a place of an index over an expression only so.
        return SQLCondition("\(place) >= ? AND (\(keys)) > (?, ?, ?)", [values[0]] + values)
    }

    /// How the database will answer a page, for the tests of the indexes: one line per step of its plan, on SQLite.
    package func explain(_ filter: OrganisationFilter, after: OrganisationPosition?) throws -> [String] {
        let statement = Self.statement(filter, after: after, limit: 50)
        return try connection.rows("EXPLAIN QUERY PLAN " + statement.sql, statement.arguments).map { try $0.text(3) }
    }

    private static func statement(
        _ filter: OrganisationFilter, after: OrganisationPosition?, limit: Int
    ) -> SQLCondition {
        let condition = SQLCondition.all([filter.condition] + [after.map(Self.condition)].compactMap { $0 })
        return SQLCondition(
            "SELECT o.id FROM organisation o WHERE \(condition.sql) ORDER BY \(keys) LIMIT \(max(1, limit))",
            condition.arguments)
    }

    package func count(_ filter: OrganisationFilter) throws -> Int {
        let condition = filter.condition
        return try connection.integer(
            "SELECT count(*) FROM organisation o WHERE \(condition.sql)", condition.arguments)
    }

    /// In how many tasks of the visible ledger each of these bodies is named, or one that passed into it: a task that
    /// names several of them counts once.
    package func dutyCounts(
        of ids: [Identifier<Organisation>], visible: PairingFilter
    ) throws -> [Identifier<Organisation>: Int] {
        guard !ids.isEmpty else { return [:] }
        let members = try withPredecessors(of: ids)
        var counts = try ownDutyCounts(of: ids.filter { members[$0]?.count == 1 }, visible: visible)
        let heirs = members.filter { $0.value.count > 1 }
        guard !heirs.isEmpty else { return counts }
        let named = SQLCondition.in("r.organisation_id", Set(heirs.values.joined()).sorted().map { .id($0) })
        let condition = SQLCondition.all([named] + [visible.condition("t.pairing_id")].compactMap { $0 })
        var tasks: [Identifier<Organisation>: Set<String>] = [:]
        let rows = try connection.rows(
            """
            SELECT DISTINCT r.organisation_id, r.task_id FROM plan_responsibility r
                JOIN plan_task t ON t.id = r.task_id
            WHERE t.dropped_in IS NULL AND \(condition.sql)
            """, condition.arguments)
        for row in rows { tasks[try row.id(0), default: []].insert(try row.text(1)) }
        for (heir, bodies) in heirs {
            counts[heir] = bodies.reduce(into: Set<String>()) { $0.formUnion(tasks[$1] ?? []) }.count
        }
        return counts
    }

    private func ownDutyCounts(
        of ids: [Identifier<Organisation>], visible: PairingFilter
    ) throws -> [Identifier<Organisation>: Int] {
        guard !ids.isEmpty else { return [:] }
        let named = SQLCondition.in("r.organisation_id", ids.map { .id($0) })
        let condition = SQLCondition.all([named] + [visible.condition("t.pairing_id")].compactMap { $0 })
        var counts: [Identifier<Organisation>: Int] = [:]
        let rows = try connection.rows(
            """
            SELECT r.organisation_id, count(DISTINCT r.task_id) FROM plan_responsibility r
                JOIN plan_task t ON t.id = r.task_id
            WHERE t.dropped_in IS NULL AND \(condition.sql) GROUP BY r.organisation_id
            """, condition.arguments)
        for row in rows { counts[try row.id(0)] = try row.integer(1) }
        return counts
    }

    /// The revision of each body.
    package func revisions(of ids: [Identifier<Organisation>]) throws -> [Identifier<Organisation>: Int] {
        let condition = SQLCondition.in("id", ids.map { .id($0) })
        var found: [Identifier<Organisation>: Int] = [:]
        let rows = try connection.rows(
            "SELECT id, revision FROM organisation WHERE \(condition.sql)", condition.arguments)
        for row in rows { found[try row.id(0)] = try row.integer(1) }
        return found
    }

    /// Makes duties, past assignments and bodies that refer to one body refer to another, and removes the first: both
    /// were the same. Its people and contacts must have gone over before.
    package func absorb(
        _ doubled: Identifier<Organisation>, into kept: Identifier<Organisation>
    ) throws {
        try connection.run(
            "UPDATE organisation SET parent_id = NULL WHERE id = ? AND parent_id = ?", [.id(kept), .id(doubled)])
        for (table, column) in [
            ("plan_responsibility", "organisation_id"), ("account_assignment", "organisation_id"),
            ("organisation", "parent_id"), ("organisation", "successor_id"), ("unit_spelling", "organisation_id"),
            ("work_leg", "organisation_id"), ("handling_leg", "organisation_id"),
            ("special_request", "organisation_id"), ("request_opinion", "organisation_id"),
            ("meeting_decision", "organisation_id"),
        ] {
            try connection.run(
                "UPDATE \(table) SET \(column) = ? WHERE \(column) = ?", [.id(kept), .id(doubled)])
        }
        try connection.run("DELETE FROM organisation WHERE id = ?", [.id(doubled)])
    }
}

/// `text` as a pattern of LIKE that finds it anywhere, in lower case; the escape is an exclamation mark.
func likePattern(_ text: String) -> String {
    let escaped = text.lowercased().replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    return "%" + escaped + "%"
}

extension DivisionCode {
    /// The first and the last code of a place with all within it: `330000` is a province, `330100` a city.
    var range: [SQLValue] {
        let last =
            text.hasSuffix("0000") ? text.prefix(2) + "9999" : text.hasSuffix("00") ? text.prefix(4) + "99" : text[...]
        return [.text(text), .text(String(last))]
    }
}
