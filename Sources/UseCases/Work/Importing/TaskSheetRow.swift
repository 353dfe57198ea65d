// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A row of a table of tasks on its way to an item: what it says as the fields of one, and what a person decided.
package struct TaskSheetRow: Sendable {
    /// Where it stood, for people: the sheet and the row.
    package let place: String
    /// By the columns of the list (`ItemFields.Name`).
    package var values: [String: String]
    /// Whether it is to be added.
    package var isTaken: Bool
    /// Whether somebody was told that the list has it already, and takes it all the same.
    package var mayRepeat: Bool
    /// What was noticed while it was read.
    package var doubts: [TaskSheetDoubt]

    package init(
        place: String, values: [String: String], isTaken: Bool = true, mayRepeat: Bool = false,
        doubts: [TaskSheetDoubt] = []
    ) {
        (self.place, self.values, self.isTaken) = (place, values, isTaken)
        (self.mayRepeat, self.doubts) = (mayRepeat, doubts)
    }

    subscript(_ name: ItemFields.Name) -> String {
        get { (values[name.rawValue] ?? "").trimmingWhitespace }
        set { values[name.rawValue] = newValue }
    }
}

/// Something about a row that a person should look at: the sentence `taskSheet.doubt.<kind>`.
package struct TaskSheetDoubt: Hashable, Sendable {
    /// What there is to look at.
    package enum Kind: String, CaseIterable, Sendable {
        /// The directory doesn't know a body.
        case unknownBody
        /// No body leads it.
        case noLead
        /// It has no due day; what its cell said instead.
        case noDue, openTerm, unreadTerm
        /// Its due day is of an earlier year and was moved into that of the list.
        case dayMoved
        /// A part of its schedule names no quarter.
        case unreadSchedule
        /// The list has no special of that name.
        case unknownSpecial
        /// Which city a body is of was not said.
        case unsureSide
        /// The list has it already, or an earlier row is the same.
        case known, twice
    }
    package let kind: Kind
    package let arguments: [String: String]

    package init(_ kind: Kind, _ arguments: [String: String] = [:]) { (self.kind, self.arguments) = (kind, arguments) }
}

/// A row as it would be added.
package struct TaskSheetLine: Sendable {
    package let row: TaskSheetRow
    package let doubts: [TaskSheetDoubt]
    /// What must be mended before it can be added, by field.
    package let failures: [ValidationFailure]
    /// The item of the list that it repeats.
    package let known: WorkItem?
}

/// What an import would add to a yearly list.
package struct TaskSheetPreview: Sendable {
    package let plan: YearPlan
    package let pairing: Pairing
    package let specials: [Special]
    package let tables: [TaskSheet]
    package let lines: [TaskSheetLine]
}

/// What an import did.
package struct TaskSheetResult: Sendable {
    package let added: Int
    /// Rows that were not added because the list has them.
    package let known: Int
    /// The numbers that the new items have in the list; nil where there is none.
    package let positions: ClosedRange<Int>?
    /// The revision of the list afterwards.
    package let revision: Int
}
