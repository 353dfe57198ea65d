// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What a recomputation of the figures found, to be printed.
package struct PrintedVerification: Sendable {
    package let lines: [String]
    package let isExact: Bool
}

extension Program {
    /// Computes all figures of a register, or of all, again from the rows.
    package func verifyLedgers(_ ledger: String?) async throws -> PrintedVerification {
        let found = try await useCases.verifyIndicators(.local, ledger: ledger)
        var lines = found.mismatches.map { mismatch in
            say(
                "ledgers.verify.differs",
                [
                    "indicator": mismatch.indicator, "pairing": mismatch.pairing, "place": mismatch.place,
                    "kept": String(mismatch.kept), "recomputed": String(mismatch.recomputed),
                ])
        }
        let counts = [
            "entries": String(found.entries), "figures": String(found.figures),
            "mismatches": String(found.mismatchCount),
        ]
        lines.append(say(found.isExact ? "ledgers.verify.exact" : "ledger.verify.wrong", counts))
        return PrintedVerification(lines: lines, isExact: found.isExact)
    }
}
