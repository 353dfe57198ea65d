// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// Something in a calendar: a title and days, no person's name.
package struct CalendarEntry: Sendable {
    /// Where it comes from: the sentence `calendar.<kind>` names it.
    package let kind: String
    /// The same for the same matter for ever.
    package let identity: String
    /// The matter as it is called where it stands, and the body that is asked, where it is one.
    package let matter: String
    package let unit: String?
    package let first: CalendarDate
    package let last: CalendarDate
    /// `09:30`; nil where it is of whole days.
    package var begins: String?
    package var ends: String?
    package var place: String?
    /// The page that it leads to.
    package let path: String
    package let pairing: Pairing
    /// Grows with every change.
    package let sequence: Int
    package let changedAt: Instant
    /// A day by which something is to be done.
    package let isDeadline: Bool
}

/// Whose calendar is read, by whom, and from when to when.
struct CalendarView {
    let useCases: UseCases
    let connection: any SQLConnection
    let caller: Caller
    let directory: PairingDirectory
    let pairings: [Pairing]
    /// True where only what concerns the caller is wanted, and not all of the pairings.
    let isOwn: Bool
    let days: ClosedRange<CalendarDate>
    let language: Language

    var filter: PairingFilter { .some(pairings.map(\.id)) }

    /// So many of each kind at most.
    static let most = 2_000

    /// Of yearly lists: in the own calendar what the caller's body, or the side of the caller's office, has to do.
    var dueSight: DueSight {
        guard isOwn, case .user(let user) = caller.who else { return .all }
        var sides: [Identifier<Pairing>: Set<Side>] = [:]
        var bodies: [Identifier<Organisation>: Set<Identifier<Pairing>>] = [:]
        for pairing in pairings {
            let scope = directory.scope(pairing)
            for grant in user.grants {
                switch grant {
                case .office(let bound, let side) where scope.isWithin(bound):
                    sides[pairing.id, default: []].insert(side)
                case .unit(let body, let bound, _) where scope.isWithin(bound):
                    bodies[body, default: []].insert(pairing.id)
                default: break
                }
            }
        }
        return .some(sides: sides, bodies: bodies)
    }

    /// Whether what belongs to a side, or to a body of it, is the caller's own.
    func concerns(_ pairing: Identifier<Pairing>, _ side: Side, _ body: Identifier<Organisation>?) -> Bool {
        guard isOwn else { return true }
        guard case .some(let sides, let bodies) = dueSight else { return true }
        return sides[pairing]?.contains(side) == true || body.flatMap { bodies[$0] }?.contains(pairing) == true
    }
}
