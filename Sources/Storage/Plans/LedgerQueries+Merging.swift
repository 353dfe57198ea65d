// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

/// The ledger of a few pairings in an order that goes across pairings: the index of the order would be walked past all
/// that the caller may not see, and that of the pairings would be sorted whole.
extension LedgerQueries {
    /// So many pairings are asked one by one; more are most of the ledger, and asked at once.
    package static let mostMerged = 100

    /// The pairings whose tasks are merged for a page; nil where one walk gives it.
    func mergedPairings(_ filter: LedgerFilter, _ order: LedgerFilter.Order) -> [Identifier<Pairing>]? {
        guard order != .document, !filter.isSearch, case .some(let pairings) = filter.visible,
            pairings.count <= Self.mostMerged
        else { return nil }
        return pairings
    }

    /// The first of each pairing, and of these the first.
    func merge(
        _ pairings: [Identifier<Pairing>], _ filter: LedgerFilter, _ order: LedgerFilter.Order,
        after: LedgerPosition?, limit: Int
    ) throws -> [TaskRecord] {
        guard !pairings.isEmpty else { return [] }
        let statement = try mergeStatement(pairings, filter, order, after: after, limit: limit)
        let found: [Identifier<PlanTask>] = try connection.rows(statement.sql, statement.arguments).map { try $0.id(0) }
        guard !found.isEmpty else { return [] }
        return try TaskQueries(connection).select(
            .in("t.id", found.map { .id($0) }), "ORDER BY \(keys(order).joined(separator: ", "))")
    }

    /// Gives the identities of the tasks of a page. There must be a pairing.
    func mergeStatement(
        _ pairings: [Identifier<Pairing>], _ filter: LedgerFilter, _ order: LedgerFilter.Order,
        after: LedgerPosition?, limit: Int
    ) throws -> SQLCondition {
        let (keys, limit) = (keys(order), max(1, limit))
        let names = keys.indices.map { "k\($0)" }
        let columns = zip(keys, names).map { "\($0) AS \($1)" }.joined(separator: ", ")
        // Within one pairing its own column orders nothing.
        let within = keys.filter { $0 != "t.pairing_id" }.joined(separator: ", ")
        let parts = try pairings.sorted().map { pairing in
            var one = filter
            one.visible = .some([pairing])
            var conditions = try conditions(one, isWalked: true)
            if let after { conditions.append(try self.after(after, order, in: pairing)) }
            let condition = SQLCondition.all(conditions)
            return SQLCondition(
                """
                SELECT * FROM (SELECT \(columns) FROM plan_task t WHERE \(condition.sql)
                    ORDER BY \(within) LIMIT \(limit)) AS part
                """, condition.arguments)
        }
        return SQLCondition(
            """
            SELECT \(names[names.count - 1]) FROM (\(parts.map(\.sql).joined(separator: " UNION ALL "))) AS parts
            ORDER BY \(names.joined(separator: ", ")) LIMIT \(limit)
            """, parts.flatMap(\.arguments))
    }

    /// The condition of a place among the tasks of one pairing.
    private func after(
        _ position: LedgerPosition, _ order: LedgerFilter.Order, in pairing: Identifier<Pairing>
    ) throws -> SQLCondition {
        let place = try after(position, order, .all)
        guard order == .area else { return place }
        let (area, last) = (position.values[0], position.values[1])
        if pairing.text == last {
            return SQLCondition(
                "(t.area, t.plan_id, t.position, t.id) > (?, ?, ?, ?)",
                [place.arguments[0]] + place.arguments[2...])
        }
        return SQLCondition(pairing.text > last ? "t.area >= ?" : "t.area > ?", [.text(area)])
    }
}
