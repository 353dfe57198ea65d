// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Terms that end")
struct TermTests {
    private func told(_ office: Office, _ caller: Caller) async throws -> [String] {
        guard let id = caller.userID else { return [] }
        return try await office.useCases.database.read {
            try NoticeQueries($0).all(of: id, areRead: false, limit: 100)
        }.reversed().map { notice in
            notice.content.title.replacing("told.term.", with: "") + " " + (notice.content.arguments["day"] ?? "")
        }
    }

    private func run(_ office: Office, on day: String) async throws {
        let start = Instant(startOf: try #require(CalendarDate(iso: day)))
        office.bench.advance(to: start.advanced(bySeconds: 9 * 3_600))
        for report in try await office.useCases.runDueJobs(instance: "one", jobs: [.remindTerms]) {
            guard case .done = report.end else {
                Issue.record("\(report.end)")
                continue
            }
        }
        // What is over is planned anew by the next look.
        _ = try await office.useCases.runDueJobs(instance: "one", jobs: [.remindTerms])
    }

    @Test(
        "A secondment is told of a month and a week before its end and after it, each once",
        arguments: TestEngine.allCases)
    func tells(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let people = try await OrderPeople(office)
            _ = try await office.useCases.runDueJobs(instance: "one", jobs: [.remindTerms])
            let row = try await office.add(
                "secondment",
                .texts([
                    "person": "Zhang", "direction": "toOldArea", "fromBody": "Culture", "fromPost": "A",
                    "toBody": "Forestry", "toPost": "B", "start": "2026-01-05", "planned": "2027-03-10",
                ]), by: people.first)
            try await run(office, on: "2027-02-01")
            #expect(try await told(office, people.first).isEmpty)
            for day in ["2027-02-20", "2027-02-21"] { try await run(office, on: day) }
            #expect(try await told(office, people.first) == ["secondment.month 2027-03-10"])
            #expect(try await told(office, people.otherOffice) == ["secondment.month 2027-03-10"])
            #expect(try await told(office, people.unit) == ["secondment.month 2027-03-10"])
            #expect(try await told(office, people.stranger).isEmpty)
            for day in ["2027-03-05", "2027-03-06", "2027-03-12", "2027-03-13"] { try await run(office, on: day) }
            let all = ["secondment.month 2027-03-10", "secondment.week 2027-03-10", "secondment.over 2027-03-10"]
            #expect(try await told(office, people.first) == all)
            // Prolonged, it is told of anew; ended, no more.
            // Not by a session, which months would have ended.
            let clerk = Caller(who: people.first.who)
            let form = try await office.useCases.entry(people.first, id: row.id.text)
            _ = try await office.useCases.changeEntry(
                clerk, id: row.id.text,
                Edit(revision: form.entry.version, values: ["planned": "2027-04-01"]))
            try await run(office, on: "2027-03-14")
            #expect(try await told(office, people.first).last == "secondment.month 2027-04-01")
            _ = try await office.useCases.changeEntry(
                clerk, id: row.id.text,
                Edit(revision: form.entry.version + 1, values: ["end": "2027-03-15"]))
            try await run(office, on: "2027-03-29")
            #expect(try await told(office, people.first).count == 4)
        }
    }
}
