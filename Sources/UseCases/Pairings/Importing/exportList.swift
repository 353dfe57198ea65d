// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The directory of bodies as filtered, in the columns of its import.
    package func exportOrganisations(
        _ caller: Caller, _ query: OrganisationQuery, language: Language
    ) async throws -> [UInt8] {
        try caller.require(.readOrganisation, on: .installation, "organisation", knowing: .readOrganisation)
        let filter = try organisationFilter(query)
        let words = ImportWords(messages: try MessageCatalogue(), language: language)
        let rows = try await database.read { connection in
            let queries = OrganisationQueries(connection)
            let places = PlaceNames(try DivisionQueries(connection).all())
            var (rows, after): ([[String]], OrganisationPosition?) = ([], nil)
            while true {
                let page = try queries.page(filter, after: after, limit: 500)
                let parents = try queries.find(page.compactMap(\.parent))
                let names = try queries.names(of: page + parents, on: filter.day)
                rows += page.map { body in
                    [
                        names[body.id] ?? body.name, places.printed(body.division),
                        words.label("organisation.kind." + body.kind.rawValue),
                        body.parent.flatMap { names[$0] } ?? "", body.aliases.joined(separator: "\n"),
                        body.validFrom?.description ?? "", body.validTo?.description ?? "",
                        words.label("organisation.isConfirmed." + (body.isConfirmed ? "yes" : "no")),
                    ] + (filter.day == nil ? [] : [body.name])
                }
                guard page.count == 500, let last = page.last else { return rows }
                after = OrganisationPosition(last)
            }
        }
        return try await workbook(
            .organisations, rows: rows, language, further: filter.day == nil ? [] : ["presentName"])
    }

    /// The people as filtered, a row for each role, in the columns of their import.
    package func exportPeople(_ caller: Caller, _ query: PersonQuery, language: Language) async throws -> [UInt8] {
        let words = ImportWords(messages: try MessageCatalogue(), language: language)
        var (listings, query): ([PersonListing], PersonQuery) = ([], query)
        (query.after, query.limit) = (nil, 500)
        repeat {
            let page = try await people(caller, query)
            listings += page.items
            query.after = page.next
        } while query.after != nil
        let (pairings, places) = try await database.read { connection in
            (
                PairingNames(try PairingQueries(connection).all()),
                PlaceNames(try DivisionQueries(connection).all())
            )
        }
        let rows = listings.flatMap { listing -> [[String]] in
            let person = [listing.user.username, listing.user.displayName]
            guard !listing.roles.isEmpty else { return [person] }
            return listing.roles.map { role in
                person + [
                    words.label("role." + role.grant.role.rawValue),
                    role.pairing.map { pairings.printed($0, language) } ?? "",
                    role.side.map { words.label("side." + $0.rawValue) } ?? "", role.organisation ?? "",
                    places.printed(role.province?.code),
                ]
            }
        }
        return try await workbook(.users, rows: rows, language)
    }

    /// The phone book of a pairing with phones and addresses masked; `revealed` with all that the caller may see, which
    /// the record keeps for each contact.
    package func exportContacts(
        _ caller: Caller, pairing code: String, revealed: Bool, language: Language
    ) async throws -> [UInt8] {
        let words = ImportWords(messages: try MessageCatalogue(), language: language)
        let rows = try await write(caller) { connection in
            let (pairing, directory) = try phoneBookPairing(code, caller, connection)
            let names = PairingNames(directory.pairings)
            let records = try ContactQueries(connection).all(of: pairing.id)
            let bodies = try bodyNames(of: records.map(\.contact), connection)
            return try records.compactMap { record -> [String]? in
                let contact = record.contact
                let object = directory.object(pairing, contact.side)
                guard caller.may(.readContact, on: object) else { return nil }
                let shows = revealed && caller.may(.revealContact, on: object)
                if shows {
                    try self.record(
                        connection, caller, "reveal", .contact(contact.id, pairing.id),
                        after: ["name": contact.name, "post": contact.post])
                }
                return [
                    names.printed(pairing, language), words.label("side." + contact.side.rawValue),
                    words.label("contact.kind." + contact.kind.rawValue), contact.post, contact.name,
                    contact.organisation.flatMap { bodies[$0] } ?? "",
                    (shows ? contact.phone : contact.maskedPhone) ?? "",
                    (shows ? contact.mail : contact.maskedMail) ?? "", String(contact.position),
                    contact.validFrom?.description ?? "", contact.validTo?.description ?? "", contact.note ?? "",
                ]
            }
        }
        return try await workbook(.contacts, rows: rows, language)
    }
}
