// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// Which orders somebody sees: one value for lists and for single orders.
package struct OrderSight: Hashable, Sendable {
    /// Pairings of whose orders offices see all, also those that are not yet approved.
    package var offices: Set<Identifier<Pairing>> = []
    /// Pairings whose filed orders are read.
    package var readers = PairingFilter.some([])
    /// Bodies that see what was issued to them, with the pairings in which they work.
    package var bodies: [Identifier<Organisation>: Set<Identifier<Pairing>>] = [:]

    package init() {}

    /// Whether the order is seen with all that every body says.
    package func showsWhole(_ order: SupervisionOrder) -> Bool {
        offices.contains(order.pairing) || (!order.isInternal && readers.contains(order.pairing))
    }

    package func shows(_ order: SupervisionOrder, _ legs: [HandlingLeg]) -> Bool {
        if showsWhole(order) { return true }
        guard order.issuedAt != nil else { return false }
        return legs.contains { bodies[$0.organisation]?.contains(order.pairing) ?? false }
    }

    /// The same as a condition on `supervision_order o`.
    var condition: SQLCondition {
        var conditions = [SQLCondition.in("o.pairing_id", offices.sorted().map { .id($0) })]
        let filed = SQLCondition("o.filed_at IS NOT NULL")
        conditions.append(.all([filed, readers.condition("o.pairing_id")].compactMap { $0 }))
        for (body, pairings) in bodies.sorted(by: { $0.key < $1.key }) {
            conditions.append(
                .all([
                    SQLCondition("o.issued_at IS NOT NULL"), .in("o.pairing_id", pairings.sorted().map { .id($0) }),
                    SQLCondition(
                        "EXISTS (SELECT 1 FROM handling_leg l WHERE l.order_id = o.id AND l.organisation_id = ?)",
                        [.id(body)]),
                ]))
        }
        return .any(conditions)
    }
}

/// Which orders a list is asked for.
package struct OrderFilter: Hashable, Sendable {
    package var sight: OrderSight
    package var pairing: Identifier<Pairing>?
    package var side: Side?
    package var organisations: [Identifier<Organisation>]?
    /// nil for all.
    package var states: [SupervisionOrder.State]?
    /// Only those of which an answer was due before this day.
    package var overdueOn: CalendarDate?
    /// Only those that were issued with too short a notice.
    package var isShortOnly = false
    /// Latest deadline first; otherwise the earliest.
    package var isReversed = false

    package init(sight: OrderSight) { self.sight = sight }

    var condition: SQLCondition {
        var conditions = [sight.condition]
        if let pairing { conditions.append(SQLCondition("o.pairing_id = ?", [.id(pairing)])) }
        if let side { conditions.append(SQLCondition("o.side = ?", [.choice(side)])) }
        if let states { conditions.append(.in("o.state", states.map { .choice($0) })) }
        if let organisations {
            let isOne = SQLCondition.in("l.organisation_id", organisations.map { .id($0) })
            conditions.append(
                SQLCondition(
                    "EXISTS (SELECT 1 FROM handling_leg l WHERE l.order_id = o.id AND \(isOne.sql))",
                    isOne.arguments))
        }
        if let overdueOn {
            let waiting = SQLCondition.in(
                "l.state", HandlingLeg.State.allCases.filter(\.waitsForAnswer).map { .choice($0) })
            conditions.append(SQLCondition("o.state = 'issued'"))
            conditions.append(
                SQLCondition(
                    """
                    EXISTS (SELECT 1 FROM handling_leg l WHERE l.order_id = o.id AND l.deadline < ? AND \(waiting.sql))
                    """, [.day(overdueOn)] + waiting.arguments))
        }
        if isShortOnly { conditions.append(SQLCondition("o.is_short = 1")) }
        return .all(conditions)
    }
}
