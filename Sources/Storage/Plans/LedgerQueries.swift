// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What a page of the task ledger shows. A field that is nil asks for nothing.
package struct LedgerFilter: Hashable, Sendable {
    /// The area that the ledger is filtered by.
    package enum Area: Hashable, Sendable {
        case title(String)
        case national(Int)
    }
    /// Whose duty a task is: any of these bodies of the directory (one with those it took over from), or any of these
    /// printed names.
    package enum Bearer: Hashable, Sendable {
        case organisations([Identifier<Organisation>])
        case units([String])
    }
    /// The order of the ledger.
    package enum Order: Hashable, Sendable {
        case document
        case title
        case area
    }
    package var visible: PairingFilter
    package var plan: Identifier<Plan>?
    package var area: Area?
    package var bearer: Bearer?
    package var side: Side?
    package var text: String?

    package init(visible: PairingFilter) { self.visible = visible }

    /// Whether it may name few tasks, which are then looked up by themselves.
    var isSearch: Bool { bearer != nil || text != nil }
}

/// The place in the ledger of the last task of a page: the values by which it is ordered.
package struct LedgerPosition: Hashable, Sendable {
    package let values: [String]

    package init(values: [String]) { self.values = values }

    package init(of task: TaskRecord, in order: LedgerFilter.Order) {
        let place = [task.pairing.text, task.plan.text, String(task.position), task.id.text]
        switch order {
        case .document: values = place
        case .area: values = [task.area] + place
        case .title: values = [task.title ?? task.area, task.id.text]
        }
    }
}

