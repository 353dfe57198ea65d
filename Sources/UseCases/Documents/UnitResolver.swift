// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

/// Finds the bodies of the directory that the units of a plan mean. A unit that the directory lacks is added to it,
/// unconfirmed; none is ever dropped.
final class UnitResolver {
    let pairing: Pairing
    private let spellings: OrganisationDirectory
    private let surroundings: Surroundings
    private let connection: any SQLConnection
    private let isDemo: Bool
    /// The day of the document, whose names of bodies are those of its time.
    private let day: CalendarDate?
    /// Places by their full names.
    private let places: [(name: String, code: DivisionCode)]
    private var found: [Key: Identifier<Organisation>] = [:]

    private struct Key: Hashable {
        let unit: String
        let division: DivisionCode?
    }

    init(
        _ pairing: Pairing, _ draft: PlanDraft, _ spellings: OrganisationDirectory, _ surroundings: Surroundings,
        _ connection: any SQLConnection, isDemo: Bool
    ) throws {
        (self.pairing, self.spellings, self.surroundings) = (pairing, spellings, surroundings)
        (self.connection, self.isDemo) = (connection, isDemo)
        day = draft.document.issuedOn
        places = try DivisionQueries(connection).all().map { ($0.name, $0.code) }
    }

    /// Who must act. A group of two cities is one duty on each side.
    func responsibilities(for unit: DraftUnit) throws -> [Responsibility] {
        switch unit.bearer {
        case .unit(let city):
            let side = city.flatMap(side)
            let division = side.map { pairing.party($0).division } ?? city.flatMap(place)
            return [responsibility(unit, side, try organisation(said: unit) ?? organisation(unit.unit, division), nil)]
        case .group(let scope, let cities):
            let sides = cities.compactMap(side)
            if sides.isEmpty { return [responsibility(unit, nil, nil, scope)] }
            return sides.map { responsibility(unit, $0, nil, scope) }
        }
    }

    /// The body that a clerk said a unit means, as far as it is still there.
    private func organisation(said unit: DraftUnit) throws -> Identifier<Organisation>? {
        let queries = OrganisationQueries(connection)
        guard let id = unit.organisation, try queries.find(id) != nil else { return nil }
        return try queries.inCharge(of: id)
    }

    /// The body of the directory that a unit means; nil where it has none. Nothing is added.
    func find(_ name: DraftUnitName) throws -> Identifier<Organisation>? {
        try known(name.unit, division(of: name.city))?.id
    }

    /// The place that a printed city is.
    func division(of city: String?) -> DivisionCode? {
        city.flatMap(side).map { pairing.party($0).division } ?? city.flatMap(place)
    }

    private func responsibility(
        _ unit: DraftUnit, _ side: Side?, _ organisation: Identifier<Organisation>?, _ scope: DraftUnit.Scope?
    ) -> Responsibility {
        Responsibility(
            side: side, unit: unit.unit, organisation: organisation, scope: scope, role: unit.role,
            isUncertain: unit.isUncertain)
    }

    /// The side whose place is printed so; documents shorten long names of prefectures (the part before their last
    /// character begins the full name).
    private func side(_ city: String) -> Side? {
        if let exact = Side.allCases.first(where: { pairing.party($0).name == city }) { return exact }
        let short = city.dropLast()
        guard short.count >= 2 else { return nil }
        let likely = Side.allCases.filter { pairing.party($0).name.hasPrefix(short) }
        return likely.count == 1 ? likely[0] : nil
    }

    private func place(_ city: String) -> DivisionCode? { places.first { $0.name == city }?.code }

    private func organisation(_ unit: String, _ division: DivisionCode?) throws -> Identifier<Organisation> {
        let key = Key(unit: unit, division: division)
        if let known = found[key] { return known }
        let queries = OrganisationQueries(connection)
        let match = spellings.match(unit)
        let known = try known(unit, division)
        // What an old document lays on a body that has ended since is its heir's duty today.
        let id = try known.map { try queries.inCharge(of: $0.id) } ?? add(unit, division, match)
        found[key] = id
        return id
    }

    /// By the words as they stand, by their usual form, and without the name of the place where they begin with it.
    private func known(_ unit: String, _ division: DivisionCode?) throws -> Organisation? {
        let queries = OrganisationQueries(connection)
        func find(_ words: String, _ place: DivisionCode?) throws -> Organisation? {
            if let found = try queries.matching(words, in: place, on: day).first { return found }
            return try spellings.match(words).flatMap { try queries.matching($0.name, in: place, on: day).first }
        }
        if let found = try find(unit, division) { return found }
        for (words, place) in withoutPlace(unit) where division == nil || place == division {
            if let found = try find(words, place) { return found }
        }
        return nil
    }

    /// A full name without the place with which it begins: with the word of its level and without.
    private func withoutPlace(_ unit: String) -> [(words: String, place: DivisionCode)] {
        let parties = Side.allCases.map { (name: pairing.party($0).name, code: pairing.party($0).division) }
        return (parties + places).filter { $0.name.count >= 3 && unit.hasPrefix($0.name) && unit != $0.name }
            .flatMap { party -> [(String, DivisionCode)] in
                let rest = String(unit.dropFirst(party.name.count))
                return [(String(party.name.suffix(1)) + rest, party.code), (rest, party.code)]
            }
    }

    private func add(
        _ unit: String, _ division: DivisionCode?, _ match: OrganisationDirectory.Match?
    ) throws -> Identifier<Organisation> {
        let organisation = Organisation(
            id: surroundings.identifier(), name: match?.name ?? unit, kind: match?.entry.kind ?? .other,
            division: division, aliases: (match?.aliases ?? []) + [unit], isConfirmed: false)
        let queries = OrganisationQueries(connection)
        do {
            try connection.savepoint { try queries.insert(organisation, isDemo: isDemo) }
        } catch let error as SQLError where error.cause.isUniqueViolation {
            // Another adoption has added the body meanwhile.
            guard let present = try queries.matching(organisation.name, in: division).first else { throw error }
            return present.id
        }
        return organisation.id
    }
}
