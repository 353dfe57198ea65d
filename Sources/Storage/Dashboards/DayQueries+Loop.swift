// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

/// Orders and requests.
extension DayQueries {
    private static let handlings = Shape(
        tables: "handling_leg l JOIN supervision_order o ON o.id = l.order_id", object: "o.id", title: "o.matter",
        due: "l.deadline", state: "l.state", pairing: "o.pairing_id", unit: "l.unit")
    private static let orders = Shape(
        tables: "supervision_order o", object: "o.id", title: "o.matter", due: "o.deadline", state: "o.state",
        pairing: "o.pairing_id")
    private static let requests = Shape(
        tables: "special_request r", object: "r.id", title: "r.matter",
        due: "CASE WHEN r.state = 'approved' THEN r.valid_through ELSE r.deadline END", state: "r.state",
        pairing: "r.pairing_id", unit: "r.unit")
    private static let opinions = Shape(
        tables: "request_opinion q JOIN special_request r ON r.id = q.request_id", object: "r.id", title: "r.matter",
        due: "q.due_day", state: "q.state", pairing: "r.pairing_id", unit: "q.unit")

    private static let filings = Shape(
        tables: "filing f JOIN filing_cycle c ON c.id = f.cycle_id", object: "f.id", title: "c.period",
        due: "c.due_day", state: "f.state", pairing: "f.pairing_id", unit: "f.unit")

    /// What bodies hand in for open cycles, and what they mend; for offices what those have to say that the directory doesn't know.
    package func filings(_ places: DayPlaces) throws -> DayRows {
        let unnamed = SQLCondition.all([
            SQLCondition("f.organisation_id IS NULL"), places.ofOffices("f.side", "f.pairing_id"),
        ])
        return try find(
            Self.filings,
            .all([
                // What was sent back after its cycle closed is still to be mended.
                SQLCondition("f.state = 'returned' OR (c.closed_at IS NULL AND f.state IN ('expected', 'draft'))"),
                .any([places.ofBodies("f.organisation_id", "f.side", "f.pairing_id"), unnamed]),
            ]))
    }

    /// What was handed in by somebody else, to be accepted or sent back.
    package func reports(_ places: DayPlaces) throws -> DayRows {
        try find(
            Self.filings,
            .all([
                SQLCondition("f.state = 'submitted'"), places.ofOffices("f.side", "f.pairing_id"),
                another("f.submitted_by"),
            ]))
    }

    private static let differences = Shape(
        tables: "item_difference d JOIN work_item i ON i.id = d.item_id", object: "d.id", title: "i.title",
        state: "CASE WHEN d.proposal IS NULL THEN 'open' ELSE 'proposed' END", pairing: "d.pairing_id")

    /// What both cities reported differently: where nobody has proposed a value, and where the other office has.
    package func differences(_ places: DayPlaces) throws -> DayRows {
        let pairings = places.offices.values.reduce(into: Set()) { $0.formUnion($1) }.sorted()
        return try find(
            Self.differences,
            .all([
                SQLCondition("d.settled_at IS NULL"),
                .any([
                    .all([SQLCondition("d.proposal IS NULL"), .in("d.pairing_id", pairings.map { .id($0) })]),
                    .all([
                        SQLCondition("d.proposal IS NOT NULL"), another("d.proposer_id"),
                        places.ofOffices("d.proposed_side", "d.pairing_id", isOther: true),
                    ]),
                ]),
            ]))
    }

    /// What orders demand of the bodies.
    package func handlings(_ places: DayPlaces) throws -> DayRows {
        try find(
            Self.handlings,
            .all([
                SQLCondition("o.state = 'issued' AND l.state IN ('sent', 'received', 'handling', 'returned')"),
                places.ofBodies("l.organisation_id", "o.side", "o.pairing_id"),
            ]))
    }

