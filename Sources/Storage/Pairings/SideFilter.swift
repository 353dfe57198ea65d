// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The sides of pairings whose own objects a list may show, such as contacts and people.
package enum SideFilter: Hashable, Sendable {
    case all
    /// Of these pairings what belongs to both sides, and what belongs to one of them alone.
    case some(both: [Identifier<Pairing>], oldArea: [Identifier<Pairing>], eastern: [Identifier<Pairing>])

    package static let nothing = SideFilter.some(both: [], oldArea: [], eastern: [])

    /// The condition on the columns that hold a pairing's identity and the side, which is NULL for both; nil where
    /// every row may be shown.
    package func condition(pairing: String, side: String) -> SQLCondition? {
        guard case .some(let both, let oldArea, let eastern) = self else { return nil }
        func isOne(of ids: [Identifier<Pairing>]) -> SQLCondition { .in(pairing, ids.sorted().map { .id($0) }) }
        if Set(both) == Set(oldArea) && Set(both) == Set(eastern) { return isOne(of: both) }
        return .any([
            .all([SQLCondition("\(side) IS NULL"), isOne(of: both)]),
            .all([SQLCondition("\(side) = ?", [.choice(Side.oldArea)]), isOne(of: oldArea)]),
            .all([SQLCondition("\(side) = ?", [.choice(Side.eastern)]), isOne(of: eastern)]),
        ])
    }

    package func contains(_ pairing: Identifier<Pairing>, _ side: Side?) -> Bool {
        guard case .some(let both, let oldArea, let eastern) = self else { return true }
        return switch side {
        case nil: both.contains(pairing)
        case .oldArea: oldArea.contains(pairing)
        case .eastern: eastern.contains(pairing)
        }
    }
}
