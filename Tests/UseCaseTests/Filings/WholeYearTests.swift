// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// A year of the loop, day by day with the clock of the program: cycles open, remind and close by themselves, bodies hand
/// in early, late or never, offices accept and send back. What the pages say at the end is counted once more from the raw
/// rows and from what was done.
@Suite("A year with the movable clock")
struct WholeYearTests {
    @Test("Every figure of four quarters is what the rows and the days say")
    func wholeYear() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let plan = try await place.start()
            try await place.agree(plan)
            var year = try await SimulatedYear(place, plan)
            try await year.run(through: "2028-03-01")
            try await year.checkFigures()
            try await year.checkReminders()
            try await year.checkRecord()
        }
    }
}

private struct SimulatedYear {
    /// What was done with one filing.
    struct Done {
        var firstIn: CalendarDate?
        var isAccepted = false
        var returns = 0
    }
    private let place: WorkPlace
    private let people: [Identifier<Organisation>: Caller]
    private let colleague: Caller
    private var seed: UInt64 = 20_270_115
    private var done: [Identifier<Filing>: Done] = [:]
    private var useCases: UseCases { place.useCases }

    init(_ place: WorkPlace, _ plan: String) async throws {
        self.place = place
        colleague = try await place.office.caller("eastern-colleague", .office(place.office.own.id, .eastern))
        var people: [Identifier<Organisation>: Caller] = [:]
        for leg in try await place.items(plan).flatMap(\.legs) {
            guard let body = leg.organisation, people[body] == nil else { continue }
            people[body] = try await place.person(of: leg)
        }
        self.people = people
        try await place.useCases.keepFilingRule(
            place.oldArea, pairing: place.office.own.code,
            [
                "revision": "0", "opens": "true", "dueAfter": "10", "closesAfter": "20", "remindBefore": "3",
                "remindEvery": "2", "orderAfter": "8",
            ])
    }