    /// What bodies said to orders and somebody else is to judge: answers and refusals.
    package func answers(_ places: DayPlaces) throws -> DayRows {
        let answered = SQLCondition.all([SQLCondition("l.state = 'answered'"), another("l.answered_by")])
        return try find(
            Self.handlings,
            .all([
                SQLCondition("o.state = 'issued'"), places.ofOffices("o.side", "o.pairing_id"),
                .any([answered, SQLCondition("l.state = 'refused'")]),
            ]))
    }

    /// Requests of bodies for more time.
    package func extensions(_ places: DayPlaces) throws -> DayRows {
        var shape = Self.handlings
        shape.state = "'asked'"
        return try find(
            shape,
            .all([
                SQLCondition("o.state = 'issued' AND l.asked_day IS NOT NULL"),
                places.ofOffices("o.side", "o.pairing_id"), another("l.asked_by"),
            ]))
    }

    /// Orders to be approved, issued, struck off or confirmed, each by another than who had it in hand.
    package func orders(_ places: DayPlaces) throws -> DayRows {
        let own = places.ofOffices("o.side", "o.pairing_id")
        let untouched = SQLCondition(
            """
            NOT EXISTS (SELECT 1 FROM handling_leg l
                WHERE l.order_id = o.id AND (l.accepted_by = ? OR l.answered_by = ?))
            """, [.id(person), .id(person)])
        return try find(
            Self.orders,
            .any([
                .all([own, SQLCondition("o.state = 'proposed'"), another("o.proposed_by")]),
                .all([own, SQLCondition("o.state = 'filed'")]),
                .all([own, SQLCondition("o.state = 'finished'"), untouched]),
                .all([
                    places.ofOffices("o.side", "o.pairing_id", isOther: true), SQLCondition("o.state = 'confirming'"),
                ]),
            ]))
    }

    /// Requests that were returned to those who made them.
    package func returned(_ places: DayPlaces) throws -> DayRows {
        var shape = Self.requests
        shape.due = "CAST(NULL AS TEXT)"
        let ofOffice = SQLCondition.all([
            SQLCondition("r.organisation_id IS NULL"), places.ofOffices("r.side", "r.pairing_id"),
        ])
        return try find(
            shape,
            .all([
                SQLCondition("r.state = 'returned'"),
                .any([ofOffice, places.ofBodies("r.organisation_id", "r.side", "r.pairing_id")]),
            ]))
    }

    /// Opinions that are asked of the bodies.
    package func opinions(_ places: DayPlaces) throws -> DayRows {
        try find(
            Self.opinions,
            .all([
                SQLCondition("q.state = 'asked' AND r.state IN ('consulting', 'deciding')"),
                places.ofBodies("q.organisation_id", "r.side", "r.pairing_id"),
            ]))
    }

    /// Requests that an office is to take up, to decide, to confirm or to carry out, and those that are late: these are
    /// everybody's, as nobody may be left who had not got them in hand before.
    package func decisions(_ places: DayPlaces) throws -> DayRows {
        let own = places.ofOffices("r.side", "r.pairing_id")
        let late = SQLCondition(
            """
            r.state IN ('consulting', 'deciding') AND (r.deadline < ? OR EXISTS (SELECT 1 FROM request_opinion q
                WHERE q.request_id = r.id AND q.state = 'asked' AND q.due_day < ?))
            """, [.day(today), .day(today)])
        let steps = SQLCondition.in("s.step", SpecialRequest.stepsOfHandling.map { .text($0) })
        let fresh = SQLCondition(
            "NOT EXISTS (SELECT 1 FROM request_step s WHERE s.owner_id = r.id AND s.by_id = ? AND \(steps.sql))",
            [.id(person)] + steps.arguments)
        let deciding = SQLCondition.all([SQLCondition("r.state = 'deciding'"), another("r.made_by"), fresh])
        return try find(
            Self.requests,
            .any([
                .all([own, .any([SQLCondition("r.state IN ('submitted', 'approved')"), late, deciding])]),
                .all([
                    places.ofOffices("r.side", "r.pairing_id", isOther: true), SQLCondition("r.state = 'confirming'"),
                ]),
            ]))
    }
}
