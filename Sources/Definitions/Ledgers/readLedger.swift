// SPDX-License-Identifier: Apache-2.0
import Domain

/// A register's file; nil where something that must be there isn't. `docs/adding/a-ledger.md` explains the keys.
func readLedger(_ root: DefinitionNode) -> (Ledger, DefinitionNode)? {
    let keys = [
        "key", "code", "version", "from", "title", "about", "traps", "sides", "date", "clauses", "unique", "retention",
        "overlap", "ceiling", "stages", "fields", "indicators",
    ]
    guard let mapping = root.mapping(keys) else { return nil }
    let fields = LedgerFields(mapping)
    let key = mapping.name("key")
    let code = readLedgerCode(mapping)
    let version = mapping.integer("version")
    let from = mapping.date("from")
    let title = mapping.localised("title")
    let about = mapping.localised("about")
    let sides: Ledger.Confirmation? = mapping.oneOf("sides")
    let date = fields.name(mapping.required("date"), may: .dating)
    if let date, fields[date]?.isRequired == false {
        mapping.required("date")?.fault("dateNotRequired", ["field": date])
    }
    let unique = readUniqueKeys(mapping, fields)
    let retention = readRetention(mapping, fields)
    let stages = mapping.optional("stages").flatMap { readStages($0, fields) }
    let overlap = mapping.optional("overlap").flatMap { readOverlap($0, fields) }
    let ceiling = mapping.optional("ceiling").flatMap { readCeiling($0, fields) }
    let clauses = readClauses(mapping)
    let traps = (mapping.optional("traps")?.items ?? []).compactMap(\.localised)
    let indicators = readIndicators(mapping, of: key ?? "", fields, stages)
    guard let key, let code, let version, let from, let title, let about, let sides, let date, let unique, let retention
    else { return nil }
    let ledger = Ledger(
        key: key, code: code, version: version, validFrom: from, title: title, about: about, traps: traps,
        confirmation: sides, dateField: date, clauses: clauses, uniqueKeys: unique, retention: retention,
        stages: stages, overlap: overlap, ceiling: ceiling, fields: fields.all, indicators: indicators)
    return (ledger, mapping.required("key") ?? root)
}

/// The number in the list of registers: a letter and digits.
private func readLedgerCode(_ mapping: DefinitionMapping) -> String? {
    guard let node = mapping.required("code"), let text = node.text else { return nil }
    guard text.wholeMatch(of: #/[A-Z][A-Z0-9]{1,9}/#) != nil else {
        node.fault("mustBeNumber", ["text": text])
        return nil
    }
    return text
}

/// Clauses of the national work plan, as they are numbered: chapter, section, sentence.
private func readClauses(_ mapping: DefinitionMapping) -> [String] {
    mapping.texts("clauses").compactMap { text, place in
        guard text.wholeMatch(of: #/[一二三四五六七八九十]+、\([一二三四五六七八九十]+\)#[1-9][0-9]?/#) != nil else {
            place.fault("mustBeClause", ["text": text])
            return nil
        }
        return text
    }
}

/// One list of fields, or a list of such lists: where a field of the first has no value, the next is taken.
private func readUniqueKeys(_ mapping: DefinitionMapping, _ fields: LedgerFields) -> [[String]]? {
    guard let node = mapping.required("unique"), let items = node.items else { return nil }
    guard !items.isEmpty else {
        node.fault("noUnique")
        return nil
    }
    let lists = items.allSatisfy(\.isList) ? items.map { $0.items ?? [] } : [items]
    return lists.map { list in list.compactMap { fields.name($0, may: .key) } }
}

private func readRetention(_ mapping: DefinitionMapping, _ fields: LedgerFields) -> Retention? {
    guard let node = mapping.required("retention"), let retention = node.mapping(["years", "after", "then"]),
        let years = retention.integer("years"), let end: Retention.End = retention.oneOf("then")
    else { return nil }
    if !(1...100).contains(years) { node.fault("mustBeYears") }
    if end == .keep, let personal = fields.all.first(where: \.isPersonal) {
        node.fault("keepsPersonal", ["field": personal.key])
    }
    return Retention(
        years: years, after: retention.optional("after").flatMap { fields.name($0, may: .dating) }, end: end)
}

private func readOverlap(_ node: DefinitionNode, _ fields: LedgerFields) -> OverlapRule? {
    guard let mapping = node.mapping(["field", "from", "to"]),
        let field = fields.name(mapping.required("field"), may: .key),
        let from = fields.name(mapping.required("from"), may: .dating),
        let to = fields.name(mapping.required("to"), may: .dating)
    else { return nil }
    return OverlapRule(field: field, from: from, to: to)
}

private func readCeiling(_ node: DefinitionNode, _ fields: LedgerFields) -> SumCeiling? {
    guard let mapping = node.mapping(["sum", "per", "of", "percent"]),
        let sum = fields.name(mapping.required("sum"), may: .sum), let perNode = mapping.required("per"),
        let per = fields.name(perNode, may: .key), let ofNode = mapping.required("of"), let of = ofNode.text,
        let percent = mapping.integer("percent")
    else { return nil }
    guard let target = fields[per]?.ledger else {
        perNode.fault("mustBeEntry", ["field": per])
        return nil
    }
    let kind = fields[sum]?.kind
    ofNode.reading.later { parts in
        guard parts.ledgers[target]?.field(of)?.kind != kind else { return }
        ofNode.fault("ceilingKind", ["field": of, "ledger": target, "kind": kind?.rawValue ?? ""])
    }
    return SumCeiling(field: sum, entry: per, of: of, percent: percent)
}
