// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The directory of pairings.
package struct PairingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// All pairings: those of cities first, then those made within them; each in the order in which they were added,
    /// which for the national ones is that of the national work plan.
    package func all() throws -> [Pairing] {
        try select("ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, id")
    }

    package func find(code: String) throws -> Pairing? { try select("WHERE code = ?", [.text(code)]).first }

    package func find(_ id: Identifier<Pairing>) throws -> Pairing? { try select("WHERE id = ?", [.id(id)]).first }

    /// Inside `write`: whoever else locks the pairing waits until the transaction ends.
    package func lock(_ id: Identifier<Pairing>) throws {
        _ = try connection.row("SELECT id FROM pairing WHERE id = ?" + connection.dialect.forUpdate, [.id(id)])
    }

    /// The pairings made within one.
    package func children(of id: Identifier<Pairing>) throws -> [Pairing] {
        try select("WHERE parent_id = ? ORDER BY code", [.id(id)])
    }

    /// Throws `uniqueViolation` where the code is taken, `foreignKeyViolation` where a place or the parent is unknown.
    package func insert(_ pairing: Pairing, isDemo: Bool = false) throws {
        let marks = repeatElement("?", count: 14).joined(separator: ", ")
        try connection.run(
            "INSERT INTO pairing (\(Self.columns), is_demo) VALUES (\(marks))",
            [
                .id(pairing.id), .text(pairing.code), .choice(pairing.kind), .filled(pairing.region),
                .integer(pairing.term.from), .integer(pairing.term.to), .id(pairing.parent),
                .text(pairing.oldArea.name), .text(pairing.oldArea.romanised), .code(pairing.oldArea.division),
                .text(pairing.eastern.name), .text(pairing.eastern.romanised), .code(pairing.eastern.division),
                .flag(isDemo),
            ])
    }

    /// Removes a pairing to which nothing refers; else throws `foreignKeyViolation`.
    package func remove(_ id: Identifier<Pairing>) throws {
        try connection.run("DELETE FROM pairing WHERE id = ?", [.id(id)])
    }

    /// The pairings that the demonstration made.
    package func demo() throws -> [Pairing] { try select("WHERE is_demo = 1 ORDER BY code") }

    private static let columns = """
        id, code, kind, region, term_from, term_to, parent_id, old_area_name, old_area_romanised, old_area_division, \
        eastern_name, eastern_romanised, eastern_division
        """

    private func select(_ rest: String, _ arguments: [SQLValue] = []) throws -> [Pairing] {
        try connection.rows("SELECT \(Self.columns) FROM pairing \(rest)", arguments).map { row in
            Pairing(
                id: try row.id(0), code: try row.text(1), kind: try row.choice(2),
                oldArea: try party(row, 7), eastern: try party(row, 10), region: try row.textOrNil(3),
                term: try row.years(4, 5), parent: try row.idOrNil(6))
        }
    }

    private func party(_ row: SQLRow, _ column: Int) throws -> PairingParty {
        PairingParty(
            name: try row.text(column), romanised: try row.text(column + 1), division: try row.division(column + 2))
    }
}
