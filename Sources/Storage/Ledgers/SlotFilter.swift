// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// Which rows of some books a page shows, as far as the database can tell.
package struct SlotFilter: Sendable {
    /// What a slot, or the row's day, must hold.
    package enum Test: Hashable, Sendable {
        case oneOf([SlotValue])
        /// Both bounds included; missing ones don't bound. Rows without a value are not within.
        case within(from: SlotValue?, to: SlotValue?)
        case filled
    }
    /// What one column must hold.
    package struct Condition: Hashable, Sendable {
        /// nil: the row's day.
        package let slot: EntrySlot?
        package let test: Test

        package init(_ slot: EntrySlot?, _ test: Test) { (self.slot, self.test) = (slot, test) }
    }
    /// One of the values of a field that holds many, or what is personal, by its term.
    package struct Term: Hashable, Sendable {
        package let field: String
        package let term: String

        package init(field: String, term: String) { (self.field, self.term) = (field, term) }
    }
    /// What the caller may see: one register of some pairings, or several registers.
    package var books: [Int]
    package var conditions: [Condition] = []
    package var terms: [Term] = []
    package var states: Set<LedgerEntry.State> = []
    package var side: Side?
    package var organisation: Identifier<Organisation>?

    package init(books: [Int]) { self.books = books }

    package var isEmpty: Bool {
        conditions.isEmpty && terms.isEmpty && states.isEmpty && side == nil && organisation == nil
    }
}

/// The order of a page. Rows without a value come last either way; rows of one value go by day and number.
package struct EntryOrder: Hashable, Sendable {
    /// nil: the row's day.
    package let slot: EntrySlot?
    package let isDescending: Bool

    package init(slot: EntrySlot?, isDescending: Bool) { (self.slot, self.isDescending) = (slot, isDescending) }

    var column: String { slot?.column ?? "day" }
    var isText: Bool { slot?.isText ?? false }
    /// Within a book; the column itself, the day where it is another, the number.
    var keys: [String] { slot == nil ? ["day", "number"] : [column, "day", "number"] }
}

/// Where a page ended: the value that it was ordered by, day, number and book of its last row.
package struct EntryPosition: Hashable, Sendable {
    package let value: SlotValue
    package let day: Int64
    package let number: Int64
    package let book: Int

    package init(value: SlotValue, day: Int64, number: Int64, book: Int) {
        (self.value, self.day, self.number, self.book) = (value, day, number, book)
    }

    /// The position as it stands in an address.
    package var texts: [String] {
        let first =
            switch value {
            case .number(let number): "n\(number)"
            case .text(let text): "t" + text
            case .empty: "e"
            }
        return [first, String(day), String(number), String(book)]
    }

    package init?(texts: [String]) {
        guard texts.count == 4, let day = Int64(texts[1]), let number = Int64(texts[2]), let book = Int(texts[3])
        else { return nil }
        let rest = String(texts[0].dropFirst())
        switch texts[0].first {
        case "n":
            guard let number = Int64(rest) else { return nil }
            value = .number(number)
        case "t": value = .text(rest)
        case "e": value = .empty
        default: return nil
        }
        (self.day, self.number, self.book) = (day, number, book)
    }
}

extension SlotFilter.Condition {
    var column: String { slot?.column ?? "day" }
    private var isText: Bool { slot?.isText ?? false }

    /// True where the values are few enough to walk each one by itself.
    var values: [SlotValue]? {
        if case .oneOf(let values) = test, values.count <= 8 { return values }
        return nil
    }

    /// `veil` keeps SQLite from using the index of the column, where another one is wanted.
    func sql(veil: String = "") -> SQLCondition {
        let name = veil + column
        switch test {
        case .oneOf(let values):
            return .in(name, values.map { $0.sql(isText: isText) })
        case .within(let from, let to):
            var parts = [from.map { SQLCondition("\(name) >= ?", [$0.sql(isText: isText)]) }].compactMap { $0 }
            if from == nil { parts.append(SQLCondition("\(name) > ?", [SlotValue.empty.sql(isText: isText)])) }
            if let to { parts.append(SQLCondition("\(name) <= ?", [to.sql(isText: isText)])) }
            return .all(parts)
        case .filled: return SQLCondition("\(name) > ?", [SlotValue.empty.sql(isText: isText)])
        }
    }
}
