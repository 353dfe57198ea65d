// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension Job {
    /// Opens the cycles of the offices that want it so, on the first working morning after a period's end.
    static let openCycles = Job(
        "openCycles", .workingDays(hour: 8, minute: 30), .steps { useCases, _ in try await useCases.openDueCycles() })

    /// Closes the cycles whose last day is over.
    static let closeCycles = Job(
        "closeCycles", .daily(hour: 0, minute: 30), .steps { useCases, _ in try await useCases.closeDueCycles() })

    /// Reminds the bodies that have not handed in.
    static let chaseFilings = Job(
        "chaseFilings", .workingDays(hour: 9, minute: 0), .steps { useCases, _ in try await useCases.chaseFilings() })
}

extension UseCases {
    /// Opens what is due by the rules of offices: each in a transaction of its own, and none twice.
    func openDueCycles() async throws -> JobOutcome? {
        let rules = try await database.read { connection in
            let elsewhere = try ExchangeQueries(connection).keptElsewhere()
            return try FilingCycleQueries(connection).rules().filter { $0.opens && !elsewhere.contains($0.pairing) }
        }
        var opened = 0
        for rule in rules {
            for form in surroundings.forms.forms where try await openDueCycle(rule, form) { opened += 1 }
        }
        return opened == 0 ? nil : JobOutcome("job.outcome.opened", ["count": String(opened)])
    }

    private func openDueCycle(_ rule: FilingRule, _ form: FilingForm) async throws -> Bool {
        let today = surroundings.now().day
        let period = Period(form.length, holding: today).previous
        // What ended long ago was left out on purpose, or before the office wanted it so.
        guard let last = period.days?.upperBound, surroundings.calendar.workingDays(after: last, through: today) <= 5,
            let due = surroundings.calendar.day(max(rule.dueAfter, Self.leastNotice), workingDaysAfter: today),
            let closes = surroundings.calendar.day(max(rule.closesAfter, rule.dueAfter), workingDaysAfter: today)
        else { return false }
        do {
            return try await write { connection in
                guard let pairing = try PairingQueries(connection).find(rule.pairing),
                    try FilingCycleQueries(connection).find(pairing.id, form.key, period) == nil
                else { return false }
                let order = CycleOrder(form: form, period: period, due: due, closes: closes)
                _ = try createCycle(pairing, order, by: nil, connection)
                return true
            }
        } catch let error as UseCaseError {
            // No list of that year, or nothing under way: there is nothing to open.
            guard case .conflict = error.cause else { throw error }
            return false
        }
    }

    /// Locks what was accepted; what was not handed in is missed, and its body is told.
    func closeDueCycles() async throws -> JobOutcome? {
        let today = surroundings.now().day
        // Cycles that are kept on another network close there, and that they have comes with its next file.
        let due = try await database.read { connection in
            let elsewhere = try ExchangeQueries(connection).keptElsewhere()
            return try FilingCycleQueries(connection).open(closingBefore: today)
                .filter { !elsewhere.contains($0.pairing) }
        }
        for cycle in due { try await close(cycle.id) }
        return due.isEmpty ? nil : JobOutcome("job.outcome.closed", ["count": String(due.count)])
    }

    private func close(_ id: Identifier<FilingCycle>) async throws {
        try await write { connection in
            guard var cycle = try FilingCycleQueries(connection).lock(id), cycle.closedAt == nil,
                let pairing = try PairingQueries(connection).find(cycle.pairing),
                let scope = try PairingScope.load(pairing.id, connection)
            else { return }
            // An office may have taken its form away: its cycles close nevertheless.
            let form =
                surroundings.forms[cycle.form]
                ?? FilingForm(
                    key: cycle.form, version: 0, title: LocalisedText(chinese: cycle.form, english: cycle.form),
                    length: cycle.period.length, fields: [])
            cycle.closedAt = surroundings.now()
            cycle.revision += 1
            guard try FilingCycleQueries(connection).update(cycle) else {
                throw UseCaseError("cycle", .stale(revision: cycle.revision - 1))
            }
            try keepLights(of: cycle, connection)
            let queries = FilingQueries(connection)
            // What bodies of the other network handed in is known there; it comes with the next file.
            let there = try ExchangeQueries(connection).peer(of: cycle.pairing)?.side
            for seen in try queries.all(of: id) where !seen.state.isEnd && seen.side != there {
                // What waits for the office is accepted or sent back after the end too.
                guard let filing = try queries.lock(seen.id), !filing.state.isEnd, filing.state != .submitted else {
                    continue
                }
                let desk = FilingDesk(
                    cycle: cycle, filing: filing, form: form, pairing: pairing, scope: scope, connection: connection)
                var work = FilingWork(self, desk, nil)
                try work.move(.lock, by: [.clock], given: [])
                try work.save()
            }
            try record(
                connection, nil, "close", .cycle(cycle), after: ["period": cycle.period.description])
        }
    }

    /// Reminds by the rule of each pairing: before the due day, on the day after it and every few days then; from the
    /// second reminder on the office is told too, and in the end an order is drafted for it to issue.
    func chaseFilings() async throws -> JobOutcome? {
        let open = try await database.read { try FilingCycleQueries($0).open() }
        var reminded = 0
        for cycle in open { reminded += try await chase(cycle.id) }
        return reminded == 0 ? nil : JobOutcome("job.outcome.reminded", ["count": String(reminded)])
    }

