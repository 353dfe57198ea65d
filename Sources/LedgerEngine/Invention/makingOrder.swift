// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The fields of a register in an order in which each comes after those that its value follows from.
func makingOrder(_ ledger: Ledger, _ recipe: RowRecipe, _ words: [String: [String]]) -> [LedgerField] {
    var order: [LedgerField] = []
    var visited: Set<String> = []
    func visit(_ key: String) {
        guard let field = ledger.field(key), visited.insert(key).inserted else { return }
        for other in sources(of: field, recipe.fields[key], ledger, words) { visit(other) }
        order.append(field)
    }
    for field in ledger.fields { visit(field.key) }
    return order
}

private func sources(
    of field: LedgerField, _ recipe: FieldRecipe?, _ ledger: Ledger, _ words: [String: [String]]
) -> [String] {
    var keys = [field.notBefore, field.notAbove, field.outside].compactMap { $0 }
    guard let recipe else { return keys }
    for path in [recipe.percentOf?.path, recipe.after?.path, recipe.months?.path].compactMap({ $0 }) {
        // Behind a dot stands a field of another register, behind two another of this one.
        keys += path.contains("..") ? path.split(separator: ".").map(String.init) : [String(path.prefix { $0 != "." })]
    }
    if !recipe.stages.isEmpty { keys += [ledger.stages?.field, ledger.dateField].compactMap { $0 } }
    for text in recipe.patterns {
        keys += TextPattern(text, words: words).fields.map { $0.isEmpty ? ledger.dateField : $0 }
        if text.contains("{nth}") { keys += ledger.uniqueKeys.first { $0.contains(field.key) } ?? [] }
    }
    if let cases = recipe.cases {
        keys.append(cases.field)
        for key in cases.recipes.keys.sorted() { keys += sources(of: field, cases.recipes[key], ledger, words) }
    }
    return keys.filter { $0 != field.key }
}

/// The registers in an order in which each comes after those that its rows point to.
package func makingOrder(_ ledgers: [Ledger]) -> [Ledger] {
    var order: [Ledger] = []
    var visited: Set<String> = []
    func visit(_ ledger: Ledger) {
        guard visited.insert(ledger.key).inserted else { return }
        for field in ledger.fields where field.kind == .entry {
            if let other = ledgers.first(where: { $0.key == field.ledger }) { visit(other) }
        }
        order.append(ledger)
    }
    for ledger in ledgers { visit(ledger) }
    return order
}

extension RowRecipes {
    /// The fields of a register that rows of others ask for.
    package func askedFields(of ledger: String, _ ledgers: [Ledger]) -> Set<String> {
        var asked: Set<String> = []
        for other in ledgers {
            for (key, field) in recipes[other.key]?.fields ?? [:] {
                if other.field(key)?.ledger == ledger, let only = field.only { asked.insert(only.field) }
                for path in [field.percentOf?.path, field.after?.path, field.months?.path].compactMap({ $0 }) {
                    let parts = path.split(separator: ".").map(String.init)
                    if parts.count == 2, other.field(parts[0])?.ledger == ledger { asked.insert(parts[1]) }
                }
            }
        }
        return asked
    }
}
