// SPDX-License-Identifier: Apache-2.0
import Domain

/// A row of another register, found by its unique key.
struct EntryKind: FieldRule {
    let kind = FieldKind.entry

    func control(_ field: LedgerField) -> FormControl { .lookup(.entry(ledger: field.ledger ?? "")) }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        readReference(input.text, .entry(ledger: field.ledger ?? ""), field, directory) { nearest in
            FieldReading(field, "entry.problem.unknownEntry", ["text": input.text], proposal: nearest)
        }
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        let stored = value.text ?? ""
        return directory.name(.entry(ledger: field.ledger ?? ""), stored, language) ?? stored
    }
}
