// SPDX-License-Identifier: Apache-2.0
import SQLCore

/// A column of `ledger_entry` in which a field of a register is filtered and sorted.
package enum EntrySlot: Hashable, Sendable {
    case number(Int)
    case text(Int)

    /// How many fields of a register can have one. The largest of those that ship have 8 and 10.
    package static let numbers = 8
    package static let texts = 10

    package static let all = (1...numbers).map { number($0) } + (1...texts).map { text($0) }

    package var column: String {
        switch self {
        case .number(let place): "number_\(place)"
        case .text(let place): "text_\(place)"
        }
    }

    package var isText: Bool {
        switch self {
        case .number: false
        case .text: true
        }
    }

    init?(column: String) {
        guard let slot = Self.all.first(where: { $0.column == column }) else { return nil }
        self = slot
    }
}

/// What a slot holds of a row.
package enum SlotValue: Hashable, Sendable {
    case number(Int64)
    case text(String)
    /// The row has no value there.
    case empty

    /// Stands for a missing value, and sorts before every other: NULL would be left out of the index.
    static let emptyNumber = Int64.min
    static let emptyText = " "
    /// Longer text is cut; what is filtered by more is compared in the program.
    package static let longest = 64

    func sql(isText: Bool) -> SQLValue {
        switch self {
        case .number(let number): .integer(number)
        case .text(let text): .text(String(text.prefix(Self.longest)))
        case .empty: isText ? .text(Self.emptyText) : .integer(Self.emptyNumber)
        }
    }
}
