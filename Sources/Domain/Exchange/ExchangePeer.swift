// SPDX-License-Identifier: Apache-2.0

/// The installation on another network with which a pairing's work is exchanged by file.
package struct ExchangePeer: Hashable, Sendable {
    package let pairing: Identifier<Pairing>
    /// The city whose offices work there; the other one's work here.
    package var side: Side
    /// The public key of that installation, as its page prints it.
    package var key: String
    /// Whether yearly lists and cycles are kept here: opened and closed by the clock. There they are otherwise.
    package var keepsHere: Bool
    package var at: Instant
    package var by: String
    package var revision: Int

    package init(
        pairing: Identifier<Pairing>, side: Side, key: String, keepsHere: Bool, at: Instant, by: String,
        revision: Int = 1
    ) {
        (self.pairing, self.side, self.key, self.keepsHere) = (pairing, side, key, keepsHere)
        (self.at, self.by, self.revision) = (at, by, revision)
    }
}

/// A file with the work of a pairing and a year that went to the other network, or came from it.
package struct ExchangeFile: Hashable, Sendable {
    /// Which way it went, seen from here.
    package enum Direction: String, CaseIterable, Sendable { case out, `in` }
    /// What became of it.
    package enum State: String, CaseIterable, Sendable {
        /// Went out.
        case made
        /// Came in; what differs is shown, and nothing counts yet.
        case read
        /// Counts.
        case applied
        /// Came in and was put away.
        case discarded
    }
    package let id: Identifier<ExchangeFile>
    package let pairing: Identifier<Pairing>
    package let year: Int
    package let direction: Direction
    /// Counted from 1 by the installation that made it, for each pairing and year.
    package let number: Int
    /// The last file of the other installation that its maker had taken over; 0 where none.
    package let builtOn: Int
    /// SHA-256 of that file; empty where there is none.
    package let builtOnHash: String
    package let at: Instant
    package let by: SignedBy
    /// SHA-256 of the file in hexadecimal.
    package let hash: String
    package var state: State

    package init(
        id: Identifier<ExchangeFile>, pairing: Identifier<Pairing>, year: Int, direction: Direction, number: Int,
        builtOn: Int, builtOnHash: String, at: Instant, by: SignedBy, hash: String, state: State
    ) {
        (self.id, self.pairing, self.year, self.direction) = (id, pairing, year, direction)
        (self.number, self.builtOn, self.builtOnHash) = (number, builtOn, builtOnHash)
        (self.at, self.by, self.hash) = (at, by, hash)
        self.state = state
    }
}

/// What of a pairing's work is carried, in the order in which it is taken over: each after what it refers to.
package enum CarriedKind: String, CaseIterable, Sendable {
    case list, special, item, milestone, leg, cycle, filing

    /// Part of the list itself: two cities agree to all of it at once.
    package var isOfList: Bool { self == .list || self == .special || self == .item }
    /// What may be taken out of a draft.
    package var isRemovable: Bool { isOfList || self == .milestone || self == .leg }
}

/// What became of one thing since the two installations last knew the same of it.
package enum ExchangeVerdict: String, CaseIterable, Sendable {
    /// It comes with the file and isn't here.
    case new
    /// It was changed there and not here.
    case changed
    /// It was removed there and not changed here.
    case removed
    /// It was changed on both networks: somebody has to say which counts.
    case conflict
    /// It was changed here and not there: the next file out tells.
    case newerHere
}
