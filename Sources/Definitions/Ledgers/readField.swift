// SPDX-License-Identifier: Apache-2.0
import Domain

/// Names that lists and filters use for what every row has.
let reservedFieldNames: Set<String> = [
    "id", "ledger", "pairing", "side", "state", "version", "organisationId", "createdAt", "changedAt", "row", "sort",
    "order", "page", "after", "view", "format",
]

/// One field of a register, or of a form, whose fields have `more` keys; nil where something that must be there isn't.
func readField(_ node: DefinitionNode, more: [String] = []) -> (LedgerField, DefinitionMapping)? {
    let keys = [
        "key", "kind", "title", "help", "required", "personal", "many", "unit", "codes", "of", "check", "least", "most",
        "notBefore", "notAbove", "outside", "agree", "default",
    ]
    guard let mapping = node.mapping(keys + more) else { return nil }
    let key = mapping.name("key")
    let kind: FieldKind? = mapping.oneOf("kind")
    let title = mapping.localised("title")
    guard let key, let kind, let title else { return nil }
    if reservedFieldNames.contains(key) { mapping.required("key")?.fault("reserved", ["key": key]) }
    let isPersonal = mapping.flag("personal")
    if isPersonal, ![FieldKind.text, .note, .person, .code].contains(kind) {
        mapping.required("personal")?.fault("personalKind", ["kind": kind.rawValue])
    }
    let codes = readTarget(mapping, "codes", needed: kind == .choice, kind)
    let of = readTarget(mapping, "of", needed: kind == .entry, kind)
    askTargets(mapping, codes: codes, of: of)
    let field = LedgerField(
        key: key, kind: kind, title: title, help: mapping.optionalLocalised("help"),
        isRequired: mapping.flag("required"),
        isPersonal: isPersonal, isMany: mapping.flag("many"), unit: mapping.optional("unit")?.text, codeList: codes,
        ledger: of, check: readCheck(mapping, kind), least: readBound(mapping, "least", kind),
        most: readBound(mapping, "most", kind), notBefore: mapping.optional("notBefore")?.text,
        notAbove: mapping.optional("notAbove")?.text, outside: mapping.optional("outside")?.text,
        agreement: readAgreement(mapping, kind), initial: readInitial(mapping, kind))
    if let least = field.least, let most = field.most, most < least {
        mapping.required("most")?.fault("mostBelowLeast")
    }
    if field.unit != nil, kind != .count, kind != .amount {
        mapping.required("unit")?.fault("keyOfOtherKind", ["key": "unit", "kind": kind.rawValue])
    }
    return (field, mapping)
}

/// `codes` belongs to a choice and `of` to an entry, and to nothing else.
private func readTarget(_ mapping: DefinitionMapping, _ key: String, needed: Bool, _ kind: FieldKind) -> String? {
    if needed { return mapping.text(key) }
    mapping.optional(key)?.fault("keyOfOtherKind", ["key": key, "kind": kind.rawValue])
    return nil
}

private func askTargets(_ mapping: DefinitionMapping, codes: String?, of: String?) {
    if let codes, let node = mapping.optional("codes") {
        node.reading.later { parts in
            guard parts.codeLists[codes] == nil else { return }
            node.fault("noSuchList", ["text": codes, "lists": parts.codeLists.keys.sorted().joined(separator: ", ")])
        }
    }
    if let of, let node = mapping.optional("of") {
        node.reading.later { parts in
            guard parts.ledgers[of] == nil else { return }
            node.fault("noSuchLedger", ["text": of, "ledgers": parts.ledgers.keys.sorted().joined(separator: ", ")])
        }
    }
}

private func readCheck(_ mapping: DefinitionMapping, _ kind: FieldKind) -> CodeCheck? {
    guard let node = mapping.optional("check") else { return nil }
    guard kind == .code else {
        node.fault("keyOfOtherKind", ["key": "check", "kind": kind.rawValue])
        return nil
    }
    return mapping.oneOf("check")
}

/// A bound as it would be typed: yuan, a decimal number in the field's unit, a day.
private func readBound(_ mapping: DefinitionMapping, _ key: String, _ kind: FieldKind) -> Int64? {
    guard let node = mapping.optional(key), let text = node.text else { return nil }
    let bound: Int64? =
        switch kind {
        case .count: Int64(text)
        case .amount: fixedPoint(text, places: 6)
        case .money: fixedPoint(text, places: 2)
        case .date: CalendarDate(iso: text)?.dayNumber
        default: nil
        }
    if bound == nil { node.fault("badBound", ["key": key, "kind": kind.rawValue]) }
    return bound
}

/// A decimal number in units of 10^−`places`; nil where it is none or finer.
func fixedPoint(_ text: String, places: Int) -> Int64? {
    guard let match = text.wholeMatch(of: #/(-?)(\d{1,12})(?:\.(\d+))?/#) else { return nil }
    let fraction = match.3 ?? ""
    guard fraction.count <= places,
        let number = Int64(match.2 + fraction + String(repeating: "0", count: places - fraction.count))
    else { return nil }
    return match.1.isEmpty ? number : -number
}

/// `exact`, or a percentage of at most two decimals: `1%`.
private func readAgreement(_ mapping: DefinitionMapping, _ kind: FieldKind) -> LedgerField.Agreement? {
    guard let node = mapping.optional("agree"), let text = node.text else { return nil }
    if text == "exact" { return .exact }
    guard text.hasSuffix("%"), let points = fixedPoint(String(text.dropLast()), places: 2),
        (1..<10_000).contains(points),
        [FieldKind.count, .amount, .money].contains(kind)
    else {
        node.fault("badAgreement")
        return nil
    }
    return .within(basisPoints: Int(points))
}

/// `last`, `{field: start}` or `{value: lead}`.
private func readInitial(_ mapping: DefinitionMapping, _ kind: FieldKind) -> LedgerField.Initial? {
    guard let node = mapping.optional("default") else { return nil }
    if node.raw == "last" { return .last }
    guard node.isMapping else {
        node.fault("badDefault")
        return nil
    }
    guard let initial = node.mapping(["field", "value"]) else { return nil }
    if let field = initial.optional("field")?.text { return .field(field) }
    return initial.text("value").map(LedgerField.Initial.value)
}
