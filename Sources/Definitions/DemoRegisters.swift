// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

/// The invented rows of `jiedui demo` described as data: demo-registers.yml.
package struct DemoRegisters: Sendable {
    package let recipes: RowRecipes
    /// The names of the counties that each invented city has.
    package let counties: [String]

    /// Reads the file. Throws `DefinitionError`.
    package init(folder: URL = DefinitionData.folder) throws(DefinitionError) {
        let file = try DefinitionFile("demo-registers.yml", in: folder)
        var recipes: [String: RowRecipe] = [:]
        for node in try file.items("registers", of: file.root) {
            let recipe = try Self.register(node, file)
            guard recipes.updateValue(recipe, forKey: recipe.ledger) == nil else {
                throw file.error(node, "\(recipe.ledger) stands twice")
            }
        }
        var words: [String: [String]] = [:]
        for (name, _) in try file.node("words", of: file.root).mapping ?? [:] {
            guard let name = name.string else { continue }
            words[name] = try file.texts(name, of: try file.node("words", of: file.root))
        }
        counties = try file.texts("counties", of: file.root)
        self.recipes = RowRecipes(
            recipes: recipes, words: words, plain: try file.text("plain", of: file.root),
            evidence: try file.text("evidence", of: file.root))
    }

    private static func register(_ node: Node, _ file: DefinitionFile) throws(DefinitionError) -> RowRecipe {
        func percent(_ key: String) throws(DefinitionError) -> Int {
            node.mapping?[key] == nil ? 0 : try file.integer(key, of: node)
        }
        var recipe = RowRecipe(ledger: try file.text("key", of: node), rows: try file.integer("rows", of: node))
        recipe.turns = max(1, try percent("turns"))
        recipe.eastern = try percent("eastern")
        recipe.confirmed = try percent("confirmed")
        recipe.disputed = try percent("disputed")
        recipe.still = try percent("still")
        guard let fields = try file.node("fields", of: node).mapping else {
            throw file.error(node, "fields must be a mapping")
        }
        for (key, value) in fields {
            guard let key = key.string else { continue }
            recipe.fields[key] = try field(value, file)
        }
        return recipe
    }

    private static let words: Set<String> = [
        "share", "text", "weights", "range", "step", "percent", "after", "back", "past", "yearly", "stage", "months",
        "place", "only", "by", "cases",
    ]

    private static func field(_ node: Node, _ file: DefinitionFile) throws(DefinitionError) -> FieldRecipe {
        guard let mapping = node.mapping else { throw file.error(node, "must be a mapping") }
        for (key, _) in mapping where !words.contains(key.string ?? "") {
            throw file.error(key, "\(key.string ?? "") is none of \(words.sorted())")
        }
        var recipe = FieldRecipe()
        if mapping["share"] != nil { recipe.share = try file.integer("share", of: node) }
        if let text = mapping["text"] {
            recipe.patterns =
                text.sequence == nil ? [try file.text("text", of: node)] : try file.texts("text", of: node)
        }
        for (code, weight) in mapping["weights"]?.mapping ?? [:] {
            guard let code = code.string, let weight = weight.int else {
                throw file.error(node, "weights must be whole numbers by code")
            }
            recipe.weights.append((code, weight))
        }
        if let range = mapping["range"] {
            let bounds = range.array().compactMap(\.float)
            guard bounds.count == 2, bounds[0] <= bounds[1] else { throw file.error(range, "range needs two numbers") }
            recipe.range = bounds[0]...bounds[1]
        }
        recipe.step = mapping["step"]?.float
        try readRelations(mapping, node, file, &recipe)
        if let cases = mapping["cases"]?.mapping {
            var recipes: [String: FieldRecipe] = [:]
            for (key, value) in cases { recipes[key.string ?? ""] = try field(value, file) }
            recipe.cases = (try file.text("by", of: node), recipes)
        }
        return recipe
    }

    /// What binds a field to dates, stages, places and other fields.
    private static func readRelations(
        _ mapping: Node.Mapping, _ node: Node, _ file: DefinitionFile, _ recipe: inout FieldRecipe
    ) throws(DefinitionError) {
        recipe.percentOf = try related("percent", node, file).map { ($0.path, $0.bounds) }
        recipe.after = try related("after", node, file).map { ($0.path, $0.bounds) }
        if let back = mapping["back"] {
            let days = back.array().compactMap(\.int)
            guard days.count == 2, days[0] <= days[1] else { throw file.error(back, "back needs two numbers of days") }
            recipe.back = days[0]...days[1]
        }
        recipe.isPast = mapping["past"]?.bool ?? false
        if let yearly = mapping["yearly"] {
            let parts = (yearly.string ?? "").split(separator: "-").compactMap { Int($0) }
            guard parts.count == 2 else { throw file.error(yearly, "yearly must be a month and a day") }
            recipe.yearly = (parts[0], parts[1])
        }
        recipe.stages = try file.texts("stage", of: node)
        if let months = mapping["months"] {
            let parts = months.array()
            guard parts.count == 2, let path = parts[0].string, let most = parts[1].int else {
                throw file.error(months, "months needs a date and a number")
            }
            recipe.months = (path, most)
        }
        for text in try file.texts("place", of: node) {
            guard let place = FieldRecipe.Place(rawValue: text) else {
                throw file.error(node, "place is none of \(FieldRecipe.Place.allCases.map(\.rawValue))")
            }
            recipe.places.append(place)
        }
        if let only = mapping["only"], let field = only.mapping?.first?.key.string {
            recipe.only = (field, Set(try file.texts(field, of: only)))
        }
    }

    /// A path and two whole numbers: `[planned, 10, 90]`.
    private static func related(
        _ key: String, _ node: Node, _ file: DefinitionFile
    ) throws(DefinitionError) -> (path: String, bounds: ClosedRange<Int>)? {
        guard let value = node.mapping?[key] else { return nil }
        let parts = value.array()
        guard parts.count == 3, let path = parts[0].string, let least = parts[1].int, let most = parts[2].int,
            least <= most
        else { throw file.error(value, "\(key) needs a field and two numbers") }
        return (path, least...most)
    }
}
