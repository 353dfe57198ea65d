// SPDX-License-Identifier: Apache-2.0
import Domain

/// The code lists of a file: `lists`, each with its key, its first day and its values.
func readCodeLists(_ root: DefinitionNode) -> [(CodeList, DefinitionNode)] {
    guard let items = root.mapping(["lists"])?.required("lists")?.items else { return [] }
    return items.compactMap { item in readCodeList(item).map { ($0, item) } }
}

private func readCodeList(_ node: DefinitionNode) -> CodeList? {
    guard let mapping = node.mapping(["key", "from", "values"]), let key = mapping.name("key"),
        let from = mapping.date("from"), let items = mapping.required("values")?.items
    else { return nil }
    var seen: Set<String> = []
    let values = items.compactMap { item -> CodeList.Value? in
        guard let value = readCodeValue(item) else { return nil }
        guard seen.insert(value.code).inserted else {
            item.fault("doubled", ["key": value.code])
            return nil
        }
        return value
    }
    if values.isEmpty { node.fault("noValues", ["key": key]) }
    return CodeList(key: key, validFrom: from, values: values)
}

/// `{code: city, zh-Hans: …, en: …}`, with `from` and `to` where the value isn't always valid.
private func readCodeValue(_ node: DefinitionNode) -> CodeList.Value? {
    let languages = Language.allCases.map(\.rawValue)
    guard let mapping = node.mapping(["code", "from", "to"] + languages), let codeNode = mapping.required("code"),
        let code = codeNode.text, let chinese = mapping.text(Language.chinese.rawValue),
        let english = mapping.text(Language.english.rawValue)
    else { return nil }
    guard code.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9_-]{0,39}/#) != nil else {
        codeNode.fault("mustBeCode", ["text": code])
        return nil
    }
    let (from, to) = (mapping.optionalDate("from"), mapping.optionalDate("to"))
    if let from, let to, to < from { node.fault("endsBefore") }
    return CodeList.Value(
        code: code, title: LocalisedText(chinese: chinese, english: english), validFrom: from, validTo: to)
}
