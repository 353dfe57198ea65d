// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Removes all rows of these pairings from every register, with the figures made of them and what was closed.
package func removeRegisters(of pairings: [Identifier<Pairing>], _ connection: any SQLConnection) throws {
    let ofPairing = SQLCondition.in("pairing_id", pairings.map { .id($0) })
    let books = "SELECT number FROM ledger_book WHERE \(ofPairing.sql)"
    for table in ["indicator_total", "indicator_key", "ledger_term", "ledger_entry"] {
        try connection.run("DELETE FROM \(table) WHERE book IN (\(books))", ofPairing.arguments)
    }
    try connection.run("DELETE FROM ledger_book WHERE \(ofPairing.sql)", ofPairing.arguments)
    try connection.run("DELETE FROM ledger_mapping WHERE \(ofPairing.sql)", ofPairing.arguments)
    try connection.run("DELETE FROM sheet_import WHERE \(ofPairing.sql)", ofPairing.arguments)
    try connection.run("DELETE FROM ledger_period_lock WHERE \(ofPairing.sql)", ofPairing.arguments)
}
