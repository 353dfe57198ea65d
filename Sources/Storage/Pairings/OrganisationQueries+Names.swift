// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

extension Organisation {
    /// The only name of a body that was never renamed.
    var presentName: OrganisationName { OrganisationName(name: name, validFrom: validFrom, validTo: validTo) }
}

extension [OrganisationName] {
    /// What a body with these names, oldest first, was called on a day; the nearest where none is known of that day.
    package func borne(on day: CalendarDate) -> String? {
        let borne = last { $0.isBorne(on: day) }
        return (borne ?? first { ($0.validFrom ?? day) > day } ?? last)?.name
    }
}

/// What bodies were called when, and what became of them.
extension OrganisationQueries {
    /// The names of each body, oldest first; those that were never renamed have the present one alone.
    package func names(
        of ids: [Identifier<Organisation>]
    ) throws -> [Identifier<Organisation>: [OrganisationName]] {
        guard !ids.isEmpty else { return [:] }
        let condition = SQLCondition.in("organisation_id", ids.map { .id($0) })
        var names: [Identifier<Organisation>: [OrganisationName]] = [:]
        let rows = try connection.rows(
            """
            SELECT organisation_id, name, valid_from, valid_to FROM organisation_naming
            WHERE \(condition.sql) ORDER BY organisation_id, number
            """, condition.arguments)
        for row in rows {
            let name = OrganisationName(
                name: try row.text(1), validFrom: try row.dayOrNil(2), validTo: try row.dayOrNil(3))
            names[try row.id(0), default: []].append(name)
        }
        for body in try find(ids.filter { names[$0] == nil }) { names[body.id] = [body.presentName] }
        return names
    }

    /// What a body was called on a day: for filings and plans that print the name of their time. The nearest known name
    /// where none is known of that day; nil where there is no such body.
    package func name(of id: Identifier<Organisation>, on day: CalendarDate) throws -> String? {
        try names(of: [id])[id]?.borne(on: day)
    }

    /// What each of these bodies was called on a day; the present names where it is nil.
    package func names(
        of bodies: [Organisation], on day: CalendarDate?
    ) throws -> [Identifier<Organisation>: String] {
        let present = Dictionary(bodies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        guard let day else { return present }
        let then = try names(of: bodies.map(\.id)).compactMapValues { $0.borne(on: day) }
        return present.merging(then) { $1 }
    }

    /// Writes the whole row of names of a body.
    package func replaceNames(of id: Identifier<Organisation>, by names: [OrganisationName]) throws {
        try connection.run("DELETE FROM organisation_naming WHERE organisation_id = ?", [.id(id)])
        try connection.insert(
            into: "organisation_naming", ["organisation_id", "number", "name", "valid_from", "valid_to"],
            rows: names.enumerated().map { number, name in
                [.id(id), .integer(number), .text(name.name), .day(name.validFrom), .day(name.validTo)]
            })
    }

    package func insert(_ succession: OrganisationSuccession) throws {
        try connection.run(
            "INSERT INTO organisation_succession (from_id, to_id, day, kind) VALUES (?, ?, ?, ?)",
            [.id(succession.from), .id(succession.to), .day(succession.on), .choice(succession.kind)])
    }

    /// What these bodies passed into, earliest first.
    package func successions(from ids: [Identifier<Organisation>]) throws -> [OrganisationSuccession] {
        try successions(.in("from_id", ids.map { .id($0) }))
    }

    /// What passed into these bodies, earliest first.
    package func successions(to ids: [Identifier<Organisation>]) throws -> [OrganisationSuccession] {
        try successions(.in("to_id", ids.map { .id($0) }))
    }

    /// The body that is in charge today of what was a body's: where it passed whole into one other, that one, and so
    /// on; where it still exists or was split among several, itself.
    package func inCharge(of id: Identifier<Organisation>) throws -> Identifier<Organisation> {
        var (present, seen) = (id, Set([id]))
        while let next = try heir(of: present), seen.insert(next).inserted { present = next }
        return present
    }

    /// The body with all that ended and passed into it, directly or by way of others: whose duties are its today.
    package func withPredecessors(_ id: Identifier<Organisation>) throws -> [Identifier<Organisation>] {
        try withPredecessors(of: [id])[id] ?? [id]
    }

    /// The same of several bodies, asked once for each step back.
    package func withPredecessors(
        of ids: [Identifier<Organisation>]
    ) throws -> [Identifier<Organisation>: [Identifier<Organisation>]] {
        var sources: [Identifier<Organisation>: [Identifier<Organisation>]] = [:]
        var (known, next) = (Set(ids), ids)
        while !next.isEmpty {
            let steps = try successions(to: next)
            let ended = Set(try find(steps.map(\.from)).filter { $0.validTo != nil }.map(\.id))
            for step in steps where ended.contains(step.from) { sources[step.to, default: []].append(step.from) }
            next = ended.filter { known.insert($0).inserted }.sorted()
        }
        return Dictionary(
            ids.map { id in
                var (found, place) = ([id], 0)
                while place < found.count {
                    for source in sources[found[place]] ?? [] where !found.contains(source) { found.append(source) }
                    place += 1
                }
                return (id, found)
            }, uniquingKeysWith: { first, _ in first })
    }

    private func heir(of id: Identifier<Organisation>) throws -> Identifier<Organisation>? {
        guard let body = try find(id), body.validTo != nil else { return nil }
        let heirs = try successions(from: [id])
        return heirs.count == 1 ? heirs[0].to : nil
    }

    private func successions(_ condition: SQLCondition) throws -> [OrganisationSuccession] {
        try connection.rows(
            """
            SELECT from_id, to_id, day, kind FROM organisation_succession
            WHERE \(condition.sql) ORDER BY day, from_id, to_id
            """, condition.arguments
        ).map { row in
            OrganisationSuccession(
                from: try row.id(0), to: try row.id(1), on: try row.day(2), kind: try row.choice(3))
        }
    }
}
