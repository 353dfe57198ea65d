// SPDX-License-Identifier: Apache-2.0

/// How invented rows of a register look: how many there are, and what their fields hold where the field's definition
/// alone would say too little.
package struct RowRecipe: Sendable {
    package let ledger: String
    /// Rows of one pairing in two years.
    package let rows: Int
    /// So many rows in a row are about the same subject, such as a school pair in two school years.
    package var turns = 1
    /// Percent of the rows that the eastern side enters.
    package var eastern = 0
    /// Percent of the rows that both sides say are right, and percent in which they differ.
    package var confirmed = 0
    package var disputed = 0
    /// Percent of the rows with stages, not at an end, that have not moved for longer than the register allows.
    package var still = 0
    package var fields: [String: FieldRecipe] = [:]

    package init(ledger: String, rows: Int) { (self.ledger, self.rows) = (ledger, rows) }
}

/// What a field of invented rows holds. Whatever is missing follows from the field's kind and definition.
package struct FieldRecipe: Sendable {
    /// Percent of the rows with a value; nil: all where the field is required, else none.
    package var share: Int?
    /// Patterns, one of which is taken: `{n}`, `{word}`, `{=field}` and others, see demo-registers.yml.
    package var patterns: [String] = []
    /// Codes of the list, and how often each is taken beside the others.
    package var weights: [(code: String, weight: Int)] = []
    /// Bounds in the unit in which the field is typed: yuan, days, the field's own unit. Small values are likelier.
    package var range: ClosedRange<Double>?
    /// Numbers are multiples of it, in the same unit.
    package var step: Double?
    /// Percent of another field's value: `investment`, or of the row pointed to: `project.investment`.
    package var percentOf: (path: String, percent: ClosedRange<Int>)?
    /// Days after another date: `start`, `project.signed`.
    package var after: (path: String, days: ClosedRange<Int>)?
    /// Days before today.
    package var back: ClosedRange<Int>?
    /// A date after today stands for none.
    package var isPast = false
    /// Month and day on which the date falls each year.
    package var yearly: (month: Int, day: Int)?
    /// The day on which the row reached the first of these stages.
    package var stages: [String] = []
    /// Months that follow the month of a date, at most so many.
    package var months: (path: String, most: Int)?
    /// Where a place lies: in one of these cities of the pairing, itself or a county of it.
    package var places: [Place] = []
    /// The rows pointed to are those with one of these values.
    package var only: (field: String, values: Set<String>)?
    /// Another recipe for each value of a field; this one where the value has none.
    package var cases: (field: String, recipes: [String: FieldRecipe])?

    package init() {}

    /// A place of a pairing.
    package enum Place: String, CaseIterable, Sendable {
        case oldArea
        case oldAreaCounty
        case eastern
        case easternCounty
    }
}

/// The recipes of all registers, with the words that their patterns take.
package struct RowRecipes: Sendable {
    /// The recipes by register.
    package let recipes: [String: RowRecipe]
    package let words: [String: [String]]
    /// The pattern of texts of which no recipe says anything.
    package let plain: String
    /// What is written as the evidence of a stage.
    package let evidence: String

    package init(recipes: [String: RowRecipe], words: [String: [String]], plain: String, evidence: String) {
        (self.recipes, self.words, self.plain, self.evidence) = (recipes, words, plain, evidence)
    }
}
