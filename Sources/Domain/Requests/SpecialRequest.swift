// SPDX-License-Identifier: Apache-2.0

/// A matter or a firm for which a decision of its own is asked.
package struct SpecialRequest: Hashable, Sendable {
    /// What is asked for.
    package enum Kind: String, CaseIterable, Sendable {
        /// A decision on one matter that no general rule settles.
        case matter
        /// A policy for one firm.
        case firm
        /// Faster handling of a park or a project.
        case fastTrack = "fast-track"

        /// So many working days after it was submitted it is to be decided. Twenty is the term of the Administrative
        /// Licensing Law (article 42), five the house's own.
        package var workingDays: Int { self == .fastTrack ? 5 : 20 }
    }

    package let id: Identifier<SpecialRequest>
    package let pairing: Identifier<Pairing>
    package let side: Side
    /// The body that asks, with its name as it was then; nil where the office itself asks for somebody.
    package let organisation: Identifier<Organisation>?
    package let unit: String?
    package let maker: SignedBy
    package var kind = Kind.matter
    package var state = State.drafted
    package var matter = ""
    /// The firm, park or project that it is for.
    package var firm: String?
    /// The policy that it rests on, and what is asked for.
    package var basis: String?
    package var wish: String?
    package var isJoint = false
    /// The day by which it is to be decided; nil until it is submitted.
    package var deadline: CalendarDate?
    package var submittedAt: Instant?
    package var submitter: SignedBy?
    /// Who asked the departments, or went on without them.
    package var handler: SignedBy?
    /// The decision with its basis, or why it was refused.
    package var decision: String?
    package var decider: SignedBy?
    package var decidedAt: Instant?
    /// The last day on which what was promised holds; nil where it has no end.
    package var validThrough: CalendarDate?
    /// What was done of it.
    package var outcome: String?
    package var revision = 1

    package init(
        id: Identifier<SpecialRequest>, pairing: Identifier<Pairing>, side: Side,
        organisation: Identifier<Organisation>?, unit: String?, maker: SignedBy
    ) {
        (self.id, self.pairing, self.side) = (id, pairing, side)
        (self.organisation, self.unit, self.maker) = (organisation, unit, maker)
    }

    /// Whether a decision was due before `day` and the offices have not made it.
    package func isOverdue(on day: CalendarDate) -> Bool {
        state.waitsForDecision && deadline.map { $0 < day } ?? false
    }
}

extension SpecialRequest.State {
    /// True while the offices have it, and its clock runs.
    package var waitsForDecision: Bool {
        switch self {
        case .submitted, .consulting, .deciding, .confirming: true
        case .drafted, .returned, .approved, .delivered, .refused, .withdrawn, .expired: false
        }
    }

    /// True while departments are heard.
    package var hearsDepartments: Bool { self == .consulting || self == .deciding }

    /// True once everybody who sees the request sees what was decided.
    package var isDecided: Bool {
        switch self {
        case .approved, .delivered, .refused, .expired: true
        case .drafted, .submitted, .returned, .consulting, .deciding, .confirming, .withdrawn: false
        }
    }
}
