// SPDX-License-Identifier: Apache-2.0
import Domain
package import LedgerEngine
import SQLCore

extension UseCases {
    /// What is wrong with a row that is being typed, or odd about it; nothing is written. Throws notFound.
    package func checkEntry(
        _ caller: Caller, ledger: String, pairing: String, _ input: EntryInput, evidence: String? = nil
    ) async throws -> [FieldProblem] {
        try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            do {
                let (values, warnings) = try read(input, over: [:], desk, names)
                var ceiling = CeilingWatch(desk)
                let plan = desk.ledger.stages
                let stage = plan.flatMap { values[$0.field]?.text }
                let isProven = cleanReason(evidence) != nil || !desk.files(values).isEmpty
                return warnings
                    + [
                        try ceiling.problem(before: [:], after: values),
                        plan?.lackingEvidence(at: stage, [], hasFiles: isProven),
                    ].compactMap { $0 }
            } catch let error as EntryProblems {
                return error.problems
            }
        }
    }
}
