// SPDX-License-Identifier: Apache-2.0
package import Domain

extension LedgerField {
    package var rule: any FieldRule { FieldRules.rule(of: kind) }

    /// Reads what was typed or stands in a cell, and checks it. Empty input, and the signs that offices write for
    /// "none", have no value and no problem: whether a value must be there is asked of the row (`checkRow`).
    package func read(_ input: FieldInput, _ directory: LedgerDirectory) -> FieldReading {
        guard isMany else { return readOne(input, directory) }
        var problems: [FieldProblem] = []
        var values: [FieldValue] = []
        for part in ListWords.parts(input.text, kind: kind) {
            var one = input
            one.text = part
            let reading = readOne(one, directory)
            problems += reading.problems
            switch reading.value {
            case .list(let several): values += several.filter { !values.contains($0) }
            case .some(let value) where !values.contains(value): values.append(value)
            default: break
            }
        }
        return FieldReading(values.isEmpty ? nil : .list(values), problems)
    }

    private func readOne(_ input: FieldInput, _ directory: LedgerDirectory) -> FieldReading {
        var tidy = input
        tidy.text = kind == .note ? tidied(input.text, keepsLines: true) : tidied(input.text)
        if EmptyWords.meansNothing(tidy.text, kind: kind) { return FieldReading(nil) }
        if EmptyWords.failures.contains(tidy.text.uppercased()) {
            return FieldReading(self, "entry.problem.cellError", ["text": tidy.text])
        }
        var reading = rule.read(tidy, self, directory)
        if let value = reading.value { reading.problems += checkStored(value) }
        return reading
    }

    /// What is wrong with a stored value, or odd about it.
    package func checkStored(_ value: FieldValue) -> [FieldProblem] {
        if case .list(let values) = value { return values.flatMap { rule.check($0, self) } }
        return rule.check(value, self)
    }

    /// The value for the screen and for documents; several are joined as the language joins them.
    package func screenText(_ value: FieldValue, _ language: Language, _ directory: LedgerDirectory) -> String {
        guard case .list(let values) = value else { return rule.screenText(value, self, language, directory) }
        return values.map { rule.screenText($0, self, language, directory) }
            .joined(separator: ListWords.separator(language))
    }

    /// The value as a form's input holds it; several stand on lines of their own.
    package func formText(_ value: FieldValue, _ directory: LedgerDirectory) -> String {
        guard case .list(let values) = value else { return rule.formText(value, self, directory) }
        return values.map { rule.formText($0, self, directory) }.joined(separator: "\n")
    }

    /// The value as a spreadsheet's cell holds it; several are joined in one cell.
    package func cell(_ value: FieldValue, _ language: Language, _ directory: LedgerDirectory) -> FieldCell {
        guard case .list(let values) = value else { return rule.cell(value, self, language, directory) }
        let texts = values.map { value in
            if case .text(let text) = rule.cell(value, self, language, directory) { return text }
            return rule.formText(value, self, directory)
        }
        return .text(texts.joined(separator: "\n"))
    }
}
