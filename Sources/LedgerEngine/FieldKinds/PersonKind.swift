// SPDX-License-Identifier: Apache-2.0
import Domain

/// A person: a name, and where known the number of the identity document (`NAME|NUMBER`, or both in one cell).
///
/// The screen shows the name alone. Who may see it is not asked here: a field marked personal is masked by the use case.
struct PersonKind: FieldRule {
    let kind = FieldKind.person

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        let parts = PersonWords.parts(input.text)
        guard !parts.name.isEmpty, parts.name.count <= 60, PersonWords.isName(parts.name) else {
            return FieldReading(field, "entry.problem.noName")
        }
        return FieldReading(.text(parts.number.map { parts.name + "|" + $0 } ?? parts.name))
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        guard let text = value.text, let bar = text.firstIndex(of: "|") else { return [] }
        let number = String(text[text.index(after: bar)...])
        return PersonNumber.isValid(number) ? [] : [.warning(field, "entry.problem.personNumber")]
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        String((value.text ?? "").prefix { $0 != "|" })
    }
}
