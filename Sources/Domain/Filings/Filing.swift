// SPDX-License-Identifier: Apache-2.0

/// A period for which an office asks its bodies how the work stands.
package struct FilingCycle: Hashable, Sendable {
    package let id: Identifier<FilingCycle>
    package let pairing: Identifier<Pairing>
    package let yearPlan: Identifier<YearPlan>
    /// The form that is asked for: `FilingForm.key`.
    package let form: String
    package let period: Period
    /// By this day bodies hand in.
    package var due: CalendarDate
    /// After this day the cycle closes: later changes are corrections.
    package var closes: CalendarDate
    /// Why bodies had fewer than three working days; nil where they had as many.
    package let shortReason: String?
    package let openedAt: Instant
    package let openedBy: String
    package var closedAt: Instant?
    package var revision: Int

    package init(
        id: Identifier<FilingCycle>, pairing: Identifier<Pairing>, yearPlan: Identifier<YearPlan>, form: String,
        period: Period, due: CalendarDate, closes: CalendarDate, shortReason: String? = nil, openedAt: Instant,
        openedBy: String, closedAt: Instant? = nil, revision: Int = 1
    ) {
        (self.id, self.pairing, self.yearPlan, self.form, self.period) = (id, pairing, yearPlan, form, period)
        (self.due, self.closes, self.shortReason) = (due, closes, shortReason)
        (self.openedAt, self.openedBy, self.closedAt) = (openedAt, openedBy, closedAt)
        self.revision = revision
    }
}

/// What one body hands in for a cycle: one page with all that it has to say.
package struct Filing: Hashable, Sendable {
    package let id: Identifier<Filing>
    package let cycle: Identifier<FilingCycle>
    package let pairing: Identifier<Pairing>
    package let side: Side
    package var organisation: Identifier<Organisation>?
    /// The body's name as the yearly list prints it.
    package let unit: String
    package var state: State
    package var burden: FilingBurden
    /// When it was handed in first: by this it is in time or late, however often it was sent back.
    package var firstSubmittedAt: Instant?
    package var submittedAt: Instant?
    /// Who handed it in; another accepts.
    package var submitter: SignedBy?
    /// The office handed it in for the body.
    package var isForUnit = false
    package var acceptedAt: Instant?
    package var accepter: SignedBy?
    /// How often it was sent back.
    package var returns = 0
    /// How often the body was reminded, and when last.
    package var reminders = 0
    package var remindedAt: Instant?
    package var revision = 1

    package init(
        id: Identifier<Filing>, cycle: Identifier<FilingCycle>, pairing: Identifier<Pairing>, side: Side,
        organisation: Identifier<Organisation>?, unit: String, state: State = .expected,
        burden: FilingBurden = FilingBurden()
    ) {
        (self.id, self.cycle, self.pairing, self.side) = (id, cycle, pairing, side)
        (self.organisation, self.unit, self.state, self.burden) = (organisation, unit, state, burden)
    }

    /// The body has said what it has to say, for now.
    package var isHandedIn: Bool { [.submitted, .accepted, .locked].contains(state) }

    /// It was sent back, and is with the body again.
    package var isBeingMended: Bool { returns > 0 && (state == .returned || state == .draft) }

    /// Handed in after the due day, or not yet although it has passed.
    package func isLate(due: CalendarDate, today: CalendarDate) -> Bool {
        guard state != .excused else { return false }
        return (firstSubmittedAt?.day ?? today) > due
    }
}

/// The share of an item that a filing speaks of.
package struct FilingLine: Hashable, Sendable {
    package let leg: Identifier<WorkLeg>
    package let position: Int

    package init(leg: Identifier<WorkLeg>, position: Int) { (self.leg, self.position) = (leg, position) }
}

/// A field of a filing: of a share, or of the body where `leg` is nil. Printed as `LEG.KEY` and `body.KEY`.
package struct FilingPlace: Hashable, Sendable, CustomStringConvertible {
    package let leg: Identifier<WorkLeg>?
    package let field: String

    package init(leg: Identifier<WorkLeg>?, field: String) { (self.leg, self.field) = (leg, field) }

    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        if parts[0] == "body" {
            self.init(leg: nil, field: parts[1])
        } else {
            guard let leg = Identifier<WorkLeg>(parts[0]) else { return nil }
            self.init(leg: leg, field: parts[1])
        }
    }

    package var description: String { (leg?.text ?? "body") + "." + field }
}

/// What the office asks to be mended in a field of a filing that it sent back.
package struct FilingRemark: Hashable, Sendable {
    package let place: FilingPlace
    package let text: String
    package let at: Instant
    package let by: SignedBy

    package init(place: FilingPlace, text: String, at: Instant, by: SignedBy) {
        (self.place, self.text, self.at, self.by) = (place, text, at, by)
    }
}

/// A change of what was accepted, after its cycle had closed: with its day and its reason, and both values kept.
package struct FilingCorrection: Hashable, Sendable {
    package let place: FilingPlace
    package let before: String
    package let after: String
    package let reason: String
    package let at: Instant
    package let by: SignedBy

    package init(place: FilingPlace, before: String, after: String, reason: String, at: Instant, by: SignedBy) {
        (self.place, self.before, self.after) = (place, before, after)
        (self.reason, self.at, self.by) = (reason, at, by)
    }
}

/// A paper from which an office filed for a body.
package struct FilingPaper: Hashable, Sendable {
    package let filing: Identifier<Filing>
    /// SHA-256 of the file in hexadecimal.
    package let hash: String
    package let name: String
    package let at: Instant
    package let by: String

    package init(filing: Identifier<Filing>, hash: String, name: String, at: Instant, by: String) {
        (self.filing, self.hash, self.name, self.at, self.by) = (filing, hash, name, at, by)
    }
}

/// When an office's cycles open by themselves, and how its bodies are chased. Days are working days.
package struct FilingRule: Hashable, Sendable {
    package let pairing: Identifier<Pairing>
    /// Whether cycles open by themselves.
    package var opens = false
    /// From the period's end: when bodies hand in, and when the cycle closes.
    package var dueAfter = 10
    package var closesAfter = 20
    /// So long before the due day bodies are reminded; then on the day after it and every `remindEvery` days.
    package var remindBefore = 3
    package var remindEvery = 2
    /// So long after the due day an order is drafted; nil: never.
    package var orderAfter: Int? = 8
    package var revision = 0

    package init(pairing: Identifier<Pairing>) { self.pairing = pairing }
}
