// SPDX-License-Identifier: Apache-2.0
import Domain

/// Which rows an indicator counts: `where: {level: [cityHead], days: {atLeast: 30}}`.
func readConditions(_ indicator: DefinitionMapping, _ fields: LedgerFields) -> [Indicator.Condition] {
    guard let node = indicator.optional("where") else { return [] }
    guard let pairs = node.pairs else {
        node.fault("mustBeMapping", ["keys": fields.all.map(\.key).joined(separator: ", ")])
        return []
    }
    return pairs.compactMap { keyNode, value in
        guard let name = keyNode.text else { return nil }
        guard let field = fields[name] else {
            keyNode.fault("noSuchField", ["field": name, "fields": fields.all.map(\.key).joined(separator: ", ")])
            return nil
        }
        if field.isPersonal { keyNode.fault("whereOfPersonal", ["field": name]) }
        return readTest(value, field).map { Indicator.Condition(field: name, test: $0) }
    }
}

private func readTest(_ node: DefinitionNode, _ field: LedgerField) -> Indicator.Condition.Test? {
    if node.isList {
        let values = (node.items ?? []).compactMap { readWanted($0, field) }
        if values.isEmpty { node.fault("noWanted") }
        return .oneOf(values)
    }
    guard let mapping = node.mapping(["atLeast", "monthsInARow", "inCity", "outsideProvince"]) else { return nil }
    if let least = mapping.optional("atLeast") { return readLeast(least, field) }
    if mapping.optional("monthsInARow") != nil {
        guard field.kind == .month, field.isMany else {
            node.fault("testOfOtherKind", ["kind": field.kind.rawValue])
            return nil
        }
        return mapping.integer("monthsInARow").map(Indicator.Condition.Test.monthsInARow)
    }
    guard field.kind == .place else {
        node.fault("testOfOtherKind", ["kind": field.kind.rawValue])
        return nil
    }
    if mapping.optional("inCity") != nil {
        let side: Side? = mapping.oneOf("inCity")
        return side.map(Indicator.Condition.Test.inCity)
    }
    let side: Side? = mapping.oneOf("outsideProvince")
    return side.map(Indicator.Condition.Test.outsideProvince)
}

private func readLeast(_ node: DefinitionNode, _ field: LedgerField) -> Indicator.Condition.Test? {
    let places: [FieldKind: Int] = [.count: 0, .amount: 6, .money: 2]
    guard let digits = places[field.kind], let text = node.text, let least = fixedPoint(text, places: digits) else {
        node.fault("testOfOtherKind", ["kind": field.kind.rawValue])
        return nil
    }
    return .atLeast(least)
}

/// A value that a row may have: a code of the list, yes or no, a whole number, a text.
private func readWanted(_ node: DefinitionNode, _ field: LedgerField) -> FieldValue? {
    guard let text = node.text else { return nil }
    switch field.kind {
    case .choice:
        guard let list = field.codeList else { return nil }
        node.reading.later { parts in
            guard let codes = parts.codeLists[list], codes.value(text) == nil else { return }
            node.fault("notInCodes", ["text": text, "codes": codes.values.map(\.code).joined(separator: ", ")])
        }
        return .text(text)
    case .flag:
        guard ["yes", "no", "true", "false"].contains(text) else {
            node.fault("mustBeFlag", ["key": field.key])
            return nil
        }
        return .number(text == "yes" || text == "true" ? 1 : 0)
    case .text, .place, .code: return .text(text)
    default:
        node.fault("testOfOtherKind", ["kind": field.kind.rawValue])
        return nil
    }
}
