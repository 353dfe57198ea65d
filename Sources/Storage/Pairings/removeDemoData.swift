// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Removes the pairings that the demonstration made, with all that was made in them, its people and its places.
/// Nothing else is touched; what was recorded about it stays in the record.
///
/// Bodies and places that real plans have come to name stay too. The search index of the tasks is the caller's to empty first.
package func removeDemoData(_ connection: any SQLConnection, divisions: [DivisionCode]) throws {
    let pairings = try demoPairings(connection)
    let ofPairing = SQLCondition.in("pairing_id", pairings.map { .id($0) })
    let demoAccounts = "SELECT id FROM account WHERE is_demo = 1"
    try removeReferences(pairings, connection)
    for table in ["attachment", "attachment_upload", "meeting_decision", "meeting"] {
        try delete(table, ofPairing, connection)
    }
    try removeRegisters(of: pairings, connection)
    try removeWork(of: pairings, connection)
    for table in ["supervision_order", "supervision_series", "special_request"] {
        try delete(table, ofPairing, connection)
    }
    try delete("plan", ofPairing, connection)
    try delete("draft", ofPairing, connection)
    try delete("document", ofPairing, connection)
    try delete("contact", ofPairing, connection)
    // What the demonstration's people did to real objects stays, without them.
    for (table, column) in [
        ("task_comment", "author_id"), ("document", "uploaded_by"), ("feedback", "author_id"), ("draft", "holder_id"),
    ] {
        try connection.run("UPDATE \(table) SET \(column) = NULL WHERE \(column) IN (\(demoAccounts))")
    }
    try connection.run("DELETE FROM account WHERE is_demo = 1")
    let places = divisions.map { SQLValue.code($0) }
    for table in ["account_grant", "account_assignment"] {
        try delete(table, .any([ofPairing, .in("province", places)]), connection)
    }
    try removeBodies(places, connection)
    // Pairings within others go first.
    for pairing in pairings.reversed() { try PairingQueries(connection).remove(pairing) }
    // A place that a real plan or pairing has come to name stays. Cities go before their provinces.
    for code in divisions.sorted().reversed() {
        try connection.run(
            """
            DELETE FROM division WHERE code = ?
                AND NOT EXISTS (SELECT 1 FROM organisation o WHERE o.division_code = division.code)
                AND NOT EXISTS (SELECT 1 FROM division d WHERE d.parent = division.code)
                AND NOT EXISTS
                    (SELECT 1 FROM pairing p WHERE division.code IN (p.old_area_division, p.eastern_division))
            """, [.code(code)])
    }
}

/// Takes away the reference plans that lie in these pairings or hold for them alone, with their links.
private func removeReferences(_ pairings: [Identifier<Pairing>], _ connection: any SQLConnection) throws {
    let ids = pairings.map { SQLValue.id($0) }
    let documents = SQLCondition.in("d.pairing_id", ids)
    let gone = SQLCondition.any([
        SQLCondition("document_id IN (SELECT d.id FROM document d WHERE \(documents.sql))", documents.arguments),
        .in("pairing_id", ids),
    ])
    try connection.run(
        """
        UPDATE crosswalk_reference SET successor_id = NULL
        WHERE successor_id IN (SELECT id FROM crosswalk_reference WHERE \(gone.sql))
        """, gone.arguments)
    try delete("crosswalk_reference", gone, connection)
}

/// The pairings of the demonstration with those that were made within them since, which come after.
package func demoPairings(_ connection: any SQLConnection) throws -> [Identifier<Pairing>] {
    let queries = PairingQueries(connection)
    var found = try queries.demo().map(\.id)
    var next = 0
    while next < found.count {
        found += try queries.children(of: found[next]).map(\.id).filter { !found.contains($0) }
        next += 1
    }
    return found
}

private func removeBodies(_ places: [SQLValue], _ connection: any SQLConnection) throws {
    let needed = [
        "plan_responsibility", "work_leg", "handling_leg", "special_request", "request_opinion", "meeting_decision",
    ].map {
        "SELECT organisation_id FROM \($0) WHERE organisation_id IS NOT NULL"
    }.joined(separator: " UNION ")
    let ofDemo = SQLCondition.any([SQLCondition("is_demo = 1"), .in("division_code", places)])
    for table in ["account_grant", "account_assignment"] {
        try connection.run(
            """
            DELETE FROM \(table) WHERE organisation_id IN
                (SELECT id FROM organisation WHERE (\(ofDemo.sql)) AND id NOT IN (\(needed)))
            """, ofDemo.arguments)
    }
    for (table, column) in [
        ("organisation", "parent_id"), ("organisation", "successor_id"), ("contact", "organisation_id"),
    ] {
        try connection.run(
            """
            UPDATE \(table) SET \(column) = NULL WHERE \(column) IN
                (SELECT id FROM organisation WHERE (\(ofDemo.sql)) AND id NOT IN (\(needed)))
            """, ofDemo.arguments)
    }
    try connection.run(
        "DELETE FROM organisation WHERE (\(ofDemo.sql)) AND id NOT IN (\(needed))", ofDemo.arguments)
    // What is left is named by a real plan: a body of no place that both came to know.
    try connection.run("UPDATE organisation SET is_demo = 0 WHERE is_demo = 1")
}

private func delete(_ table: String, _ condition: SQLCondition, _ connection: any SQLConnection) throws {
    try connection.run("DELETE FROM \(table) WHERE \(condition.sql)", condition.arguments)
}
