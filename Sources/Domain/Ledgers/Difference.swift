// SPDX-License-Identifier: Apache-2.0

/// A ticket about one field of a row, or of a joint item in a reporting cycle (`ItemDifference`), that the two sides
/// state differently. It stands until both agree on a value.
package struct Difference: Sendable {
    package let id: Identifier<Difference>
    /// The row; nil where it is about a joint item.
    package let entry: Identifier<LedgerEntry>?
    package let field: String
    /// What each side states; nil: nothing.
    package var oldArea: FieldValue?
    package var eastern: FieldValue?
    package let openedAt: Instant
    package let openedBy: String
    /// The value that one side proposes to settle on, and which.
    package var proposal: FieldValue?
    package var proposedSide: Side?
    package var proposedBy: String?
    package var settled: FieldValue?
    package var settledAt: Instant?
    package var settledBy: String?

    package init(
        id: Identifier<Difference>, entry: Identifier<LedgerEntry>?, field: String, oldArea: FieldValue?,
        eastern: FieldValue?, openedAt: Instant, openedBy: String
    ) {
        (self.id, self.entry, self.field, self.oldArea, self.eastern) = (id, entry, field, oldArea, eastern)
        (self.openedAt, self.openedBy) = (openedAt, openedBy)
    }

    package var isOpen: Bool { settledAt == nil }

    /// What a side states.
    package func value(of side: Side) -> FieldValue? { side == .oldArea ? oldArea : eastern }
}

/// The values that the side that did not enter a row gives for it.
package struct Statement: Sendable {
    package let entry: Identifier<LedgerEntry>
    package let side: Side
    package var values: [String: FieldValue]
    package let at: Instant
    package let by: String

    package init(
        entry: Identifier<LedgerEntry>, side: Side, values: [String: FieldValue], at: Instant, by: String
    ) {
        (self.entry, self.side, self.values, self.at, self.by) = (entry, side, values, at, by)
    }
}

/// What somebody wrote about a row, or one field of it.
package struct EntryComment: Sendable {
    package let id: Identifier<EntryComment>
    package let entry: Identifier<LedgerEntry>
    package let field: String?
    package let at: Instant
    package let by: String
    package let text: String

    package init(
        id: Identifier<EntryComment>, entry: Identifier<LedgerEntry>, field: String?, at: Instant, by: String,
        text: String
    ) {
        (self.id, self.entry, self.field) = (id, entry, field)
        (self.at, self.by, self.text) = (at, by, text)
    }
}

/// A stage that a row reached, and the day.
package struct StageStep: Hashable, Sendable {
    package let stage: String
    /// Days since 1970-01-01.
    package let day: Int64
    package let at: Instant
    package let by: String
    /// True for a roll-back, whose reason stands in `note`.
    package let isBack: Bool
    /// The evidence, in words, or the reason.
    package let note: String?

    package init(stage: String, day: Int64, at: Instant, by: String, isBack: Bool, note: String?) {
        (self.stage, self.day, self.at, self.by) = (stage, day, at, by)
        (self.isBack, self.note) = (isBack, note)
    }
}

/// A period of a pairing whose figures were taken down. Rows may be corrected after it; the difference shows.
package struct ClosedPeriod: Hashable, Sendable {
    package let pairing: Identifier<Pairing>
    /// `2026Q1`, `2026`, `2026-03`.
    package let key: String
    /// Months since January of the year 0; the end is not within.
    package let firstMonth: Int
    package let endMonth: Int
    package let closedAt: Instant
    package let closedBy: String

    package init(
        pairing: Identifier<Pairing>, key: String, firstMonth: Int, endMonth: Int, closedAt: Instant, closedBy: String
    ) {
        (self.pairing, self.key, self.firstMonth, self.endMonth) = (pairing, key, firstMonth, endMonth)
        (self.closedAt, self.closedBy) = (closedAt, closedBy)
    }
}
