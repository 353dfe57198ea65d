// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Hummingbird
import UseCases

/// Shows what a register is.
func showLedgerAbout(_ visit: Visit) async throws -> Response {
    let definition = try visit.useCases.definition(try visit.value("key"))
    return try visit.show(
        LedgerAboutPage(definition.ledger, visit.useCases.surroundings.ledgers, visit.phrases))
}

extension LedgerAboutPage {
    init(_ ledger: Ledger, _ catalogue: LedgerBook, _ phrases: Phrases) {
        let language = phrases.language
        let words = IndicatorWords(
            ledger, codeLists: catalogue.codeLists, messages: phrases.messages, language: language)
        func title(_ field: String) -> String { ledger.field(field)?.title[language] ?? field }
        self.init(
            key: ledger.key, code: ledger.code, title: ledger.title[language], about: ledger.about[language],
            version: ledger.version, validFrom: ledger.validFrom.description,
            confirmation: phrases("aboutLedger.confirmation." + ledger.confirmation.rawValue),
            dateField: title(ledger.dateField), retention: RetentionWords.sentence(ledger, phrases),
            uniqueKeys: ledger.uniqueKeys.map { $0.map(title).joined(separator: " + ") },
            traps: ledger.traps.map { $0[language] }, clauses: ledger.clauses,
            fields: ledger.fields.map { Field($0, of: ledger, catalogue, phrases) },
            codeLists: Self.codeLists(ledger, catalogue, phrases), stages: Stages(ledger, catalogue, phrases),
            indicators: ledger.indicators.map { IndicatorLine($0, words, phrases) })
    }

    /// Each list once, under the titles of the fields that use it.
    private static func codeLists(_ ledger: Ledger, _ catalogue: LedgerBook, _ phrases: Phrases) -> [CodeListView] {
        var keys: [String] = []
        for key in ledger.fields.compactMap(\.codeList) where !keys.contains(key) { keys.append(key) }
        return keys.compactMap { key in
            guard let list = catalogue.codeLists[key] else { return nil }
            let fields = ledger.fields.filter { $0.codeList == key }.map { $0.title[phrases.language] }
            return CodeListView(
                key: key, title: fields.joined(separator: phrases("aboutLedger.comma")),
                values: list.values.map { value in
                    .init(
                        code: value.code, title: value.title[phrases.language],
                        validity: validity(value, phrases))
                })
        }
    }

    private static func validity(_ value: CodeList.Value, _ phrases: Phrases) -> String? {
        switch (value.validFrom, value.validTo) {
        case (nil, nil): nil
        case (let from?, nil): phrases("aboutLedger.codeFrom", ["day": from.description])
        case (nil, let to?): phrases("aboutLedger.codeTo", ["day": to.description])
        case (let from?, let to?): from.description + " – " + to.description
        }
    }
}

extension LedgerAboutPage.Field {
    init(_ field: LedgerField, of ledger: Ledger, _ catalogue: LedgerBook, _ phrases: Phrases) {
        let language = phrases.language
        self.init(
            key: field.key, title: field.title[language], help: field.help?[language],
            kind: phrases("fieldKind." + field.kind.rawValue), unit: field.unit, isRequired: field.isRequired,
            isPersonal: field.isPersonal, isMany: field.isMany, codeList: field.codeList, ledger: field.ledger,
            ledgerTitle: field.ledger.flatMap { catalogue[$0]?.title[language] },
            rules: Self.rules(field, of: ledger, phrases))
    }

    private static func rules(_ field: LedgerField, of ledger: Ledger, _ phrases: Phrases) -> [String] {
        var rules: [String] = []
        switch (field.least, field.most) {
        case (nil, nil): break
        case (let least?, nil): rules.append(phrases("aboutLedger.rule.least", ["least": number(least, field)]))
        case (nil, let most?): rules.append(phrases("aboutLedger.rule.most", ["most": number(most, field)]))
        case (let least?, let most?):
            let bounds = ["least": number(least, field), "most": number(most, field)]
            rules.append(phrases("aboutLedger.rule.within", bounds))
        }
        if let other = field.notBefore.flatMap(ledger.field) {
            rules.append(phrases("aboutLedger.rule.notBefore", ["field": other.title[phrases.language]]))
        }
        if let other = field.notAbove.flatMap(ledger.field) {
            rules.append(phrases("aboutLedger.rule.notAbove", ["field": other.title[phrases.language]]))
        }
        if let other = field.outside.flatMap(ledger.field) {
            rules.append(phrases("aboutLedger.rule.outside", ["field": other.title[phrases.language]]))
        }
        if let check = field.check { rules.append(phrases("aboutLedger.rule.check." + check.rawValue)) }
        switch field.agreement {
        case .exact?: rules.append(phrases("aboutLedger.rule.agreeExactly"))
        case .within(let points)?:
            rules.append(phrases("aboutLedger.rule.agreeWithin", ["percent": decimalText(Int64(points), shift: 2)]))
        case nil: break
        }
        switch field.initial {
        case .last?: rules.append(phrases("aboutLedger.rule.last"))
        case .field(let other)?:
            let title = ledger.field(other)?.title[phrases.language] ?? other
            rules.append(phrases("aboutLedger.rule.like", ["field": title]))
        case .value?, nil: break
        }
        return rules
    }

    /// A bound in the unit that people write: money in yuan, amounts in their unit.
    private static func number(_ value: Int64, _ field: LedgerField) -> String {
        switch field.kind {
        case .money: decimalText(value, shift: 2)
        case .amount: decimalText(value, shift: 6)
        default: String(value)
        }
    }
}

extension LedgerAboutPage.Stages {
    /// nil where the register has no stages.
    init?(_ ledger: Ledger, _ catalogue: LedgerBook, _ phrases: Phrases) {
        guard let plan = ledger.stages else { return nil }
        let list = ledger.field(plan.field)?.codeList.flatMap { catalogue.codeLists[$0] }
        func name(_ code: String) -> String { list?.value(code)?.title[phrases.language] ?? code }
        self.init(
            alarm: plan.alarmDays.map { phrases("aboutLedger.alarm", ["days": String($0)]) },
            moves: (list?.values.map(\.code) ?? plan.moves.map(\.from)).map { stage in
                let move = plan.moves.first { $0.from == stage }
                return Move(
                    from: name(stage), to: move?.to.map(name) ?? [],
                    evidence: plan.evidence[stage]?[phrases.language], isFinal: plan.final.contains(stage))
            })
    }
}

extension IndicatorLine {
    init(_ indicator: Indicator, _ words: IndicatorWords, _ phrases: Phrases) {
        self.init(
            key: indicator.key, title: indicator.title[phrases.language], unit: indicator.unit,
            window: phrases("indicator.window." + indicator.window.rawValue),
            definition: words.sentences(indicator), note: indicator.note?[phrases.language])
    }
}

/// How long rows are kept, in words.
enum RetentionWords {
    static func sentence(_ ledger: Ledger, _ phrases: Phrases) -> String {
        let retention = ledger.retention
        let field = retention.after.flatMap(ledger.field) ?? ledger.field(ledger.dateField)
        return phrases(
            "aboutLedger.retention." + retention.end.rawValue,
            ["years": String(retention.years), "field": field?.title[phrases.language] ?? ledger.dateField])
    }
}
