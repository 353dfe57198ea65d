// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes over what a file brings, all of it or nothing. `theirs` says for each of the comparison's choices whether
    /// that of the file counts; `seen` is the mark of the comparison that was shown.
    ///
    /// Returns how many things were taken over. Throws stale where something changed since it was shown, invalid with the
    /// choices that are missing.
    @discardableResult
    package func applyExchangeFile(
        _ caller: Caller, pairing code: String, id: String, seen: String, theirs: [String: Bool]
    ) async throws -> Int {
        try await write(caller) { connection in
            let (desk, peer, _) = try exchangeDesk(toCarry: code, caller, connection)
            let file = try exchangeFile(id, desk, isLocked: true)
            let comparison = try compare(file, peer, connection, isLocked: true).compare()
            guard comparison.mark == seen else {
                throw UseCaseError("exchange", .conflict(reason: "exchange.changed"))
            }
            let missing = comparison.choices.filter { theirs[$0] == nil }
            guard missing.isEmpty else {
                throw UseCaseError(
                    "exchange", .invalid(missing.map { ValidationFailure(field: $0, message: "exchange.choose") }))
            }
            let taken = comparison.lines.filter { line in
                line.verdict != .newerHere && (line.choice.map { theirs[$0] ?? false } ?? true)
            }
            do { try take(taken, file, desk, peer, caller) } catch let error as SQLError where error.cause.isOfRow {
                throw exchangeFailure("exchange.fault.damaged")
            }
            let files = ExchangeFileQueries(connection)
            try files.set(.applied, of: file.id)
            let declined = comparison[.conflict].filter { !(theirs[$0.choice ?? ""] ?? false) }
            try files.forgetLines(of: file.id, but: declined.map { ($0.kind, $0.id) })
            try record(
                connection, caller, "apply", .exchange(desk.pairing),
                after: [
                    "year": String(file.year), "number": String(file.number), "taken": String(taken.count),
                    "kept": String(declined.count),
                ])
            return taken.count
        }
    }

    /// Puts a file away that came in, without taking anything over.
    package func discardExchangeFile(_ caller: Caller, pairing code: String, id: String) async throws {
        try await write(caller) { connection in
            let (desk, _, _) = try exchangeDesk(toCarry: code, caller, connection)
            let file = try exchangeFile(id, desk, isLocked: true)
            guard file.state == .read else { throw UseCaseError("exchange", .conflict(reason: "exchange.over")) }
            try put(away: file, connection)
            try record(
                connection, caller, "discard", .exchange(desk.pairing),
                after: ["year": String(file.year), "number": String(file.number)])
        }
    }

    private func take(
        _ lines: [ExchangeLine], _ file: ExchangeFile, _ desk: ExchangeDesk, _ peer: ExchangePeer, _ caller: Caller
    ) throws {
        let (connection, carried) = (desk.connection, CarriedQueries(desk.connection))
        let files = ExchangeFileQueries(connection)
        let bodies = try bodies(of: file, desk, caller)
        for ours in lines.compactMap(\.ours) {
            try files.keep(
                ExchangedRecord(kind: ours.kind, id: ours.id, digest: ours.digest, lines: ours.lines), before: file.id)
        }
        let before = try YearPlanQueries(connection).find(desk.pairing.id, year: file.year)
        // What goes makes room first: a draft that was begun here for the same year.
        for line in lines.reversed() where line.theirs == nil { try carried.remove(line.kind, line.id) }
        for line in lines {
            if let theirs = line.theirs {
                try carried.put(own(theirs, instead: line.ours, peer), in: desk.pairing.id, bodies)
            }
            try record(
                connection, caller, "carryIn", subject(line, desk),
                after: ["number": String(file.number), "state": line.theirs?.text("state")])
        }
        try readBack(file, desk)
        try begin(before, file, lines, desk, caller)
        try settleFilings(file, lines, desk, peer, caller)
    }

    /// What this side agreed to is said here alone: another list than the one that it saw has to be agreed to anew.
    private func own(
        _ theirs: CarriedRecord, instead ours: CarriedRecord?, _ peer: ExchangePeer
    ) -> CarriedRecord {
        guard theirs.kind == .list, let ours else { return theirs }
        let column = peer.side.other == .oldArea ? "old_area" : "eastern"
        guard ours.value(column + "_at") != theirs.value(column + "_at") else { return theirs }
        return theirs.with(column + "_at", .null).with(column + "_by", .null)
    }

    /// This directory's bodies for those that the file names; what it lacks is added, unconfirmed.
    private func bodies(
        of file: ExchangeFile, _ desk: ExchangeDesk, _ caller: Caller
    ) throws -> [String: Identifier<Organisation>] {
        let connection = desk.connection
        var known: [String: Identifier<Organisation>] = [:]
        let queries = OrganisationQueries(connection)
        for body in try ExchangeFileQueries(connection).bodies(of: file.id) {
            let division = DivisionCode(body.division)
            if let found = try queries.matching(body.name, in: division).first {
                known[body.text] = try queries.inCharge(of: found.id)
            } else {
                let new = Organisation(
                    id: surroundings.identifier(), name: body.name,
                    kind: OrganisationKind(rawValue: body.kind) ?? .other, division: division, aliases: [],
                    isConfirmed: false)
                try queries.insert(new)
                try record(
                    connection, caller, "add",
                    AuditSubject(kind: "organisation", id: new.id.text, pairing: desk.pairing.id),
                    after: ["name": new.name, "division": body.division])
                known[body.text] = new.id
            }
        }
        return known
    }

    private func subject(_ line: ExchangeLine, _ desk: ExchangeDesk) -> AuditSubject {
        let kind =
            switch line.kind {
            case .list, .special: "yearPlan"
            case .item, .milestone: "item"
            case .leg: "leg"
            case .cycle: "cycle"
            case .filing: "filing"
            }
        let record = line.theirs ?? line.ours
        let id =
            switch line.kind {
            case .special: record?.text("year_plan_id") ?? line.id
            case .milestone: record?.text("item_id") ?? line.id
            default: line.id
            }
        return AuditSubject(kind: kind, id: id, pairing: desk.pairing.id)
    }

    /// What was written is read as every page reads it: a file whose values no page could show is refused as a whole.
    private func readBack(_ file: ExchangeFile, _ desk: ExchangeDesk) throws {
        let connection = desk.connection
        guard let list = try YearPlanQueries(connection).find(desk.pairing.id, year: file.year) else { return }
        let items = try WorkItemQueries(connection).all(of: list.plan.id)
        _ = try WorkItemQueries(connection).milestones(of: items.map(\.item.id))
        for leg in try WorkLegQueries(connection).all(of: list.plan.id).values.flatMap(\.self) {
            _ = try LoopStepQueries(connection).all(of: leg.leg.id.text)
        }
        let answers = FilingAnswerQueries(connection)
        for cycle in try FilingCycleQueries(connection).all(of: list.plan.id) {
            for filing in try FilingQueries(connection).all(of: cycle.id) {
                _ = try ChainQueries<Filing>(connection).all(of: filing.id)
                _ = (try answers.answers(of: filing.id), try answers.remarks(of: filing.id))
                _ = try answers.corrections(of: filing.id)
            }
        }
    }

    /// A list to which the last city agreed on the other network begins here too.
    private func begin(
        _ before: YearPlanRecord?, _ file: ExchangeFile, _ lines: [ExchangeLine], _ desk: ExchangeDesk,
        _ caller: Caller
    ) throws {
        guard let before, !before.plan.isAgreed,
            let record = try YearPlanQueries(desk.connection).find(desk.pairing.id, year: file.year),
            record.plan.isAgreed
        else { return }
        let opened = Set(
            lines.filter { $0.kind == .leg && $0.ours?.text("state") == WorkLeg.State.planned.rawValue }.map(\.id))
        let work = WorkDesk(record: record, pairing: desk.pairing, scope: desk.scope, connection: desk.connection)
        let legs = try WorkLegQueries(desk.connection).all(of: record.plan.id)
        try follow(
            work, legs.values.flatMap(\.self).filter { opened.contains($0.leg.id.text) },
            try WorkItemQueries(desk.connection).all(of: record.plan.id).map(\.item), legs, caller)
    }

    /// What the other network accepted has the consequences of an acceptance here: figures of joint items are compared
    /// with this side's. In cycles that have closed, wherever, everything accepted is locked, and what this side's bodies
    /// did not hand in is missed.
    private func settleFilings(
        _ file: ExchangeFile, _ lines: [ExchangeLine], _ desk: ExchangeDesk, _ peer: ExchangePeer, _ caller: Caller
    ) throws {
        let connection = desk.connection
        guard let list = try YearPlanQueries(connection).find(desk.pairing.id, year: file.year) else { return }
        let came = Set(lines.filter { $0.kind == .filing }.map(\.id))
        for cycle in try FilingCycleQueries(connection).all(of: list.plan.id) {
            guard let form = surroundings.forms[cycle.form] else { continue }
            for filing in try FilingQueries(connection).all(of: cycle.id) {
                let filed = FilingDesk(
                    cycle: cycle, filing: filing, form: form, pairing: desk.pairing, scope: desk.scope,
                    connection: connection)
                if came.contains(filing.id.text), filing.state == .accepted || filing.state == .locked {
                    try compareSides(filed, caller)
                }
                let ends = filing.side == peer.side ? filing.state == .accepted : filing.state != .submitted
                guard cycle.closedAt != nil, ends, !filing.state.isEnd else { continue }
                var work = FilingWork(self, filed, nil)
                try work.move(.lock, by: [.clock], given: [])
                try work.save()
            }
        }
    }
}

extension SQLError.Cause {
    /// The values of a row were refused, or can't be read.
    fileprivate var isOfRow: Bool {
        switch self {
        // A server says of values that no column holds only that they are none.
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation, .unreadableValue, .other: true
        default: false
        }
    }
}
