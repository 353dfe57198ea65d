// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Figures of registers")
struct IndicatorTests {
    @Test("Figures follow every random edit exactly", arguments: TestEngine.allCases)
    func randomEdits(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            var rows: [(id: String, version: Int, person: Int, months: ClosedRange<Int>)] = []
            for step in 0..<60 {
                let roll = office.bench.number()
                if rows.count < 8 || roll % 3 == 0 {
                    let person = Int(roll / 7 % 6)
                    let (from, to) = (1 + Int(roll / 50 % 6), 7 + Int(roll / 500 % 6))
                    let row = try await office.add(
                        "placement",
                        Registers.placement(
                            "Person\(person)", start: "2026-0\(from)-10",
                            end: roll % 2 == 0 ? "2026-\(to < 10 ? "0" : "")\(to)-20" : nil, employer: "Works \(step)"),
                        by: clerk)
                    rows.append((row.id.text, 1, person, from...to))
                } else {
                    let place = Int(roll / 11) % rows.count
                    if roll % 5 == 0 {
                        try await useCases.removeEntry(clerk, id: rows[place].id, version: rows[place].version)
                        rows.remove(at: place)
                    } else {
                        let changes = [
                            "start": "2026-0\(1 + roll / 13 % 6)-11",
                            "category": ["lifted", "monitored", "ordinary"][Int(roll / 17 % 3)],
                        ]
                        let changed = try await useCases.changeEntry(
                            clerk, id: rows[place].id, version: rows[place].version, .texts(changes))
                        rows[place].version = changed.version
                    }
                }
            }
            let verification = try await useCases.verifyIndicators(.local, ledger: "placement")
            #expect(verification.isExact && verification.figures > 50 && verification.entries == rows.count)
            #expect(verification.mismatches.isEmpty)
        }
    }

    @Test("A figure that was tampered with is found")
    func tampered() async throws {
        try await Registers.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            try await office.add("sale", Registers.sale(1, amount: "123.45"), by: clerk)
            try await office.useCases.database.write {
                try $0.run("UPDATE indicator_total SET amount = amount + 1 WHERE grain = 3 AND side = '*'")
            }
            let verification = try await office.useCases.verifyIndicators(.local)
            #expect(verification.mismatches.map(\.indicator) == ["X01", "X02"])
            #expect(verification.mismatches.map(\.recomputed) == [12_345, 12_345])
        }
    }

    @Test(
        "Persons are counted once in each period, sums are exact, a stock is what there is",
        arguments: TestEngine.allCases)
    func counting(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            for (person, start, end, employer) in [
                ("Wang", "2026-01-10", "2026-02-10", "A"), ("Wang", "2026-02-15", nil, "B"),
                ("Li", "2026-03-01", "2026-03-31", "A"), ("Wang", "2026-05-01", nil, "C"),
            ] {
                try await office.add(
                    "placement", Registers.placement(person, start: start, end: end, employer: employer), by: clerk)
            }
            func amounts(_ key: String, _ periods: [String]) async throws -> [Int64?] {
                var found: [Int64?] = []
                for period in periods { found.append(try await office.figure(key, period, by: clerk).amount) }
                return found
            }
            #expect(try await amounts("L01", ["2026-01", "2026Q1", "2026Q2", "2026H1", "2026"]) == [1, 2, 1, 2, 2])
            #expect(try await amounts("L01s", ["2026-02", "2026-03", "2026Q1", "2026Q2", "2025"]) == [1, 2, 2, 1, 0])
            for number in 0..<3 {
                try await office.add("sale", Registers.sale(number, amount: "0.1"), by: clerk)
            }
            try await office.add("sale", Registers.sale(9, amount: "-0.05", date: "2026-03-31"), by: clerk)
            #expect(try await amounts("X01", ["2026-02", "2026Q1", "2026"]) == [30, 25, 25])
        }
    }

    @Test("A figure opens to its rows and its parts")
    func opens() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            for number in 0..<5 {
                try await office.add(
                    "sale",
                    Registers.sale(
                        number, amount: "\(number + 1)", date: number == 4 ? "2025-12-31" : "2026-02-0\(number + 1)",
                        mode: number == 3 ? "helped" : "purchase"), by: clerk)
            }
            let period = try #require(Period("2026Q1"))
            var detail = try await useCases.showFigure(
                clerk, indicator: "X01", pairing: office.own.code, period, limit: 3)
            #expect(detail.figure.amount == 1_000 && detail.figure.entries == 4)
            #expect(detail.rows.map(\.amount) == [400, 300, 200])
            #expect(detail.parts.byCode.map(\.code) == ["helped", "purchase"])
            #expect(detail.parts.byCode.map(\.amount) == [400, 600])
            #expect(detail.parts.bySide.map(\.amount) == [1_000])
            detail = try await useCases.showFigure(
                clerk, indicator: "X01", pairing: office.own.code, period, after: detail.next, limit: 3)
            #expect(detail.rows.map(\.amount) == [100] && detail.next == nil)
        }
    }

    @Test("A closed quarter keeps its figures; a correction needs a reason and shows", arguments: TestEngine.allCases)
    func closing(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("sale", Registers.sale(1, amount: "100"), by: clerk)
            let period = try #require(Period("2026Q1"))
            try await useCases.closePeriod(clerk, pairing: office.own.code, period)
            let twice = try await cause { try await useCases.closePeriod(clerk, pairing: office.own.code, period) }
            #expect(twice == .conflict(reason: "period.closed"))
            for attempt in 0..<3 {
                let refusal = try await cause {
                    switch attempt {
                    case 0: try await office.add("sale", Registers.sale(2, amount: "5"), by: clerk)
                    case 1:
                        _ = try await useCases.changeEntry(clerk, id: row.id.text, version: 1, .texts(["amount": "7"]))
                    default: try await useCases.removeEntry(clerk, id: row.id.text, version: 1)
                    }
                }
                guard case .invalid(let failures)? = refusal else { return #expect(Bool(false), "\(attempt)") }
                #expect(failures.map(\.field) == ["reason"])
            }
            try await office.add("sale", Registers.sale(3, amount: "5", date: "2026-04-01"), by: clerk)
            _ = try await useCases.changeEntry(
                clerk, id: row.id.text, version: 1, .texts(["amount": "70"]), reason: "Invoice was returned in part")
            let figure = try await office.figure("X01", "2026Q1", by: clerk)
            #expect(figure.amount == 7_000 && figure.closed?.amount == 10_000)
            let corrected = try await useCases.period(clerk, pairing: office.own.code, period)
            #expect(corrected.corrections.map(\.change.reason) == ["Invoice was returned in part"])
            #expect(corrected.corrections.flatMap { $0.change.fields.map(\.field) } == ["amount"])
            #expect(Set(corrected.moved.map(\.indicator.key)) == ["X01", "X02"])
            #expect(try await useCases.verifyIndicators(.local).isExact)
        }
    }

    @Test("The demonstration's rows and closed periods go with it", arguments: TestEngine.allCases)
    func demo(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let useCases = office.useCases
            _ = try await useCases.fillDemo(.local)
            let code = try #require(try await useCases.database.read { try PairingQueries($0).demo().first?.code })
            _ = try await useCases.addEntry(
                .local, NewEntry(ledger: "visit", pairing: code, side: .oldArea, input: Registers.visit()))
            try await useCases.closePeriod(.local, pairing: code, try #require(Period("2026Q1")))
            try await useCases.removeDemo(.local)
            for table in [
                "ledger_entry", "ledger_book", "indicator_total", "ledger_period_lock", "ledger_period_figure",
            ] {
                let count = try await useCases.database.read { try $0.integer("SELECT count(*) FROM \(table)") }
                #expect(count == 0, "\(table)")
            }
        }
    }
}
