// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Special requests.
package struct RequestQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<SpecialRequest>) throws -> SpecialRequest? {
        try select("WHERE r.id = ?", [.id(id)]).first
    }

    /// The same inside `write`, kept until the transaction ends: whoever changes a request or an opinion does this first.
    package func lock(_ id: Identifier<SpecialRequest>) throws -> SpecialRequest? {
        try select("WHERE r.id = ?" + connection.dialect.forUpdate, [.id(id)]).first
    }

    /// A page in the order of deadlines, behind `after`; drafts, which have none, come last.
    package func page(
        _ filter: RequestFilter, after: (deadline: CalendarDate?, id: Identifier<SpecialRequest>)?, limit: Int
    ) throws -> [SpecialRequest] {
        var conditions = [filter.condition]
        let (sign, direction) = filter.isReversed ? ("<", " DESC") : (">", "")
        if let after {
            let day = SQLValue.text(after.deadline?.description ?? Self.never)
            conditions.append(
                SQLCondition(
                    "\(Self.order) \(sign) ? OR (\(Self.order) = ? AND r.id \(sign) ?)", [day, day, .id(after.id)]))
        }
        let condition = SQLCondition.all(conditions)
        return try select(
            "WHERE \(condition.sql) ORDER BY \(Self.order)\(direction), r.id\(direction) LIMIT \(max(1, limit))",
            condition.arguments)
    }

    package func count(_ filter: RequestFilter) throws -> Int {
        let condition = filter.condition
        return try connection.integer(
            "SELECT count(*) FROM special_request r WHERE \(condition.sql)", condition.arguments)
    }

    /// The approved ones whose term ended before `day`.
    package func ended(before day: CalendarDate, limit: Int) throws -> [Identifier<SpecialRequest>] {
        try connection.rows(
            """
            SELECT r.id FROM special_request r WHERE r.state = 'approved' AND r.valid_through < ?
            ORDER BY r.id LIMIT \(max(1, limit))
            """, [.day(day)]
        ).map { try $0.id(0) }
    }

    package func insert(_ request: SpecialRequest) throws {
        try connection.insert(into: "special_request", Self.columns, rows: [values(request)])
    }

    /// Sets everything but where it belongs and who made it. Returns false where somebody has changed it since the
    /// revision before that of `request`.
    package func update(_ request: SpecialRequest) throws -> Bool {
        let sets = Self.columns.dropFirst(7).map { "\($0) = ?" }.joined(separator: ", ")
        return try connection.run(
            "UPDATE special_request SET \(sets) WHERE id = ? AND revision = ?",
            values(request).dropFirst(7) + [.id(request.id), .integer(request.revision - 1)]) == 1
    }

    /// What a body that ended has asked for, and was asked about, is its heir's; the printed names stay. Returns how many.
    package func pass(from body: Identifier<Organisation>, to heir: Identifier<Organisation>) throws -> Int {
        let asked = try connection.run(
            """
            UPDATE special_request SET organisation_id = ? WHERE organisation_id = ?
            """, [.id(heir), .id(body)])
        return try asked
            + connection.run(
                "UPDATE request_opinion SET organisation_id = ? WHERE organisation_id = ? AND state = 'asked'",
                [.id(heir), .id(body)])
    }

    private static let never = "9999-12-31"
    private static let order = "COALESCE(r.deadline, '\(never)')"

    private static let columns = [
        "id", "pairing_id", "side", "organisation_id", "unit", "made_by", "maker", "kind", "state", "matter", "firm",
        "basis", "wish", "is_joint", "deadline", "submitted_at", "submitted_by", "submitter", "handled_by", "handler",
        "decision", "decided_by", "decider", "decided_at", "valid_through", "outcome", "revision",
    ]

    private func values(_ request: SpecialRequest) -> [SQLValue] {
        [
            .id(request.id), .id(request.pairing), .choice(request.side), .id(request.organisation),
            .filled(request.unit), .id(request.maker.account), .text(request.maker.name), .choice(request.kind),
            .choice(request.state), .text(request.matter), .filled(request.firm), .filled(request.basis),
            .filled(request.wish), .flag(request.isJoint), .day(request.deadline), .at(request.submittedAt),
            .id(request.submitter?.account), .text(request.submitter?.name), .id(request.handler?.account),
            .text(request.handler?.name), .filled(request.decision), .id(request.decider?.account),
            .text(request.decider?.name), .at(request.decidedAt), .day(request.validThrough),
            .filled(request.outcome), .integer(request.revision),
        ]
    }

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [SpecialRequest] {
        let columns = Self.columns.map { "r." + $0 }.joined(separator: ", ")
        return try connection.rows("SELECT \(columns) FROM special_request r \(rest)", arguments).map(request)
    }

    private func request(_ row: SQLRow) throws -> SpecialRequest {
        var request = SpecialRequest(
            id: try row.id(0), pairing: try row.id(1), side: try row.choice(2), organisation: try row.idOrNil(3),
            unit: try row.textOrNil(4), maker: SignedBy(account: try row.idOrNil(5), name: try row.text(6)))
        (request.kind, request.state, request.matter) = (try row.choice(7), try row.choice(8), try row.text(9))
        (request.firm, request.basis) = (try row.textOrNil(10), try row.textOrNil(11))
        (request.wish, request.isJoint) = (try row.textOrNil(12), try row.flag(13))
        (request.deadline, request.submittedAt) = (try row.dayOrNil(14), try row.instantOrNil(15))
        (request.submitter, request.handler) = (try row.signature(16), try row.signature(18))
        (request.decision, request.decider) = (try row.textOrNil(20), try row.signature(21))
        (request.decidedAt, request.validThrough) = (try row.instantOrNil(23), try row.dayOrNil(24))
        (request.outcome, request.revision) = (try row.textOrNil(25), try row.integer(26))
        return request
    }
}
