// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The directory of bodies.
package struct OrganisationQueries {
    let connection: any SQLConnection

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

    /// The bodies of a place (of no place where nil) whose name, former name or alias is `spelling`: first those that
    /// bore it on `day`, then those that bear it now, ended ones last.
    package func matching(
        _ spelling: String, in division: DivisionCode?, on day: CalendarDate? = nil
    ) throws -> [Organisation] {
        let place = division.map { SQLCondition("o.division_code = ?", [.code($0)]) }
        let named = SQLCondition(
            """
            o.name = ? OR o.id IN (SELECT organisation_id FROM organisation_alias WHERE alias = ?)
                OR o.id IN (SELECT organisation_id FROM organisation_naming WHERE name = ?)
            """, [.text(spelling), .text(spelling), .text(spelling)])
        let found = try select(.all([place ?? SQLCondition("o.division_code IS NULL"), named]))
        guard found.count > 1 else { return found }
        let names = try day.map { _ in try self.names(of: found.map(\.id)) } ?? [:]
        func rank(_ body: Organisation) -> Int {
            let known = names[body.id] ?? [body.presentName]
            if let day, known.contains(where: { $0.name == spelling && $0.isBorne(on: day) }) { return 0 }
            return body.validTo != nil ? 3 : body.name == spelling ? 1 : 2
        }
        return found.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }

    /// Throws `uniqueViolation` where the place has a body of this name.
    package func insert(_ organisation: Organisation, isDemo: Bool = false) throws {
        try connection.run(
            """
            INSERT INTO organisation
                (id, name, kind, division_code, valid_from, valid_to, successor_id, parent_id, is_confirmed, is_demo)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(organisation.id), .text(organisation.name), .choice(organisation.kind),
                .code(organisation.division), .day(organisation.validFrom), .day(organisation.validTo),
                .id(organisation.successor), .id(organisation.parent), .flag(organisation.isConfirmed), .flag(isDemo),
            ])
        try insertAliases(of: organisation)
    }

    /// Sets everything but the identity, aliases too. Returns false where there is no such body, or it has not this
    /// `revision` any more.
    @discardableResult
    package func update(_ organisation: Organisation, revision: Int? = nil) throws -> Bool {
        let condition = revision.map { SQLCondition("id = ? AND revision = ?", [.id(organisation.id), .integer($0)]) }
        let which = condition ?? SQLCondition("id = ?", [.id(organisation.id)])
        let changed = try connection.run(
            """
            UPDATE organisation SET name = ?, kind = ?, division_code = ?, valid_from = ?, valid_to = ?,
                successor_id = ?, parent_id = ?, is_confirmed = ?, revision = revision + 1
            WHERE \(which.sql)
            """,
            [
                .text(organisation.name), .choice(organisation.kind), .code(organisation.division),
                .day(organisation.validFrom), .day(organisation.validTo), .id(organisation.successor),
                .id(organisation.parent), .flag(organisation.isConfirmed),
            ] + which.arguments)
        guard changed == 1 else { return false }
        try connection.run("DELETE FROM organisation_alias WHERE organisation_id = ?", [.id(organisation.id)])
        try insertAliases(of: organisation)
        return true
    }

    /// The number that rises with every change of a body; nil where there is none.
    package func revision(of id: Identifier<Organisation>) throws -> Int? {
        try connection.row("SELECT revision FROM organisation WHERE id = ?", [.id(id)])?.integer(0)
    }

    /// Inside `write`: nobody else changes the body until the transaction ends. Its revision, or nil.
    package func lock(_ id: Identifier<Organisation>) throws -> Int? {
        try connection.row(
            "SELECT revision FROM organisation WHERE id = ?" + connection.dialect.forUpdate, [.id(id)])?.integer(0)
    }

    private func insertAliases(of organisation: Organisation) throws {
        let aliases = Set(organisation.aliases).subtracting([organisation.name, ""]).sorted()
        try connection.insert(
            into: "organisation_alias", ["organisation_id", "alias"],
            rows: aliases.map { [.id(organisation.id), .text($0)] })
    }

    func select(_ condition: SQLCondition, order: String = "o.division_code, o.name, o.id") throws -> [Organisation] {
        var organisations: [Organisation] = []
        let rows = try connection.rows(
            """
            SELECT o.id, o.name, o.kind, o.division_code, o.valid_from, o.valid_to, o.successor_id, o.is_confirmed,
                a.alias, o.parent_id
            FROM organisation o LEFT JOIN organisation_alias a ON a.organisation_id = o.id
            WHERE \(condition.sql) ORDER BY \(order), a.alias
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
            successor: try row.idOrNil(6), parent: try row.idOrNil(9), isConfirmed: try row.flag(7))
    }
}
