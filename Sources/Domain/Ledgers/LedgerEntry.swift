// SPDX-License-Identifier: Apache-2.0

/// A row of a register.
package struct LedgerEntry: Sendable {
    package let id: Identifier<LedgerEntry>
    /// The key of its register.
    package let ledger: String
    /// The version of the definition by which its values were last checked.
    package var definition: Int
    package let pairing: Identifier<Pairing>
    /// The side that entered it.
    package let side: Side
    /// The body of the person who entered it.
    package let organisation: Identifier<Organisation>?
    /// Values by field; a field without a value is missing.
    package var values: [String: FieldValue]
    package var state: State
    /// Counts the changes, from 1.
    package var version: Int
    package let createdAt: Instant
    package var changedAt: Instant

    /// Where a row stands between the two sides.
    package enum State: String, CaseIterable, Sendable {
        /// Entered by one side of two; the other has not looked at it.
        case entered
        /// Both sides say that it is right, or the register needs one side alone.
        case confirmed
        /// The sides give different values, and a difference ticket is open.
        case disputed
        /// Taken out of the register; it stays in the record.
        case removed
    }

    package init(
        id: Identifier<LedgerEntry>, ledger: String, definition: Int, pairing: Identifier<Pairing>, side: Side,
        organisation: Identifier<Organisation>?, values: [String: FieldValue], state: State, version: Int,
        createdAt: Instant, changedAt: Instant
    ) {
        (self.id, self.ledger, self.definition, self.pairing) = (id, ledger, definition, pairing)
        (self.side, self.organisation, self.values, self.state) = (side, organisation, values, state)
        (self.version, self.createdAt, self.changedAt) = (version, createdAt, changedAt)
    }
}
