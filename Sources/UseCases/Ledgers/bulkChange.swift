// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// So many rows are changed at once.
    package static let mostChanged = 1_000

    /// Changes the same fields of several rows, each at the version that was seen: all of them, or none where one can't
    /// be changed. Returns the rows with their new versions. Throws as a single change does.
    package func bulkChange(
        _ caller: Caller, _ rows: [(id: String, version: Int?)], _ input: EntryInput, reason: String? = nil
    ) async throws -> [WrittenEntry] {
        guard rows.count <= Self.mostChanged else {
            throw UseCaseError(
                "entries",
                .invalid([
                    ValidationFailure(
                        field: "rows", message: "entries.tooMany", arguments: ["most": String(Self.mostChanged)])
                ]))
        }
        return try await write(caller) { connection in
            var written: [WrittenEntry] = []
            // In the order of their identities: two such changes don't wait for each other.
            for (id, version) in rows.sorted(by: { $0.id < $1.id }) {
                let (before, desk) = try findEntry(id, toChange: .editLedger, version: version, caller, connection)
                let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
                written.append(try change(before, input, verb: "change", reason, desk, names, caller))
            }
            return written
        }
    }
}
