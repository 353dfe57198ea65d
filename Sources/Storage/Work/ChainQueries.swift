// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// One step of something in the responsibility loop: what, by whom and as whom, why.
package struct ChainStep: Hashable, Sendable {
    /// Counted from 1 within its owner.
    package let number: Int
    /// The leg or the opinion that it was a step of; nil where of the owner itself.
    package let leg: String?
    package let step: String
    package let from: String
    package let to: String
    package let part: LoopPart
    package let at: Instant
    package let by: SignedBy
    package let note: String?
    package let day: CalendarDate?

    package init(
        number: Int, leg: String?, step: String, from: String, to: String, part: LoopPart, at: Instant, by: SignedBy,
        note: String?, day: CalendarDate?
    ) {
        (self.number, self.leg, self.step, self.from, self.to) = (number, leg, step, from, to)
        (self.part, self.at, self.by, self.note, self.day) = (part, at, by, note, day)
    }
}

/// The steps of orders, requests and filings: added, never changed.
package struct ChainQueries<Owner> {
    private let connection: any SQLConnection
    private let table: String
    private static var columns: [String] {
        [
            "owner_id", "number", "leg_id", "step", "from_state", "to_state", "part", "at", "by_id", "by_name", "note",
            "day",
        ]
    }

    init(_ connection: any SQLConnection, table: String) {
        (self.connection, self.table) = (connection, table)
    }

    /// Oldest first.
    package func all(of owner: Identifier<Owner>) throws -> [ChainStep] {
        try connection.rows(
            "SELECT \(Self.columns.dropFirst().joined(separator: ", ")) FROM \(table) WHERE owner_id = ? ORDER BY number",
            [.id(owner)]
        ).map { row in
            ChainStep(
                number: try row.integer(0), leg: try row.textOrNil(1), step: try row.text(2), from: try row.text(3),
                to: try row.text(4), part: try row.choice(5), at: try row.instant(6),
                by: SignedBy(account: try row.idOrNil(7), name: try row.text(8)), note: try row.textOrNil(9),
                day: try row.dayOrNil(10))
        }
    }

    /// How many there are. The owner is locked by whoever adds to them.
    package func count(of owner: Identifier<Owner>) throws -> Int {
        try connection.integer("SELECT count(*) FROM \(table) WHERE owner_id = ?", [.id(owner)])
    }

    /// The people who took one of some steps.
    package func people(of owner: Identifier<Owner>, in steps: [String]) throws -> Set<Identifier<User>> {
        let taken = SQLCondition.in("step", steps.map { .text($0) })
        return Set(
            try connection.rows(
                "SELECT DISTINCT by_id FROM \(table) WHERE owner_id = ? AND by_id IS NOT NULL AND \(taken.sql)",
                [.id(owner)] + taken.arguments
            ).map { try $0.id(0) })
    }

    package func insert(_ steps: [ChainStep], of owner: Identifier<Owner>) throws {
        try connection.insert(
            into: table, Self.columns,
            rows: steps.map { step in
                [
                    .id(owner), .integer(step.number), .text(step.leg), .text(step.step), .text(step.from),
                    .text(step.to), .choice(step.part), .at(step.at), .id(step.by.account), .text(step.by.name),
                    .filled(step.note), .day(step.day),
                ]
            })
    }
}

extension ChainQueries<SupervisionOrder> {
    package init(_ connection: any SQLConnection) { self.init(connection, table: "supervision_step") }
}

extension ChainQueries<SpecialRequest> {
    package init(_ connection: any SQLConnection) { self.init(connection, table: "request_step") }
}

extension ChainQueries<MeetingDecision> {
    package init(_ connection: any SQLConnection) { self.init(connection, table: "meeting_step") }
}
