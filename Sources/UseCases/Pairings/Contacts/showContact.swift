// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// One line of a phone book, masked like the others, with the code of its pairing. Throws notFound where the caller
    /// may not read it.
    package func contact(_ caller: Caller, id text: String) async throws -> (pairing: String, entry: PhoneBookEntry) {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            guard let id = Identifier<Contact>(text), let record = try ContactQueries(connection).find(id),
                let pairing = directory[record.contact.pairing],
                let entry = try entries(of: pairing, caller, directory, connection).first(where: { $0.id == id })
            else { throw UseCaseError("contact", .notFound) }
            return (pairing.code, entry)
        }
    }
}
