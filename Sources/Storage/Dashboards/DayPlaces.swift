// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// Where somebody acts: for bodies and for offices of a side, each with the pairings.
package struct DayPlaces: Hashable, Sendable {
    /// A body on one side.
    package struct Body: Hashable, Sendable {
        package let organisation: Identifier<Organisation>
        package let side: Side

        package init(organisation: Identifier<Organisation>, side: Side) {
            (self.organisation, self.side) = (organisation, side)
        }
    }
    package var bodies: [Body: Set<Identifier<Pairing>>] = [:]
    package var offices: [Side: Set<Identifier<Pairing>>] = [:]

    package init() {}

    package var isEmpty: Bool { bodies.isEmpty && offices.isEmpty }

    /// What is of one of the bodies, by the columns that say so.
    func ofBodies(_ organisation: String, _ side: String, _ pairing: String) -> SQLCondition {
        let sorted = bodies.sorted {
            ($0.key.organisation, $0.key.side.rawValue) < ($1.key.organisation, $1.key.side.rawValue)
        }
        return .any(
            sorted.map { body, pairings in
                .all([
                    SQLCondition(
                        "\(organisation) = ? AND \(side) = ?", [.id(body.organisation), .choice(body.side)]),
                    .in(pairing, pairings.sorted().map { .id($0) }),
                ])
            })
    }

    /// What is of the side of one of the offices, or of the other side where `isOther`.
    func ofOffices(_ side: String, _ pairing: String, isOther: Bool = false) -> SQLCondition {
        .any(
            Side.allCases.compactMap { own in
                offices[own].map { pairings in
                    .all([
                        SQLCondition("\(side) = ?", [.choice(isOther ? own.other : own)]),
                        .in(pairing, pairings.sorted().map { .id($0) }),
                    ])
                }
            })
    }
}
