// SPDX-License-Identifier: Apache-2.0
import Domain

/// A value of a code list, by its code or by its title in either language; a title's part before a bracket will do.
struct ChoiceKind: FieldRule {
    let kind = FieldKind.choice

    func control(_ field: LedgerField) -> FormControl { .choice(codeList: field.codeList ?? "") }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        guard let choices = field.codeList.flatMap(directory.choices) else {
            return FieldReading(field, "entry.problem.noList", ["text": input.text])
        }
        if let code = choices.code(of: input.text) { return FieldReading(.text(code)) }
        return FieldReading(
            field, "entry.problem.notInList", ["text": input.text],
            proposal: choices.nearest(to: input.text)?.title.chinese)
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        let code = value.text ?? ""
        return field.codeList.flatMap { directory.codeLists[$0]?.value(code)?.title[language] } ?? code
    }

    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        .text(screenText(value, field, language, directory))
    }
}
