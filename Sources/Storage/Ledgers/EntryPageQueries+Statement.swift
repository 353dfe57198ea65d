// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

extension EntryPageQueries {
    /// By which way the rows of a page are found.
    enum Way: Hashable {
        /// Along the index of the order, leaving out what the filter leaves out.
        case order
        /// Along the index of a condition with few values, whose rows lie there by day.
        case condition(Int)
        /// All rows that one condition leaves, sorted: they are few.
        case few
    }

    func way(_ filter: SlotFilter, _ order: EntryOrder) throws -> Way {
        guard !filter.conditions.isEmpty || !filter.terms.isEmpty || !filter.states.isEmpty else { return .order }
        let known = filter.conditions.filter { $0.column != order.column }
        if filter.terms.isEmpty && filter.states.isEmpty && known.isEmpty { return .order }
        let limit = order.slot == nil ? fewest : few
        // All conditions together are at most as many as the fewest of them; the database picks the index.
        if try isFew(filter, limit) { return .few }
        if order.slot == nil, let place = filter.conditions.firstIndex(where: { $0.slot != nil && $0.values != nil }) {
            return .condition(place)
        }
        return .order
    }

    /// Whether one condition alone leaves few rows. Each is looked for no further than that.
    private func isFew(_ filter: SlotFilter, _ limit: Int) throws -> Bool {
        for condition in filter.conditions {
            if try isFew(filter.books, condition.sql(), limit) { return true }
        }
        for term in filter.terms {
            let found = SQLCondition("field = ? AND term = ?", [.text(term.field), .text(term.term)])
            if try isFew(filter.books, found, limit, table: "ledger_term") { return true }
        }
        let open: Set<LedgerEntry.State> = [.entered, .disputed]
        if !filter.states.isEmpty, filter.states.isSubset(of: open) {
            let states = SQLCondition.in(
                "state", filter.states.sorted { $0.rawValue < $1.rawValue }.map { .choice($0) })
            if try isFew(filter.books, .all([SQLCondition("state IN ('entered', 'disputed')"), states]), limit) {
                return true
            }
        }
        return false
    }

    private func isFew(
        _ books: [Int], _ condition: SQLCondition, _ limit: Int, table: String = "ledger_entry"
    ) throws -> Bool {
        var sum = 0
        for books in chunks(books) {
            let union = self.union(
                books.map { book in
                    SQLCondition(
                        "SELECT number FROM \(table) WHERE book = ? AND \(condition.sql)",
                        [.integer(book)] + condition.arguments)
                })
            sum += try connection.integer(
                "SELECT count(*) FROM (SELECT number FROM (\(union.sql)) AS arms LIMIT \(limit + 1 - sum)) AS few",
                union.arguments)
            if sum > limit { return false }
        }
        return true
    }

    /// The statement of a page of some books. `part` says whether rows with or without a value are wanted; nil: both.
    func statement(
        _ filter: SlotFilter, _ books: [Int], _ order: EntryOrder, _ way: Way, part: Bool?, after: EntryPosition?,
        limit: Int
    ) throws -> SQLCondition {
        var arms: [SQLCondition] = []
        for book in books.sorted() {
            var rest: [SQLCondition] = []
            // Said although it is so: without it the databases don't take the partial index.
            if order.slot != nil { rest.append(SQLCondition("\(order.column) IS NOT NULL")) }
            if let part { rest.append(boundary(order, isEmpty: part)) }
            if let after { rest.append(behind(after, order, book)) }
            for conditions in walks(filter, way, order) {
                arms.append(
                    arm(EntryQueries.columns + ", \(order.column) AS sort_key", book, .all(rest + conditions)))
            }
        }
        let direction = order.isDescending ? " DESC" : ""
        let keys = (order.slot == nil ? ["day", "number", "book"] : ["sort_key", "day", "number", "book"])
            .map { $0 + direction }.joined(separator: ", ")
        let union = self.union(arms.count > 1 ? arms.map { ended($0, order, limit) } : arms)
        return SQLCondition(union.sql + " ORDER BY \(keys) LIMIT \(max(1, limit))", union.arguments)
    }

