// SPDX-License-Identifier: Apache-2.0
import Domain

/// Text of several lines, of at most 10,000 characters; neither sorted nor counted.
struct NoteKind: FieldRule {
    static let longest = 10_000
    let kind = FieldKind.note
    let order = FieldOrder.none

    func control(_ field: LedgerField) -> FormControl { .lines }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        FieldReading(.text(input.text))
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        checkLength(value, field, most: Self.longest)
    }
}
