// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step with one body's share of an item: says that it is done, closes it, sends it back, and so on, as
    /// `WorkLeg.table` says. Throws conflict where the table has no such step now, forbidden where others take it, invalid
    /// where something is missing.
    package func moveLeg(_ caller: Caller, id: String, _ step: WorkLeg.Step, _ words: LoopWords) async throws {
        try await write(caller) { connection in
            let found = try findLeg(id, caller, connection, isLocked: true)
            guard words.revision == nil || words.revision == found.record.leg.revision else {
                throw UseCaseError("leg", .stale(revision: found.record.leg.revision))
            }
            try words.requireLength()
            guard step != .handOn else { throw UseCaseError("leg", .conflict(reason: "leg.handOnNeedsBodies")) }
            try take(step, with: found.record, of: found.item, found.desk, words, caller)
        }
    }

    /// Splits one body's share among bodies below it (hand on). The share is at its end when theirs are.
    package func handOnLeg(_ caller: Caller, id: String, to names: [String], revision: Int?) async throws {
        try await write(caller) { connection in
            let (record, item, desk) = try findLeg(id, caller, connection, isLocked: true)
            guard revision == nil || revision == record.leg.revision else {
                throw UseCaseError("leg", .stale(revision: record.leg.revision))
            }
            guard record.leg.parent == nil else {
                throw UseCaseError("leg", .conflict(reason: "leg.handOnOnce"))
            }
            let present = try WorkLegQueries(connection).children(of: record.leg.id).filter {
                $0.leg.state != .withdrawn
            }
            let new = names.filter { name in !present.contains { $0.leg.unit == name } && name != record.leg.unit }
            guard !new.isEmpty, new.allSatisfy({ (1...200).contains($0.count) }) else {
                throw UseCaseError(
                    "leg", .invalid([ValidationFailure(field: "bodies", message: "leg.bodiesMissing")]))
            }
            try take(.handOn, with: record, of: item, desk, LoopWords(note: new.joined(separator: "\n")), caller)
            let spellings = try OrganisationDirectory()
            var position = try WorkLegQueries(connection).all(of: item.item.id).map(\.position).max() ?? 0
            for name in new {
                position += 1
                let leg = WorkLeg(
                    id: surroundings.identifier(), item: item.item.id, parent: record.leg.id, side: record.leg.side,
                    organisation: try body(name, record.leg.side, desk.pairing, spellings, connection), unit: name,
                    role: record.leg.role, state: .open)
                try WorkLegQueries(connection).insert([
                    WorkLegRecord(leg: leg, pairing: desk.pairing.id, year: desk.plan.year, position: position)
                ])
            }
        }
    }

    /// Says how much of a share is done, in thousandths, where the item has no milestones.
    package func setProgress(_ caller: Caller, leg id: String, _ progress: Int, revision: Int?) async throws {
        try await write(caller) { connection in
            let (before, item, desk) = try findLeg(id, caller, connection, isLocked: true)
            try requirePart(of: before, desk, caller)
            guard revision == nil || revision == before.leg.revision else {
                throw UseCaseError("leg", .stale(revision: before.leg.revision))
            }
            guard before.leg.state == .open else { throw UseCaseError("leg", .conflict(reason: "loop.notNow")) }
            guard try WorkItemQueries(connection).milestones(of: [item.item.id])[item.item.id] == nil else {
                throw UseCaseError("leg", .conflict(reason: "leg.milestonesSay"))
            }
            guard (0...1_000).contains(progress) else {
                throw UseCaseError(
                    "leg", .invalid([ValidationFailure(field: "progress", message: "leg.progressForm")]))
            }
            guard progress != before.leg.progress else { return }
            var after = before
            after.leg.progress = progress
            try save(&after, connection)
            try record(
                connection, caller, "progress", .leg(after), before: ["progress": String(before.leg.progress)],
                after: ["progress": String(progress)])
        }
    }

    /// Says that a milestone was reached on a day, or that it was not after all where nil. The leading bodies of the
    /// item and the offices of both cities say so; where none leads, each body of it.
    package func reachMilestone(
        _ caller: Caller, item id: String, milestone: String, on day: CalendarDate?
    ) async throws {
        try await write(caller) { connection in
            let (known, found) = try findItem(id, caller, connection)
            // The list is held: nobody rewrites the milestone meanwhile.
            let desk = try findYearPlan(known.plan.id.text, caller, connection, isLocked: true)
            let legs = try WorkLegQueries(connection).all(of: found.item.id)
            try caller.require(.reportWork, on: desk.object, "item", knowing: .readWork)
            guard tellsMilestones(caller, legs.map(\.leg), desk) else {
                throw UseCaseError("item", .forbidden(reason: "rule.loopOthers"))
            }
            guard desk.record.firstAgreedAt != nil, legs.contains(where: { !$0.leg.state.isEnd }) else {
                throw UseCaseError("item", .conflict(reason: "loop.notNow"))
            }
            guard
                var changed = try WorkItemQueries(connection).milestones(of: [found.item.id])[found.item.id]?
                    .first(where: { $0.id.text == milestone })
            else { throw UseCaseError("milestone", .notFound) }
            guard !changed.isDropped else { throw UseCaseError("item", .conflict(reason: "loop.notNow")) }
            if let day, day > surroundings.now().day {
                throw UseCaseError(
                    "item", .invalid([ValidationFailure(field: "day", message: "milestone.notYet")]))
            }
            let before = changed
            (changed.reachedOn, changed.reachedBy) = (day, day == nil ? nil : caller.name)
            guard changed.reachedOn != before.reachedOn else { return }
            guard try WorkItemQueries(connection).reach(changed, before: before.reachedOn) else {
                throw UseCaseError("item", .stale(revision: found.item.revision))
            }
            try record(
                connection, caller, "reach", .item(found.item),
                before: ["milestone": before.text, "day": before.reachedOn?.description],
                after: ["milestone": changed.text, "day": changed.reachedOn?.description])
        }
    }

    /// Whether the caller says which milestones of an item were reached: whoever leads or has a part, where nobody leads
    /// every body of the item, and the offices.
    func tellsMilestones(_ caller: Caller, _ legs: [WorkLeg], _ desk: WorkDesk) -> Bool {
        let standing = legs.filter { $0.state != .withdrawn }
        let isLed = standing.contains { $0.role == .lead && $0.parent == nil }
        let isMine = standing.contains { leg in
            (leg.role == .lead || leg.parent != nil || !isLed)
                && !loopParts(caller, side: leg.side, organisation: leg.organisation, in: desk.scope)
                    .isDisjoint(with: [.unit, .office])
        }
        return isMine || caller.may(.planWork, on: desk.object)
    }

    /// The share of an address, with its item and list. Throws notFound where the caller may not know of it.
    func findLeg(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> (record: WorkLegRecord, item: WorkItemRecord, desk: WorkDesk) {
        let queries = WorkLegQueries(connection)
        guard let id = Identifier<WorkLeg>(id), let record = try isLocked ? queries.lock(id) : queries.find(id),
            let item = try WorkItemQueries(connection).find(record.leg.item)
        else { throw UseCaseError("leg", .notFound) }
        return (record, item, try findYearPlan(item.item.yearPlan.text, caller, connection))
    }

    /// The parts of a caller in a share. Throws forbidden where the rules allow nothing here.
    private func requirePart(of record: WorkLegRecord, _ desk: WorkDesk, _ caller: Caller) throws {
        try caller.require(.reportWork, on: desk.object(record.leg.side), "leg", knowing: .readWork)
        let parts = loopParts(caller, side: record.leg.side, organisation: record.leg.organisation, in: desk.scope)
        guard !parts.isDisjoint(with: [.unit, .office]) else {
            throw UseCaseError("leg", .forbidden(reason: "rule.loopOthers"))
        }
    }

    /// The action that the rule table is asked about for a step, and the side whose it is.
    static func rule(of line: StateTable<WorkLeg.State, WorkLeg.Step>.Line, _ side: Side) -> (Action, Side) {
        if line.by.contains(.unit) { return (.reportWork, side) }
        return (.checkWork, line.by.contains(.otherOffice) ? side.other : side)
    }

    private func take(
        _ step: WorkLeg.Step, with before: WorkLegRecord, of item: WorkItemRecord, _ desk: WorkDesk,
        _ words: LoopWords, _ caller: Caller
    ) throws {
        let connection = desk.connection
        let children = try WorkLegQueries(connection).children(of: before.leg.id)
        let facts = Self.facts(item, children)
        if let line = WorkLeg.table.line(before.leg.state, step, facts) {
            let (action, side) = Self.rule(of: line, before.leg.side)
            try caller.require(action, on: desk.object(side), "leg", knowing: .readWork)
        } else {
            try caller.require(.reportWork, on: desk.object(before.leg.side), "leg", knowing: .readWork)
        }
        var given = words.given
        // What is attached proves it as well as words that say where the proof lies.
        if given.contains(.remark), try !AttachmentQueries(connection).all(of: before.leg.attachments).isEmpty {
            given.insert(.evidence)
        }
        if before.leg.finishedBy == nil || before.leg.finishedBy != caller.userID { given.insert(.secondPerson) }
        let line = try WorkLeg.table.line(
            before.leg.state, step,
            by: loopParts(caller, side: before.leg.side, organisation: before.leg.organisation, in: desk.scope),
            given: given, facts, "leg")
        let after = try move(before, step, line, words.text, caller, connection)
        // What is set aside or goes on is so with its parts.
        if [.suspend, .resume, .withdraw, .carry].contains(step) {
            for child in children { try advance(child, step, words.text, caller, connection) }
        }
        try raise(after, caller, connection)
    }

    /// Takes a step that the program brings about, where the table has it; nothing where it has not.
    func advance(
        _ record: WorkLegRecord, _ step: WorkLeg.Step, _ words: String?, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        guard let line = WorkLeg.table.line(record.leg.state, step), line.by.contains(.clock) else { return }
        try move(record, step, line, words, caller, connection)
    }

    @discardableResult
    private func move(
        _ before: WorkLegRecord, _ step: WorkLeg.Step, _ line: StateTable<WorkLeg.State, WorkLeg.Step>.Line,
        _ words: String?, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> WorkLegRecord {
        var after = before
        let state = line.to ?? before.leg.state
        after.leg.state = state
        after.leg.finishedBy = step == .finish ? caller.userID : state == .open ? nil : after.leg.finishedBy
        after.leg.closedAt = state == .closed ? surroundings.now() : nil
        try save(&after, connection)
        try LoopStepQueries(connection).append(
            LoopStepRecord(
                step: step.rawValue, from: before.leg.state.rawValue, to: state.rawValue, at: surroundings.now(),
                person: caller.userID, name: caller.name, note: words), to: after.leg.id.text)
        try record(
            connection, caller, recordedVerb(step), .leg(after), before: ["state": before.leg.state.rawValue],
            after: ["state": state.rawValue, "note": words])
        let title = try WorkItemQueries(connection).find(after.leg.item)?.item.title ?? ""
        try tell(
            line.follows,
            of: LoopNews(
                kind: .changed, objectKind: "leg", objectID: after.leg.id.text, title: "told.leg." + step.rawValue,
                arguments: ["unit": after.leg.unit, "title": String(title.prefix(60))],
                path: "/items/" + after.leg.item.text, pairing: after.pairing, side: after.leg.side,
                units: [after.leg.organisation].compactMap { $0 }), connection)
        return after
    }

    /// A share that was split follows its parts: done when all are at their end, with them again when one is opened
    /// again, the body's own again when all were withdrawn.
    private func raise(_ record: WorkLegRecord, _ caller: Caller, _ connection: any SQLConnection) throws {
        guard let parent = record.leg.parent, let above = try WorkLegQueries(connection).lock(parent) else { return }
        let parts = try WorkLegQueries(connection).children(of: parent)
        if parts.contains(where: { !$0.leg.state.isEnd }) {
            try advance(above, .spread, nil, caller, connection)
        } else if parts.allSatisfy({ $0.leg.state == .withdrawn }) {
            try advance(above, .takeBack, nil, caller, connection)
        } else {
            try advance(above, .gather, nil, caller, connection)
        }
    }

    /// Whether it is of both cities goes by what both agreed to.
    static func facts(_ item: WorkItemRecord, _ children: [WorkLegRecord]) -> Set<LoopFact> {
        var facts: Set<LoopFact> = item.agreedJoint ?? item.item.isJoint ? [.joint] : []
        if children.contains(where: { !$0.leg.state.isEnd }) { facts.insert(.split) }
        return facts
    }

    func save(_ record: inout WorkLegRecord, _ connection: any SQLConnection) throws {
        record.leg.revision += 1
        guard try WorkLegQueries(connection).update(record) else {
            throw UseCaseError("leg", .stale(revision: record.leg.revision - 1))
        }
    }
}
