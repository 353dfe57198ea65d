// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A body to be added, as somebody writes it.
package struct NewOrganisation: Hashable, Sendable {
    package var name: String
    package var kind: OrganisationKind
    /// The code of its place; empty for bodies of no place.
    package var place: String
    /// Other spellings.
    package var aliases: [String] = []
    /// The identity of the body under which it stands.
    package var parent: String?
    /// The first day, `2026-01-05`; empty where it is not known.
    package var validFrom: String = ""

    package init(name: String, kind: OrganisationKind, place: String) {
        (self.name, self.kind, self.place) = (name, kind, place)
    }
}

extension UseCases {
    /// Adds a confirmed body. Throws invalid with the fields of `NewOrganisation`.
    package func addOrganisation(_ caller: Caller, _ new: NewOrganisation) async throws -> Identifier<Organisation> {
        try await write(caller) { connection in
            let directory = try PairingDirectory(connection)
            let place = try knownPlace(new.place, connection)
            try caller.require(
                .manageOrganisation, onAny: directory.objects(of: place), "organisation", knowing: .readOrganisation)
            let fields = OrganisationFields(
                name: new.name, kind: new.kind.rawValue, place: new.place,
                aliases: new.aliases.joined(separator: "\n"), parent: new.parent ?? "", validFrom: new.validFrom)
            let empty = Organisation(
                id: surroundings.identifier(), name: "", kind: new.kind, division: place, aliases: [],
                isConfirmed: true)
            let body = try fields.applied(to: empty, connection)
            try insert(body, connection, caller)
            return body.id
        }
    }

    /// Writes a new body with its event. Throws invalid where its place has one of that name.
    func insert(_ body: Organisation, _ connection: any SQLConnection, _ caller: Caller) throws {
        do {
            try connection.savepoint { try OrganisationQueries(connection).insert(body) }
        } catch let error as SQLError where error.cause.isUniqueViolation {
            throw organisationFailure("name", "organisation.nameTaken", ["name": body.name])
        }
        try record(connection, caller, "add", .organisation(body.id), after: body.recorded)
    }

    func knownPlace(_ text: String, _ connection: any SQLConnection) throws -> DivisionCode? {
        if text.trimmingWhitespace.isEmpty { return nil }
        guard let code = DivisionCode(text.trimmingWhitespace), try DivisionQueries(connection).find(code) != nil else {
            throw organisationFailure("place", "division.unknown")
        }
        return code
    }
}
