// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

/// A cycle to be opened, as its form has it: days as `2026-01-05`, the period as in `Period`.
package struct NewFilingCycle: Sendable {
    package let pairing: String
    package let form: String
    package let period: String
    package let due: String
    package let closes: String
    /// Why bodies get fewer than three working days; empty where they get as many.
    package let reason: String

    package init(pairing: String, form: String, period: String, due: String, closes: String, reason: String = "") {
        (self.pairing, self.form, self.period) = (pairing, form, period)
        (self.due, self.closes, self.reason) = (due, closes, reason)
    }
}

extension UseCases {
    /// Asks every body that has a share under way for a period how its work stands: one filing for each body, filled as
    /// far as the program knows. Throws notFound, forbidden, invalid with the fields of the form, conflict where the
    /// cycle is open already or the year has no list that both cities agreed to.
    package func openCycle(_ caller: Caller, _ new: NewFilingCycle) async throws -> Identifier<FilingCycle> {
        try await write(caller) { connection in
            guard let pairing = try PairingQueries(connection).find(code: new.pairing),
                let scope = try PairingScope.load(pairing.id, connection)
            else { throw UseCaseError("cycle", .notFound) }
            try caller.require(.planWork, on: RuleObject(pairing: scope), "cycle", knowing: .readWork)
            let order = try order(new)
            return try createCycle(pairing, order, by: caller, connection).id
        }
    }

    /// What the form says. Throws invalid.
    private func order(_ new: NewFilingCycle) throws -> CycleOrder {
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String) { failures.append(.init(field: field, message: message)) }
        let form = surroundings.forms[new.form]
        if form == nil { fail("form", "cycle.formUnknown") }
        let (today, period) = (surroundings.now().day, Period(new.period))
        if period == nil || period?.length != form?.length {
            fail("period", "cycle.periodForm")
        } else if let first = period?.days?.lowerBound, first > today {
            fail("period", "cycle.periodAhead")
        }
        let (due, closes) = (CalendarDate(iso: new.due), CalendarDate(iso: new.closes))
        if due == nil { fail("due", "correction.dateForm") }
        if closes == nil { fail("closes", "correction.dateForm") }
        if let due, due < today { fail("due", "cycle.duePast") }
        if let due, let closes, closes < due { fail("closes", "cycle.closesBeforeDue") }
        let isShort =
            due.map { surroundings.calendar.workingDays(after: today, through: $0) < Self.leastNotice } ?? false
        let reason = cleanText(new.reason)
        if isShort, reason == nil { fail("reason", "cycle.reasonMissing") }
        if let reason, reason.count > 500 { fail("reason", "cycle.reasonTooLong") }
        guard failures.isEmpty, let form, let period, let due, let closes else {
            throw UseCaseError("cycle", .invalid(failures))
        }
        return CycleOrder(form: form, period: period, due: due, closes: closes, reason: isShort ? reason : nil)
    }

    /// So many working days bodies have at least; fewer need a reason and are counted.
    static let leastNotice = 3

    /// The same in the transaction of something else; by nobody where the program opens it on its day.
    @discardableResult
    func createCycle(
        _ pairing: Pairing, _ order: CycleOrder, by caller: Caller?, _ connection: any SQLConnection
    ) throws -> FilingCycle {
        let cycles = FilingCycleQueries(connection)
        try requireKeptHere(pairing.id, "cycle", connection)
        guard try cycles.find(pairing.id, order.form.key, order.period) == nil else {
            throw UseCaseError("cycle", .conflict(reason: "cycle.openAlready"))
        }
        guard let list = try YearPlanQueries(connection).find(pairing.id, year: order.period.year),
            list.firstAgreedAt != nil
        else { throw UseCaseError("cycle", .conflict(reason: "cycle.noList")) }
        let cycle = FilingCycle(
            id: surroundings.identifier(), pairing: pairing.id, yearPlan: list.plan.id, form: order.form.key,
            period: order.period, due: order.due, closes: order.closes, shortReason: order.reason,
            openedAt: surroundings.now(), openedBy: caller?.name ?? "")
        let askings = try askings(list.plan, cycle, order.form, connection)
        guard !askings.isEmpty else { throw UseCaseError("cycle", .conflict(reason: "cycle.nothingToAsk")) }
        do { try cycles.insert(cycle) } catch let error as SQLError where error.cause.isUniqueViolation {
            throw UseCaseError("cycle", .conflict(reason: "cycle.openAlready"))
        }
        try FilingQueries(connection).insert(askings.map(\.filing))
        let answers = FilingAnswerQueries(connection)
        try answers.insert(askings.flatMap { asking in asking.lines.map { (asking.filing.id, $0) } })
        try answers.insert(
            askings.flatMap { asking in asking.known.map { (asking.filing.id, $0.place, $0.text) } })
        try record(
            connection, caller, "open", .cycle(cycle),
            after: [
                "period": cycle.period.description, "due": cycle.due.description, "closes": cycle.closes.description,
                "filings": String(askings.count), "reason": cycle.shortReason,
            ])
        try answers.insert(areas: askings.map { ($0.filing.id, $0.areas) })
        try tellOpened(askings.map(\.filing), cycle, connection)
        return cycle
    }

    /// One filing for each body that has shares under way, whatever its side calls it.
    private func askings(
        _ plan: YearPlan, _ cycle: FilingCycle, _ form: FilingForm, _ connection: any SQLConnection
    ) throws -> [Asking] {
        let items = try WorkItemQueries(connection).all(of: plan.id)
        let legs = try WorkLegQueries(connection).all(of: plan.id)
        let milestones = try WorkItemQueries(connection).milestones(of: items.map(\.item.id))
        var askings: [Asking] = []
        var places: [Asking.Key: Int] = [:]
        // A name that the directory didn't know yet in one item and knew in another is one body.
        var bodies: [Asking.Key: Identifier<Organisation>] = [:]
        for leg in legs.values.joined().map(\.leg) {
            if let body = leg.organisation { bodies[Asking.Key(side: leg.side, body: leg.unit)] = body }
        }
        let figures = named(form).count
        let once = FilingBurden(asked: form.asked(hasMilestones: nil).count + figures, prefilled: figures)
        for item in items.map(\.item) {
            let hasNodes = (milestones[item.id] ?? []).contains { $0.isAgreed && !$0.isDropped }
            let fields = form.asked(hasMilestones: hasNodes)
            let own = (legs[item.id] ?? []).map(\.leg)
            for leg in own where leg.isReportedOn(among: own) {
                let body = leg.organisation ?? bodies[Asking.Key(side: leg.side, body: leg.unit)]
                let key = Asking.Key(side: leg.side, body: body?.text ?? leg.unit)
                let place: Int
                if let known = places[key] {
                    place = known
                } else {
                    place = askings.count
                    places[key] = place
                    askings.append(
                        Asking(
                            Filing(
                                id: surroundings.identifier(), cycle: cycle.id, pairing: cycle.pairing,
                                side: leg.side, organisation: body, unit: leg.unit,
                                burden: once)))
                }
                askings[place].add(leg, fields, of: item.area)
            }
        }
        return askings
    }

    private func tellOpened(
        _ filings: [Filing], _ cycle: FilingCycle, _ connection: any SQLConnection
    ) throws {
        for filing in filings {
            guard let body = filing.organisation else { continue }
            try notify(
                connection,
                NewNotice(
                    .assigned, about: "filing", filing.id.text, title: "told.filing.open",
                    ["period": cycle.period.description, "day": cycle.due.description],
                    path: "/filings/" + filing.id.text),
                to: [.unit(body, cycle.pairing, filing.side)])
        }
    }
}

