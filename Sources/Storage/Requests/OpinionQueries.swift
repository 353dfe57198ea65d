// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What departments say to requests.
package struct OpinionQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Those of several requests, each request's in their order.
    package func all(of requests: [Identifier<SpecialRequest>]) throws -> [RequestOpinion] {
        let condition = SQLCondition.in("request_id", requests.map { .id($0) })
        return try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM request_opinion WHERE \(condition.sql)
            ORDER BY request_id, position
            """, condition.arguments
        ).map(opinion)
    }

    package func insert(_ opinions: [RequestOpinion]) throws {
        try connection.insert(into: "request_opinion", Self.columns, rows: opinions.map(values))
    }

    /// Sets what changes of an opinion whose request is locked.
    package func update(_ opinion: RequestOpinion) throws {
        let changes = zip(Self.columns, values(opinion)).dropFirst(5)
        try connection.run(
            "UPDATE request_opinion SET \(changes.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE id = ?",
            changes.map(\.1) + [.id(opinion.id)])
    }

    private static let columns = [
        "id", "request_id", "position", "organisation_id", "unit", "state", "due_day", "is_short", "answer",
        "answered_by", "answerer", "answered_at", "remark", "revision",
    ]

    private func values(_ opinion: RequestOpinion) -> [SQLValue] {
        [
            .id(opinion.id), .id(opinion.request), .integer(opinion.position), .id(opinion.organisation),
            .text(opinion.unit), .choice(opinion.state), .day(opinion.due), .flag(opinion.isShort),
            .filled(opinion.answer), .id(opinion.answeredBy?.account), .text(opinion.answeredBy?.name),
            .at(opinion.answeredAt), .filled(opinion.remark), .integer(opinion.revision),
        ]
    }

    private func opinion(_ row: SQLRow) throws -> RequestOpinion {
        var opinion = RequestOpinion(
            id: try row.id(0), request: try row.id(1), position: try row.integer(2), organisation: try row.id(3),
            unit: try row.text(4), due: try row.day(6))
        (opinion.state, opinion.isShort, opinion.answer) = (try row.choice(5), try row.flag(7), try row.textOrNil(8))
        (opinion.answeredBy, opinion.answeredAt) = (try row.signature(9), try row.instantOrNil(11))
        (opinion.remark, opinion.revision) = (try row.textOrNil(12), try row.integer(13))
        return opinion
    }
}
