// SPDX-License-Identifier: Apache-2.0
import Domain

/// Yes or no: 是, 否, √, ×, yes, no.
struct FlagKind: FieldRule {
    let kind = FieldKind.flag
    let order = FieldOrder.number

    func control(_ field: LedgerField) -> FormControl { .checkbox }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        guard let value = FlagWords.value(input.text) else {
            return FieldReading(field, "entry.problem.notAFlag", ["text": input.text])
        }
        return FieldReading(.number(value ? 1 : 0))
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        value.number == 0 || value.number == 1 ? [] : [.error(field, "entry.problem.wrongKind")]
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        FlagWords.text(value.number == 1, language)
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        String(value.number ?? 0)
    }

    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        .text(screenText(value, field, language, directory))
    }
}
