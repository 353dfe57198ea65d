// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// A field of the filter's form.
struct FilterFieldView: Sendable {
    let key: String
    let title: String
    let unit: String?
    let isChoice: Bool
    let isRange: Bool
    let isText: Bool
    let choices: [Choice]
    /// The type of the inputs.
    let type: String
    let value: String
    let from: String
    let to: String
    /// The list of suggestions on the page.
    let list: String?

    static let samples = [
        FilterFieldView(
            key: "k", title: "T", unit: "U", isChoice: true, isRange: true, isText: true, choices: [.sample],
            type: "text", value: "V", from: "F", to: "T", list: "l")
    ]

    /// nil for fields that are not filtered by.
    init?(_ field: LedgerField, _ filter: EntryFilter, _ codeLists: [String: CodeList], _ phrases: Phrases) {
        guard field.rule.order != .none else { return nil }
        let tests = filter.tests(of: field.key)
        let isChoice = field.kind == .choice || field.kind == .flag
        let isRange = field.rule.order == .number && !isChoice
        var (value, from, to) = ("", "", "")
        switch tests.first {
        case .oneOf(let values)?: value = values.joined(separator: ",")
        case .contains(let text)?: value = text
        case .within(let least, let most)?: (from, to) = (least ?? "", most ?? "")
        case .missing?, .present?, nil: break
        }
        if isRange, !value.isEmpty { (from, to) = (value, value) }
        if field.kind == .flag { value = field.flagText(value) }
        var words: [(String, String)] = []
        if field.kind == .flag {
            words = [("1", phrases("indicator.words.yes")), ("0", phrases("indicator.words.no"))]
        } else if let list = field.codeList.flatMap({ codeLists[$0] }) {
            words = list.values.map { ($0.code, $0.title[phrases.language]) }
        }
        var list: String?
        if case .lookup(let reference) = field.rule.control(field) { list = reference.listName }
        self.init(
            key: field.key, title: field.title[phrases.language],
            unit: field.kind == .money ? phrases("entry.moneyUnit") : field.unit, isChoice: isChoice,
            isRange: isRange, isText: !isChoice && !isRange,
            choices: words.map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == value) },
            type: field.kind == .date ? "date" : field.kind == .month ? "month" : "text", value: value, from: from,
            to: to, list: list)
    }

    private init(
        key: String, title: String, unit: String?, isChoice: Bool, isRange: Bool, isText: Bool, choices: [Choice],
        type: String, value: String, from: String, to: String, list: String?
    ) {
        (self.key, self.title, self.unit) = (key, title, unit)
        (self.isChoice, self.isRange, self.isText) = (isChoice, isRange, isText)
        (self.choices, self.type, self.value, self.from, self.to) = (choices, type, value, from, to)
        self.list = list
    }
}

/// A condition of the view in words, with the address of the view without it.
struct ConditionView: Sendable {
    let text: String
    let path: String

    static let sample = ConditionView(text: "T", path: "/")
}

extension LedgerField {
    /// Yes or no as forms send it, however it was written.
    fileprivate func flagText(_ text: String) -> String {
        read(FieldInput(text), LedgerDirectory(codeLists: [:])).value?.number.map(String.init) ?? text
    }
}

extension Ledger {
    /// What is filtered by: the fields, and whether the stage lacks its evidence.
    func filterFields(_ phrases: Phrases) -> [LedgerField] {
        let title = phrases("grid.lacksEvidence")
        return fields + [evidenceCondition(LocalisedText(chinese: title, english: title))].compactMap { $0 }
    }

    func filterField(_ key: String, _ phrases: Phrases) -> LedgerField? {
        filterFields(phrases).first { $0.key == key }
    }
}

extension GridAddress {
    /// Every condition in words.
    func conditions(_ codeLists: [String: CodeList], _ phrases: Phrases) -> [ConditionView] {
        filter.conditions.map { condition in
            let field = ledger.filterField(condition.field, phrases)
            let title = field?.title[phrases.language] ?? condition.field
            return ConditionView(
                text: title + phrases("grid.colon") + words(condition.test, field, codeLists, phrases),
                path: without(condition.field).path)
        }
    }

    private func words(
        _ test: EntryFilter.Test, _ field: LedgerField?, _ codeLists: [String: CodeList], _ phrases: Phrases
    ) -> String {
        func word(_ value: String) -> String {
            if let field, field.kind == .flag {
                return phrases(field.flagText(value) == "1" ? "indicator.words.yes" : "indicator.words.no")
            }
            return field?.codeList.flatMap { codeLists[$0]?.value(value)?.title[phrases.language] } ?? value
        }
        return switch test {
        case .oneOf(let values): values.map(word).joined(separator: phrases("indicator.words.or"))
        case .within(let from, let to): (from ?? "") + " – " + (to ?? "")
        case .contains(let text): phrases("grid.contains", ["text": text])
        case .missing: phrases("grid.missing")
        case .present: phrases("grid.present")
        }
    }
}
