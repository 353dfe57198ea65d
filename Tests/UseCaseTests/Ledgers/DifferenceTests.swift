// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import Testing

@testable import UseCases

@Suite("Two sides of a row")
struct DifferenceTests {
    @Test(
        "The other side confirms; a later change of what was confirmed is asked again", arguments: TestEngine.allCases)
    func confirming(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let other = try await office.officeOf(office.own, .eastern)
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let confirmed = try await useCases.confirmEntry(other, id: row.id.text, version: 1)
            #expect(confirmed.entry.state == .confirmed && confirmed.differences.isEmpty)
            let noted = try await useCases.changeEntry(clerk, id: row.id.text, version: 2, .texts(["topics": "Tea"]))
            #expect(noted.state == .confirmed)
            let changed = try await useCases.changeEntry(clerk, id: row.id.text, version: 3, .texts(["people": "9"]))
            #expect(changed.state == .entered)
            let again = try await cause { _ = try await useCases.confirmEntry(other, id: row.id.text, version: 3) }
            #expect(again == .stale(revision: 4))
        }
    }

    @Test(
        "A difference stands until both sides agree on a value, and the figure says so", arguments: TestEngine.allCases)
    func settling(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let other = try await office.officeOf(office.own, .eastern)
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let disputed = try await useCases.disputeEntry(
                other, id: row.id.text, version: 1, .texts(["people": "10"]))
            #expect(disputed.entry.state == .disputed && disputed.differences.map(\.field) == ["people"])
            var figure = try await office.figure("V02p", "2026Q1", by: clerk)
            #expect(figure.amount == 12 && figure.disputed == 1)
            let ticket = try #require(try await useCases.openDifferences(clerk).items.first)
            #expect(ticket.texts.oldArea == "12" && ticket.texts.eastern == "10")
            // A third value is a proposal; the other side's yes settles it.
            let proposed = try await useCases.settleDifference(
                clerk, id: ticket.difference.id.text, version: 2
            ) { _ in "11" }
            #expect(proposed.entry.state == .disputed)
            let settled = try await useCases.settleDifference(
                other, id: ticket.difference.id.text, version: 3
            ) { _ in "11" }
            #expect(settled.entry.state == .confirmed)
            figure = try await office.figure("V02p", "2026Q1", by: clerk)
            #expect(figure.amount == 11 && figure.disputed == 0)
            let detail = try await useCases.entry(clerk, id: row.id.text)
            #expect(detail.differences.map(\.settled) == [.number(11)])
            #expect(detail.differences.map(\.settledBy) == [other.name])
            #expect(try await useCases.openDifferences(clerk).items.isEmpty)
            let late = try await cause {
                _ = try await useCases.settleDifference(
                    clerk, id: ticket.difference.id.text, version: 4
                ) { _ in "12" }
            }
            #expect(late == .conflict(reason: "difference.settled"))
            #expect(try await useCases.verifyIndicators(.local).isExact)
            #expect(
                try await office.history("entry", row.id.text)
                    == ["entry.add", "entry.dispute", "entry.propose", "entry.settle"])
        }
    }

    @Test(
        "The side that entered takes the other's value over: settled at once; money within its tolerance is no difference"
    )
    func agreeing() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let other = try await office.officeOf(office.own, .eastern)
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let stated = try await useCases.disputeEntry(other, id: row.id.text, version: 1, .texts(["people": "10"]))
            let ticket = try #require(stated.differences.first)
            let settled = try await useCases.settleDifference(
                clerk, id: ticket.id.text, version: 2
            ) { _ in "10" }
            #expect(settled.entry.state == .confirmed)
            #expect(try await office.figure("V02p", "2026-03", by: clerk).amount == 10)
            let money = try await office.add("project", Self.project, by: clerk)
            let within = try await useCases.disputeEntry(
                other, id: money.id.text, version: 1, .texts(["investment": "100500000"]))
            #expect(within.differences.isEmpty && within.entry.state == .confirmed)
        }
    }

    @Test("A stage needs its evidence, goes back with a reason, and dates its figure by the first time")
    func stages() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("project", Self.project, by: clerk)
            func move(_ stage: String, _ version: Int, _ move: StageMove = StageMove()) async throws -> WrittenEntry {
                try await useCases.moveStage(clerk, id: row.id.text, version: version, to: stage, move)
            }
            let refused = try await #require(throws: EntryProblems.self) { try await move("contract", 1) }
            #expect(refused.problems.map(\.messageKey) == ["entry.problem.moveNeedsEvidence"])
            _ = try await move("contract", 1, StageMove(evidence: "No. 7"))
            let day = CalendarDate(year: 2026, month: 5, day: 6)
            _ = try await move("started", 2, StageMove(day: day, evidence: "Report"))
            #expect(try await office.figure("P03", "2026Q2", by: clerk).amount == 1)
            await #expect(throws: EntryProblems.self) { try await move("contract", 3) }
            _ = try await move("contract", 3, StageMove(reason: "Started by mistake"))
            let detail = try await useCases.entry(clerk, id: row.id.text)
            #expect(detail.stages.map(\.stage) == ["lead", "contract", "started", "contract"])
            #expect(detail.stages.last?.isBack == true)
            #expect(try await useCases.verifyIndicators(.local).isExact)
            #expect(try await useCases.stalledEntries(clerk, ledger: "project").items.isEmpty)
            office.bench.advance(seconds: 181 * 86_400)
            #expect(try await useCases.stalledEntries(clerk, ledger: "project").items.map(\.entry.id) == [row.id])
        }
    }

    static let project = EntryInput.texts([
        "name": "Tea works", "found": "2026-01-05", "direction": "toOldArea", "investor": "Ash Tea",
        "investorPlace": "940100", "host": "930100", "industry": "C1530", "investment": "100000000", "counts": "yes",
        "stage": "lead",
    ])
}
