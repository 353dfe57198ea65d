// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A city's office agrees to a yearly list as it is at this revision. Once both have, its work is under way: the
    /// shares that were planned are open, and what it continues of the year before is carried over.
    ///
    /// Throws invalid with what is missing: an item without a body or without a due day is nobody's.
    package func agreeYearPlan(_ caller: Caller, id: String, revision: Int) async throws {
        try await write(caller) { connection in
            var desk = try findYearPlan(id, caller, connection, isLocked: true)
            let side = try agreeingSide(caller, desk)
            guard revision == desk.plan.revision else {
                throw UseCaseError("yearPlan", .stale(revision: desk.plan.revision))
            }
            guard desk.plan.agreements[side] == nil else {
                throw UseCaseError("yearPlan", .conflict(reason: "yearPlan.agreedAlready"))
            }
            let items = try WorkItemQueries(connection).all(of: desk.plan.id)
            let legs = try WorkLegQueries(connection).all(of: desk.plan.id)
            try requireComplete(items.map(\.item), legs)
            let now = surroundings.now()
            desk.record.plan.agreements[side] = YearPlan.Agreement(at: now, by: caller.name)
            if desk.plan.isAgreed {
                desk.record.firstAgreedAt = desk.record.firstAgreedAt ?? now
                try WorkItemQueries(connection).agree(desk.plan.id)
                let new = legs.values.flatMap(\.self).filter { $0.leg.state == .planned }
                try open(new, caller, connection)
                try follow(desk, new, items.map(\.item), legs, caller)
            }
            if !desk.plan.isAgreed {
                try notify(
                    connection,
                    NewNotice(
                        .assigned, about: "yearPlan", desk.plan.id.text, title: "told.yearPlan.waiting",
                        ["year": String(desk.plan.year)], path: "/work/" + desk.plan.id.text),
                    to: [.office(desk.pairing.id, side.other)])
            }
            // The list itself is as it was: what the other city agrees to is of this revision too.
            guard try YearPlanQueries(connection).saveAgreements(desk.record) else {
                throw UseCaseError("yearPlan", .stale(revision: desk.plan.revision))
            }
            try record(
                connection, caller, "agree", .yearPlan(desk.plan),
                after: ["side": side.rawValue, "edition": String(desk.plan.edition), "items": String(items.count)])
        }
    }

    /// Takes back what a city's office agreed to, as long as the other has not.
    package func takeBackAgreement(_ caller: Caller, id: String) async throws {
        try await write(caller) { connection in
            var desk = try findYearPlan(id, caller, connection, isLocked: true)
            let side = try agreeingSide(caller, desk)
            guard desk.plan.agreements[side] != nil, !desk.plan.isAgreed else {
                throw UseCaseError("yearPlan", .conflict(reason: "loop.notNow"))
            }
            desk.record.plan.agreements[side] = nil
            guard try YearPlanQueries(connection).saveAgreements(desk.record) else {
                throw UseCaseError("yearPlan", .stale(revision: desk.plan.revision))
            }
            try record(connection, caller, "takeBack", .yearPlan(desk.plan), before: ["side": side.rawValue])
        }
    }

    private func agreeingSide(_ caller: Caller, _ desk: WorkDesk) throws -> Side {
        let side = caller.side(in: desk.scope) ?? .oldArea
        try caller.require(.agreeWork, on: desk.object(side), "yearPlan", knowing: .readWork)
        return side
    }

    private func requireComplete(
        _ items: [WorkItem], _ legs: [Identifier<WorkItem>: [WorkLegRecord]]
    ) throws {
        var failures: [ValidationFailure] = []
        func fail(_ item: WorkItem, _ message: String) {
            failures.append(
                ValidationFailure(
                    field: "items", message: message,
                    arguments: ["number": String(item.position), "title": String(item.title.prefix(40))]))
        }
        if items.isEmpty { failures.append(ValidationFailure(field: "items", message: "yearPlan.noItems")) }
        for item in items {
            if !(legs[item.id] ?? []).contains(where: { $0.leg.state != .withdrawn }) {
                fail(item, "yearPlan.itemWithoutBody")
            }
            if item.due == nil { fail(item, "yearPlan.itemWithoutDue") }
        }
        guard failures.isEmpty else { throw UseCaseError("yearPlan", .invalid(failures)) }
    }

    private func open(_ legs: [WorkLegRecord], _ caller: Caller, _ connection: any SQLConnection) throws {
        guard !legs.isEmpty else { return }
        let line = try WorkLeg.table.line(.planned, .agree, by: [.clock], given: [], [], "leg")
        let to = line.to ?? .open
        try WorkLegQueries(connection).open(legs.map(\.leg.id), as: to)
        try LoopStepQueries(connection).begin(
            LoopStepRecord(
                step: WorkLeg.Step.agree.rawValue, from: WorkLeg.State.planned.rawValue, to: to.rawValue,
                at: surroundings.now(), person: caller.userID, name: caller.name, note: nil),
            of: legs.map(\.leg.id.text))
    }

    /// What follows from both agreements: bodies are told that their work has begun, and what the list continues ends in the
    /// one before.
    func follow(
        _ desk: WorkDesk, _ new: [WorkLegRecord], _ items: [WorkItem],
        _ legs: [Identifier<WorkItem>: [WorkLegRecord]], _ caller: Caller
    ) throws {
        try tellBegun(new, desk)
        try carryOver(items, legs, into: desk.plan, caller, desk.connection)
    }

    /// Tells each body once that its work has begun, however many items it is in.
    private func tellBegun(_ legs: [WorkLegRecord], _ desk: WorkDesk) throws {
        let ofBody = Dictionary(grouping: legs) { $0.leg.organisation }
        for (body, shares) in ofBody.sorted(by: { ($0.key?.text ?? "") < ($1.key?.text ?? "") }) {
            guard let body, let side = shares.first?.leg.side else { continue }
            try notify(
                desk.connection,
                NewNotice(
                    .assigned, about: "yearPlan", desk.plan.id.text, title: "told.yearPlan.begun",
                    ["year": String(desk.plan.year), "count": String(Set(shares.map(\.leg.item)).count)],
                    path: "/work/" + desk.plan.id.text), to: [.unit(body, desk.pairing.id, side)])
        }
    }

    /// What the new list continues ends in the old one as carried over: the shares of bodies that have one in the new
    /// item too, with the parts that they handed on.
    private func carryOver(
        _ items: [WorkItem], _ legs: [Identifier<WorkItem>: [WorkLegRecord]], into plan: YearPlan, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        for item in items {
            guard let ancestor = item.ancestor else { continue }
            let new = legs[item.id] ?? []
            let old = try WorkLegQueries(connection).all(of: ancestor)
            for leg in old where leg.leg.parent == nil {
                guard new.contains(where: { $0.leg.side == leg.leg.side && $0.leg.unit == leg.leg.unit }) else {
                    continue
                }
                for share in [leg] + old.filter({ $0.leg.parent == leg.leg.id }) {
                    try advance(share, .carry, plan.title, caller, connection)
                }
            }
        }
    }
}
