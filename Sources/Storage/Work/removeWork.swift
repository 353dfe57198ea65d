// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Removes the yearly lists of pairings with all that hangs on them.
package func removeWork(of pairings: [Identifier<Pairing>], _ connection: any SQLConnection) throws {
    let ofPairing = SQLCondition.in("pairing_id", pairings.map { .id($0) })
    for statement in [
        "DELETE FROM exchange_file WHERE \(ofPairing.sql)",
        "DELETE FROM exchange_peer WHERE \(ofPairing.sql)",
        "DELETE FROM filing_cycle WHERE \(ofPairing.sql)",
        "DELETE FROM filing_rule WHERE \(ofPairing.sql)",
        "DELETE FROM light_choice WHERE \(ofPairing.sql)",
        "DELETE FROM slip_choice WHERE \(ofPairing.sql)",
        "DELETE FROM loop_step WHERE object_id IN (SELECT id FROM work_leg WHERE \(ofPairing.sql))",
        "UPDATE work_leg SET parent_id = NULL WHERE \(ofPairing.sql)",
        "DELETE FROM work_leg WHERE \(ofPairing.sql)",
        "UPDATE work_item SET ancestor_id = NULL, special_id = NULL WHERE \(ofPairing.sql)",
        "DELETE FROM work_item WHERE \(ofPairing.sql)",
        "DELETE FROM year_plan WHERE \(ofPairing.sql)",
    ] {
        try connection.run(statement, ofPairing.arguments)
    }
}
