// SPDX-License-Identifier: Apache-2.0
import Domain

/// Whole things: `120`, `120人次`, `1.2万`.
struct CountKind: FieldRule {
    let kind = FieldKind.count
    let order = FieldOrder.number
    let sheetFormat = "#,##0"

    func control(_ field: LedgerField) -> FormControl { .number(decimals: 0) }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        readQuantity(input, field, places: 0)
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] { checkBounds(value, field, places: 0) }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        ExactNumber.text(value.number ?? 0, places: 0, grouped: true)
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        String(value.number ?? 0)
    }

    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        .number(formText(value, field, directory))
    }
}

/// Reads a number in the field's unit, or in one that can be converted to it, with so many decimals.
func readQuantity(_ input: FieldInput, _ field: LedgerField, places: Int) -> FieldReading {
    guard let quantity = QuantityWords(input.text, isNumber: input.isNumber) else {
        return FieldReading(field, "entry.problem.notANumber", ["text": input.text])
    }
    if let exact = quantity.exactText {
        return FieldReading(field, "entry.problem.inexact", ["text": input.text], proposal: exact)
    }
    let given = quantity.unit.isEmpty ? (quantity.hasScale ? "" : input.unit ?? "") : quantity.unit
    var factor: (Int128, Int128) = (1, 1)
    if !given.isEmpty, let wanted = field.unit {
        guard let found = UnitWords.factor(from: given, to: wanted) else {
            return FieldReading(field, "entry.problem.otherUnit", ["text": given, "unit": wanted])
        }
        factor = found
    } else if !quantity.unit.isEmpty {
        return FieldReading(
            field, "entry.problem.notANumber", ["text": input.text],
            proposal: quantity.number.scaled(places: places).map { ExactNumber.text($0.units, places: places) })
    }
    guard let stored = quantity.number.scaled(times: factor.0, over: factor.1, places: places) else {
        return FieldReading(field, "entry.problem.numberTooLong", ["text": input.text])
    }
    if stored.isExact { return FieldReading(.number(stored.units)) }
    let proposal = ExactNumber.text(stored.units, places: places)
    if places == 0 { return FieldReading(field, "entry.problem.notWhole", ["text": input.text], proposal: proposal) }
    return FieldReading(
        .number(stored.units),
        [.warning(field, "entry.problem.rounded", ["text": input.text, "value": proposal])])
}
