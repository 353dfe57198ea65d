// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import Testing

@Suite("Stages of a project")
struct StageTests {
    private let project: Ledger
    private let plan: StagePlan
    private let book: LedgerBook

    init() throws {
        book = try ShippedLedgers.book()
        project = try #require(book["project"])
        plan = try #require(project.stages)
    }

    private func names(_ from: String?, _ to: String, evidence: Bool = false, reason: String? = nil) -> [String] {
        checkMove(from: from, to: to, plan: plan, hasEvidence: evidence, reason: reason).map(\.messageKey)
            .map { $0.replacing("entry.problem.", with: "") }
    }

    @Test(
        "A move forward needs its evidence, a move back its reason",
        arguments: [
            ("lead", "talks", false, nil, []), ("talks", "contract", false, nil, ["moveNeedsEvidence"]),
            ("talks", "contract", true, nil, []), ("lead", "started", true, nil, ["moveNotAllowed"]),
            ("started", "contract", true, nil, ["moveNeedsReason"]), ("started", "contract", false, "合同解除重签", []),
            ("started", "contract", false, "  ", ["moveNeedsReason"]), ("ended", "lead", false, "恢复洽谈", []),
            ("capacity", "ended", true, nil, ["moveNotAllowed"]), ("started", "started", false, nil, []),
            (nil, "lead", false, nil, []), (nil, "started", false, nil, ["moveNeedsEvidence"]),
            (nil, "started", true, nil, []),
        ] as [(String?, String, Bool, String?, [String])])
    func moves(from: String?, to: String, evidence: Bool, reason: String?, expected: [String]) {
        #expect(names(from, to, evidence: evidence, reason: reason) == expected)
    }

    @Test("Every stage of the list can be reached from the first lead")
    func reachable() throws {
        let stages = try #require(book.codeLists["projectStage"]).values.map(\.code)
        #expect(stages.count == 15)
        for stage in stages where stage != "lead" { #expect(plan.reaches(stage, startingAt: "lead"), "\(stage)") }
    }

    @Test("After 180 days without a move the row is pointed out, unless it is at an end")
    func alarm() {
        let since = FieldSamples.day("2026-01-01")
        #expect(plan.daysStalled(at: "talks", since: since, on: FieldSamples.day("2026-06-30")) == nil)
        #expect(plan.daysStalled(at: "talks", since: since, on: FieldSamples.day("2026-07-01")) == 181)
        #expect(plan.daysStalled(at: "ended", since: since, on: FieldSamples.day("2027-07-01")) == nil)
    }

    @Test("A refused move names stages and evidence in the language of the reader")
    func words() {
        let problem = checkMove(from: "talks", to: "contract", plan: plan, hasEvidence: false, reason: nil)[0]
        #expect(
            problem.arguments(project, book.codeLists, .english) == ["to": "Contract", "evidence": "The contract"])
        #expect(problem.arguments(project, book.codeLists, .chinese) == ["to": "正式合同", "evidence": "正式合同"])
    }
}
