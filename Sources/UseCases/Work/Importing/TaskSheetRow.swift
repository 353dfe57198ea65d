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
    /// Whether somebody was told that an earlier row says the same, and takes it all the same.
    package var mayBeTwin: Bool
    /// What was noticed while it was read.
    package var doubts: [TaskSheetDoubt]
    /// The bodies of a side that are of it for want of a better guess: the table names no city for them.
    var unplaced: [Side: Set<String>] = [:]

    package init(
        place: String, values: [String: String], isTaken: Bool = true, mayRepeat: Bool = false,
        mayBeTwin: Bool = false, doubts: [TaskSheetDoubt] = []
    ) {
        (self.place, self.values, self.isTaken) = (place, values, isTaken)
        (self.mayRepeat, self.mayBeTwin, self.doubts) = (mayRepeat, mayBeTwin, doubts)
    }

    subscript(_ name: ItemFields.Name) -> String {
        get { (values[name.rawValue] ?? "").trimmingWhitespace }
        set { values[name.rawValue] = newValue }
    }
}

/// Something about a row that a person should look at: the sentence `taskSheet.doubt.<kind>`.
package struct TaskSheetDoubt: Codable, Hashable, Sendable {
    /// What there is to look at.
    package enum Kind: String, Codable, CaseIterable, Sendable {
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
        /// A body for which no city was named was put on the side whose directory alone has it.
        case sideMoved
        /// Its weight is no whole number from 1 to 100.
        case unreadWeight
        /// Which word of its leader is the post, and which the name.
        case unsureLeader
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
    /// What the tables' files hold besides, of which no row was made.
    package let leftOut: [TaskSheet.LeftOut]
    package let lines: [TaskSheetLine]
}

/// What an import did.
package struct TaskSheetResult: Hashable, Sendable {
    package let added: Int
    /// Rows that were not added because the list has them.
    package let known: Int
    /// The numbers that the new items have in the list; nil where there is none.
    package let positions: ClosedRange<Int>?
    /// The revision of the list afterwards.
    package let revision: Int
}
