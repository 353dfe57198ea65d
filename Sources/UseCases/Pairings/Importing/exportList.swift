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
            let places = Dictionary(
                try DivisionQueries(connection).all().map { ($0.code, $0.name) },
                uniquingKeysWith: { first, _ in first })
            var (rows, after): ([[String]], OrganisationPosition?) = ([], nil)
            while true {
                let page = try queries.page(filter, after: after, limit: 500)
                let parents = Dictionary(
                    try queries.find(page.compactMap(\.parent)).map { ($0.id, $0.name) },
                    uniquingKeysWith: { first, _ in first })
                rows += page.map { body in
                    [
                        body.name, body.division.flatMap { places[$0] } ?? "",
                        words.label("organisation.kind." + body.kind.rawValue),
                        body.parent.flatMap { parents[$0] } ?? "", body.aliases.joined(separator: "\n"),
                        body.validFrom?.description ?? "",
                    ]
                }
                guard page.count == 500, let last = page.last else { return rows }
                after = OrganisationPosition(last)
            }
        }
        return try await workbook(.organisations, rows: rows, language)
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
        let rows = listings.flatMap { listing -> [[String]] in
            let person = [listing.user.username, listing.user.displayName]
            guard !listing.roles.isEmpty else { return [person] }
            return listing.roles.map { role in
                person + [
                    words.label("role." + role.grant.role.rawValue), role.pairing?.code ?? "",
                    role.side.map { words.label("side." + $0.rawValue) } ?? "", role.organisation ?? "",
                    role.province?.code.text ?? "",
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
                    pairing.code, words.label("side." + contact.side.rawValue),
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
