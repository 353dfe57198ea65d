// SPDX-License-Identifier: Apache-2.0
import Domain
package import LedgerEngine
import SQLCore

extension UseCases {
    /// What is wrong with a row that is being typed, or odd about it; nothing is written. Throws notFound.
    package func checkEntry(
        _ caller: Caller, ledger: String, pairing: String, _ input: EntryInput
    ) async throws -> [FieldProblem] {
        try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            do { return try read(input, over: [:], desk, names).warnings } catch let error as EntryProblems {
                return error.problems
            }
        }
    }
}
