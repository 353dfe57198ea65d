// SPDX-License-Identifier: Apache-2.0
import Domain

/// A measured quantity in millionths of its unit: `12.5`, `1200亩`, `1.2万亩`; other units of the same dimension are
/// converted.
struct AmountKind: FieldRule {
    static let places = 6
    let kind = FieldKind.amount
    let order = FieldOrder.number
    let sheetFormat = "#,##0.######"

    func control(_ field: LedgerField) -> FormControl { .number(decimals: Self.places) }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        readQuantity(input, field, places: Self.places)
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        checkBounds(value, field, places: Self.places)
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        ExactNumber.text(value.number ?? 0, places: Self.places, grouped: true)
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        ExactNumber.text(value.number ?? 0, places: Self.places)
    }

    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        .number(formText(value, field, directory))
    }
}
