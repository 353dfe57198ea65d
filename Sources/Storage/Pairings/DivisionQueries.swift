// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The places with codes of GB/T 2260 that the installation knows.
package struct DivisionQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// All places in the order of their codes, which puts each province before its cities.
    package func all() throws -> [Division] {
        try connection.rows("SELECT code, name, romanised FROM division ORDER BY code").map(read)
    }

    package func find(_ code: DivisionCode) throws -> Division? {
        try connection.row("SELECT code, name, romanised FROM division WHERE code = ?", [.code(code)]).map(read)
    }

    /// Adds a place or renames it. Its province is its parent where that is known.
    package func save(_ division: Division) throws {
        let hasParent = try division.code != division.code.province && find(division.code.province) != nil
        try connection.upsert(
            into: "division", key: [("code", .code(division.code))],
            [
                ("name", .text(division.name)), ("romanised", .text(division.romanised)),
                ("parent", hasParent ? .code(division.code.province) : .null),
            ])
    }

    private func read(_ row: SQLRow) throws -> Division {
        Division(code: try row.division(0), name: try row.text(1), romanised: try row.text(2))
    }
}