    /// The conditions of each walk: one walk for each value of the condition that is walked along.
    private func walks(_ filter: SlotFilter, _ way: Way, _ order: EntryOrder) -> [[SQLCondition]] {
        switch way {
        case .few: return [conditions(filter)]
        case .order: return [conditions(filter, walking: order)]
        case .condition(let place):
            let walked = filter.conditions[place]
            guard let values = walked.values else { return [conditions(filter, walking: order)] }
            var others = filter
            others.conditions.remove(at: place)
            return Array(Set(values)).map { value in
                [SlotFilter.Condition(walked.slot, .oneOf([value])).sql()] + conditions(others, walking: order)
            }
        }
    }

    /// The conditions of the filter but for the books. `walking` is the order that is walked along; nil where the
    /// database may use any index.
    func conditions(_ filter: SlotFilter, walking: EntryOrder? = nil) -> [SQLCondition] {
        // SQLite, which has no statistics, would take the index of any column that a condition names, and sort.
        let isVeiled = walking != nil && connection.dialect.engine == .sqlite
        var conditions = [SQLCondition("day IS NOT NULL")]
        conditions += filter.conditions.map { $0.sql(veil: isVeiled && $0.column != walking?.column ? "+" : "") }
        conditions += filter.terms.map { term in
            SQLCondition(
                """
                \(isVeiled ? "+" : "")number IN
                    (SELECT t.number FROM ledger_term t WHERE t.book = e.book AND t.field = ? AND t.term = ?)
                """, [.text(term.field), .text(term.term)])
        }
        if !filter.states.isEmpty {
            conditions.append(.in("state", filter.states.sorted { $0.rawValue < $1.rawValue }.map { .choice($0) }))
        }
        if let side = filter.side { conditions.append(SQLCondition("side = ?", [.choice(side)])) }
        if let body = filter.organisation { conditions.append(SQLCondition("organisation_id = ?", [.id(body)])) }
        return conditions
    }

    func arm(_ columns: String, _ book: Int, _ condition: SQLCondition) -> SQLCondition {
        SQLCondition(
            "SELECT \(columns) FROM ledger_entry e WHERE book = ? AND \(condition.sql)",
            [.integer(book)] + condition.arguments)
    }

    /// A walk that ends after a page of its own. SQLite merges walks by itself and goes no further than it must;
    /// PostgreSQL doesn't see that all rows of a walk have one book, and would sort all rows of all books.
    private func ended(_ walk: SQLCondition, _ order: EntryOrder, _ limit: Int) -> SQLCondition {
        guard connection.dialect.engine == .postgres else { return walk }
        let keys = order.keys.map { $0 + (order.isDescending ? " DESC" : "") }.joined(separator: ", ")
        return SQLCondition("(\(walk.sql) ORDER BY \(keys) LIMIT \(max(1, limit)))", walk.arguments)
    }

    func union(_ arms: [SQLCondition]) -> SQLCondition {
        SQLCondition(arms.map(\.sql).joined(separator: " UNION ALL "), arms.flatMap(\.arguments))
    }

    private func boundary(_ order: EntryOrder, isEmpty: Bool) -> SQLCondition {
        SQLCondition("\(order.column) \(isEmpty ? "=" : ">") ?", [SlotValue.empty.sql(isText: order.isText)])
    }

    /// Behind a position; books are the last key of the merged order, so in those that come after it a row with the
    /// same values is behind it too.
    private func behind(_ position: EntryPosition, _ order: EntryOrder, _ book: Int) -> SQLCondition {
        let sign = order.isDescending ? "<" : ">"
        let isBehind = order.isDescending ? book < position.book : book > position.book
        var arguments: [SQLValue] = [.integer(position.day), .integer(position.number)]
        if order.slot != nil { arguments.insert(position.value.sql(isText: order.isText), at: 0) }
        let marks = arguments.map { _ in "?" }.joined(separator: ", ")
        return SQLCondition(
            "(\(order.keys.joined(separator: ", "))) \(sign)\(isBehind ? "=" : "") (\(marks))", arguments)
    }
}
