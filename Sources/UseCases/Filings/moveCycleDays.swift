// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Moves the days of a cycle that is open, with the reason; every body that has not handed in is told. An earlier day
    /// leaves bodies three working days at least. Both the old and the new days stay in the record.
    ///
    /// Throws notFound, forbidden, stale, conflict once it is closed, invalid.
    package func moveCycleDays(
        _ caller: Caller, cycle id: String, revision: Int?, due: String, closes: String, reason: String
    ) async throws {
        try await write(caller) { connection in
            var (cycle, _, scope) = try findCycle(id, caller, connection, isLocked: true)
            try caller.require(.planWork, on: RuleObject(pairing: scope), "cycle", knowing: .readWork)
            guard revision == nil || revision == cycle.revision else {
                throw UseCaseError("cycle", .stale(revision: cycle.revision))
            }
            guard cycle.closedAt == nil else { throw UseCaseError("cycle", .conflict(reason: "cycle.closedDays")) }
            try requireKeptHere(cycle.pairing, "cycle", connection)
            let before = cycle
            let filings = try FilingQueries(connection).all(of: cycle.id)
            (cycle.due, cycle.closes) = try days(due, closes, of: cycle, filings, reason)
            guard cycle.due != before.due || cycle.closes != before.closes else { return }
            cycle.revision += 1
            guard try FilingCycleQueries(connection).update(cycle) else {
                throw UseCaseError("cycle", .stale(revision: before.revision))
            }
            try record(
                connection, caller, "moveDays", .cycle(cycle),
                before: ["due": before.due.description, "closes": before.closes.description],
                after: [
                    "due": cycle.due.description, "closes": cycle.closes.description, "reason": cleanText(reason),
                ])
            try tellMoved(cycle, filings, reason, connection)
        }
    }

    private func days(
        _ due: String, _ closes: String, of cycle: FilingCycle, _ filings: [Filing], _ reason: String
    ) throws -> (due: CalendarDate, closes: CalendarDate) {
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String) { failures.append(.init(field: field, message: message)) }
        let today = surroundings.now().day
        let (due, closes) = (CalendarDate(iso: due), CalendarDate(iso: closes))
        if due == nil { fail("due", "correction.dateForm") }
        if closes == nil { fail("closes", "correction.dateForm") }
        func isShort(_ day: CalendarDate) -> Bool {
            surroundings.calendar.workingDays(after: today, through: day) < Self.leastNotice
        }
        if let due, due != cycle.due {
            if due < today {
                fail("due", "cycle.duePast")
            } else if due < cycle.due, isShort(due) {
                fail("due", "cycle.dueTooEarly")
            } else if filings.contains(where: { ($0.firstSubmittedAt?.day ?? cycle.due) > cycle.due }) {
                // Who came late came late: a day that is moved afterwards makes nobody punctual.
                fail("due", "cycle.lateAlready")
            }
        }
        if let due, let closes, closes < due { fail("closes", "cycle.closesBeforeDue") }
        if let closes, closes < today {
            fail("closes", "cycle.closesPast")
        } else if let closes, closes < cycle.closes, isShort(closes), filings.contains(where: \.state.isWithBody) {
            fail("closes", "cycle.dueTooEarly")
        }
        if cleanText(reason) == nil { fail("reason", "loop.missing.reason") }
        if reason.count > 500 { fail("reason", "cycle.reasonTooLong") }
        guard failures.isEmpty, let due, let closes else { throw UseCaseError("cycle", .invalid(failures)) }
        return (due, closes)
    }

    private func tellMoved(
        _ cycle: FilingCycle, _ filings: [Filing], _ reason: String, _ connection: any SQLConnection
    ) throws {
        for filing in filings where filing.state.isWithBody {
            guard let body = filing.organisation else { continue }
            try notify(
                connection,
                NewNotice(
                    .due, about: "filing", filing.id.text, title: "told.filing.days",
                    [
                        "period": cycle.period.description, "day": cycle.due.description,
                        "closes": cycle.closes.description, "reason": cleanText(reason) ?? "",
                    ],
                    path: "/filings/" + filing.id.text),
                to: [.unit(body, cycle.pairing, filing.side)])
        }
    }
}
