// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What meetings decided.
package struct DecisionQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The decisions of a meeting in their order.
    package func all(of meeting: Identifier<LedgerEntry>) throws -> [MeetingDecision] {
        try select(SQLCondition("entry_id = ?", [.id(meeting)]))
    }

    /// The decisions in some pairings that are not at their end by themselves; of those with an item the item tells.
    package func open(in pairings: PairingFilter) throws -> [MeetingDecision] {
        try select(
            .all([SQLCondition("state IN ('open', 'reported')"), pairings.condition("pairing_id")].compactMap { $0 }))
    }

    package func insert(_ decision: MeetingDecision) throws {
        try connection.insert(into: "meeting_decision", Self.columns, rows: [values(decision)])
    }

    /// Sets item, state and reporter of a decision whose meeting is locked.
    package func update(_ decision: MeetingDecision) throws {
        let changes = zip(Self.columns, values(decision)).dropFirst(9)
        try connection.run(
            "UPDATE meeting_decision SET \(changes.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE id = ?",
            changes.map(\.1) + [.id(decision.id)])
    }

    /// What a body has not done is its heir's to do; the printed names stay. Returns how many decisions.
    package func pass(from body: Identifier<Organisation>, to heir: Identifier<Organisation>) throws -> Int {
        try connection.run(
            """
            UPDATE meeting_decision SET organisation_id = ?, revision = revision + 1
            WHERE organisation_id = ? AND state IN ('open', 'reported')
            """, [.id(heir), .id(body)])
    }

    /// Of each item the one that continues it last, and whether nothing more is to be done there.
    package func ends(
        of items: [Identifier<WorkItem>]
    ) throws -> [Identifier<WorkItem>: (last: Identifier<WorkItem>, isDone: Bool)] {
        var ends: [Identifier<WorkItem>: (last: Identifier<WorkItem>, isDone: Bool)] = [:]
        for item in items { ends[item] = (item, false) }
        var looked: Set<Identifier<WorkItem>> = []
        while true {
            let new = Set(ends.values.map(\.last)).subtracting(looked).sorted()
            guard !new.isEmpty else { return ends }
            looked.formUnion(new)
            let (done, next) = (try done(new), try successors(of: new))
            for (item, end) in ends where new.contains(end.last) {
                ends[item] = (next[end.last] ?? end.last, next[end.last] == nil && done.contains(end.last))
            }
        }
    }

    /// Those of which every share is closed or withdrawn, and one is closed: what everybody withdrew is done by nobody.
    private func done(_ items: [Identifier<WorkItem>]) throws -> Set<Identifier<WorkItem>> {
        let condition = SQLCondition.in("item_id", items.map { .id($0) })
        return Set(
            try connection.rows(
                """
                SELECT item_id FROM work_leg WHERE parent_id IS NULL AND \(condition.sql) GROUP BY item_id
                HAVING SUM(CASE WHEN state IN ('closed', 'withdrawn') THEN 0 ELSE 1 END) = 0
                    AND SUM(CASE WHEN state = 'closed' THEN 1 ELSE 0 END) > 0
                """, condition.arguments
            ).map { try $0.id(0) })
    }

    private func successors(
        of items: [Identifier<WorkItem>]
    ) throws -> [Identifier<WorkItem>: Identifier<WorkItem>] {
        let condition = SQLCondition.in("ancestor_id", items.map { .id($0) })
        var found: [Identifier<WorkItem>: Identifier<WorkItem>] = [:]
        for row in try connection.rows(
            """
            SELECT ancestor_id, id FROM work_item i WHERE \(condition.sql) AND EXISTS
                (SELECT 1 FROM work_leg l WHERE l.item_id = i.ancestor_id AND l.state = 'carried')
            """, condition.arguments)
        {
            found[try row.id(0)] = try row.id(1)
        }
        return found
    }

    private static let columns = [
        "id", "entry_id", "pairing_id", "position", "matter", "side", "organisation_id", "unit", "deadline", "item_id",
        "state", "reported_by", "reporter", "revision",
    ]

    private func values(_ decision: MeetingDecision) -> [SQLValue] {
        [
            .id(decision.id), .id(decision.meeting), .id(decision.pairing), .integer(decision.position),
            .text(decision.matter), .choice(decision.side), .id(decision.organisation), .text(decision.unit),
            .day(decision.deadline), .id(decision.item), .choice(decision.state), .id(decision.reporter?.account),
            .text(decision.reporter?.name), .integer(decision.revision),
        ]
    }

    private func select(_ condition: SQLCondition) throws -> [MeetingDecision] {
        try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM meeting_decision WHERE \(condition.sql)
            ORDER BY entry_id, position
            """, condition.arguments
        ).map { row in
            var decision = MeetingDecision(
                id: try row.id(0), meeting: try row.id(1), pairing: try row.id(2), position: try row.integer(3),
                matter: try row.text(4), side: try row.choice(5), organisation: try row.idOrNil(6),
                unit: try row.text(7), deadline: try row.day(8))
            (decision.item, decision.state) = (try row.idOrNil(9), try row.choice(10))
            (decision.reporter, decision.revision) = (try row.signature(11), try row.integer(13))
            return decision
        }
    }
}
