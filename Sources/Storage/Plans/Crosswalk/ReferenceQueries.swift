// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Reference plans and their clauses.
package struct ReferenceQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// All of them, those in force first, then the newest: there are few, and none is ever removed.
    package func all() throws -> [ReferencePlan] {
        try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM crosswalk_reference
            ORDER BY CASE WHEN replaced_at IS NULL THEN 0 ELSE 1 END,
                CASE reach WHEN 'nation' THEN 0 WHEN 'province' THEN 1 ELSE 2 END, set_at DESC, id DESC
            """
        ).map(read)
    }

    package func find(_ id: Identifier<ReferencePlan>) throws -> ReferencePlan? {
        try connection.row(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM crosswalk_reference WHERE id = ?", [.id(id)]
        ).map(read)
    }

    /// Adds a reference with its clauses in the place of the one in force. Returns the one that it took the place of.
    package func insert(_ reference: ReferencePlan, _ clauses: [ReferenceClause]) throws -> ReferencePlan? {
        let present = try all().first { $0.isInForce && $0.reach == reference.reach }
        if let present {
            try connection.run(
                "UPDATE crosswalk_reference SET replaced_at = ? WHERE id = ?", [.at(reference.setAt), .id(present.id)])
        }
        try connection.insert(into: "crosswalk_reference", Self.columns, rows: [values(reference)])
        if let present {
            try connection.run(
                "UPDATE crosswalk_reference SET successor_id = ? WHERE id = ?", [.id(reference.id), .id(present.id)])
        }
        try connection.insert(
            into: "crosswalk_clause",
            ["reference_id", "number", "clause", "area", "text", "source_from", "source_to", "page"],
            rows: clauses.map { clause in
                [
                    .id(reference.id), .integer(clause.number), .text(clause.id), .text(clause.area),
                    .text(clause.text),
                ] + SQLValue.source(clause.source)
            })
        return present
    }

    /// The clauses of these references, each in its order.
    package func clauses(
        of references: [Identifier<ReferencePlan>]
    ) throws -> [Identifier<ReferencePlan>: [ReferenceClause]] {
        guard !references.isEmpty else { return [:] }
        let condition = SQLCondition.in("reference_id", references.map { .id($0) })
        var found: [Identifier<ReferencePlan>: [ReferenceClause]] = [:]
        let rows = try connection.rows(
            """
            SELECT reference_id, number, clause, area, text, source_from, source_to, page FROM crosswalk_clause
            WHERE \(condition.sql) ORDER BY reference_id, number
            """, condition.arguments)
        for row in rows {
            found[try row.id(0), default: []].append(
                ReferenceClause(
                    number: try row.integer(1), id: try row.text(2), area: try row.text(3), text: try row.text(4),
                    source: try row.source(5)))
        }
        return found
    }

    package func clauses(of reference: Identifier<ReferencePlan>) throws -> [ReferenceClause] {
        try clauses(of: [reference])[reference] ?? []
    }

    private static let columns = [
        "id", "reach", "province", "pairing_id", "title", "document_id", "draft_id", "set_at", "set_by", "replaced_at",
        "successor_id", "is_demo",
    ]

    private func read(_ row: SQLRow) throws -> ReferencePlan {
        let reach: ReferencePlan.Reach
        if let province = try row.divisionOrNil(2) {
            reach = .province(province)
        } else if let pairing = try row.idOrNil(3, of: Pairing.self) {
            reach = .pairing(pairing)
        } else {
            reach = .nation
        }
        return ReferencePlan(
            id: try row.id(0), reach: reach, title: try row.text(4), document: try row.id(5), draft: try row.id(6),
            setAt: try row.instant(7), setBy: try row.text(8), replacedAt: try row.instantOrNil(9),
            successor: try row.idOrNil(10), isSample: try row.flag(11))
    }

    private func values(_ reference: ReferencePlan) -> [SQLValue] {
        let reach: [SQLValue] =
            switch reference.reach {
            case .nation: [.text("nation"), .null, .null]
            case .province(let code): [.text("province"), .code(code), .null]
            case .pairing(let id): [.text("pairing"), .null, .id(id)]
            }
        return [.id(reference.id)] + reach + [
            .text(reference.title), .id(reference.document), .id(reference.draft), .at(reference.setAt),
            .text(reference.setBy), .at(reference.replacedAt), .id(reference.successor), .flag(reference.isSample),
        ]
    }
}