extension WorkLeg {
    /// Under way, reported done and not yet closed, or carried over into the next list: a year's last quarter is asked
    /// about when that list may have been agreed to already. Of a share that was handed on the parts tell.
    fileprivate func isReportedOn(among legs: [WorkLeg]) -> Bool {
        [.open, .done, .confirming, .carried].contains(state) && !legs.contains { $0.parent == id }
    }
}

/// A cycle whose particulars are right.
struct CycleOrder {
    let form: FilingForm
    let period: Period
    let due: CalendarDate
    let closes: CalendarDate
    var reason: String?
}

/// What one body is asked.
private struct Asking {
    struct Key: Hashable {
        let side: Side
        let body: String
    }
    var filing: Filing
    var lines: [FilingLine] = []
    /// How many of the lines are of which area.
    var areas: [String: Int] = [:]
    /// What is known already.
    var known: [(place: FilingPlace, text: String)] = []

    init(_ filing: Filing) { self.filing = filing }

    mutating func add(_ leg: WorkLeg, _ fields: [FilingForm.Field], of area: String) {
        areas[area, default: 0] += 1
        lines.append(FilingLine(leg: leg.id, position: lines.count + 1))
        filing.burden.asked += fields.count
        for field in fields where field.means == FilingForm.progress {
            known.append(
                (
                    FilingPlace(leg: leg.id, field: field.key),
                    leg.state == .done || leg.state == .confirming ? "100" : String(leg.progress / 10)
                ))
            filing.burden.prefilled += 1
        }
    }
}