/// The task ledger: pages, counts, and what it can be filtered by.
///
/// Every condition is chosen so that an index of `plan_task` gives the order, and so that a filter either names few
/// tasks (then they are looked up and sorted) or many (then the ledger is walked and matches lie close together).
package struct LedgerQueries {
    /// Above so many rows a filter no longer narrows the search.
    private static let selective = 1_000

    let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The tasks after a position, from the first where nil.
    ///
    /// Throws `unreadableValue` where the position is none of this order.
    package func page(
        _ filter: LedgerFilter, _ order: LedgerFilter.Order, after: LedgerPosition?, limit: Int
    ) throws -> [TaskRecord] {
        if order == .document, case .some(let pairings) = filter.visible, pairings.count > 1, !filter.isSearch {
            return try walk(pairings, filter, after: after, limit: limit)
        }
        if let pairings = mergedPairings(filter, order) {
            return try merge(pairings, filter, order, after: after, limit: limit)
        }
        let query = try pageQuery(filter, order, after: after, limit: limit)
        return try TaskQueries(connection).select(query.condition, query.rest)
    }

    /// Pairing after pairing, because a list of pairings and a place behind which to begin don't go together with one
    /// index: the databases would begin at the first task of each.
    private func walk(
        _ pairings: [Identifier<Pairing>], _ filter: LedgerFilter, after: LedgerPosition?, limit: Int
    ) throws -> [TaskRecord] {
        var found: [TaskRecord] = []
        let start = after?.values.first ?? ""
        for pairing in pairings.sorted() where pairing.text >= start && found.count < limit {
            var one = filter
            one.visible = .some([pairing])
            let behind = pairing.text == start ? after : nil
            found += try page(one, .document, after: behind, limit: limit - found.count)
        }
        return found
    }

    package func count(_ filter: LedgerFilter) throws -> Int {
        let condition = SQLCondition.all(try conditions(filter, isWalked: false))
        return try connection.integer(
            "SELECT count(*) FROM plan_task t WHERE \(condition.sql)", condition.arguments)
    }

    /// The titles of areas among the visible pairings, in their order.
    package func areas(visible: PairingFilter) throws -> [String] {
        let condition = SQLCondition.all([visible.condition("p.pairing_id")].compactMap { $0 })
        return try connection.rows(
            """
            SELECT DISTINCT a.title FROM plan p JOIN plan_area a ON a.plan_id = p.id
            WHERE \(condition.sql) ORDER BY a.title
            """, condition.arguments
        ).map { try $0.text(0) }
    }

    /// The printed names of units among the visible pairings, in their order.
    package func units(visible: PairingFilter) throws -> [String] {
        let condition = SQLCondition.all([visible.condition("t.pairing_id")].compactMap { $0 })
        return try connection.rows(
            """
            SELECT DISTINCT r.unit FROM plan_task t JOIN plan_responsibility r ON r.task_id = t.id
            WHERE t.dropped_in IS NULL AND \(condition.sql) ORDER BY r.unit
            """, condition.arguments
        ).map { try $0.text(0) }
    }

    /// How the database will answer a page, for the tests of the indexes: one line per step of its plan.
    package func explain(_ filter: LedgerFilter, _ order: LedgerFilter.Order, after: LedgerPosition?) throws -> [String]
    {
        let explain = connection.dialect.engine == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "
        let column = connection.dialect.engine == .sqlite ? 3 : 0
        let statement: SQLCondition
        if let pairings = mergedPairings(filter, order) {
            statement = try mergeStatement(pairings, filter, order, after: after, limit: 50)
        } else {
            let query = try pageQuery(filter, order, after: after, limit: 50)
            statement = SQLCondition(
                "SELECT t.id, t.text FROM plan_task t WHERE \(query.condition.sql) \(query.rest)",
                query.condition.arguments)
        }
        return try connection.rows(explain + statement.sql, statement.arguments).map { try $0.text(column) }
    }

    private func pageQuery(
        _ filter: LedgerFilter, _ order: LedgerFilter.Order, after: LedgerPosition?, limit: Int
    ) throws -> (condition: SQLCondition, rest: String) {
        var conditions = try conditions(filter, isWalked: true)
        if let after { conditions.append(try self.after(after, order, filter.visible)) }
        return (.all(conditions), "ORDER BY \(keys(order).joined(separator: ", ")) LIMIT \(max(1, limit))")
    }

    func keys(_ order: LedgerFilter.Order) -> [String] {
        let place = ["t.pairing_id", "t.plan_id", "t.position", "t.id"]
        return switch order {
        case .document: place
        case .area: ["t.area"] + place
        case .title: ["COALESCE(t.title, t.area)", "t.id"]
        }
    }

    func after(
        _ position: LedgerPosition, _ order: LedgerFilter.Order, _ visible: PairingFilter
    ) throws -> SQLCondition {
        let keys = keys(order)
        guard keys.count == position.values.count else {
            throw SQLError(.unreadableValue, "a position of the ledger with \(position.values.count) values")
        }
        let arguments = try zip(keys, position.values).map { key, value -> SQLValue in
            guard key == "t.position" else { return .text(value) }
            guard let number = Int(value) else { throw SQLError(.unreadableValue, "a position that is no number") }
            return .integer(number)
        }
        // In one pairing alone the index goes on behind the pairing's own column.
        let isInOne = order == .document && visible == .some(Identifier(position.values[0]).map { [$0] } ?? [])
        let known = isInOne ? 1 : 0
        let marks = keys.dropFirst(known).map { _ in "?" }.joined(separator: ", ")
        let behind = SQLCondition(
            "(\(keys.dropFirst(known).joined(separator: ", "))) > (\(marks))", Array(arguments.dropFirst(known)))
        // SQLite begins at a place of an index over an expression only where the expression is compared by itself.
        return order == .title ? .all([SQLCondition("\(keys[0]) >= ?", [arguments[0]]), behind]) : behind
    }

    func conditions(_ filter: LedgerFilter, isWalked: Bool) throws -> [SQLCondition] {
        var conditions = [SQLCondition("t.dropped_in IS NULL")]
        if let visible = filter.visible.condition("t.pairing_id") { conditions.append(visible) }
        if let plan = filter.plan { conditions.append(SQLCondition("t.plan_id = ?", [.id(plan)])) }
        switch filter.area {
        case .title(let title)?: conditions.append(SQLCondition("t.area = ?", [.text(title)]))
        case .national(let number)?: conditions.append(SQLCondition("t.national_area = ?", [.integer(number)]))
        case nil: break
        }
        if filter.bearer != nil || filter.side != nil {
            conditions.append(try duty(filter.bearer, filter.side, isWalked: isWalked))
        }
        if let text = filter.text {
            let found = try TaskTerms(connection).condition(
                text, task: "t.id", texts: ["t.title", "t.text"], isWalked: isWalked)
            if let found { conditions.append(found) }
        }
        return conditions
    }

    private func duty(_ bearer: LedgerFilter.Bearer?, _ side: Side?, isWalked: Bool) throws -> SQLCondition {
        var parts = side.map { [SQLCondition("r.side = ?", [.choice($0)])] } ?? []
        switch bearer {
        case .organisations(let ids)?: parts.append(.in("r.organisation_id", ids.map { .id($0) }))
        case .units(let names)?: parts.append(.in("r.unit", names.map { .text($0) }))
        case nil: break
        }
        let condition = SQLCondition.all(parts)
        if bearer != nil, let few = try few(condition) { return .in("t.id", few.map { .id($0) }) }
        // A value is looked up task by task; PostgreSQL makes a join with every duty of EXISTS (see `TaskTerms`).
        let duties = "FROM plan_responsibility r WHERE r.task_id = t.id AND (\(condition.sql))"
        return SQLCondition(
            isWalked ? "(SELECT min(r.position) \(duties)) IS NOT NULL" : "EXISTS (SELECT 1 \(duties))",
            condition.arguments)
    }

    /// The tasks with duties that fulfil a condition, where they are few; looked for no further than matters.
    private func few(_ condition: SQLCondition) throws -> [Identifier<PlanTask>]? {
        let tasks: [Identifier<PlanTask>] = try connection.rows(
            "SELECT r.task_id FROM plan_responsibility r WHERE \(condition.sql) LIMIT \(Self.selective)",
            condition.arguments
        ).map { try $0.id(0) }
        return tasks.count < Self.selective ? Array(Set(tasks)).sorted() : nil
    }
}
