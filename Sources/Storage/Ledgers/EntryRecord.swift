// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A row of a register as it is stored.
package struct EntryRecord: Sendable {
    package let id: Identifier<LedgerEntry>
    package let book: Int
    /// Counts the rows of its book, from 1; never given twice.
    package let number: Int64
    package var definition: Int
    package let side: Side
    package let organisation: Identifier<Organisation>?
    package var state: LedgerEntry.State
    package var version: Int
    /// The row's own day, as days since 1970-01-01.
    package var day: Int64?
    /// A digest of what makes the row unique in its book.
    package var uniqueKey: String?
    package var values: [String: EntryText.Value]
    package let createdAt: Instant
    package let createdBy: Identifier<User>?
    package var changedAt: Instant
    package var changedBy: String
    /// When its stage last moved; nil where the register has none, or nothing more is expected.
    package var movedAt: Instant?
    package var isAnonymous: Bool
    /// What is filtered and sorted. Of a row that was read, empty.
    package var slots: [EntrySlot: SlotValue]

    package init(
        id: Identifier<LedgerEntry>, book: Int, number: Int64, definition: Int, side: Side,
        organisation: Identifier<Organisation>?, state: LedgerEntry.State, version: Int, day: Int64?,
        uniqueKey: String?, values: [String: EntryText.Value], createdAt: Instant, createdBy: Identifier<User>?,
        changedAt: Instant, changedBy: String, movedAt: Instant?, isAnonymous: Bool = false,
        slots: [EntrySlot: SlotValue] = [:]
    ) {
        (self.id, self.book, self.number, self.definition) = (id, book, number, definition)
        (self.side, self.organisation, self.state, self.version) = (side, organisation, state, version)
        (self.day, self.uniqueKey, self.values) = (day, uniqueKey, values)
        (self.createdAt, self.createdBy, self.changedAt) = (createdAt, createdBy, changedAt)
        (self.changedBy, self.movedAt, self.isAnonymous) = (changedBy, movedAt, isAnonymous)
        self.slots = slots
    }
}
