// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The directory: every pairing (reference data that every signed-in person may read), those of cities first.
    package func pairings(_ caller: Caller) async throws -> [PairingListing] {
        try caller.require(.readDirectory, on: .installation, "pairing", knowing: .readDirectory)
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            return try listings(directory.pairings, caller, directory, connection)
        }
    }

    /// The pairings on which the caller may work (upload, correct, adopt).
    package func workablePairings(_ caller: Caller) async throws -> [Pairing] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            return directory.pairings.filter {
                caller.may(.uploadDocument, on: RuleObject(pairing: directory.scope($0)))
            }
        }
    }

    func listings(
        _ pairings: [Pairing], _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> [PairingListing] {
        let divisions = Dictionary(
            try DivisionQueries(connection).all().map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let counts = try ledgerMemory.countByPairing(connection)
        func province(_ code: DivisionCode) -> Division {
            divisions[code.province] ?? Division(code: code.province, name: code.text, romanised: code.text)
        }
        return pairings.map { pairing in
            let isVisible = caller.may(.readPlan, on: RuleObject(pairing: directory.scope(pairing)))
            return PairingListing(
                pairing: pairing, oldAreaProvince: province(pairing.oldArea.division),
                easternProvince: province(pairing.eastern.division),
                taskCount: isVisible ? counts[pairing.id] ?? 0 : nil)
        }
    }
}
