// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Cells outside registers, read by the same words: days, yes and no, names one after the other.
package enum PlainCell {
    /// The day, in any way that offices write one; nil where the text is none, or leaves a doubt.
    package static func day(_ text: String) -> CalendarDate? {
        if case .day(let day) = DateWords.read(FieldInput(text)) { return day }
        return nil
    }

    /// nil where the text is neither yes nor no.
    package static func flag(_ text: String) -> Bool? { FlagWords.value(text) }

    /// The names of a cell, each once.
    package static func names(_ text: String) -> [String] {
        var found: [String] = []
        for part in ListWords.parts(text, kind: .organisation) {
            let name = tidied(part)
            if !name.isEmpty && !found.contains(name) { found.append(name) }
        }
        return found
    }

    /// Whether the cell says that it holds nothing: `/`, `—`, `无`.
    package static func isNothing(_ text: String) -> Bool { EmptyWords.meansNothing(tidied(text), kind: .count) }

    /// The one year that a title names; nil where it names none or several.
    package static func year(in title: String) -> Int? { DateSpanWords.year(in: title) }

    /// Names as one cell holds them.
    package static func text(_ names: [String]) -> String { names.joined(separator: ListWords.separator(.chinese)) }
}
