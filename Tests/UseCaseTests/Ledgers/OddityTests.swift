// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import LedgerEngine
import Storage
import Testing

@testable import UseCases

@Suite("What is odd about rows beside others")
struct OddityTests {
    static func project(_ name: String, investment: String, stage: String = "lead") -> EntryInput {
        .texts([
            "name": name, "found": "2026-01-05", "direction": "toOldArea", "investor": "Firm",
            "investorPlace": "940100", "host": "930100", "industry": "C3841", "investment": investment,
            "counts": "1", "stage": stage,
        ])
    }

    private func arrival(_ project: String, _ voucher: Int, _ amount: String) -> EntryInput {
        .texts([
            "project": project, "date": "2026-03-0\(voucher)", "amount": amount, "form": "capital",
            "voucher": "V\(voucher)",
        ])
    }

    private func isAbove(_ problems: [FieldProblem]) -> Bool {
        problems.contains { $0.messageKey == FieldProblem.aboveCeiling && $0.weight == .warning }
    }

    @Test(
        "Money that arrived above 110 % of the investment is entered, and pointed out", arguments: TestEngine.allCases)
    func singly(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let project = try await office.add("project", Self.project("Works", investment: "100万元"), by: clerk)
            let other = try await office.add("project", Self.project("Mill", investment: "1亿元"), by: clerk)
            let first = try await office.add("arrivedMoney", arrival("Works", 1, "60万元"), by: clerk)
            #expect(!isAbove(first.warnings))
            let exact = try await office.add("arrivedMoney", arrival("Works", 2, "50万元"), by: clerk)
            #expect(!isAbove(exact.warnings))
            #expect(try await office.add("arrivedMoney", arrival("Mill", 3, "60万元"), by: clerk).warnings.isEmpty)
            let above = try await office.add("arrivedMoney", arrival("Works", 4, "0.01"), by: clerk)
            #expect(isAbove(above.warnings))
            // Every row of the project says so now, and the form while it is filled in.
            #expect(isAbove(try await useCases.entry(clerk, id: first.id.text).oddities))
            let typed = try await useCases.checkEntry(
                clerk, ledger: "arrivedMoney", pairing: office.own.code, arrival("Works", 5, "1"))
            #expect(isAbove(typed))
            let problem = try #require(above.warnings.first { $0.messageKey == FieldProblem.aboveCeiling })
            let ledger = try #require(useCases.surroundings.ledgers["arrivedMoney"])
            let words = problem.arguments(ledger, [:], .english)
            #expect(words["entry"] == "Project" && words["percent"] == "110")
            #expect(words["sum"]?.contains("1,100,000.01") == true || words["sum"]?.contains("110.000001") == true)
            // Less of one, a reversal, or another project, and all is well.
            let changed = try await useCases.changeEntry(
                clerk, id: exact.id.text, version: 1, .texts(["project": "Mill"]))
            #expect(!isAbove(changed.warnings))
            #expect(!isAbove(try await useCases.entry(clerk, id: above.id.text).oddities))
            let raised = try await useCases.bulkChange(
                clerk, [(first.id.text, 1), (above.id.text, 1)], .texts(["amount": "56万元"]))
            #expect(raised.contains { isAbove($0.warnings) })
            _ = try await office.add("arrivedMoney", arrival("Works", 6, "-10万元"), by: clerk)
            #expect(!isAbove(try await useCases.entry(clerk, id: above.id.text).oddities))
            _ = (project, other)
        }
    }

    @Test("A delivery is written whole and tells which of its rows go above", arguments: TestEngine.allCases)
    func delivered(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            try await office.add("project", Self.project("Works", investment: "100万元"), by: clerk)
            try await office.add("arrivedMoney", arrival("Works", 1, "60万元"), by: clerk)
            let rows = [(2, "30万元"), (3, "30万元"), (4, "-30万元")].map { number, amount in
                EntryDelivery.Row(place: number, input: arrival("Works", number, amount))
            }
            let delivery = EntryDelivery(ledger: "arrivedMoney", pairing: office.own.code, rows: rows)
            for isTrial in [true, false] {
                let result = try await office.useCases.addEntries(clerk, delivery, isTrial: isTrial)
                #expect(result.added.count == 3 && result.refused.isEmpty)
                #expect(result.warnings.map(\.place) == [3])
                #expect(result.warnings.allSatisfy { isAbove($0.problems) })
            }
        }
    }

    private func lacksEvidence(_ problems: [FieldProblem]) -> Bool {
        problems.contains { $0.messageKey == "entry.problem.lacksEvidence" && $0.weight == .warning }
    }

    @Test(
        "A row that begins at a late stage is kept and asks for its evidence until it has it",
        arguments: TestEngine.allCases)
    func evidence(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let input = Self.project("Works", investment: "100万元", stage: "started")
            #expect(
                lacksEvidence(
                    try await useCases.checkEntry(clerk, ledger: "project", pairing: office.own.code, input)))
            #expect(
                !lacksEvidence(
                    try await useCases.checkEntry(
                        clerk, ledger: "project", pairing: office.own.code, input, evidence: "Licence 7")))
            let bare = try await office.add("project", input, by: clerk)
            #expect(lacksEvidence(bare.warnings))
            let day = try #require(CalendarDate(iso: "2026-02-01"))
            let proven = try await useCases.addEntry(
                clerk,
                NewEntry(
                    ledger: "project", pairing: office.own.code,
                    input: Self.project("Mill", investment: "1亿元", stage: "started"), stageDay: day,
                    evidence: "Licence 8"))
            #expect(!lacksEvidence(proven.warnings))
            let early = try await office.add("project", Self.project("Idea", investment: "1万元"), by: clerk)
            #expect(!lacksEvidence(early.warnings))
            let page = try await useCases.listEntries(clerk, EntryQuery(ledger: "project"))
            #expect(page.items.filter(\.lacksEvidence).map(\.id) == [bare.id])
            let shown = try await useCases.entry(clerk, id: proven.id.text)
            #expect(shown.stages.map(\.day) == [day.dayNumber] && shown.stages.map(\.note) == ["Licence 8"])

            let before = try await office.figure("P03", "2026Q1", by: clerk).amount
            _ = try await useCases.moveStage(
                clerk, id: bare.id.text, version: 1, to: "started", StageMove(evidence: "Licence 9"))
            let cured = try await useCases.entry(clerk, id: bare.id.text)
            #expect(!lacksEvidence(cured.oddities) && cured.entry.version == 2)
            #expect(cured.stages.map(\.stage) == ["started", "started"])
            #expect(Set(cured.stages.map(\.day)).count == 1)
            #expect(try await office.figure("P03", "2026Q1", by: clerk).amount == before)
            #expect(try await useCases.verifyIndicators(.local).isExact)
        }
    }

    @Test("A delivery names the rows whose stage lacks its evidence")
    func evidenceDelivered() async throws {
        try await Registers.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let rows = ["lead", "contract"].enumerated().map { place, stage in
                EntryDelivery.Row(
                    place: place + 1, input: Self.project("Works \(place)", investment: "1万元", stage: stage))
            }
            let result = try await office.useCases.addEntries(
                clerk, EntryDelivery(ledger: "project", pairing: office.own.code, rows: rows))
            #expect(result.added.count == 2 && result.warnings.map(\.place) == [2])
        }
    }

    @Test("Rows are found by whether their stage lacks its evidence", arguments: TestEngine.allCases)
    func filtered(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            var ids: [String: Identifier<LedgerEntry>] = [:]
            for (name, stage, evidence) in [
                ("Early", "lead", nil), ("Bare", "contract", nil), ("Proven", "contract", "No. 7"),
                ("Filed", "started", nil),
            ] as [(String, String, String?)] {
                let new = NewEntry(
                    ledger: "project", pairing: office.own.code,
                    input: Self.project(name, investment: "1万元", stage: stage), evidence: evidence)
                ids[name] = try await useCases.addEntry(clerk, new).id
            }
            func found(_ filter: String) async throws -> Set<String> {
                var query = EntryQuery(ledger: "project")
                query.filter = try EntryFilter(text: filter)
                let items = try await useCases.listEntries(clerk, query).items
                #expect(try await useCases.totals(clerk, query)?.count == items.count)
                #expect(try await useCases.totals(clerk, query, by: "stage")?.count == items.count)
                return Set(items.compactMap { item in ids.first { $0.value == item.id }?.key })
            }
            #expect(try await found("lacksEvidence:yes") == ["Bare", "Filed"])
            #expect(try await found("lacksEvidence:1;stage:started") == ["Filed"])
            #expect(try await found("lacksEvidence:no") == ["Early", "Proven"])
            #expect(try await found("lacksEvidence:yes;lacksEvidence:no").isEmpty)
            let filed = try #require(ids["Filed"])
            _ = try await useCases.moveStage(
                clerk, id: filed.text, version: 1, to: "started", StageMove(evidence: "No. 8"))
            #expect(try await found("lacksEvidence:yes") == ["Bare"])
            // Page by page nothing is left out or twice.
            var query = EntryQuery(ledger: "project")
            (query.limit, query.filter) = (1, try EntryFilter(text: "lacksEvidence:no"))
            var seen: [Identifier<LedgerEntry>] = []
            repeat {
                let page = try await useCases.listEntries(clerk, query)
                seen += page.items.map(\.id)
                query.after = page.next
            } while query.after != nil
            #expect(seen.count == 3 && Set(seen).count == 3)
            for filter in ["lacksEvidence:", "lacksEvidence:maybe", "lacksEvidence~yes", "lacksEvidence:yes,no"] {
                let error = try await cause { _ = try await found(filter) }
                guard case .invalid? = error else {
                    Issue.record("\(filter): \(String(describing: error))")
                    continue
                }
            }
            // A register whose stages ask for nothing has no such condition.
            try await office.add("visit", Registers.visit(), by: clerk)
            var visits = EntryQuery(ledger: "visit")
            visits.filter = try EntryFilter(text: "lacksEvidence:yes")
            let none = try await cause { [visits] in _ = try await useCases.listEntries(clerk, visits) }
            guard case .invalid? = none else {
                Issue.record("\(String(describing: none))")
                return
            }
        }
    }
}
