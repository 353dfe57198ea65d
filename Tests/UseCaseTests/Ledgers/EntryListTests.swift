// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Pages of registers")
struct EntryListTests {
    @Test("Every order, filter and page gives what sorting all rows by hand gives", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let useCases = office.useCases
            let nation = try await office.caller("nation", .national)
            for pairing in [office.own, office.foreign] {
                let clerk = try await office.officeOf(pairing)
                let result = try await useCases.addEntries(clerk, Self.delivery(pairing, office.bench))
                #expect(result.added.count == 40 && result.refused.isEmpty)
            }
            let sorts: [String?] = [nil, "amount", "measure", "channel", "quantity"]
            let filters = [
                "", "channel:live,fair", "measure:", "measure:*", "amount:..50", "number~N1", "buyer~Firm 3",
            ]
            for sort in sorts {
                for isDescending in [true, false] {
                    for filter in filters {
                        var query = EntryQuery(ledger: "sale")
                        (query.sort, query.isDescending, query.limit) = (sort, isDescending, 7)
                        query.filter = try EntryFilter(text: filter)
                        let found = try await Self.all(useCases, nation, query)
                        query.limit = 200
                        let whole = try await useCases.listEntries(nation, query)
                        #expect(found.map(\.id) == whole.items.map(\.id), "\(sort ?? "-") \(isDescending) \(filter)")
                        #expect(Set(found.map(\.id)).count == found.count)
                        let values = found.map { $0.values[sort ?? "date"] }
                        #expect(Self.isSorted(values, isDescending), "\(sort ?? "-") \(isDescending) \(filter)")
                        let matching = Self.count(of: filter)
                        #expect(found.count == 2 * matching, "\(filter): \(found.count)")
                        #expect(try await useCases.totals(nation, query)?.count == found.count, "\(filter)")
                    }
                }
            }
            let totals = try #require(try await useCases.totals(nation, EntryQuery(ledger: "sale"), by: "channel"))
            #expect(totals.groups.count == 4 && totals.sums["amount"] == 2 * (0..<40).reduce(0) { $0 + $1 * 1_000 })
        }
    }

    @Test(
        "The same delivery twice changes nothing; with a problem nothing, or the rest, is written",
        arguments: TestEngine.allCases)
    func deliveries(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            var delivery = Self.delivery(office.own, office.bench)
            let trial = try await useCases.addEntries(clerk, delivery, isTrial: true)
            #expect(trial.added.count == 40)
            #expect(try await useCases.listEntries(clerk, EntryQuery(ledger: "sale")).items.isEmpty)
            _ = try await useCases.addEntries(clerk, delivery)
            let again = try await useCases.addEntries(clerk, delivery)
            #expect(again.added.isEmpty && again.unchanged.count == 40)
            let bad = EntryDelivery.Row(place: 99, input: .texts(["amount": "much"]))
            let new = EntryDelivery.Row(place: 98, input: Registers.sale(777, amount: "1"))
            delivery = EntryDelivery(ledger: "sale", pairing: office.own.code, rows: [new, bad])
            let refused = try await useCases.addEntries(clerk, delivery)
            #expect(!refused.isWritten && refused.added.isEmpty && refused.refused.map(\.place) == [99])
            delivery.problems = .leaveOut
            let clean = try await useCases.addEntries(clerk, delivery)
            #expect(clean.isWritten && clean.added.map(\.place) == [98] && clean.refused.map(\.place) == [99])
            #expect(try await useCases.ledger(clerk, key: "sale").pairings.map(\.entries) == [41])
            let changed = EntryDelivery.Row(
                place: 1, id: clean.added[0].id.text, version: 1, input: .texts(["amount": "2"]))
            let update = try await useCases.addEntries(
                clerk, EntryDelivery(ledger: "sale", pairing: office.own.code, rows: [changed], known: .update))
            #expect(update.changed.map(\.place) == [1])
            #expect(try await useCases.verifyIndicators(.local).isExact)
        }
    }

    @Test("A page of rows walks an index of each book and sorts nothing", arguments: [TestEngine.sqlite])
    func plans(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            for pairing in [office.own, office.foreign] {
                let clerk = try await office.officeOf(pairing)
                _ = try await office.useCases.addEntries(clerk, Self.delivery(pairing, office.bench))
            }
            try await office.useCases.database.read { connection in
                let slots = try #require(try DefinitionQueries(connection).slots()["sale"])
                let books = try BookQueries(connection).books(of: "sale", visible: .all).map(\.number)
                #expect(books.count == 2)
                var days = SlotFilter(books: books)
                days.side = .oldArea
                days.conditions = [SlotFilter.Condition(nil, .within(from: .number(0), to: nil))]
                for (slot, filter) in slots.values.flatMap({ slot in
                    [SlotFilter(books: books), days].map { (slot, $0) }
                }) {
                    for isDescending in [true, false] {
                        let plan = try EntryPageQueries(connection, fewest: -1, few: -1).explain(
                            filter, EntryOrder(slot: slot, isDescending: isDescending))
                        #expect(plan.filter { $0.contains("INDEX ledger_entry_\(slot.column) (book=?") }.count == 2)
                        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
                    }
                }
            }
        }
    }

    @Test(
        "A server walks no further in a book than a page reaches",
        arguments: TestEngine.allCases.filter { $0 != .sqlite })
    func walksEnd(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            for pairing in [office.own, office.foreign] {
                let clerk = try await office.officeOf(pairing)
                _ = try await office.useCases.addEntries(clerk, Self.delivery(pairing, office.bench))
            }
            let plan = try await office.useCases.database.read { connection in
                let books = try BookQueries(connection).books(of: "sale", visible: .all).map(\.number)
                return try EntryPageQueries(connection).explain(
                    SlotFilter(books: books), EntryOrder(slot: nil, isDescending: true))
            }
            // One for the page, and one for each of the two books.
            #expect(plan.count { $0.contains("Limit") } == 3, "\(plan)")
        }
    }

    @Test(
        "Several rows change together or not at all; a form begins with what is known", arguments: TestEngine.allCases)
    func bulk(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            var rows: [(id: String, version: Int?)] = []
            for number in 0..<3 {
                rows.append((try await office.add("sale", Registers.sale(number, amount: "1"), by: clerk).id.text, 1))
            }
            let proposed = try await useCases.proposeValues(clerk, ledger: "sale", pairing: office.own.code)
            #expect(proposed["channel"]?.text.isEmpty == false && proposed["number"] == nil)
            let changed = try await useCases.bulkChange(clerk, rows, .texts(["mode": "helped"]))
            #expect(changed.map(\.version) == [2, 2, 2])
            rows = rows.map { ($0.id, 2) }
            rows[2].version = 1
            let stale = try await cause { _ = try await useCases.bulkChange(clerk, rows, .texts(["mode": "purchase"])) }
            #expect(stale == .stale(revision: 2))
            #expect(try await useCases.entry(clerk, id: rows[0].id).entry.version == 2)
        }
    }

    @Test("A row becomes evidence of a task of its pairing, and of no other", arguments: TestEngine.allCases)
    func evidence(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let foreign = try await office.officeOf(office.foreign)
            _ = try await office.adopt(by: clerk)
            let task = try #require(try await useCases.tasks(clerk, TaskQuery()).items.first).id.text
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let other = try await office.add("visit", Registers.visit(), by: foreign, in: office.foreign)
            try await useCases.attachEntry(clerk, id: row.id.text, task: task)
            try await useCases.attachEntry(clerk, id: row.id.text, task: task)
            #expect(try await useCases.evidence(clerk, task: task).map(\.id) == [row.id])
            #expect(try await useCases.entry(clerk, id: row.id.text).tasks.map(\.id.text) == [task])
            let hidden = try await cause { try await useCases.attachEntry(clerk, id: other.id.text, task: task) }
            #expect(hidden == .notFound)
            let stranger = try await cause { try await useCases.attachEntry(foreign, id: other.id.text, task: task) }
            #expect(stranger == .notFound)
            try await useCases.detachEntry(clerk, id: row.id.text, task: task)
            #expect(try await useCases.evidence(clerk, task: task).isEmpty)
        }
    }

    /// Forty sales whose quantities and measures are missing in part.
    private static func delivery(_ pairing: Pairing, _ bench: Bench) -> EntryDelivery {
        let channels = ["live", "fair", "hall", "counter"]
        let rows = (0..<40).map { number in
            var texts = [
                "channel": channels[number % 4], "mode": "purchase", "buyerKind": "budget", "seller": "Seller",
                "buyer": "Firm \(number % 7)", "origin": pairing.oldArea.division.text, "amount": String(number * 10),
                "date": "2026-0\(1 + number % 3)-1\(number % 5)", "proof": "invoice", "number": "N\(number)",
            ]
            if number % 3 == 0 { texts["measure"] = "box \(number % 5)" }
            if number % 4 == 1 { texts["quantity"] = String(number) }
            return EntryDelivery.Row(place: number + 1, input: .texts(texts))
        }
        return EntryDelivery(ledger: "sale", pairing: pairing.code, rows: rows)
    }

    private static func count(of filter: String) -> Int {
        (0..<40).count { number in
            switch filter {
            case "channel:live,fair": number % 4 < 2
            case "measure:": number % 3 != 0
            case "measure:*": number % 3 == 0
            case "amount:..50": number <= 5
            case "number~N1": number == 1 || (10...19).contains(number)
            case "buyer~Firm 3": number % 7 == 3
            default: true
            }
        }
    }

    private static func all(_ useCases: UseCases, _ caller: Caller, _ query: EntryQuery) async throws -> [EntryListing]
    {
        var (found, query): ([EntryListing], EntryQuery) = ([], query)
        repeat {
            let page = try await useCases.listEntries(caller, query)
            found += page.items
            query.after = page.next
        } while query.after != nil && found.count < 500
        return found
    }

    /// Missing values come last either way.
    private static func isSorted(_ values: [FieldValue?], _ isDescending: Bool) -> Bool {
        zip(values, values.dropFirst()).allSatisfy { left, right in
            guard let right else { return true }
            guard let left else { return false }
            switch (left, right) {
            case (.number(let one), .number(let other)): return isDescending ? one >= other : one <= other
            case (.text(let one), .text(let other)): return isDescending ? one >= other : one <= other
            default: return false
            }
        }
    }
}
