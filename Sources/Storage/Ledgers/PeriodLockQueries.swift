// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Closed periods and what the figures were then.
package struct PeriodLockQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Throws `uniqueViolation` where the period is closed already.
    package func close(_ period: ClosedPeriod) throws {
        try connection.insert(
            into: "ledger_period_lock",
            ["pairing_id", "period", "first_month", "end_month", "closed_at", "closed_by"],
            rows: [
                [
                    .id(period.pairing), .text(period.key), .integer(period.firstMonth), .integer(period.endMonth),
                    .at(period.closedAt), .text(period.closedBy),
                ]
            ])
    }

    /// The closed periods of a pairing, newest first.
    package func all(of pairing: Identifier<Pairing>) throws -> [ClosedPeriod] {
        try select(SQLCondition("pairing_id = ?", [.id(pairing)]))
    }

    /// Which of these periods of these pairings are closed.
    package func all(of pairings: [Identifier<Pairing>], keys: [String]) throws -> [ClosedPeriod] {
        guard !pairings.isEmpty, !keys.isEmpty else { return [] }
        return try select(
            .all([.in("pairing_id", pairings.map { .id($0) }), .in("period", keys.map { .text($0) })]))
    }

    private func select(_ condition: SQLCondition) throws -> [ClosedPeriod] {
        try connection.rows(
            """
            SELECT pairing_id, period, first_month, end_month, closed_at, closed_by FROM ledger_period_lock
            WHERE \(condition.sql) ORDER BY first_month DESC, period
            """, condition.arguments
        ).map { row in
            ClosedPeriod(
                pairing: try row.id(0), key: try row.text(1), firstMonth: try row.integer(2),
                endMonth: try row.integer(3), closedAt: try row.instant(4), closedBy: try row.text(5))
        }
    }

    /// What an indicator was when the period was closed; the amount is nil where it was not known.
    package struct Figure: Hashable, Sendable {
        package let indicator: String
        package let amount: Int64?
        package let entries: Int64
        package let disputed: Int64

        package init(indicator: String, amount: Int64?, entries: Int64, disputed: Int64) {
            (self.indicator, self.amount, self.entries, self.disputed) = (indicator, amount, entries, disputed)
        }
    }

    package func insert(_ figures: [Figure], of period: ClosedPeriod) throws {
        try connection.insert(
            into: "ledger_period_figure", ["pairing_id", "period", "indicator", "amount", "entries", "disputed"],
            rows: figures.map { figure in
                [
                    .id(period.pairing), .text(period.key), .text(figure.indicator),
                    figure.amount.map { .integer($0) } ?? .null, .integer(figure.entries), .integer(figure.disputed),
                ]
            })
    }

    /// What the figures of these pairings were when these periods were closed, by pairing, period and indicator.
    package func figures(
        _ indicators: [String], of pairings: [Identifier<Pairing>], periods: [String]
    ) throws -> [Identifier<Pairing>: [String: [String: Figure]]] {
        guard !indicators.isEmpty, !pairings.isEmpty, !periods.isEmpty else { return [:] }
        let condition = SQLCondition.all([
            .in("pairing_id", pairings.map { .id($0) }), .in("period", periods.map { .text($0) }),
            .in("indicator", indicators.map { .text($0) }),
        ])
        var found: [Identifier<Pairing>: [String: [String: Figure]]] = [:]
        for row in try connection.rows(
            """
            SELECT pairing_id, period, indicator, amount, entries, disputed FROM ledger_period_figure
            WHERE \(condition.sql)
            """, condition.arguments)
        {
            let figure = Figure(
                indicator: try row.text(2), amount: try row.int64OrNil(3), entries: try row.int64(4),
                disputed: try row.int64(5))
            found[try row.id(0), default: [:]][try row.text(1), default: [:]][figure.indicator] = figure
        }
        return found
    }
}
