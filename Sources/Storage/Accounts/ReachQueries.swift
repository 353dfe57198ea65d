// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// How many objects there are of each kind in each pairing.
package struct ReachCounts: Sendable {
    package var plans: [Identifier<Pairing>: Int]
    package var tasks: [Identifier<Pairing>: Int]
    package var adoptedDocuments: [Identifier<Pairing>: Int]
    package var otherDocuments: [Identifier<Pairing>: Int]
    /// Those that did not become a plan.
    package var drafts: [Identifier<Pairing>: Int]
    package var contacts: [Identifier<Pairing>: [Side: Int]]
    package var organisations: Int
    package var users: Int
    /// With a role of an office, a unit or an observer there.
    package var usersByPairing: [Identifier<Pairing>: Int]
    package var feedback: Int
    package var events: Int
    /// Those of the actions that were asked for.
    package var accessEvents: Int
}

/// Counts what can be seen, for the page that says what a person can see.
package struct ReachQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// `accessActions` are the actions of the record that are counted apart.
    package func counts(accessActions: [String]) throws -> ReachCounts {
        let access = SQLCondition.in("action", accessActions.map { .text($0) })
        return ReachCounts(
            plans: try byPairing("SELECT pairing_id, count(*) FROM plan GROUP BY pairing_id"),
            tasks: try TaskQueries(connection).countByPairing(),
            adoptedDocuments: try documents("EXISTS"), otherDocuments: try documents("NOT EXISTS"),
            drafts: try byPairing(
                "SELECT pairing_id, count(*) FROM draft WHERE state <> 'adopted' GROUP BY pairing_id"),
            contacts: try contacts(), organisations: try connection.integer("SELECT count(*) FROM organisation"),
            users: try connection.integer("SELECT count(*) FROM account"),
            usersByPairing: try byPairing(
                """
                SELECT pairing_id, count(DISTINCT account_id) FROM account_grant
                WHERE role IN ('office', 'unit', 'observer') AND pairing_id IS NOT NULL GROUP BY pairing_id
                """),
            feedback: try connection.integer("SELECT count(*) FROM feedback"),
            events: try connection.integer("SELECT count(*) FROM audit_event"),
            accessEvents: try connection.integer(
                "SELECT count(*) FROM audit_event WHERE \(access.sql)", access.arguments))
    }

    private func documents(_ isAdopted: String) throws -> [Identifier<Pairing>: Int] {
        try byPairing(
            """
            SELECT d.pairing_id, count(*) FROM document d
            WHERE \(isAdopted) (SELECT 1 FROM plan_version v WHERE v.document_id = d.id) GROUP BY d.pairing_id
            """)
    }

    private func contacts() throws -> [Identifier<Pairing>: [Side: Int]] {
        var counts: [Identifier<Pairing>: [Side: Int]] = [:]
        for row in try connection.rows("SELECT pairing_id, side, count(*) FROM contact GROUP BY pairing_id, side") {
            counts[try row.id(0), default: [:]][try row.choice(1)] = try row.integer(2)
        }
        return counts
    }

    private func byPairing(_ sql: String) throws -> [Identifier<Pairing>: Int] {
        var counts: [Identifier<Pairing>: Int] = [:]
        for row in try connection.rows(sql) { counts[try row.id(0)] = try row.integer(1) }
        return counts
    }
}

extension AccountQueries {
    /// Everybody who can sign in, in the order of their log-in names.
    package func active() throws -> [User] {
        var found: [User] = []
        var last: String?
        repeat {
            let page = try page(after: last, limit: 500)
            found += page.map(\.user).filter { $0.state == .active }
            last = page.count == 500 ? page.last?.user.username : nil
        } while last != nil
        return found
    }
}
