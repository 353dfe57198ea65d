// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Names that a form of a row proposes.
package struct LedgerSuggestions: Sendable {
    package let organisations: [String]
    package let places: [String]
}

extension UseCases {
    /// So many bodies are proposed: a browser searches them while one types.
    private static let mostSuggested = 400

    /// The bodies and places of both cities of a pairing, by name. Throws notFound where the caller may not read its
    /// registers.
    package func suggestNames(_ caller: Caller, pairing code: String) async throws -> LedgerSuggestions {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = caller.pairings(for: .readLedger) { directory.scopes }
            guard let pairing = directory.pairings.first(where: { $0.code == code }), visible.contains(pairing.id)
            else { throw UseCaseError("ledger", .notFound) }
            let cities = [pairing.oldArea.division.city, pairing.eastern.division.city]
            let places = try DivisionQueries(connection).all().filter { cities.contains($0.code.city) }
            let bodies = try OrganisationQueries(connection).all(in: places.map(\.code))
            let names = Set(bodies.filter { $0.successor == nil }.map(\.name)).sorted()
            return LedgerSuggestions(
                organisations: Array(names.prefix(Self.mostSuggested)), places: places.map(\.name))
        }
    }
}