    private func chase(_ id: Identifier<FilingCycle>) async throws -> Int {
        try await write { connection in
            let today = surroundings.now().day
            guard let cycle = try FilingCycleQueries(connection).lock(id), cycle.closedAt == nil,
                let pairing = try PairingQueries(connection).find(cycle.pairing)
            else { return 0 }
            let rule =
                try FilingCycleQueries(connection).rules(cycle.pairing).first ?? FilingRule(pairing: cycle.pairing)
            // Working days since the due day; negative before it.
            let past = surroundings.calendar.workingDays(after: cycle.due, through: today)
            let there = try ExchangeQueries(connection).peer(of: cycle.pairing)?.side
            let missing = try FilingQueries(connection).all(of: id).filter {
                $0.state.isWithBody && $0.side != there
            }
            let waiting = rule.reminds(past) ? missing.filter { $0.remindedAt?.day != today } : []
            for filing in waiting {
                try remind(filing, cycle, isEscalated: past > 0 && filing.reminders > 0, connection)
            }
            try FilingQueries(connection).remind(waiting.map(\.id), at: surroundings.now())
            if let after = rule.orderAfter, past >= after {
                // Whoever handed in once and mends it is not one who doesn't answer.
                for filing in missing where filing.firstSubmittedAt == nil {
                    try draftOrder(of: filing, cycle, pairing, connection)
                }
            }
            if !waiting.isEmpty {
                try record(connection, nil, "remind", .cycle(cycle), after: ["filings": String(waiting.count)])
            }
            return waiting.count
        }
    }

    private func remind(
        _ filing: Filing, _ cycle: FilingCycle, isEscalated: Bool, _ connection: any SQLConnection
    ) throws {
        let isMending = filing.firstSubmittedAt != nil
        let isOver = cycle.due < surroundings.now().day && !isMending
        let arguments = [
            "unit": filing.unit, "period": cycle.period.description, "day": cycle.due.description,
        ]
        let path = "/filings/" + filing.id.text
        if let body = filing.organisation {
            try notify(
                connection,
                NewNotice(
                    isOver ? .overdue : .due, about: "filing", filing.id.text,
                    title: isMending
                        ? "told.filing.mend" : isOver ? "told.filing.overdue" : "told.filing.due", arguments,
                    path: path),
                to: [.unit(body, filing.pairing, filing.side)])
        }
        // A body without an account, or one that doesn't answer: the office hears of it.
        guard isEscalated && !isMending || filing.organisation == nil else { return }
        try notify(
            connection,
            NewNotice(
                .escalated, about: "filing", filing.id.text, title: "told.filing.unanswered", arguments, path: path),
            to: [.office(filing.pairing, filing.side)])
    }

    /// An order for the office to check and issue, once for each filing.
    private func draftOrder(
        of filing: Filing, _ cycle: FilingCycle, _ pairing: Pairing, _ connection: any SQLConnection
    ) throws {
        guard let body = filing.organisation, let organisation = try OrganisationQueries(connection).find(body),
            try !ChainQueries<Filing>(connection).all(of: filing.id).contains(where: { $0.step == Self.orderStep }),
            let deadline = surroundings.calendar.day(5, workingDaysAfter: surroundings.now().day)
        else { return }
        let words = try WordsOfOrders()
        let order = try createOrder(
            pairing, filing.side,
            [
                "matter": words.matter(cycle.period.description), "deadline": deadline.description,
                "units": organisation.name, "basis": words.basis(cycle.period.description, cycle.due.description),
            ], by: nil, connection)
        let count = try ChainQueries<Filing>(connection).count(of: filing.id)
        try ChainQueries<Filing>(connection).insert(
            [
                ChainStep(
                    number: count + 1, leg: nil, step: Self.orderStep, from: filing.state.rawValue,
                    to: filing.state.rawValue, part: .clock, at: surroundings.now(),
                    by: SignedBy(account: nil, name: "-"), note: nil, day: deadline)
            ], of: filing.id)
        try notify(
            connection,
            NewNotice(
                .escalated, about: "order", order.id.text, title: "told.filing.order",
                ["unit": filing.unit, "period": cycle.period.description], path: "/orders/" + order.id.text),
            to: [.office(filing.pairing, filing.side)])
    }

    /// The step in a filing's chain that says that an order was drafted; it moves nothing.
    static let orderStep = "order"

    /// Reminds now, by the office's own hand, everybody of its side who has not handed in: once a day each. Returns how
    /// many.
    package func remindFilings(_ caller: Caller, cycle id: String) async throws -> Int {
        try await write(caller) { connection in
            let (cycle, _, scope) = try findCycle(id, caller, connection, isLocked: true)
            let sides = Set(Side.allCases.filter { caller.may(.checkWork, on: RuleObject(pairing: scope, side: $0)) })
            if sides.isEmpty {
                try caller.require(
                    .checkWork, on: RuleObject(pairing: scope, side: .oldArea), "cycle", knowing: .readWork)
            }
            guard cycle.closedAt == nil else { throw UseCaseError("cycle", .conflict(reason: "cycle.closed")) }
            let today = surroundings.now().day
            let waiting = try FilingQueries(connection).all(of: cycle.id).filter {
                $0.state.isWithBody && sides.contains($0.side) && $0.remindedAt?.day != today
            }
            guard !waiting.isEmpty else { return 0 }
            for filing in waiting { try remind(filing, cycle, isEscalated: false, connection) }
            try FilingQueries(connection).remind(waiting.map(\.id), at: surroundings.now())
            try record(
                connection, caller, "remind", .cycle(cycle), after: ["filings": String(waiting.count)])
            return waiting.count
        }
    }
}

extension FilingRule {
    /// Whether bodies are reminded so many working days after the due day (negative: before it).
    func reminds(_ past: Int) -> Bool {
        if past <= 0 { return past == -remindBefore || past == 0 && remindBefore > 0 }
        return (past - 1) % max(1, remindEvery) == 0
    }
}
