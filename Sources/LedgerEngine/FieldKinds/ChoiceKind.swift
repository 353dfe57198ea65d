// SPDX-License-Identifier: Apache-2.0
import Domain

/// A value of a code list, by its code or by its title in either language; a title's part before a bracket will do.
struct ChoiceKind: FieldRule {
    let kind = FieldKind.choice

    func control(_ field: LedgerField) -> FormControl { .choice(codeList: field.codeList ?? "") }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        guard let list = field.codeList.flatMap({ directory.codeLists[$0] }) else {
            return FieldReading(field, "entry.problem.noList", ["text": input.text])
        }
        if let value = list.value(input.text) { return FieldReading(.text(value.code)) }
        let wanted = normalised(input.text)
        func matches(_ test: (String) -> Bool) -> [CodeList.Value] {
            list.values.filter { test(normalised($0.title.chinese)) || test(normalised($0.title.english)) }
        }
        if let value = matches({ $0 == wanted }).first { return FieldReading(.text(value.code)) }
        let short = list.values.filter {
            normalised(beforeBracket($0.title.chinese)) == wanted
                || normalised(beforeBracket($0.title.english)) == wanted
        }
        if short.count == 1 { return FieldReading(.text(short[0].code)) }
        let near = wanted.isEmpty ? [] : matches { $0.contains(wanted) || (!$0.isEmpty && wanted.contains($0)) }
        return FieldReading(
            field, "entry.problem.notInList", ["text": input.text],
            proposal: near.count == 1 ? near[0].title.chinese : nil)
    }

    private func beforeBracket(_ title: String) -> String { String(halfWidth(title).prefix { $0 != "(" }) }

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