    /// A number below `bound`, the same in every run.
    private mutating func chance(_ bound: UInt64) -> UInt64 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (seed >> 33) % bound
    }

    mutating func run(through end: String) async throws {
        let last = try #require(CalendarDate(iso: end))
        var day = try #require(CalendarDate(iso: "2027-01-18"))
        while day <= last {
            for hour in [1, 9, 17] {
                place.office.bench.advance(to: Instant(startOf: day).advanced(bySeconds: Int64(hour) * 3_600))
                for report in try await useCases.runDueJobs(instance: "one") {
                    guard case .done = report.end else {
                        Issue.record("\(day): \(report.job) ended with \(report.end)")
                        return
                    }
                }
            }
            if useCases.surroundings.calendar.isWorkingDay(day) {
                try await handIn(on: day)
                try await look(on: day)
            }
            day = try #require(CalendarDate(dayNumber: day.dayNumber + 1))
        }
    }

    private func open() async throws -> [Filing] {
        try await useCases.database.read { connection in
            try FilingCycleQueries(connection).open().flatMap { try FilingQueries(connection).all(of: $0.id) }
        }
    }

    /// A fifth of the bodies that have not handed in do so; some never do.
    private mutating func handIn(on day: CalendarDate) async throws {
        for filing in try await open() where filing.state.isWithBody {
            guard let body = filing.organisation, let person = people[body] else { continue }
            let isLazy = filing.id.text.utf8.reduce(0) { $0 &+ UInt64($1) } % 5 == 0
            guard !isLazy, chance(5) == 0 else { continue }
            let detail = try await useCases.filing(person, id: filing.id.text)
            var texts: [String: String] = [:]
            for box in detail.lines.flatMap(\.boxes) + detail.body where box.isOpen && box.field.field.isRequired {
                let isNumber = box.field.means == FilingForm.progress
                texts[box.place.description] = isNumber ? String(chance(101)) : "Done until \(day)"
            }
            try await useCases.moveFiling(
                person, id: filing.id.text, step: "submit",
                edit: Edit(revision: detail.filing.revision, values: texts))
            done[filing.id, default: Done()].firstIn = done[filing.id]?.firstIn ?? day
        }
    }

    /// Each office looks at half of what waits, and sends a quarter of it back.
    private mutating func look(on day: CalendarDate) async throws {
        for filing in try await open() where filing.state == .submitted && chance(2) == 0 {
            let office = filing.side == .oldArea ? place.oldArea : place.eastern
            let isReturned = chance(4) == 0
            try await useCases.moveFiling(
                office, id: filing.id.text, step: isReturned ? "send-back" : "accept",
                LoopInput(note: isReturned ? "Which sites?" : nil))
            if isReturned { done[filing.id]?.returns += 1 } else { done[filing.id]?.isAccepted = true }
        }
    }

    func checkFigures() async throws {
        let cycles = try await useCases.cycles(place.oldArea).cycles
        #expect(cycles.map(\.cycle.period.description) == ["2027Q4", "2027Q3", "2027Q2", "2027Q1"])
        for listing in cycles {
            #expect(listing.cycle.closedAt != nil)
            let rows = try await useCases.database.read { connection in
                try connection.rows(
                    """
                    SELECT id, state, side, first_submitted_at, returns FROM filing WHERE cycle_id = ? ORDER BY id
                    """, [.id(listing.cycle.id)])
            }
            var (expected, filed, late, accepted) = (0, 0, 0, 0)
            for row in rows {
                let known = done[try row.id(0)] ?? Done()
                let (state, came) = (try row.text(1), try row.instantOrNil(3)?.day)
                #expect(came == known.firstIn)
                #expect(try row.integer(4) == known.returns)
                #expect((state == "locked") == known.isAccepted)
                expected += 1
                if state == "locked" || state == "submitted" { filed += 1 }
                if state == "locked" { accepted += 1 }
                if known.firstIn.map({ $0 > listing.cycle.due }) ?? true { late += 1 }
            }
            let detail = try await useCases.cycle(place.oldArea, id: listing.cycle.id.text)
            for count in [listing.count, detail.all, detail.sides.values.reduce(CycleCount()) { $0 + $1 }] {
                #expect(count.expected == expected && count.filed == filed && count.late == late)
                #expect(count.accepted == accepted && count.returned == 0)
            }
            #expect(expected > 0 && accepted > 0 && late > 0, "\(listing.cycle.period)")
        }
        try await checkProgress()
    }

    /// A share says what its last filing said that was handed in.
    private func checkProgress() async throws {
        let rows = try await useCases.database.read { connection in
            try connection.rows(
                """
                SELECT l.progress, a.text FROM work_leg l JOIN filing_answer a ON a.leg_id = l.id AND a.field = 'progress'
                JOIN filing f ON f.id = a.filing_id JOIN filing_cycle c ON c.id = f.cycle_id
                WHERE f.submitted_at IS NOT NULL AND c.last_day = (SELECT max(m.last_day) FROM filing_answer b
                    JOIN filing g ON g.id = b.filing_id JOIN filing_cycle m ON m.id = g.cycle_id
                    WHERE b.leg_id = l.id AND b.field = 'progress' AND g.submitted_at IS NOT NULL)
                """)
        }
        #expect(!rows.isEmpty)
        for row in rows { #expect(try row.integer(0) == Int(try row.text(1)).map { $0 * 10 }) }
    }

    /// Nobody was reminded on a day off, after handing in, or more than once a day.
    func checkReminders() async throws {
        let notices = try await useCases.database.read { connection in
            try connection.rows(
                """
                SELECT account_id, object_id, created_at FROM notice
                WHERE title IN ('told.filing.due', 'told.filing.overdue', 'told.filing.mend')
                """
            ).map { (try $0.text(0), try $0.text(1), try $0.instant(2).day) }
        }
        #expect(!notices.isEmpty)
        for (_, _, day) in notices { #expect(useCases.surroundings.calendar.isWorkingDay(day), "\(day)") }
        #expect(Set(notices.map { "\($0.0) \($0.1) \($0.2)" }).count == notices.count)
    }

    /// Each step has its event, and the chain of the record is whole.
    func checkRecord() async throws {
        let (steps, events) = try await useCases.database.read { connection in
            (
                try connection.integer("SELECT count(*) FROM filing_step WHERE step <> 'order'"),
                try connection.integer(
                    "SELECT count(*) FROM audit_event WHERE action = 'filing.move' AND result = 'done'")
            )
        }
        #expect(steps == events && steps > 0)
        // An order was drafted once for each that never came, and is in the record itself.
        let (drafted, orders, wrong) = try await useCases.database.read { connection in
            (
                try connection.integer("SELECT count(*) FROM filing_step WHERE step = 'order'"),
                try connection.integer("SELECT count(*) FROM supervision_order WHERE state = 'drafted'"),
                try connection.integer(
                    """
                    SELECT count(*) FROM filing_step s JOIN filing f ON f.id = s.owner_id
                    WHERE s.step = 'order' AND f.first_submitted_at < s.at
                    """)
            )
        }
        #expect(drafted == orders && drafted > 0 && wrong == 0)
        let report = try await useCases.verifyRecord(.local)
        #expect(report.faults.isEmpty)
    }
}
