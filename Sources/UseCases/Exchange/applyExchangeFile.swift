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
            let (desk, _, _) = try exchangeDesk(toCarry: code, caller, connection)
            let file = try exchangeFile(id, desk, isLocked: true)
            let comparison = try compare(file, connection, isLocked: true).compare()
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
            do { try take(taken, file, desk, caller) } catch let error as SQLError where error.cause.isOfRow {
                throw exchangeFailure("exchange.fault.damaged")
            }
            let files = ExchangeFileQueries(connection)
            try files.set(.applied, of: file.id)
            try files.forgetLines(of: file.id)
            try record(
                connection, caller, "apply", .exchange(desk.pairing),
                after: [
                    "year": String(file.year), "number": String(file.number), "taken": String(taken.count),
                    "kept": String(comparison[.conflict].count { !(theirs[$0.choice ?? ""] ?? false) }),
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
        _ lines: [ExchangeLine], _ file: ExchangeFile, _ desk: ExchangeDesk, _ caller: Caller
    ) throws {
        let (connection, carried) = (desk.connection, CarriedQueries(desk.connection))
        let files = ExchangeFileQueries(connection)
        let bodies = try bodies(of: file, connection)
        // What goes makes room first: a draft that was begun here for the same year.
        for line in lines.reversed() where line.theirs == nil { try carried.remove(line.kind, line.id) }
        for line in lines {
            if let ours = line.ours {
                try files.keep(ours.lines, before: file.id, line.kind, line.id)
            }
            if let theirs = line.theirs { try carried.put(theirs, in: desk.pairing.id, bodies) }
            try record(
                connection, caller, "carryIn", subject(line, desk),
                after: ["number": String(file.number), "state": line.theirs?.text("state")])
        }
        try readBack(file, desk)
        try settleAccepted(lines, desk, caller)
    }

    /// This directory's bodies for those that the file names; what it lacks is added, unconfirmed.
    private func bodies(
        of file: ExchangeFile, _ connection: any SQLConnection
    ) throws -> [String: Identifier<Organisation>] {
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
                known[body.text] = new.id
            }
        }
        return known
    }

    private func subject(_ line: ExchangeLine, _ desk: ExchangeDesk) -> AuditSubject {
        let kind =
            switch line.kind {
            case .list, .special: "yearPlan"
            case .item: "item"
            case .leg: "leg"
            case .cycle: "cycle"
            case .filing: "filing"
            }
        let id = line.kind == .special ? line.theirs?.text("year_plan_id") ?? line.id : line.id
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

    /// What the other network accepted has the consequences of an acceptance here: figures of joint items are compared
    /// with this side's, and in a cycle that has closed here it is locked.
    private func settleAccepted(_ lines: [ExchangeLine], _ desk: ExchangeDesk, _ caller: Caller) throws {
        let connection = desk.connection
        for line in lines where line.kind == .filing {
            guard let id = Identifier<Filing>(line.id), let filing = try FilingQueries(connection).find(id),
                filing.state == .accepted || filing.state == .locked,
                let cycle = try FilingCycleQueries(connection).find(filing.cycle),
                let form = surroundings.forms[cycle.form]
            else { continue }
            let filed = FilingDesk(
                cycle: cycle, filing: filing, form: form, pairing: desk.pairing, scope: desk.scope,
                connection: connection)
            try compareSides(filed, caller)
            guard filing.state == .accepted, cycle.closedAt != nil else { continue }
            var work = FilingWork(self, filed, nil)
            try work.move(.lock, by: [.clock], given: [])
            try work.save()
        }
    }
}

extension SQLError.Cause {
    /// The values of a row were refused, or can't be read.
    fileprivate var isOfRow: Bool {
        switch self {
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation, .unreadableValue: true
        default: false
        }
    }
}
