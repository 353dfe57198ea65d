// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Shows the personal values of a row, by field, to who may see them and says why; that it did is recorded. Throws
    /// notFound, forbidden, and invalid without a reason.
    package func revealPersonal(
        _ caller: Caller, id: String, fields: [String]? = nil, reason: String
    ) async throws -> [String: String] {
        try await write(caller) { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            let object = desk.object(entry.record.side)
            try caller.require(.revealLedgerPerson, on: object, "entry", knowing: .readLedger)
            try caller.requireOwn(entry.record.organisation, .revealLedgerPerson, object)
            guard let reason = cleanReason(reason) else {
                throw UseCaseError(
                    "entry", .invalid([ValidationFailure(field: "reason", message: "entry.reasonNeeded")]))
            }
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            var shown: [String: String] = [:]
            for field in desk.ledger.fields where field.isPersonal && (fields?.contains(field.key) ?? true) {
                // Of an anonymous row nothing is left to show.
                if entry.record.isAnonymous { continue }
                shown[field.key] = entry.values[field.key].map { field.formText($0, names.directory) }
            }
            try record(
                connection, caller, "reveal", .entry(entry.record.id, desk.pairing.id),
                after: [
                    "ledger": desk.ledger.key, "fields": shown.keys.sorted().joined(separator: ", "),
                    "reason": reason,
                ])
            return shown
        }
    }
}
