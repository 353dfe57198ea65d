// SPDX-License-Identifier: Apache-2.0
import Domain

/// The indicators of a register.
func readIndicators(
    _ ledger: DefinitionMapping, of key: String, _ fields: LedgerFields, _ stages: StagePlan?
) -> [Indicator] {
    var seen: Set<String> = []
    return (ledger.optional("indicators")?.items ?? []).compactMap { node in
        guard let indicator = readIndicator(node, of: key, fields, stages) else { return nil }
        guard seen.insert(indicator.key).inserted else {
            node.fault("doubled", ["key": indicator.key])
            return nil
        }
        askUniqueness(indicator.key, of: key, node)
        return indicator
    }
}

/// An indicator's key is its name in addresses, whatever the register.
private func askUniqueness(_ indicator: String, of key: String, _ node: DefinitionNode) {
    node.reading.later { parts in
        let others = parts.ledgers.values.filter { $0.key != key && $0.indicators.contains { $0.key == indicator } }
        guard let other = others.map(\.key).min() else { return }
        node.fault("indicatorTwice", ["key": indicator, "ledger": other])
    }
}

private func readIndicator(
    _ node: DefinitionNode, of ledger: String, _ fields: LedgerFields, _ stages: StagePlan?
) -> Indicator? {
    let keys = [
        "key", "title", "note", "unit", "window", "measure", "where", "by", "at", "start", "end", "ratio",
    ]
    guard let mapping = node.mapping(keys) else { return nil }
    let key = readIndicatorKey(mapping)
    let title = mapping.localised("title")
    let note = mapping.localised("note")
    let window: Indicator.Window? = mapping.oneOf("window")
    let unit = mapping.text("unit")
    guard let window else { return nil }
    let formula =
        mapping.optional("ratio").map { readRatio($0, mapping) }
        ?? readMeasure(mapping, window, fields, stages)
    guard let key, let title, let note, let unit, let formula else { return nil }
    return Indicator(
        key: key, ledger: ledger, title: title, note: note, unit: unit, window: window, formula: formula)
}

private func readIndicatorKey(_ mapping: DefinitionMapping) -> String? {
    guard let node = mapping.required("key"), let text = node.text else { return nil }
    guard text.wholeMatch(of: #/[A-Z][A-Za-z0-9]{1,15}/#) != nil else {
        node.fault("mustBeIndicator", ["text": text])
        return nil
    }
    return text
}

/// `[P03, P01]`: the first by the second. Both are counted, not ratios themselves: so no ratio can come back to itself.
private func readRatio(_ node: DefinitionNode, _ mapping: DefinitionMapping) -> Indicator.Formula? {
    for key in ["measure", "where", "by", "at", "start", "end"] {
        mapping.optional(key)?.fault("keyBesideRatio", ["key": key])
    }
    guard let items = node.items, items.count == 2, let of = items[0].text, let by = items[1].text else {
        node.fault("badRatio")
        return nil
    }
    for (item, name) in [(items[0], of), (items[1], by)] {
        item.reading.later { parts in
            let found = parts.ledgers.values.flatMap(\.indicators).first { $0.key == name }
            guard let found else { return item.fault("noSuchIndicator", ["text": name]) }
            if case .ratio = found.formula { item.fault("ratioOfRatio", ["text": name]) }
        }
    }
    return .ratio(of: of, by: by)
}

/// `count`, `sum FIELD` or `distinct FIELD …`.
private func readMeasure(
    _ mapping: DefinitionMapping, _ window: Indicator.Window, _ fields: LedgerFields, _ stages: StagePlan?
) -> Indicator.Formula? {
    guard let node = mapping.required("measure"), let text = node.text,
        let selection = readSelection(mapping, window, fields, stages)
    else { return nil }
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("count", 1): return .count(selection)
    case ("sum", 2):
        guard let field = fields.name(words[1], at: node, may: .sum) else { return nil }
        if fields[field]?.isPersonal == true { node.fault("sumOfPersonal", ["field": field]) }
        return .sum(field: field, selection)
    case ("distinct", 2...):
        let names = words.dropFirst().compactMap { fields.name($0, at: node, may: .distinct) }
        return names.count == words.count - 1 ? .distinct(fields: names, selection) : nil
    default:
        node.fault("badMeasure", ["text": text])
        return nil
    }
}

private func readSelection(
    _ mapping: DefinitionMapping, _ window: Indicator.Window, _ fields: LedgerFields, _ stages: StagePlan?
) -> Indicator.Selection? {
    guard let dating = readDating(mapping, window, fields, stages) else { return nil }
    return Indicator.Selection(
        conditions: readConditions(mapping, fields), dating: dating,
        breakdown: mapping.optional("by").flatMap { fields.name($0, may: .breakdown) })
}

/// A stock has `start` and perhaps `end`; the others may have `at`: a date field, `{stage: started}`, or
/// `{run: paid, months: 3}`.
private func readDating(
    _ mapping: DefinitionMapping, _ window: Indicator.Window, _ fields: LedgerFields, _ stages: StagePlan?
) -> Indicator.Dating? {
    if window == .stock {
        mapping.optional("at")?.fault("notOfStock")
        guard let from = fields.name(mapping.required("start"), may: .dating) else { return nil }
        return .span(from: from, to: mapping.optional("end").flatMap { fields.name($0, may: .dating) })
    }
    for key in ["start", "end"] { mapping.optional(key)?.fault("onlyOfStock", ["key": key]) }
    guard let node = mapping.optional("at") else { return .ledgerDate }
    guard node.isMapping else { return fields.name(node, may: .dating).map(Indicator.Dating.field) }
    guard let at = node.mapping(["stage", "run", "months"]) else { return nil }
    return at.optional("run").map { readRun($0, at, fields) } ?? readStageDating(at, stages)
}

private func readRun(_ node: DefinitionNode, _ at: DefinitionMapping, _ fields: LedgerFields) -> Indicator.Dating? {
    guard let key = node.text, let months = at.integer("months") else { return nil }
    guard let field = fields[key], field.kind == .month, field.isMany, (1...60).contains(months) else {
        node.fault("badRun", ["field": key])
        return nil
    }
    return .run(field: key, months: months)
}

private func readStageDating(_ at: DefinitionMapping, _ stages: StagePlan?) -> Indicator.Dating? {
    guard let node = at.required("stage"), let stage = node.text else { return nil }
    guard let stages else {
        node.fault("noStages")
        return nil
    }
    let known = Set(stages.moves.flatMap { [$0.from] + $0.to }).union(stages.final)
    guard known.contains(stage) else {
        node.fault("notInCodes", ["text": stage, "codes": known.sorted().joined(separator: ", ")])
        return nil
    }
    return .stage(stage)
}
