// SPDX-License-Identifier: Apache-2.0
package import Domain

// What most kinds have in common: text that is stored as it is printed.
extension FieldRule {
    package var order: FieldOrder { .text }
    package var sheetFormat: String { "@" }

    package func control(_ field: LedgerField) -> FormControl { .line }

    package func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] { [] }

    package func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        value.text ?? ""
    }

    package func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        value.text ?? ""
    }

    package func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        .text(formText(value, field, directory))
    }

    /// The bounds of a number, printed in the unit in which it is typed.
    func checkBounds(_ value: FieldValue, _ field: LedgerField, places: Int) -> [FieldProblem] {
        guard let number = value.number else { return [.error(field, "entry.problem.wrongKind")] }
        func printed(_ bound: Int64) -> String { ExactNumber.text(bound, places: places, grouped: true) }
        if let least = field.least, number < least {
            return [.error(field, "entry.problem.tooSmall", ["least": printed(least)])]
        }
        if let most = field.most, number > most {
            return [.error(field, "entry.problem.tooLarge", ["most": printed(most)])]
        }
        return []
    }
}

extension FieldValue {
    /// The number, where it is one.
    package var number: Int64? { if case .number(let number) = self { number } else { nil } }
    /// The text, where it is one.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The values of a list; of a single value, itself.
    package var elements: [FieldValue] { if case .list(let values) = self { values } else { [self] } }
}

/// Reads a name that the directory resolves; `unknown` says what becomes of one that it doesn't.
func readReference(
    _ text: String, _ reference: LedgerDirectory.Reference, _ field: LedgerField, _ directory: LedgerDirectory,
    unknown: (_ nearest: String?) -> FieldReading
) -> FieldReading {
    switch directory.find(reference, text) {
    case .found(let stored): FieldReading(.text(stored))
    case .several(let names):
        FieldReading(
            field, "entry.problem.ambiguous", ["text": text, "names": names.prefix(5).joined(separator: "; ")],
            proposal: names.first)
    case .unknown(let nearest): unknown(nearest)
    }
}
