// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import Storage
import Testing

@testable import UseCases

@Suite("Closed periods")
struct PeriodTests {
    private func close(_ office: Office, _ keys: [String], by clerk: Caller) async throws {
        for key in keys {
            try await office.useCases.closePeriod(clerk, pairing: office.own.code, try #require(Period(key)))
        }
    }

    private func detail(_ office: Office, _ key: String, by clerk: Caller) async throws -> PeriodDetail {
        try await office.useCases.period(clerk, pairing: office.own.code, try #require(Period(key)))
    }

    @Test(
        "A correction is listed in every closed period that it touches, with what it moved",
        arguments: TestEngine.allCases)
    func corrections(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let sale = try await office.add(
                "sale", Registers.sale(1, amount: "100", date: "2025-11-03"), by: clerk
            ).id.text
            let other = try await office.add(
                "sale", Registers.sale(2, amount: "8", date: "2025-12-03"), by: clerk
            ).id.text
            try await close(office, ["2025Q4", "2025", "2025Q3"], by: clerk)
            _ = try await useCases.changeEntry(
                clerk, id: sale, version: 1, .texts(["amount": "70"]), reason: "Returned in part")
            _ = try await useCases.changeEntry(
                clerk, id: sale, version: 2, .texts(["amount": "75"]), reason: "Returned less")
            try await useCases.removeEntry(clerk, id: other, version: 1, reason: "Entered twice")
            try await office.add(
                "sale", Registers.sale(3, amount: "4", date: "2025-10-31"), by: clerk, reason: "Was forgotten")
            for key in ["2025Q4", "2025"] {
                let found = try await detail(office, key, by: clerk)
                #expect(found.corrections.count == 4, "\(key)")
                var moved: [String: Int64?] = [:]
                for correction in found.corrections {
                    for (indicator, by) in correction.moved where indicator.key == "X01" {
                        moved[correction.change.reason ?? ""] = by
                    }
                }
                #expect(
                    moved == [
                        "Returned in part": -3_000, "Returned less": 500, "Entered twice": -800, "Was forgotten": 400,
                    ])
                let figure = try #require(found.moved.first { $0.indicator.key == "X01" }?.figure)
                #expect(figure.closed?.amount == 10_800 && figure.amount == 7_900)
            }
            #expect(try await detail(office, "2025Q3", by: clerk).corrections.isEmpty)
            let list = try await useCases.periods(clerk, pairing: office.own.code)
            #expect(
                Dictionary(uniqueKeysWithValues: list.closed.map { ($0.period.key, $0.corrections) })
                    == ["2025Q4": 4, "2025": 4, "2025Q3": 0])
            #expect(!list.open.map(\.description).contains("2025Q4"))
            #expect(list.open.map(\.description).contains("2025Q2"))
            let opened = try await useCases.showFigure(
                clerk, indicator: "X01", pairing: office.own.code, try #require(Period("2025Q4")))
            #expect(opened.corrections.count == 4)
            let entry = try await useCases.entry(clerk, id: sale)
            #expect(Set(entry.closedPeriods.map(\.key)) == ["2025Q4", "2025"])
            #expect(Set(entry.changes.first?.periods ?? []) == ["2025Q4", "2025"])
            #expect(try await useCases.verifyIndicators(.local).isExact)
        }
    }

    @Test("Rows that one city alone stands for are counted before a period is closed", arguments: TestEngine.allCases)
    func unverified(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let east = try await office.officeOf(office.own, .eastern)
            let entry = try await office.add("visit", Registers.visit(), by: clerk)
            try await office.add("visit", Registers.visit(leader: "Head Wu"), by: clerk)
            try await office.add("visit", Registers.visit(start: "2026-04-01"), by: clerk)
            _ = try await office.useCases.disputeEntry(
                east, id: entry.id.text, version: 1, .texts(["people": "40"]))
            var found = try await detail(office, "2026Q1", by: clerk)
            #expect(found.unverified.map(\.ledger.key) == ["visit"])
            #expect(found.unverified.map(\.entered) == [1] && found.unverified.map(\.disputed) == [1])
            #expect(found.closed == nil && found.mayClose && found.isOver)
            try await close(office, ["2026Q1"], by: clerk)
            found = try await detail(office, "2026Q1", by: clerk)
            #expect(!found.mayClose && found.moved.isEmpty)
            #expect(found.figures.first { $0.indicator.key == "V02" }?.figure.closed?.disputed == 1)
        }
    }

    @Test("Offices of the pairing close; others read or know nothing of it")
    func permission() async throws {
        try await Registers.open(.sqlite) { office in
            let period = try #require(Period("2026Q1"))
            let unit = try await office.unit("Bureau")
            #expect(try await office.useCases.periods(unit, pairing: office.own.code).mayClose == false)
            let refused = try await cause {
                try await office.useCases.closePeriod(unit, pairing: office.own.code, period)
            }
            #expect(refused == .forbidden(reason: "rule.officesOnly"))
            let stranger = try await office.officeOf(office.foreign)
            for attempt in 0..<3 {
                let hidden = try await cause {
                    switch attempt {
                    case 0: _ = try await office.useCases.periods(stranger, pairing: office.own.code)
                    case 1: _ = try await office.useCases.period(stranger, pairing: office.own.code, period)
                    default: try await office.useCases.closePeriod(stranger, pairing: office.own.code, period)
                    }
                }
                #expect(hidden == .notFound, "\(attempt)")
            }
        }
    }
}
