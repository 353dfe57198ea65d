// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A decision to be noted: the matter, the name of one body, its side and the day.
package struct NewDecision: Sendable {
    package let matter: String
    package let side: String
    package let unit: String
    package let deadline: String

    package init(matter: String, side: String, unit: String, deadline: String) {
        (self.matter, self.side, self.unit, self.deadline) = (matter, side, unit, deadline)
    }
}

extension UseCases {
    /// Notes what a meeting decided, tells its body and the other office, and adds it to the list of its year where
    /// there is one. Throws invalid with the fields, forbidden, notFound.
    @discardableResult
    package func addDecision(
        _ caller: Caller, meeting id: String, _ new: NewDecision
    ) async throws -> Identifier<MeetingDecision> {
        try await write(caller) { connection in
            let desk = try findMeeting(toChange: id, caller, connection)
            var decision = try read(new, desk, connection)
            try DecisionQueries(connection).insert(decision)
            try record(
                connection, caller, "decide", .meeting(desk),
                after: [
                    "matter": decision.matter, "side": decision.side.rawValue, "unit": decision.unit,
                    "deadline": decision.deadline.description,
                ])
            let other = (caller.side(in: desk.scope) ?? decision.side).other
            let bodies = [decision.organisation].compactMap { $0 }
            try notify(
                connection,
                NewNotice(
                    .meeting, about: "meeting", desk.id.text, title: "told.decision.made",
                    ["matter": decision.matter, "unit": decision.unit], path: "/meetings/" + desk.id.text),
                to: bodies.map { .unit($0, desk.pairing.id, decision.side) } + [.office(desk.pairing.id, other)])
            if let day = desk.day, let list = try list(for: decision, day, connection) {
                try take(&decision, into: list, desk, caller, connection)
            }
            return decision.id
        }
    }

    /// Takes a decision into the list of its year, where one came later. Throws conflict where there is none, or it is
    /// in one.
    package func takeDecision(_ caller: Caller, meeting id: String, decision: String, revision: Int?) async throws {
        try await write(caller) { connection in
            let desk = try findMeeting(toChange: id, caller, connection)
            guard var decision = desk.decisions.first(where: { $0.id.text == decision }) else {
                throw UseCaseError("decision", .notFound)
            }
            guard revision == nil || revision == decision.revision else {
                throw UseCaseError("decision", .stale(revision: decision.revision))
            }
            guard decision.item == nil, decision.state == .open else {
                throw UseCaseError("decision", .conflict(reason: "loop.notNow"))
            }
            guard let day = desk.day, let list = try list(for: decision, day, connection) else {
                throw UseCaseError("decision", .conflict(reason: "decision.noList"))
            }
            try take(&decision, into: list, desk, caller, connection)
        }
    }

    /// The list of the decision's year, or of the meeting's where it runs into the next; nil where there is none.
    func list(
        for decision: MeetingDecision, _ day: CalendarDate, _ connection: any SQLConnection
    ) throws -> YearPlanRecord? {
        let queries = YearPlanQueries(connection)
        if let own = try queries.find(decision.pairing, year: decision.deadline.year) { return own }
        // What a list holds is due in the year after it at the latest.
        guard day.year == decision.deadline.year - 1 else { return nil }
        return try queries.find(decision.pairing, year: day.year)
    }

    private static let mostDecisions = 200

    private func read(
        _ new: NewDecision, _ desk: MeetingDesk, _ connection: any SQLConnection
    ) throws -> MeetingDecision {
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String) {
            failures.append(ValidationFailure(field: field, message: message))
        }
        let (matter, names) = (new.matter.trimmingWhitespace, PlainCell.names(new.unit))
        if !(1...500).contains(matter.count) { fail("matter", "decision.matterForm") }
        if names.count != 1 || names[0].count > 200 { fail("unit", "decision.oneUnit") }
        let side = Side(rawValue: new.side)
        if side == nil { fail("side", "decision.sideMissing") }
        let deadline = CalendarDate(iso: new.deadline.trimmingWhitespace)
        if deadline == nil { fail("deadline", "correction.dateForm") }
        if let deadline, let day = desk.day, deadline < day { fail("deadline", "decision.deadlineEarly") }
        if desk.decisions.count >= Self.mostDecisions { fail("matter", "decision.tooMany") }
        guard failures.isEmpty, let side, let deadline else { throw UseCaseError("decision", .invalid(failures)) }
        let body = try body(names[0], side, desk.pairing, OrganisationDirectory(), connection)
        return MeetingDecision(
            id: surroundings.identifier(), meeting: desk.id, pairing: desk.pairing.id,
            position: (desk.decisions.map(\.position).max() ?? 0) + 1, matter: matter, side: side,
            organisation: body, unit: names[0], deadline: deadline)
    }

    /// Adds an item with a leading share for the body, as any item is added: a list that was agreed to is to be agreed
    /// to anew.
    private func take(
        _ decision: inout MeetingDecision, into list: YearPlanRecord, _ meeting: MeetingDesk, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        var desk = try findYearPlan(toChange: list.plan.id.text, caller, connection)
        let queries = WorkItemQueries(connection)
        let firstDay = CalendarDate(year: desk.plan.year, month: 1, day: 1) ?? decision.deadline
        let item = WorkItem(
            id: surroundings.identifier(), yearPlan: desk.plan.id, pairing: desk.pairing.id,
            position: try queries.lastPosition(in: desk.plan.id) + 1, title: decision.matter,
            start: min(max(firstDay, meeting.day ?? firstDay), decision.deadline), due: decision.deadline,
            origin: .decision)
        var fields = ItemFields(item, legs: [], milestones: [], special: nil)
        fields.values[(decision.side == .oldArea ? ItemFields.Name.oldAreaLead : .easternLead).rawValue] = decision.unit
        try queries.insert([
            WorkItemRecord(item: try fields.applied(to: item, year: desk.plan.year, specials: specials(of: desk)))
        ])
        try saveBodies(fields, of: item, desk)
        try touch(&desk)
        (decision.item, decision.revision) = (item.id, decision.revision + 1)
        try DecisionQueries(connection).update(decision)
        try record(
            connection, caller, "add", .item(item),
            after: ["title": item.title, "due": item.due?.description, "unit": decision.unit])
        try record(
            connection, caller, "list", .meeting(meeting),
            after: ["matter": decision.matter, "year": String(desk.plan.year)])
    }
}
