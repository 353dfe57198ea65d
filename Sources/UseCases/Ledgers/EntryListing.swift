// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A row as lists show it. What is personal is masked.
package struct EntryListing: Sendable {
    package let id: Identifier<LedgerEntry>
    package let ledger: String
    package let pairing: Identifier<Pairing>
    package let pairingCode: String
    /// Counts the rows of the register and pairing.
    package let number: Int64
    package let side: Side
    package let organisation: Identifier<Organisation>?
    package let state: LedgerEntry.State
    package let version: Int
    /// The version of the definition by which it was last checked.
    package let definition: Int
    /// The values as stored, but for what is personal.
    package let values: [String: FieldValue]
    /// The values for the screen, in the caller's language; masked where they are personal.
    package let texts: [String: String]
    package let createdAt: Instant
    package let changedAt: Instant
    package let changedBy: String
    /// True where it is known that the evidence of its stage is missing; lists look, single rows say so as an oddity.
    package var lacksEvidence = false
}

extension UseCases {
    func listing(
        _ entry: OpenEntry, _ pairing: Pairing, _ ledger: Ledger, _ names: LedgerNames, _ language: Language
    ) throws -> EntryListing {
        let record = entry.record
        var (values, texts): ([String: FieldValue], [String: String]) = ([:], [:])
        for field in ledger.fields {
            if let value = entry.values[field.key] {
                if ledger.isMasked(field) {
                    texts[field.key] = record.isAnonymous ? "***" : mask(value, field)
                } else {
                    values[field.key] = value
                    texts[field.key] = field.screenText(value, language, names.directory)
                }
            } else if case .sealed? = record.values[field.key] {
                texts[field.key] = "***"
            }
        }
        return EntryListing(
            id: record.id, ledger: ledger.key, pairing: pairing.id, pairingCode: pairing.code, number: record.number,
            side: record.side, organisation: record.organisation, state: record.state, version: record.version,
            definition: record.definition, values: values, texts: texts, createdAt: record.createdAt,
            changedAt: record.changedAt, changedBy: record.changedBy)
    }
}
