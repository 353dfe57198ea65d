// SPDX-License-Identifier: Apache-2.0

/// A figure that is derived from rows and never typed: what is counted, of which rows, over which window.
package struct Indicator: Sendable {
    /// The name in addresses: `V01`.
    package let key: String
    /// The register whose rows it counts.
    package let ledger: String
    package let title: LocalisedText
    /// How it is counted, in words, where the title doesn't say it.
    package let note: LocalisedText?
    /// What it counts, as offices write it; of money: fen are printed in the unit that fits.
    package let unit: String
    package let window: Window
    package let formula: Formula

    /// Over which time rows are counted. An indicator has exactly one.
    package enum Window: String, CaseIterable, Sendable {
        /// What happened within the period.
        case flow
        /// What there is at the period's end.
        case stock
        /// All that happened until the period's end.
        case cumulative
    }

    /// What is counted or added.
    package enum Formula: Sendable {
        case count(Selection)
        case sum(field: String, Selection)
        /// Different values of fields taken together: persons, never heads; pairs of schools.
        case distinct(fields: [String], Selection)
        /// Hundredths of a percent of one indicator by another.
        case ratio(of: String, by: String)
    }

    /// Which rows count, on which day, and into what they are divided.
    package struct Selection: Sendable {
        package let conditions: [Condition]
        package let dating: Dating
        /// The field by whose values the figure is divided; it holds one value.
        package let breakdown: String?

        package init(conditions: [Condition], dating: Dating, breakdown: String?) {
            (self.conditions, self.dating, self.breakdown) = (conditions, dating, breakdown)
        }
    }

    /// What a value of the row has to be. Conditions are joined by "and"; a flag without a value is no.
    package struct Condition: Hashable, Sendable {
        /// What is asked of a value.
        package enum Test: Hashable, Sendable {
            /// The stored value is one of these.
            case oneOf([FieldValue])
            /// A number of at least so much, in the unit of the stored value.
            case atLeast(Int64)
            /// At least so many months in a row.
            case monthsInARow(Int)
            /// A place in the city of that side.
            case inCity(of: Side)
            /// A place outside the province of that side.
            case outsideProvince(of: Side)
        }
        package let field: String
        package let test: Test

        package init(field: String, test: Test) { (self.field, self.test) = (field, test) }
    }

    /// The day on which a row counts.
    package enum Dating: Hashable, Sendable {
        /// The register's own date.
        case ledgerDate
        /// The day of a date field.
        case field(String)
        /// The day on which the row first reached a stage.
        case stage(String)
        /// The month in which so many months in a row were reached first.
        case run(field: String, months: Int)
        /// From one day to another: a stock. A row without an end goes on.
        case span(from: String, to: String?)
    }

    package init(
        key: String, ledger: String, title: LocalisedText, note: LocalisedText?, unit: String, window: Window,
        formula: Formula
    ) {
        (self.key, self.ledger, self.title, self.note) = (key, ledger, title, note)
        (self.unit, self.window, self.formula) = (unit, window, formula)
    }
}
