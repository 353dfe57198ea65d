// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("The demonstration's registers")
struct DemoRegistersTests {
    private static let tables = [
        "ledger_book", "ledger_entry", "ledger_term", "ledger_change", "ledger_statement", "ledger_difference",
        "ledger_step", "ledger_file", "indicator_total", "indicator_key", "pairing", "division",
    ]

    @Test(
        "Rows of all registers come to twenty pairings, figures agree with them, and nothing is left of either",
        arguments: TestEngine.allCases)
    func comeAndGo(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let useCases = office.useCases
            try await office.add("visit", Registers.visit(), by: .local, side: .oldArea)
            let before = try await counts(useCases.database)
            #expect(
                try await cause { _ = try await useCases.fillDemoRegisters(.local) } == .conflict(reason: "demo.absent")
            )
            _ = try await useCases.fillDemo(.local)
            let done = try await useCases.fillDemoRegisters(.local, percent: 2)
            #expect(done.pairings == 20 && done.rows.count == 16 && done.rows.values.allSatisfy { $0 >= 40 })
            #expect(try await counts(useCases.database)["ledger_entry"] == done.total + 1)
            let verification = try await useCases.verifyIndicators(.local)
            #expect(verification.isExact && verification.entries == done.total + 1)
            let demo = try await useCases.database.read { try PairingQueries($0).demo().map(\.code) }
            let visits = try await useCases.readIndicators(
                .local, ["V02"], pairings: demo, periods: [try #require(Period("2026Q1"))])
            #expect(visits.count == 20 && visits.contains { $0.entries > 0 })
            #expect(
                try await cause { _ = try await useCases.fillDemoRegisters(.local) }
                    == .conflict(reason: "demo.present"))
            try await useCases.removeDemo(.local)
            #expect(try await counts(useCases.database) == before)
            #expect(try await useCases.verifyIndicators(.local).isExact)
        }
    }

    @Test("Every row leaves its event, which says that it is of the demonstration", arguments: [TestEngine.sqlite])
    func recorded(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            _ = try await office.useCases.fillDemo(.local)
            let done = try await office.useCases.fillDemoRegisters(.local, percent: 1)
            let events = try await office.useCases.database.read { connection in
                try connection.integer(
                    "SELECT count(*) FROM audit_event WHERE action = 'entry.add' AND after LIKE '%demo%'")
            }
            #expect(events == done.total)
        }
    }

    @Test("Differences are open, projects stand still, and both are found", arguments: [TestEngine.sqlite])
    func open(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            _ = try await office.useCases.fillDemo(.local)
            _ = try await office.useCases.fillDemoRegisters(.local, percent: 8)
            let still = try await office.useCases.stalledEntries(.local, ledger: "project", limit: 500).items
            #expect(!still.isEmpty)
            let open = try await office.useCases.database.read { connection in
                try connection.integer("SELECT count(*) FROM ledger_difference WHERE settled_at IS NULL")
            }
            let disputed = try await office.useCases.database.read { connection in
                try connection.integer("SELECT count(*) FROM ledger_entry WHERE state = 'disputed'")
            }
            #expect(open == disputed && open > 0)
        }
    }

    @Test("Only the machine's own command line fills them")
    func onlyLocal() async throws {
        try await Registers.open(.sqlite) { office in
            let national = try await office.caller("national", .national)
            #expect(
                try await cause { _ = try await office.useCases.fillDemoRegisters(national) }
                    == .forbidden(reason: "rule.machineOnly"))
        }
    }

    private func counts(_ database: any SQLDatabase) async throws -> [String: Int] {
        try await database.read { connection in
            var counts: [String: Int] = [:]
            for table in Self.tables { counts[table] = try connection.integer("SELECT count(*) FROM \(table)") }
            return counts
        }
    }
}
