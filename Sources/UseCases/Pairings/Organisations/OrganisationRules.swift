// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension PairingDirectory {
    /// A place as the rule table sees it: one object for each side of a pairing of cities or counties that lies there.
    /// Pairings of schools, parks and firms lie in a city too, but its bodies are not theirs to keep.
    func objects(of place: DivisionCode?) -> [RuleObject] {
        guard let place else { return [.installation] }
        let found = pairings.filter { $0.kind == .city || $0.kind == .county }.flatMap { pairing in
            Side.allCases.filter { pairing.party($0).division.holds(place) }.map {
                RuleObject(pairing: scope(pairing), side: $0)
            }
        }
        return found.isEmpty ? [.installation] : found
    }
}

extension DivisionCode {
    /// Whether `other` is this place or lies in it: a city holds its districts, a province its cities.
    func holds(_ other: DivisionCode) -> Bool {
        if self == other { return true }
        if text.hasSuffix("0000") { return other.text.hasPrefix(text.prefix(2)) }
        return text.hasSuffix("00") && other.text.hasPrefix(text.prefix(4))
    }
}

extension Caller {
    func may(_ action: Action, onAny objects: [RuleObject]) -> Bool { objects.contains { may(action, on: $0) } }

    /// Throws where the caller may do `action` on none of the objects.
    func require(
        _ action: Action, onAny objects: [RuleObject], _ subject: String, knowing: Action
    ) throws(UseCaseError) {
        guard !may(action, onAny: objects) else { return }
        try require(action, on: objects.first ?? .installation, subject, knowing: knowing)
    }
}

/// A body to be changed: locked, with what is asked of it before it may be.
struct OrganisationChange {
    var body: Organisation
    let revision: Int
    let directory: PairingDirectory
}

extension UseCases {
    /// The body of an address, locked, once the caller may manage it. Throws stale where `revision` is an older one.
    func changeable(
        _ id: String, revision: Int?, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> OrganisationChange {
        let queries = OrganisationQueries(connection)
        guard let id = Identifier<Organisation>(id), let present = try queries.lock(id),
            let body = try queries.find(id)
        else { throw UseCaseError("organisation", .notFound) }
        let directory = try PairingDirectory(connection)
        try caller.require(
            .manageOrganisation, onAny: directory.objects(of: body.division), "organisation",
            knowing: .readOrganisation)
        guard revision == nil || revision == present else {
            throw UseCaseError("organisation", .stale(revision: present))
        }
        return OrganisationChange(body: body, revision: present, directory: directory)
    }

    /// Writes a body. Throws invalid where its place has another one of that name.
    func save(_ body: Organisation, revision: Int, _ connection: any SQLConnection) throws {
        do {
            guard try OrganisationQueries(connection).update(body, revision: revision) else {
                let present = try OrganisationQueries(connection).revision(of: body.id) ?? revision
                throw UseCaseError("organisation", .stale(revision: present))
            }
        } catch let error as SQLError where error.cause.isUniqueViolation {
            throw organisationFailure("name", "organisation.nameTaken", ["name": body.name])
        }
    }

    func organisationFailure(
        _ field: String, _ message: String, _ arguments: [String: String] = [:]
    ) -> UseCaseError {
        UseCaseError(
            "organisation",
            .invalid([ValidationFailure(field: field, message: message, arguments: arguments)]))
    }

    /// The day on which something happened to a body: not after today, not before the body or its present name began.
    func checkedDay(
        _ text: String, of body: Organisation, _ connection: any SQLConnection
    ) throws -> CalendarDate {
        guard let day = CalendarDate(iso: text) else { throw organisationFailure("day", "correction.dateForm") }
        guard day <= surroundings.now().day else { throw organisationFailure("day", "organisation.dayToCome") }
        let names = try OrganisationQueries(connection).names(of: [body.id])[body.id] ?? []
        if let since = names.last?.validFrom ?? body.validFrom, day <= since {
            throw organisationFailure("day", "organisation.dayTooEarly", ["day": since.description])
        }
        return day
    }
}

extension Organisation {
    /// Under which the record keeps it.
    var recorded: AuditFields {
        [
            "name": name, "kind": kind.rawValue, "place": division?.text,
            "aliases": aliases.sorted().joined(separator: "; "), "parent": parent?.text,
            "validFrom": validFrom?.description, "validTo": validTo?.description,
            "isConfirmed": isConfirmed ? "true" : "false",
        ]
    }
}

extension AuditSubject {
    static func organisation(_ id: Identifier<Organisation>) -> Self {
        Self(kind: "organisation", id: id.text, pairing: nil)
    }
}
