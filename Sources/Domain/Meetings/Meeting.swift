// SPDX-License-Identifier: Apache-2.0

/// What belongs to a row of the registers of meetings and visits besides its figures: what it is to be about, who takes
/// part, what was said. What was decided stands in `MeetingDecision`.
package struct Meeting: Hashable, Sendable {
    /// The registers whose rows are meetings.
    package static let ledgers = ["meeting", "visit"]
    /// The row of the register.
    package let entry: Identifier<LedgerEntry>
    package let pairing: Identifier<Pairing>
    /// The times of its first day, `09:30`; empty where none is set.
    package var begins = ""
    package var ends = ""
    /// What is to be talked about, one matter a line.
    package var agenda = ""
    /// Names with posts, one a line.
    package var oldAreaPeople = ""
    package var easternPeople = ""
    package var minutes = ""
    /// 0 while nothing of it was written.
    package var revision = 0

    package init(entry: Identifier<LedgerEntry>, pairing: Identifier<Pairing>) {
        (self.entry, self.pairing) = (entry, pairing)
    }
}

/// What a meeting decided: one matter, one body that answers for it, one day.
///
/// Its words stay as they were agreed. Where it has an item of a yearly list, that says where it stands.
package struct MeetingDecision: Hashable, Sendable {
    package let id: Identifier<MeetingDecision>
    package let meeting: Identifier<LedgerEntry>
    package let pairing: Identifier<Pairing>
    /// Its place among those of the meeting, from 1.
    package let position: Int
    package let matter: String
    package let side: Side
    /// nil where the directory doesn't have the body.
    package let organisation: Identifier<Organisation>?
    /// The body's name as it was written.
    package let unit: String
    package let deadline: CalendarDate
    package var item: Identifier<WorkItem>?
    package var state: State = .open
    /// Who said that it is done; another closes it.
    package var reporter: SignedBy?
    package var revision = 1

    package init(
        id: Identifier<MeetingDecision>, meeting: Identifier<LedgerEntry>, pairing: Identifier<Pairing>, position: Int,
        matter: String, side: Side, organisation: Identifier<Organisation>?, unit: String, deadline: CalendarDate
    ) {
        (self.id, self.meeting, self.pairing, self.position) = (id, meeting, pairing, position)
        (self.matter, self.side, self.organisation, self.unit) = (matter, side, organisation, unit)
        self.deadline = deadline
    }
}
