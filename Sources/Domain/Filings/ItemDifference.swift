// SPDX-License-Identifier: Apache-2.0

/// A difference ticket about a figure that both cities reported of a joint item for one period.
package struct ItemDifference: Sendable {
    /// What one city reported, and when.
    package struct Report: Hashable, Sendable {
        package let filing: Identifier<Filing>
        package let leg: Identifier<WorkLeg>
        package let unit: String
        package let at: Instant

        package init(filing: Identifier<Filing>, leg: Identifier<WorkLeg>, unit: String, at: Instant) {
            (self.filing, self.leg, self.unit, self.at) = (filing, leg, unit, at)
        }
    }
    package var ticket: Difference
    package let item: Identifier<WorkItem>
    package let cycle: Identifier<FilingCycle>
    package let pairing: Identifier<Pairing>
    package var oldArea: Report
    package var eastern: Report
    /// Why the proposed value should stand, and whose proposal it is.
    package var reason: String?
    package var proposer: Identifier<User>?
    package var revision: Int

    package init(
        ticket: Difference, item: Identifier<WorkItem>, cycle: Identifier<FilingCycle>,
        pairing: Identifier<Pairing>, oldArea: Report, eastern: Report, reason: String? = nil,
        proposer: Identifier<User>? = nil, revision: Int = 1
    ) {
        (self.ticket, self.item, self.cycle, self.pairing) = (ticket, item, cycle, pairing)
        (self.oldArea, self.eastern, self.reason) = (oldArea, eastern, reason)
        (self.proposer, self.revision) = (proposer, revision)
    }

    package func report(of side: Side) -> Report { side == .oldArea ? oldArea : eastern }

    package var state: Difference.State {
        ticket.isOpen ? (ticket.proposal == nil ? .open : .proposed) : .settled
    }
}

extension Difference {
    /// Where a ticket about a joint item stands.
    package enum State: String, LoopState {
        /// Both values stand side by side.
        case open
        /// One office has named the value that should stand.
        case proposed
        case settled

        package var isEnd: Bool { self == .settled }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case propose, agree
        /// One city reported anew, or was corrected: both report the same now, or still not.
        case meet, restate
    }

    /// Once something is proposed, the office of the same side is the one that proposed it; before, either is.
    package static let table = StateTable<State, Step>(
        start: .open,
        [
            .init([.open], .propose, by: [.office], needs: [.reason], to: .proposed, follows: [.tellOtherOffice]),
            .init(
                [.proposed], .propose, by: [.office, .otherOffice], needs: [.reason], to: .proposed,
                follows: [.tellOtherOffice]),
            .init(
                [.proposed], .agree, by: [.otherOffice], needs: [.secondPerson], to: .settled,
                follows: [.tellOtherOffice, .correct]),
            .init([.open, .proposed], .meet, by: [.clock], to: .settled, follows: [.tellOffice, .tellOtherOffice]),
            .init([.open, .proposed], .restate, by: [.clock], to: .open, follows: [.tellOffice, .tellOtherOffice]),
        ])
}
