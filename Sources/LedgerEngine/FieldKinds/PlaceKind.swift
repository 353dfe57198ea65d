// SPDX-License-Identifier: Apache-2.0
import Domain

/// A place, found by code (GB/T 2260) or name. A well-formed code that the directory doesn't know may stand: codes change.
struct PlaceKind: FieldRule {
    let kind = FieldKind.place

    func control(_ field: LedgerField) -> FormControl { .lookup(.place) }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        let digits = spaceless(halfWidth(input.text))
        // Codes of statistics have twelve digits, the first six of which are the division's.
        let code = digits.count == 12 ? DivisionCode(String(digits.prefix(6))) : DivisionCode(digits)
        return readReference(code?.text ?? input.text, .place, field, directory) { nearest in
            guard let code else {
                return FieldReading(field, "entry.problem.unknownPlace", ["text": input.text], proposal: nearest)
            }
            return FieldReading(
                .text(code.text), [.warning(field, "entry.problem.unknownCode", ["text": code.text])])
        }
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        value.text.flatMap { DivisionCode($0) } == nil ? [.error(field, "entry.problem.wrongKind")] : []
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        let code = value.text ?? ""
        return directory.name(.place, code, language) ?? code
    }
}
