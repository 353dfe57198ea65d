// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds the places and the national pairings that the installation lacks; run at every start, it changes nothing
    /// the second time. Throws `DefinitionError` where the program's own directory is damaged.
    package func fillDirectory() async throws {
        let directory = try NationalDirectory()
        try await writeWithoutEvent { connection in
            let pairings = directory.pairings(at: surroundings.now(), random: surroundings.random)
            let added = try seedPairings(connection, divisions: directory.divisions, pairings: pairings)
            for pairing in added { try record(connection, nil, "add", .pairing(pairing.id)) }
        }
    }
}
