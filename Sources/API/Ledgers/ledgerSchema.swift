// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import UseCases

/// The definition of a register as JSON Schema (2020-12) of the values of its rows. What JSON Schema has no word for
/// stands in members that begin with `x-`.
func ledgerSchema(_ ledger: Ledger, _ lists: [String: CodeList], _ messages: MessageCatalogue, _ language: Language)
    -> JSON
{
    let words = IndicatorWords(ledger, codeLists: lists, messages: messages, language: language)
    return [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": .text(APIOperation.showLedger.path(ledger.key)), "title": .text(ledger.title[language]),
        "description": .text(ledger.about[language]), "type": "object",
        "properties": .object(
            ledger.fields.map { .init(name: $0.key, value: fieldSchema($0, ledger, lists, language)) }),
        "required": .texts(ledger.fields.filter(\.isRequired).map(\.key)), "additionalProperties": false,
        "x-key": .text(ledger.key), "x-code": .text(ledger.code), "x-version": .whole(ledger.version),
        "x-validFrom": .text(ledger.validFrom.description),
        "x-confirmation": .text(ledger.confirmation.rawValue), "x-dateField": .text(ledger.dateField),
        "x-uniqueKeys": .list(ledger.uniqueKeys.map { .texts($0) }), "x-clauses": .texts(ledger.clauses),
        "x-traps": .texts(ledger.traps.map { $0[language] }),
        "x-retention": [
            "years": .whole(ledger.retention.years), "after": .text(ledger.retention.after ?? ledger.dateField),
            "end": .text(ledger.retention.end.rawValue),
        ],
        "x-stages": stages(ledger, language),
        "x-indicators": .list(
            ledger.indicators.map { indicatorJSON($0, words.sentences($0), language) }),
    ]
}

/// An indicator with how it is counted.
func indicatorJSON(_ indicator: Indicator, _ definition: [String], _ language: Language) -> JSON {
    [
        "key": .text(indicator.key), "ledger": .text(indicator.ledger), "title": .text(indicator.title[language]),
        "unit": .text(indicator.unit), "window": .text(indicator.window.rawValue), "definition": .texts(definition),
        "note": .optional(indicator.note?[language]),
    ]
}

private func stages(_ ledger: Ledger, _ language: Language) -> JSON {
    guard let plan = ledger.stages else { return .null }
    return [
        "field": .text(plan.field), "alarmDays": .optional(plan.alarmDays), "final": .texts(plan.final.sorted()),
        "moves": .object(plan.moves.map { .init(name: $0.from, value: .texts($0.to)) }),
        "evidence": .object(
            plan.evidence.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value[language])) }),
    ]
}

private func fieldSchema(_ field: LedgerField, _ ledger: Ledger, _ lists: [String: CodeList], _ language: Language)
    -> JSON
{
    var members =
        field.isMany
        ? [
            JSON.Member(name: "type", value: "array"), .init(name: "minItems", value: 1),
            .init(name: "items", value: .object(valueSchema(field, lists, language))),
        ] : valueSchema(field, lists, language)
    func add(_ name: String, _ value: JSON) { members.append(.init(name: name, value: value)) }
    add("title", .text(field.title[language]))
    if let help = field.help { add("description", .text(help[language])) }
    add("x-kind", .text(field.kind.rawValue))
    if let unit = field.unit { add("x-unit", .text(unit)) }
    if field.isPersonal { add("x-personal", true) }
    if let other = field.ledger { add("x-ledger", .text(other)) }
    if let check = field.check { add("x-check", .text(check.rawValue)) }
    if let other = field.notBefore { add("x-notBefore", .text(other)) }
    if let other = field.notAbove { add("x-notAbove", .text(other)) }
    if let other = field.outside { add("x-outside", .text(other)) }
    switch field.agreement {
    case .exact?: add("x-agreement", "exact")
    case .within(let points)?: add("x-agreement", ["basisPoints": .whole(points)])
    case nil: break
    }
    return .object(members)
}

private func valueSchema(_ field: LedgerField, _ lists: [String: CodeList], _ language: Language) -> [JSON.Member] {
    switch field.kind {
    case .count, .money: whole(field)
    case .amount: [.init(name: "type", value: "string"), .init(name: "pattern", value: #"^-?[0-9]+(\.[0-9]{1,6})?$"#)]
    case .date: [.init(name: "type", value: "string"), .init(name: "format", value: "date")]
    case .month: [.init(name: "type", value: "string"), .init(name: "pattern", value: "^[0-9]{4}-(0[1-9]|1[0-2])$")]
    case .flag: [.init(name: "type", value: "boolean")]
    case .choice:
        [
            .init(name: "type", value: "string"),
            .init(
                name: "oneOf",
                value: .list(
                    (field.codeList.flatMap { lists[$0] }?.values ?? []).map {
                        ["const": .text($0.code), "title": .text($0.title[language])]
                    })),
        ]
    default: [.init(name: "type", value: "string")]
    }
}

private func whole(_ field: LedgerField) -> [JSON.Member] {
    var members: [JSON.Member] = [.init(name: "type", value: "integer")]
    if let least = field.least { members.append(.init(name: "minimum", value: .whole(Int(least)))) }
    if let most = field.most { members.append(.init(name: "maximum", value: .whole(Int(most)))) }
    return members
}
