// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The yearly lists that the caller may see, the newest years first.
    package func yearPlans(_ caller: Caller) async throws -> [YearPlanListing] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let read = caller.pairings(for: .readWork) { directory.scopes }
            let drafts = caller.pairings(for: .readWorkDraft) { directory.scopes }
            let rules = try LightRules(surroundings.presets, connection)
            return try YearPlanQueries(connection).all(visible: read).compactMap { record in
                guard record.firstAgreedAt != nil || drafts.contains(record.plan.pairing),
                    let pairing = directory[record.plan.pairing]
                else { return nil }
                let lights = try lights(of: record.plan, rules[pairing.id], connection)
                return YearPlanListing(
                    plan: record.plan, pairing: pairing, isDraft: record.firstAgreedAt == nil, items: lights.count,
                    lights: LightCounts(lights.map(\.light)))
            }
        }
    }

    /// The pairings for which the caller may begin a list.
    package func plannedPairings(_ caller: Caller) async throws -> [Pairing] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let mine = caller.pairings(for: .planWork) { directory.scopes }
            return directory.pairings.filter { mine.contains($0.id) }
        }
    }

    package func yearPlan(_ caller: Caller, id: String) async throws -> YearPlanDetail {
        try await database.read { connection in
            let desk = try findYearPlan(id, caller, connection)
            let side = caller.side(in: desk.scope)
            let mayAgree = side.map { caller.may(.agreeWork, on: desk.object($0)) } ?? false
            let agreed = side.map { desk.plan.agreements[$0] != nil } ?? false
            return YearPlanDetail(
                plan: desk.plan, pairing: desk.pairing, isDraft: desk.record.firstAgreedAt == nil,
                items: try lines(of: desk.plan, connection), specials: try specials(of: desk),
                history: try history(of: Watch(kind: "yearPlan", id: desk.plan.id.text), in: connection),
                mayPlan: caller.may(.planWork, on: desk.object), mayAgree: mayAgree && !agreed ? side : nil,
                mayTakeBack: mayAgree && agreed && !desk.plan.isAgreed)
        }
    }

    package func item(_ caller: Caller, id: String) async throws -> ItemDetail {
        try await database.read { connection in
            let (desk, record) = try findItem(id, caller, connection)
            let legs = try WorkLegQueries(connection).all(of: record.item.id)
            let line = try lines(of: desk.plan, connection, only: record.item.id)[0]
            let tasks = try line.tasks.compactMap { try TaskQueries(connection).find($0) }
            let queries = WorkItemQueries(connection)
            return ItemDetail(
                plan: desk.plan, pairing: desk.pairing, line: line,
                shares: try legs.filter { $0.leg.parent == nil }.map {
                    try share($0, legs, record, !line.milestones.isEmpty, desk, caller)
                }, tasks: tasks.map { .init(id: $0.id, title: $0.title ?? $0.area, path: $0.path) },
                specials: try specials(of: desk),
                ancestor: try record.item.ancestor.flatMap { try queries.find($0)?.item },
                successor: try queries.successor(of: record.item.id)?.item,
                differences: try self.lines(of: ItemDifferenceQueries(connection).all(of: record.item.id), connection),
                history: try history(of: [record.item.id.text], legs.map(\.leg.id.text), connection),
                mayPlan: caller.may(.planWork, on: desk.object),
                mayReach: desk.record.firstAgreedAt != nil && tellsMilestones(caller, legs.map(\.leg), desk))
        }
    }

    /// The item to which a share belongs.
    package func itemOfLeg(_ caller: Caller, id: String) async throws -> Identifier<WorkItem> {
        try await database.read { try findLeg(id, caller, $0).item.item.id }
    }

    private func history(
        of items: [String], _ legs: [String], _ connection: any SQLConnection
    ) throws -> ObjectHistory {
        try history(
            of: items.map { Watch(kind: "item", id: $0) } + legs.prefix(19).map { Watch(kind: "leg", id: $0) },
            in: connection)
    }

    private func share(
        _ record: WorkLegRecord, _ all: [WorkLegRecord], _ item: WorkItemRecord, _ hasMilestones: Bool,
        _ desk: WorkDesk,
        _ caller: Caller
    ) throws -> ItemDetail.Share {
        let children = all.filter { $0.leg.parent == record.leg.id }
        func parts(_ leg: WorkLeg) -> Set<LoopPart> {
            loopParts(caller, side: leg.side, organisation: leg.organisation, in: desk.scope)
        }
        func mayProgress(_ leg: WorkLeg) -> Bool {
            leg.state == .open && !hasMilestones && !parts(leg).isDisjoint(with: [.unit, .office])
        }
        func offered(_ leg: WorkLeg, _ below: [WorkLegRecord]) -> [OfferedStep] {
            WorkLeg.table.offered(leg.state, by: parts(leg), Self.facts(item, below)).filter { offer in
                (leg.parent == nil || offer.step != WorkLeg.Step.handOn.rawValue)
                    && (!offer.needs.contains(.secondPerson) || leg.finishedBy == nil
                        || leg.finishedBy != caller.userID)
            }
        }
        return ItemDetail.Share(
            leg: record.leg,
            parts: try children.map {
                .init(
                    leg: $0.leg, steps: try steps(of: $0.leg, desk.connection), offered: offered($0.leg, []),
                    mayProgress: mayProgress($0.leg))
            }, steps: try steps(of: record.leg, desk.connection), offered: offered(record.leg, children),
            mayProgress: mayProgress(record.leg))
    }

    private func steps(of leg: WorkLeg, _ connection: any SQLConnection) throws -> [ItemDetail.StepTaken] {
        try LoopStepQueries(connection).all(of: leg.id.text).map {
            .init(step: $0.step, to: $0.to, at: $0.at, by: $0.name, note: $0.note)
        }
    }

    /// The lines of a list as they are today; of one item alone where `only` names it.
    func lines(
        of plan: YearPlan, _ connection: any SQLConnection, only: Identifier<WorkItem>? = nil
    ) throws -> [ItemLine] {
        let queries = WorkItemQueries(connection)
        let records = try only.map { try queries.find([$0]) } ?? queries.all(of: plan.id)
        let legs: [Identifier<WorkItem>: [WorkLegRecord]]
        if let only {
            legs = [only: try WorkLegQueries(connection).all(of: only)]
        } else {
            legs = try WorkLegQueries(connection).all(of: plan.id)
        }
        let milestones = try queries.milestones(of: records.map(\.item.id))
        let tasks = try queries.tasks(of: plan.id)
        let specials = try YearPlanQueries(connection).specials(of: plan.id)
        let (today, rule) = (surroundings.now().day, try LightRules(surroundings.presets, connection)[plan.pairing])
        return records.map { record in
            let item = record.item
            let own = (legs[item.id] ?? []).map(\.leg)
            let nodes = milestones[item.id] ?? []
            return ItemLine(
                item: item,
                fields: ItemFields(
                    item, legs: own, milestones: nodes, special: specials.first { $0.id == item.special }), legs: own,
                milestones: nodes, tasks: tasks[item.id] ?? [], light: light(of: record, own, nodes, today, rule),
                agreedDue: record.agreedDue == item.due ? nil : record.agreedDue)
        }
    }

    /// By what both cities agreed to, and by what the list says while they never have.
    private func light(
        of record: WorkItemRecord, _ legs: [WorkLeg], _ milestones: [Milestone], _ today: CalendarDate,
        _ rule: LightRule
    ) -> WorkLight {
        let shares = legs.filter { $0.parent == nil }
        let counted = shares.filter { $0.state != .withdrawn }
        let progress = counted.isEmpty ? 0 : counted.map { $0.doneShare(among: legs) }.reduce(0, +) / counted.count
        let isAgreed = record.agreedJoint != nil
        return WorkLight(
            LightSubject(
                start: isAgreed ? record.agreedStart : record.item.start,
                due: isAgreed ? record.agreedDue : record.item.due,
                milestones: milestones.filter { isAgreed ? $0.isAgreed : !$0.isDropped }, progress: progress,
                states: shares.map(\.state)), today: today, rule, surroundings.calendar)
    }
}

extension WorkLeg {
    /// In thousandths: all of it once its body has said so; of a share that was handed on what its parts have done.
    fileprivate func doneShare(among legs: [WorkLeg]) -> Int {
        switch state {
        case .done, .confirming, .closed: return 1_000
        case .handedOn:
            let parts = legs.filter { $0.parent == id && $0.state != .withdrawn }
            return parts.isEmpty ? progress : parts.map { $0.doneShare(among: []) }.reduce(0, +) / parts.count
        default: return progress
        }
    }
}
