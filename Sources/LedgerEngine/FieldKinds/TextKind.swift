// SPDX-License-Identifier: Apache-2.0
import Domain

/// One line of text, of at most 500 characters.
struct TextKind: FieldRule {
    static let longest = 500
    let kind = FieldKind.text

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        FieldReading(.text(input.text))
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        checkLength(value, field, most: Self.longest)
    }
}

/// Text that is neither empty nor longer than `most` characters.
func checkLength(_ value: FieldValue, _ field: LedgerField, most: Int) -> [FieldProblem] {
    guard let text = value.text, !text.isEmpty else { return [.error(field, "entry.problem.wrongKind")] }
    guard text.count > most else { return [] }
    return [.error(field, "entry.problem.tooLong", ["most": String(most), "length": String(text.count)])]
}
