// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A row of the registers of meetings and visits, as lists and calendars name it: no person's name is in it.
package struct MeetingRow: Sendable {
    package let id: Identifier<LedgerEntry>
    /// The key of its register.
    package let ledger: String
    package let title: String
    package let first: CalendarDate
    package let last: CalendarDate
    package let place: String?
    package let pairing: Pairing
    /// Counts the changes of the row.
    package let version: Int
    package let changedAt: Instant
}

/// A meeting in the list of meetings.
package struct MeetingListing: Sendable {
    package let row: MeetingRow
    /// How many of its decisions the caller sees, and how many of those are not done.
    package let decisions: Int
    package let open: Int
}

/// The meetings that a caller sees.
package struct MeetingList: Sendable {
    /// From today on, the next one first.
    package let coming: [MeetingListing]
    /// Before today, the last one first; at most `most`.
    package let held: [MeetingListing]
    package let pairings: [Pairing]
    /// Those for which the caller may enter a row.
    package let planned: [Pairing]
    package static let most = 100
}

/// A meeting's page, to one caller.
package struct MeetingDetail: Sendable {
    package let row: MeetingRow
    /// Without people and minutes where the caller doesn't see the whole.
    package let meeting: Meeting
    package let isWhole: Bool
    package let isComing: Bool
    package let files: [EntryFile]
    /// What earlier meetings of the pairing decided and is not done.
    package let earlier: [DecisionLine]
    package let decisions: [DecisionLine]
    package let history: ObjectHistory
    package let mayPlan: Bool
    /// The names of bodies on each side, to choose from; empty where the caller decides nothing.
    package let bodies: [Side: [String]]
}

/// A decision as a page shows it.
package struct DecisionLine: Sendable {
    /// A step that was taken.
    package struct Taken: Sendable {
        package let step: String
        package let at: Instant
        package let by: String
        package let note: String?
    }
    /// The item that it became, or the one of a later year that continues it.
    package struct Item: Sendable {
        package let id: Identifier<WorkItem>
        package let year: Int
        package let due: CalendarDate?
        /// False while both cities have not agreed to its list and the caller may not see the draft.
        package let isOpenToCaller: Bool
        package let isAgreed: Bool
    }
    package let decision: MeetingDecision
    /// Where it was decided.
    package let meeting: MeetingRow
    package let item: Item?
    package let light: WorkLight
    package let isDone: Bool
    package let steps: [Taken]
    package let offers: [StepOffer]
    /// The year of the list into which the caller may take it now.
    package let listYear: Int?
}
