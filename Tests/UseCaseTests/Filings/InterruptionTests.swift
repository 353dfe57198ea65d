// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Testing

@testable import UseCases

/// Whatever statement a step ends at, nothing of it is left; and it is told to whom it concerns once it is whole.
@Suite("Steps of filings that are interrupted")
struct InterruptionTests {
    /// Tries a step with the connection broken at each of its statements in turn. Returns how many there are.
    private func interrupt(
        _ world: FilingWorld, _ label: String, _ step: @Sendable (UseCases) async throws -> Void
    ) async throws -> Int {
        let before = try await world.wholeTrace()
        for statements in 0..<2_000 {
            let database = BreakingDatabase(world.useCases.database, after: statements)
            let useCases = UseCases(world.useCases, over: database)
            do {
                try await step(useCases)
            } catch {
                #expect(!database.isWhole, "\(label): \(error)")
            }
            if database.isWhole { return statements }
            let after = try await world.wholeTrace()
            guard after == before else {
                Issue.record("\(label), broken after \(statements) statements, left something")
                return statements
            }
        }
        return 2_000
    }

    @Test("Handing in and accepting leave all or nothing", arguments: TestEngine.both)
    func everyStatement(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let (unit, office, filing) = (world.unit, world.oldArea, world.filing)
            let edit = try await world.everything()
            let submitted = try await interrupt(world, "submit") {
                try await $0.moveFiling(unit, id: filing, step: "submit", edit: edit)
            }
            let accepted = try await interrupt(world, "accept") {
                try await $0.moveFiling(office, id: filing, step: "accept")
            }
            #expect(submitted > 5 && accepted > 3)
            #expect(try await world.state() == .accepted)
            #expect(try await world.told("told.filing.submit") >= 1)
            #expect(try await world.told("told.filing.accept") >= 1)
        }
    }

    @Test("A cycle opens with all its filings, or not at all", arguments: TestEngine.both)
    func opening(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            try world.go(to: "2027-04-06")
            let order = FilingWorld.order(world.place, period: "2027Q2", due: "2027-04-20", closes: "2027-04-30")
            let office = world.oldArea
            #expect(try await interrupt(world, "open") { _ = try await $0.openCycle(office, order) } > 5)
            #expect(try await world.useCases.cycles(office).cycles.count == 2)
        }
    }

    @Test("A cycle that closes is closed with all its filings, or not at all", arguments: TestEngine.both)
    func closing(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            try await world.submit()
            try await world.move(world.oldArea, "accept")
            try world.go(to: "2027-02-11", hour: 1)
            let closed = try await interrupt(world, "close") { _ = try await $0.closeDueCycles() }
            #expect(closed > 5)
            #expect(try await world.state() == .locked)
            let rest = try await world.useCases.cycle(world.oldArea, id: world.cycle)
            #expect(rest.cycle.closedAt != nil)
            #expect(rest.rows.allSatisfy { $0.filing.state == .locked || $0.filing.state == .missed })
        }
    }
}

extension FilingWorld {
    /// Every table that a step could leave something in.
    fileprivate func wholeTrace() async throws -> [String] {
        let rest = try await useCases.database.read { connection in
            try [
                "filing", "filing_cycle", "filing_line", "delivery", "loop_step", "supervision_order", "work_leg",
            ].map { String(try connection.integer("SELECT count(*) FROM \($0)")) }
                + connection.rows("SELECT progress, revision FROM work_leg ORDER BY id").map {
                    "\(try $0.integer(0)) \(try $0.integer(1))"
                } + connection.rows("SELECT revision FROM filing_cycle ORDER BY id").map { String(try $0.integer(0)) }
        }
        return try await trace() + rest
    }

    fileprivate func told(_ title: String) async throws -> Int {
        try await useCases.database.read {
            try $0.integer("SELECT count(*) FROM notice WHERE title = ?", [.text(title)])
        }
    }
}
