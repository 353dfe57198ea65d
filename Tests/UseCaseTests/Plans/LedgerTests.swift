// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("Task ledger")
struct LedgerTests {
    /// Three plans: two of the own pairing, one of the foreign one. Gives a national user and the own office.
    private func withLedger(
        _ engine: TestEngine, _ body: (Office, _ national: Caller, _ clerk: Caller) async throws -> Void
    ) async throws {
        try await Office.open(engine) { office in
            let national = try await office.caller("national", .national)
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: national)
            _ = try await office.adopt("songping-puting.txt", by: national)
            _ = try await office.adopt("songping-puting.txt", by: national, in: office.foreign)
            try await body(office, national, clerk)
        }
    }

    private func all(_ office: Office, _ caller: Caller, _ query: TaskQuery) async throws -> [TaskListing] {
        var (query, found) = (query, [TaskListing]())
        repeat {
            let page = try await office.useCases.tasks(caller, query)
            #expect(page.items.count <= query.limit)
            found += page.items
            query.after = page.next
        } while query.after != nil
        return found
    }

    @Test("Pages of any size hold every task once, in every order", arguments: TestEngine.both)
    func pages(engine: TestEngine) async throws {
        try await withLedger(engine) { office, national, clerk in
            for order in TaskQuery.Order.allCases {
                for (caller, count) in [(national, 29), (clerk, 19)] {
                    var query = TaskQuery()
                    query.order = order
                    query.limit = 200
                    let whole = try await office.useCases.tasks(caller, query)
                    #expect(whole.items.count == count && whole.next == nil)
                    for limit in [1, 4, 19] {
                        query.limit = limit
                        #expect(
                            try await all(office, caller, query).map(\.id) == whole.items.map(\.id), "\(order) \(limit)"
                        )
                    }
                    #expect(try await office.useCases.taskCount(caller, TaskQuery()) == count)
                }
            }
        }
    }

    @Test("In the documents' order tasks stand as printed, plan by plan")
    func documentOrder() async throws {
        try await withLedger(.sqlite) { office, _, clerk in
            let tasks = try await all(office, clerk, TaskQuery())
            let plans = try await office.useCases.pairing(clerk, code: office.own.code).plans
            var printed: [Identifier<PlanTask>] = []
            for plan in plans.sorted(by: { $0.plan.id < $1.plan.id }) {
                printed += try await office.useCases.plan(clerk, id: plan.plan.id.text).areas.flatMap(\.tasks).map(\.id)
            }
            #expect(tasks.map(\.id) == printed)
        }
    }

    @Test("Filters narrow the ledger, alone and together", arguments: TestEngine.both)
    func filters(engine: TestEngine) async throws {
        try await withLedger(engine) { office, national, _ in
            let everything = try await all(office, national, TaskQuery())
            let sample = try #require(everything.first)
            let unit = try #require(sample.responsibilities.first).unit
            let body = try #require(sample.responsibilities.first?.organisation)
            func expect(_ name: String, _ change: (inout TaskQuery) -> Void, _ holds: (TaskListing) -> Bool)
                async throws
            {
                var query = TaskQuery()
                change(&query)
                let found = try await all(office, national, query).map(\.id)
                let expected = everything.filter(holds).map(\.id)
                #expect(!expected.isEmpty && found == expected, "\(name)")
                #expect(try await office.useCases.taskCount(national, query) == expected.count, "\(name)")
            }
            try await expect("pairing", { $0.pairing = office.foreign.code }, { $0.pairingCode == office.foreign.code })
            try await expect("plan", { $0.plan = sample.plan.text }, { $0.plan == sample.plan })
            try await expect("area", { $0.area = sample.area }, { $0.area == sample.area })
            try await expect("unit", { $0.organisation = unit }, { $0.responsibilities.contains { $0.unit == unit } })
            let part = String(unit.dropFirst())
            try await expect(
                "part of a unit", { $0.organisation = part },
                { $0.responsibilities.contains { $0.unit.contains(part) } })
            try await expect(
                "body", { $0.organisation = body.text }, { $0.responsibilities.contains { $0.organisation == body } })
            try await expect("side", { $0.side = .eastern }, { $0.responsibilities.contains { $0.side == .eastern } })
            let words = String(sample.text.dropFirst(2).prefix(4))
            try await expect("text", { $0.text = words }, { $0.text.contains(words) })
            let one = String(try #require(sample.text.first))
            try await expect(
                "one character", { $0.text = one }, { $0.text.contains(one) || $0.title?.contains(one) == true })
            try await expect(
                "together",
                { query in
                    (query.pairing, query.organisation, query.side) = (office.own.code, unit, .oldArea)
                    query.text = words
                },
                { task in
                    task.pairingCode == office.own.code && task.text.contains(words)
                        && task.responsibilities.contains { $0.unit == unit && $0.side == .oldArea }
                })
        }
    }

    @Test("A filter that finds nothing is an empty page, whatever it holds", arguments: TestEngine.both)
    func findsNothing(engine: TestEngine) async throws {
        try await withLedger(engine) { office, _, clerk in
            let changes: [(inout TaskQuery) -> Void] = [
                { $0.pairing = "no-where" }, { $0.pairing = office.foreign.code }, { $0.plan = "no-plan" },
                { $0.area = "No such area" }, { $0.area = "9" }, { $0.organisation = "No such unit" },
                { $0.text = "%" }, { $0.text = "' OR 1=1 --" }, { $0.text = "zzzz" },
            ]
            for (number, change) in changes.enumerated() {
                var query = TaskQuery()
                change(&query)
                let isPunctuation = query.text == "%"
                let page = try await office.useCases.tasks(clerk, query)
                // A search for punctuation alone is no search.
                #expect(isPunctuation || page.items.isEmpty, "\(number)")
            }
        }
    }

    @Test("The end of a page can't be forged or carried into another order", arguments: TestEngine.both)
    func mark(engine: TestEngine) async throws {
        try await withLedger(engine) { office, _, clerk in
            var query = TaskQuery()
            query.limit = 3
            let mark = try #require(try await office.useCases.tasks(clerk, query).next)
            query.order = .title
            query.after = mark
            var marks = [mark, "", "x", mark + "A", String(mark.dropLast())]
            marks[1] = String(mark.reversed())
            for forged in marks {
                query.after = forged
                guard case .invalid? = try await cause(of: { _ = try await office.useCases.tasks(clerk, query) }) else {
                    Issue.record("taken: \(forged)")
                    continue
                }
            }
        }
    }

    @Test("What the ledger can be filtered by is what the caller may see, and follows a new plan")
    func filterChoices() async throws {
        try await withLedger(.sqlite) { office, national, clerk in
            let useCases = office.useCases
            let mine = try await useCases.taskFilters(clerk)
            let theirs = try await useCases.taskFilters(national)
            #expect(mine.pairings.map(\.id) == [office.own.id] && theirs.pairings.count == 2)
            let units = Set(try await all(office, clerk, TaskQuery()).flatMap { $0.responsibilities.map(\.unit) })
            #expect(Set(mine.organisations) == units)
            #expect(Set(mine.areas) == Set(try await all(office, clerk, TaskQuery()).map(\.area)))
            let before = try await useCases.taskCount(national, TaskQuery())
            _ = try await office.adopt("yunxiu-langang-revised.txt", by: national, in: office.foreign)
            #expect(try await useCases.taskCount(national, TaskQuery()) == before + 9)
            #expect(try await useCases.taskFilters(national).areas.count == theirs.areas.count)
        }
    }

    @Test("An index gives the ledger's order: no page sorts or reads it whole", arguments: [TestEngine.sqlite])
    func plans(engine: TestEngine) async throws {
        try await withLedger(engine) { office, _, _ in
            let everything = LedgerFilter(visible: .all)
            var one = LedgerFilter(visible: .some([office.own.id]))
            one.side = .oldArea
            var area = everything
            area.area = .national(1)
            let position = LedgerPosition(values: [office.own.id.text, office.own.id.text, "3", office.own.id.text])
            let cases: [(LedgerFilter, LedgerFilter.Order, LedgerPosition?, String)] = [
                (everything, .document, nil, "plan_task_ledger"), (everything, .document, position, "plan_task_ledger"),
                (everything, .title, nil, "plan_task_title"), (everything, .area, nil, "plan_task_area"),
                (
                    everything, .title, LedgerPosition(values: ["Title", office.own.id.text]),
                    "SEARCH t USING INDEX plan_task_title"
                ),
                (one, .document, nil, "plan_task_ledger"), (one, .document, position, "plan_task_ledger"),
                (area, .document, nil, "plan_task_national_area"),
                (LedgerFilter(visible: .some([office.own.id, office.foreign.id])), .document, nil, "plan_task_ledger"),
            ]
            for (filter, order, after, index) in cases {
                let steps = try await office.useCases.database.read {
                    try LedgerQueries($0).explain(filter, order, after: after)
                }
                #expect(steps.contains { $0.contains(index) }, "\(steps)")
                #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
            }
        }
    }

    @Test("The first tasks of each of a few pairings come from an index; only these are sorted")
    func mergedPlans() async throws {
        try await withLedger(.sqlite) { office, _, _ in
            let (own, foreign) = (office.own.id, office.foreign.id)
            let place = [own.text, own.text, "3", own.text]
            for visible in [[own], [own, foreign]] {
                for (order, values, index) in [
                    (LedgerFilter.Order.title, ["Title", own.text], "plan_task_pairing_title"),
                    (.area, ["Area"] + place, "plan_task_pairing_area"),
                ] {
                    for after in [nil, LedgerPosition(values: values)] {
                        let steps = try await office.useCases.database.read {
                            try LedgerQueries($0).explain(LedgerFilter(visible: .some(visible)), order, after: after)
                        }
                        let searches = steps.filter { $0.contains("SEARCH t USING INDEX \(index) (pairing_id=?") }
                        #expect(searches.count == visible.count, "\(steps)")
                        // Behind a place the index is entered at that place, in each pairing but those before it.
                        let entered = searches.filter { $0.contains("(pairing_id=? AND ") }
                        #expect(entered.count == (after == nil ? 0 : visible.count), "\(steps)")
                        #expect(steps.filter { $0.contains("TEMP B-TREE") }.count <= 1, "\(steps)")
                    }
                }
            }
        }
    }
}
