// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Items of yearly lists by the leading official whom they name.
package struct LedItemQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The items in these pairings that name the person and of which a share is not at its end.
    package func items(
        ledBy name: String, in pairings: [Identifier<Pairing>]
    ) throws -> [(id: Identifier<WorkItem>, pairing: Identifier<Pairing>, title: String)] {
        let condition = SQLCondition.in("i.pairing_id", pairings.map { .id($0) })
        return try connection.rows(
            """
            SELECT i.id, i.pairing_id, i.title FROM work_item i WHERE i.leader_name = ? AND \(condition.sql)
            AND EXISTS (SELECT 1 FROM work_leg l
                WHERE l.item_id = i.id AND l.state NOT IN ('closed', 'withdrawn', 'carried'))
            ORDER BY i.pairing_id, i.position, i.id
            """, [.text(name)] + condition.arguments
        ).map { (try $0.id(0), try $0.id(1), try $0.text(2)) }
    }

    /// Names another leading official, in a list of a new revision; the post stays, and what was agreed to.
    package func setLeader(_ name: String, of item: Identifier<WorkItem>) throws {
        try connection.run(
            """
            UPDATE year_plan SET revision = revision + 1
            WHERE id = (SELECT year_plan_id FROM work_item WHERE id = ?)
            """, [.id(item)])
        try connection.run(
            "UPDATE work_item SET leader_name = ?, revision = revision + 1 WHERE id = ?", [.text(name), .id(item)])
    }

    /// Whether another account that is not disabled has this name.
    package func hasNamesake(_ name: String, besides account: Identifier<User>) throws -> Bool {
        try connection.exists(
            "SELECT 1 FROM account WHERE display_name = ? AND id <> ? AND state <> 'disabled' LIMIT 1",
            [.text(name), .id(account)])
    }
}
