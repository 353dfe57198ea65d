// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Synchronization
import Testing

@testable import UseCases

@Suite("Jobs that start by the clock")
struct JobTests {
    private struct Broken: Error {}

    /// Counts how often a job did its work.
    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }

    /// A job of one unit of work that raises a number in the database.
    private static let counting = Job(
        "counting", .every(minutes: 10),
        .unit { _, connection, _ in
            try SettingQueries(connection).increment("test.counting")
            return JobOutcome("job.outcome.sent", ["sent": "1", "failed": "0"])
        })

    private func count(_ office: Office) async throws -> Int {
        try await office.useCases.database.read { Int(try SettingQueries($0).value("test.counting") ?? "0") ?? -1 }
    }

    private func run(_ office: Office, _ jobs: [Job], as instance: String = "one") async throws -> [JobReport] {
        try await office.useCases.runDueJobs(instance: instance, jobs: jobs)
    }

    private func open(_ office: Office) async throws -> [JobRun] {
        try await office.useCases.database.read { try JobQueries($0).open() }
    }

    private func over(_ office: Office) async throws -> [JobRun] {
        try await office.useCases.database.read { try JobQueries($0).over(limit: 100) }
    }

    @Test("A job runs when it is due, not before, and is planned again", arguments: TestEngine.both)
    func due(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            #expect(try await run(office, [Self.counting]).isEmpty)
            let planned = try #require(try await open(office).first)
            #expect(planned.dueAt > office.bench.now())
            #expect(try await run(office, [Self.counting]).isEmpty)
            office.bench.advance(seconds: 600)
            #expect(try await run(office, [Self.counting]).count == 1)
            #expect(try await count(office) == 1)
            #expect(try await run(office, [Self.counting]).isEmpty)
            let done = try #require(try await over(office).first)
            #expect(done.state == .done && done.attempts == 1 && done.outcome?.arguments["sent"] == "1")
            #expect(try await open(office).map(\.state) == [.waiting])
        }
    }

    @Test("What was missed while nothing ran is run once", arguments: TestEngine.both)
    func missed(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            _ = try await run(office, [Self.counting])
            office.bench.advance(seconds: 86_400)
            for _ in 0..<3 { _ = try await run(office, [Self.counting]) }
            #expect(try await count(office) == 1)
            let next = try #require(try await open(office).first)
            #expect(next.dueAt > office.bench.now())
        }
    }

    @Test("Of several instances one runs a job", arguments: TestEngine.both)
    func instances(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            // Planning at the same time makes one run.
            try await together(office)
            #expect(try await open(office).count == 1)
            for round in 1...5 {
                office.bench.advance(seconds: 600)
                try await together(office)
                #expect(try await count(office) == round)
                try await together(office)
            }
            #expect(try await over(office).map(\.attempts) == [1, 1, 1, 1, 1])
        }
    }

    private func together(_ office: Office) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask { _ = try await run(office, [Self.counting], as: "instance \(number)") }
            }
            try await group.waitForAll()
        }
    }

    @Test("A run whose instance died is taken over once its lease has passed", arguments: TestEngine.both)
    func takeOver(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            _ = try await run(office, [Self.counting])
            office.bench.advance(seconds: 600)
            try await claimAndDie(office)
            #expect(try await run(office, [Self.counting], as: "two").isEmpty)
            office.bench.advance(seconds: 601)
            #expect(try await run(office, [Self.counting], as: "two").count == 1)
            let done = try #require(try await over(office).first)
            #expect(done.claimedBy == "two" && done.attempts == 2)
            #expect(try await count(office) == 1)
        }
    }

    /// What an instance leaves behind that is killed right after its claim.
    private func claimAndDie(_ office: Office) async throws {
        let (run, now) = (try #require(try await open(office).first), office.bench.now())
        let isClaimed = try await office.useCases.writeWithoutEvent { connection in
            try JobQueries(connection).claim(run, by: "dead", at: now, until: now.advanced(bySeconds: 600))
        }
        #expect(isClaimed)
    }

    @Test("A run that kills whoever runs it is given up after four attempts", arguments: TestEngine.both)
    func givenUp(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            _ = try await run(office, [Self.counting])
            for _ in 1...4 {
                office.bench.advance(seconds: 601)
                try await claimAndDie(office)
            }
            office.bench.advance(seconds: 601)
            _ = try await run(office, [Self.counting])
            let failed = try #require(try await over(office).first)
            #expect(failed.state == .failed && failed.outcome?.key == "job.outcome.givenUp")
            #expect(try await count(office) == 0)
            // The next slot comes as always.
            office.bench.advance(seconds: 600)
            _ = try await run(office, [Self.counting])
            office.bench.advance(seconds: 600)
            _ = try await run(office, [Self.counting])
            #expect(try await count(office) == 1)
        }
    }

    @Test("Whoever lost the claim meanwhile keeps nothing of what it did", arguments: TestEngine.both)
    func lost(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let slow = Job(
                "counting", .every(minutes: 10),
                .steps { useCases, _ in
                    // Took too long: another instance runs it meanwhile.
                    office.bench.advance(seconds: 601)
                    _ = try await useCases.runDueJobs(instance: "two", jobs: [Self.counting])
                    return JobOutcome("job.outcome.sent")
                })
            _ = try await run(office, [slow])
            office.bench.advance(seconds: 600)
            let reports = try await run(office, [slow])
            guard case .lost? = reports.first?.end else {
                Issue.record("\(reports)")
                return
            }
            #expect(try await over(office).map(\.claimedBy) == ["two"])
        }
    }

    @Test("A failed attempt keeps nothing and is tried again after 1, 5 and 30 minutes", arguments: TestEngine.both)
    func backOff(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let tries = Counter()
            let broken = Job(
                "broken", .daily(hour: 3, minute: 0),
                .unit { _, connection, _ in
                    try SettingQueries(connection).increment("test.counting")
                    tries.add()
                    throw Broken()
                })
            _ = try await run(office, [broken])
            office.bench.advance(seconds: 86_400)
            for (tried, wait) in [(1, 60), (2, 300), (3, 1800)] as [(Int, Int64)] {
                _ = try await run(office, [broken])
                #expect(tries.count == tried)
                office.bench.advance(seconds: wait - 1)
                #expect(try await run(office, [broken]).isEmpty)
                office.bench.advance(seconds: 1)
            }
            _ = try await run(office, [broken])
            let failed = try #require(try await over(office).first)
            #expect(tries.count == 4 && failed.state == .failed && failed.attempts == 4)
            #expect(try await count(office) == 0)
        }
    }

    @Test("Runs that found nothing to do leave the last one alone", arguments: TestEngine.both)
    func idle(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let idle = Job("idle", .every(minutes: 1), .unit { _, _, _ in nil })
            for _ in 1...4 {
                _ = try await run(office, [idle])
                office.bench.advance(seconds: 60)
            }
            #expect(try await over(office).count == 1)
        }
    }

    @Test("A run of a job that is no longer declared is left alone", arguments: TestEngine.both)
    func undeclared(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            _ = try await run(office, [Self.counting])
            office.bench.advance(seconds: 600)
            #expect(try await run(office, []).isEmpty)
            #expect(try await open(office).count == 1)
        }
    }
}
