// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A published plan with the pairing that it belongs to.
package struct PublicationRecord: Hashable, Sendable {
    package let publication: PlanPublication
    package let pairing: Identifier<Pairing>
    /// How many tasks the published version has.
    package let taskCount: Int
    /// True where the published version is the newest.
    package let isNewest: Bool
}

/// A place in the list of published plans, those published last first.
package struct PublicationPosition: Hashable, Sendable {
    package let publishedAt: Instant
    package let id: Identifier<Plan>

    package init(publishedAt: Instant, id: Identifier<Plan>) { (self.publishedAt, self.id) = (publishedAt, id) }
}

/// What offices have published of their plans.
package struct PublicationQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// What is published of a plan; nil where nothing is.
    package func find(_ plan: Identifier<Plan>) throws -> PublicationRecord? {
        try records(SQLCondition("u.plan_id = ?", [.id(plan)]), "").first
    }

    /// The published plans of the visible pairings, those published last first: those after a position.
    package func page(
        visible: PairingFilter, after: PublicationPosition?, limit: Int
    ) throws -> [PublicationRecord] {
        var conditions = [visible.condition("p.pairing_id")].compactMap { $0 }
        if let after {
            conditions.append(
                SQLCondition(
                    "u.published_at < ? OR (u.published_at = ? AND u.plan_id < ?)",
                    [.at(after.publishedAt), .at(after.publishedAt), .id(after.id)]))
        }
        return try records(.all(conditions), " LIMIT \(max(1, limit))")
    }

    /// All published plans of the visible pairings, those published last first.
    package func all(visible: PairingFilter) throws -> [PublicationRecord] {
        try records(visible.condition("p.pairing_id") ?? .all([]), "")
    }

    /// Publishes a version in place of what was published of the plan before.
    package func publish(_ publication: PlanPublication) throws {
        try connection.upsert(
            into: "plan_publication", key: [("plan_id", .id(publication.plan))],
            [
                ("version", .integer(publication.version)), ("title", .text(publication.title)),
                ("document_number", .filled(publication.documentNumber)),
                ("period_from", .integer(publication.period?.from)), ("period_to", .integer(publication.period?.to)),
                ("published_at", .at(publication.publishedAt)), ("published_by", .text(publication.publishedBy)),
            ])
    }

    package func withdraw(_ plan: Identifier<Plan>) throws {
        try connection.run("DELETE FROM plan_publication WHERE plan_id = ?", [.id(plan)])
    }

    private func records(_ condition: SQLCondition, _ limit: String) throws -> [PublicationRecord] {
        try connection.rows(
            """
            SELECT u.plan_id, u.version, u.title, u.document_number, u.period_from, u.period_to, u.published_at,
                u.published_by, p.pairing_id, p.version,
                (SELECT count(*) FROM plan_task t JOIN plan_task_wording w ON w.task_id = t.id
                    WHERE t.plan_id = u.plan_id AND w.version = u.version AND w.change <> 'dropped')
            FROM plan_publication u JOIN plan p ON p.id = u.plan_id
            WHERE \(condition.sql) ORDER BY u.published_at DESC, u.plan_id DESC\(limit)
            """, condition.arguments
        ).map { row in
            let version = try row.integer(1)
            return PublicationRecord(
                publication: PlanPublication(
                    plan: try row.id(0), version: version, title: try row.text(2),
                    documentNumber: try row.textOrNil(3), period: try row.isNull(4) ? nil : row.years(4, 5),
                    publishedAt: try row.instant(6), publishedBy: try row.text(7)),
                pairing: try row.id(8), taskCount: try row.integer(10), isNewest: try row.integer(9) == version)
        }
    }
}
