// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// A meeting's page: what earlier ones decided and is still open, then its own agenda and decisions. Throws notFound.
    package func meeting(
        _ caller: Caller, id: String, language: Language = .chinese
    ) async throws -> MeetingDetail {
        try await database.read { connection in
            let desk = try findMeeting(id, caller, connection)
            var rows = MeetingRows(self, connection, language)
            guard let row = try rows.row(desk.entry.record) else { throw UseCaseError("meeting", .notFound) }
            let isWhole = desk.isWhole(for: caller)
            let mayPlan = caller.may(.planWork, on: desk.object)
            let own = desk.decisions.filter { sees($0, caller, desk.scope) }
            var meeting = desk.meeting
            if !isWhole { (meeting.oldAreaPeople, meeting.easternPeople, meeting.minutes) = ("", "", "") }
            let watch = Watch(kind: "meeting", id: desk.id.text)
            var history = try history(of: watch, in: connection)
            if !isWhole {
                history = ObjectHistory(watches: [watch], events: [], since: history.since, names: history.names)
            }
            return MeetingDetail(
                row: row, meeting: meeting, isWhole: isWhole, isComing: row.last >= surroundings.now().day,
                files: desk.entry.files(desk.register.ledger, withNames: !desk.register.ledger.hidesFiles),
                earlier: try earlier(than: row, desk, caller, &rows, connection),
                decisions: try own.map { try line($0, row, desk.scope, caller, connection) }, history: history,
                mayPlan: mayPlan, bodies: mayPlan ? try bodies(of: desk.pairing, connection) : [:])
        }
    }

    /// What meetings before this one decided and is not done, the most urgent first.
    private func earlier(
        than row: MeetingRow, _ desk: MeetingDesk, _ caller: Caller, _ rows: inout MeetingRows,
        _ connection: any SQLConnection
    ) throws -> [DecisionLine] {
        let directory = try PairingDirectory(connection)
        let open = try openDecisions(.some([desk.pairing.id]), caller, directory, connection)
        let records = try EntryQueries(connection).find(Array(Set(open.map(\.meeting)).subtracting([row.id])))
        var lines: [DecisionLine] = []
        for record in records {
            guard let other = try rows.row(record), (other.first, other.id) < (row.first, row.id) else { continue }
            for decision in open where decision.meeting == record.id {
                lines.append(try line(decision, other, desk.scope, caller, connection))
            }
        }
        return lines.sorted { ($0.due, $0.decision.id) < ($1.due, $1.decision.id) }
    }

    func line(
        _ decision: MeetingDecision, _ row: MeetingRow, _ scope: PairingScope, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws -> DecisionLine {
        let steps = try ChainQueries<MeetingDecision>(connection).all(of: decision.id).map {
            DecisionLine.Taken(step: $0.step, at: $0.at, by: $0.by.name, note: $0.note)
        }
        if let found = try item(of: decision, scope, caller, connection) {
            return DecisionLine(
                decision: decision, meeting: row, item: found.item, light: found.light, isDone: found.isDone,
                steps: steps, offers: [], listYear: nil)
        }
        let parts = meetingParts(caller, decision, scope)
        let mayPlan = caller.may(.planWork, on: RuleObject(pairing: scope))
        let list = decision.state == .open && mayPlan ? try list(for: decision, row.first, connection) : nil
        return DecisionLine(
            decision: decision, meeting: row, item: nil, light: try light(of: decision, connection),
            isDone: decision.state.isEnd,
            steps: steps,
            offers: MeetingDecision.table.offers(decision.state, by: parts, []) {
                isForAnother($0, decision, caller)
            }, listYear: list?.plan.year)
    }

    /// As whom the caller moves a decision, for what the rule table allows.
    func meetingParts(_ caller: Caller, _ decision: MeetingDecision, _ scope: PairingScope) -> Set<LoopPart> {
        let own = RuleObject(pairing: scope, side: decision.side)
        return loopParts(caller, side: decision.side, organisation: decision.organisation, in: scope).filter { part in
            part != .otherOffice && caller.may(part == .unit ? .reportWork : .checkWork, on: own)
        }
    }

    /// Whether another person must do it: who said that it is done doesn't close it.
    func isForAnother(_ step: MeetingDecision.Step, _ decision: MeetingDecision, _ caller: Caller) -> Bool {
        guard step == .close, let own = caller.userID else { return false }
        return decision.reporter?.account == own
    }

    private func item(
        of decision: MeetingDecision, _ scope: PairingScope, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (item: DecisionLine.Item, light: WorkLight, isDone: Bool)? {
        guard let item = decision.item, let end = try DecisionQueries(connection).ends(of: [item])[item],
            let record = try WorkItemQueries(connection).find(end.last),
            let plan = try YearPlanQueries(connection).find(record.item.yearPlan),
            let line = try lines(of: plan.plan, connection, only: end.last).first
        else { return nil }
        let isAgreed = plan.firstAgreedAt != nil
        let shown = DecisionLine.Item(
            id: record.item.id, year: plan.plan.year, due: record.item.due,
            isOpenToCaller: caller.may(isAgreed ? .readWork : .readWorkDraft, on: RuleObject(pairing: scope)),
            isAgreed: isAgreed)
        return (shown, line.light, end.isDone)
    }

    /// By its day alone: nobody types how far it is.
    private func light(of decision: MeetingDecision, _ connection: any SQLConnection) throws -> WorkLight {
        let state: WorkLeg.State =
            switch decision.state {
            case .open: .open
            case .reported: .done
            case .closed: .closed
            case .dropped: .withdrawn
            }
        let subject = LightSubject(
            start: nil, due: decision.deadline, progress: 0, states: [state])
        let rule = try LightRules(surroundings.presets, connection)[decision.pairing]
        return WorkLight(subject, today: surroundings.now().day, rule, surroundings.calendar)
    }

    private func bodies(of pairing: Pairing, _ connection: any SQLConnection) throws -> [Side: [String]] {
        var names: [Side: [String]] = [:]
        for side in Side.allCases {
            names[side] = try OrganisationQueries(connection).all(in: [pairing.party(side).division])
                .filter { $0.validTo == nil }.map(\.name)
        }
        return names
    }
}

extension DecisionLine {
    /// The day that holds now.
    package var due: CalendarDate { item?.due ?? decision.deadline }
}
