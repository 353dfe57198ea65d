// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The directory of bodies.
package struct OrganisationQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<Organisation>) throws -> Organisation? {
        try select(SQLCondition("o.id = ?", [.id(id)])).first
    }

    package func find(_ ids: [Identifier<Organisation>]) throws -> [Organisation] {
        try select(.in("o.id", ids.map { .id($0) }))
    }

    /// All bodies of these places, by place and name.
    package func all(in divisions: [DivisionCode]) throws -> [Organisation] {
        try select(.in("o.division_code", divisions.map { .code($0) }))
    }

    /// The bodies of a place (of no place where nil) whose name or alias is `spelling`, those so named first.
    package func matching(_ spelling: String, in division: DivisionCode?) throws -> [Organisation] {
        let place = division.map { SQLCondition("o.division_code = ?", [.code($0)]) }
        let named = SQLCondition(
            "o.name = ? OR o.id IN (SELECT organisation_id FROM organisation_alias WHERE alias = ?)",
            [.text(spelling), .text(spelling)])
        let found = try select(.all([place ?? SQLCondition("o.division_code IS NULL"), named]))
        return found.filter { $0.name == spelling } + found.filter { $0.name != spelling }
    }

    /// Throws `uniqueViolation` where the place has a body of this name.
    package func insert(_ organisation: Organisation, isDemo: Bool = false) throws {
        try connection.run(
            """
            INSERT INTO organisation
                (id, name, kind, division_code, valid_from, valid_to, successor_id, is_confirmed, is_demo)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(organisation.id), .text(organisation.name), .choice(organisation.kind),
                .code(organisation.division), .day(organisation.validFrom), .day(organisation.validTo),
                .id(organisation.successor), .flag(organisation.isConfirmed), .flag(isDemo),
            ])
        try insertAliases(of: organisation)
    }

    /// Sets everything but the identity, aliases too. Returns false where there is no such body.
    @discardableResult
    package func update(_ organisation: Organisation) throws -> Bool {
        let changed = try connection.run(
            """
            UPDATE organisation SET name = ?, kind = ?, division_code = ?, valid_from = ?, valid_to = ?,
                successor_id = ?, is_confirmed = ?
            WHERE id = ?
            """,
            [
                .text(organisation.name), .choice(organisation.kind), .code(organisation.division),
                .day(organisation.validFrom), .day(organisation.validTo), .id(organisation.successor),
                .flag(organisation.isConfirmed), .id(organisation.id),
            ])
        guard changed == 1 else { return false }
        try connection.run("DELETE FROM organisation_alias WHERE organisation_id = ?", [.id(organisation.id)])
        try insertAliases(of: organisation)
        return true
    }

    private func insertAliases(of organisation: Organisation) throws {
        let aliases = Set(organisation.aliases).subtracting([organisation.name, ""]).sorted()
        try connection.insert(
            into: "organisation_alias", ["organisation_id", "alias"],
            rows: aliases.map { [.id(organisation.id), .text($0)] })
    }

    private func select(_ condition: SQLCondition) throws -> [Organisation] {
        var organisations: [Organisation] = []
        let rows = try connection.rows(
            """
            SELECT o.id, o.name, o.kind, o.division_code, o.valid_from, o.valid_to, o.successor_id, o.is_confirmed,
                a.alias
            FROM organisation o LEFT JOIN organisation_alias a ON a.organisation_id = o.id
            WHERE \(condition.sql) ORDER BY o.division_code, o.name, o.id, a.alias
            """, condition.arguments)
        for row in rows {
            let alias = try row.textOrNil(8)
            let id: Identifier<Organisation> = try row.id(0)
            if let last = organisations.indices.last, organisations[last].id == id {
                if let alias { organisations[last].aliases.append(alias) }
            } else {
                organisations.append(try read(row, id, aliases: alias.map { [$0] } ?? []))
            }
        }
        return organisations
    }

    private func read(_ row: SQLRow, _ id: Identifier<Organisation>, aliases: [String]) throws -> Organisation {
        Organisation(
            id: id, name: try row.text(1), kind: try row.choice(2), division: try row.divisionOrNil(3),
            aliases: aliases, validFrom: try row.dayOrNil(4), validTo: try row.dayOrNil(5),
            successor: try row.idOrNil(6), isConfirmed: try row.flag(7))
    }
}
