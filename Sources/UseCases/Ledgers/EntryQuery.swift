// SPDX-License-Identifier: Apache-2.0
package import Domain
package import LedgerEngine

/// Which rows of a register a page shows, and in which order: what stands in its address.
package struct EntryQuery: Sendable {
    package var ledger: String
    /// The code of a pairing; nil: all that the caller may see.
    package var pairing: String?
    package var filter = EntryFilter()
    package var states: Set<LedgerEntry.State> = []
    package var side: Side?
    /// The field by which rows are ordered; nil: the register's day.
    package var sort: String?
    package var isDescending = true
    package var after: String?
    package var limit = 50
    package var language: Language = .chinese

    package init(ledger: String) { self.ledger = ledger }
}

/// A page of rows.
package struct EntryPage: Sendable {
    package let items: [EntryListing]
    /// Continues behind the last row; nil where there is nothing more.
    package let next: String?
    /// True where so many rows were looked through that the page ended before it was full: `next` goes on.
    package let isCutShort: Bool
}

/// What a filter leaves, counted and summed.
package struct EntryTotals: Sendable {
    /// One value of the field by which rows are grouped; of the total, nil.
    package struct Group: Sendable {
        /// The stored value; nil: rows without one.
        package let value: FieldValue?
        package let text: String
        package let count: Int
        /// By field, in the unit of the stored numbers.
        package let sums: [String: Int64]
    }
    package let count: Int
    package let sums: [String: Int64]
    package let groups: [Group]
}
