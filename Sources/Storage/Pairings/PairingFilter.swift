// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The pairings whose objects a list may show.
package enum PairingFilter: Hashable, Sendable {
    case all
    case some([Identifier<Pairing>])

    /// The condition on a column that holds a pairing's identity; nil where every row may be shown.
    package func condition(_ column: String) -> SQLCondition? {
        switch self {
        case .all: nil
        case .some(let ids): .in(column, ids.sorted().map { .id($0) })
        }
    }

    package func contains(_ id: Identifier<Pairing>) -> Bool {
        switch self {
        case .all: true
        case .some(let ids): ids.contains(id)
        }
    }
}
