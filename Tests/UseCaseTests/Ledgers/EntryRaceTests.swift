// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Testing
import UseCases

/// Two clerks who write to one row of a register at once, or bring the same row: one wins, the other is told or merged,
/// and the figures are those of the rows.
///
/// How often they meet is said by `RaceTests.count`.
@Suite("Races about rows of registers")
struct EntryRaceTests {
    private enum Outcome: Hashable, Sendable {
        case won, stale, removed, duplicate
        /// What the other wrote into the field that both changed.
        case collided(with: [String])
        /// How many rows a delivery added, changed and left as they were.
        case delivered(added: Int, changed: Int, unchanged: Int)
        case other(String)
    }

    /// Two clerks of the side whose rows they are.
    private struct Desk: Sendable {
        let office: Office
        let clerks: [Caller]
        var useCases: UseCases { office.useCases }

        /// The row as it stands; nil once it was removed.
        func row(_ id: String) async throws -> EntryListing? {
            let entry = try await useCases.entry(clerks[0], id: id).entry
            return entry.state == .removed ? nil : entry
        }

        func rows() async throws -> Int {
            try await useCases.ledger(clerks[0], key: "visit").pairings.reduce(0) { $0 + $1.entries }
        }

        func add(_ leader: String) async throws -> String {
            try await office.add("visit", Registers.visit(leader: leader), by: clerks[0]).id.text
        }

        /// As a program writes: it knows the version.
        func change(_ clerk: Int, _ id: String, version: Int, _ texts: [String: String]) async throws {
            _ = try await useCases.changeEntry(clerks[clerk], id: id, version: version, .texts(texts))
        }

        /// As a page writes: it knows what it showed.
        func edit(
            _ clerk: Int, _ id: String, version: Int, seen: [String: String], _ values: [String: String]
        ) async throws {
            _ = try await useCases.changeEntry(
                clerks[clerk], id: id, Edit(revision: version, seen: seen, values: seen.merging(values) { $1 }))
        }

        func deliver(
            _ clerk: Int, _ rows: [EntryInput], _ known: EntryDelivery.Known = .leave
        ) async throws -> Outcome {
            let result = try await useCases.addEntries(
                clerks[clerk],
                EntryDelivery(
                    ledger: "visit", pairing: office.own.code,
                    rows: rows.enumerated().map { .init(place: $0.offset, input: $0.element) }, known: known))
            return result.isWritten && result.refused.isEmpty
                ? .delivered(
                    added: result.added.count, changed: result.changed.count, unchanged: result.unchanged.count)
                : .other("\(result)")
        }

        /// What came of two who begin at once.
        func meet(_ work: @Sendable (Int) async throws -> Outcome) async -> [Outcome] {
            async let first = outcome { try await work(0) }
            async let second = outcome { try await work(1) }
            return await [first, second]
        }

        private func outcome(_ work: () async throws -> Outcome) async -> Outcome {
            do {
                return try await work()
            } catch let collision as EditCollision {
                return .collided(with: collision.fields.map(\.theirs))
            } catch is DuplicateEntry {
                return .duplicate
            } catch let error as UseCaseError {
                if case .stale = error.cause { return .stale }
                if error.cause == .conflict(reason: "entry.removed") { return .removed }
                return .other("\(error)")
            } catch {
                return .other("\(error)")
            }
        }

        /// The figures are those of the rows, every change has its event, and the chain of the record is whole.
        func requireAgreement(changes: Int, rows: Int, people: Int) async throws {
            let verification = try await useCases.verifyIndicators(.local)
            #expect(verification.isExact && verification.entries == rows, "\(verification)")
            #expect(try await self.rows() == rows)
            #expect(try await office.figure("V02p", "2026", by: clerks[0]).amount == Int64(people))
            try await useCases.database.read { connection in
                let events = try connection.integer(
                    "SELECT count(*) FROM audit_event WHERE action IN ('entry.change', 'entry.remove')"
                        + " AND result = 'done'")
                let kept = try connection.integer("SELECT count(*) FROM ledger_change")
                #expect(events == changes && kept == changes)
            }
            #expect(try await useCases.verifyRecord(.local).faults == [])
        }
    }

    private func open(_ engine: TestEngine, _ body: (Desk) async throws -> Void) async throws {
        try await Registers.open(engine) { office in
            let clerks = [
                try await office.officeOf(office.own),
                try await office.caller("colleague", .office(office.own.id, .oldArea)),
            ]
            try await body(Desk(office: office, clerks: clerks))
        }
    }

    @Test(
        "Changes of one version by programs: each race has one winner, whose values are kept",
        arguments: TestEngine.allCases)
    func programs(engine: TestEngine) async throws {
        try await open(engine) { desk in
            let id = try await desk.add("Head Li")
            var people = 12
            for number in 0..<RaceTests.count {
                let choice = [1 + 2 * number % 400, 2 + 2 * number % 400]
                let outcomes = await desk.meet { clerk in
                    try await desk.change(clerk, id, version: number + 1, ["people": String(choice[clerk])])
                    return .won
                }
                try #require(Set(outcomes) == [.won, .stale], "race \(number): \(outcomes)")
                people = choice[outcomes[0] == .won ? 0 : 1]
                let row = try #require(try await desk.row(id))
                try #require(row.version == number + 2 && row.values["people"] == .number(Int64(people)))
            }
            try await desk.requireAgreement(changes: RaceTests.count, rows: 1, people: people)
        }
    }

    @Test(
        "Two pages: of one field the second sees the first's words, of two fields both changes are kept",
        arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await open(engine) { desk in
            let id = try await desk.add("Head Li")
            var (people, topics) = ("12", "")
            let count = max(5, RaceTests.count / 2)
            for number in 0..<count {
                let seen = ["people": people, "topics": topics]
                let first = await desk.meet { clerk in
                    try await desk.edit(
                        clerk, id, version: 3 * number + 1, seen: seen, ["topics": "\(number) by \(clerk)"])
                    return .won
                }
                topics = "\(number) by \(first[0] == .won ? 0 : 1)"
                try #require(Set(first) == [.won, .collided(with: [topics])], "race \(number): \(first)")
                let known = ["people": people, "topics": topics]
                let changes = [["people": String(1 + number % 400)], ["topics": "\(number) alone"]]
                let both = await desk.meet { clerk in
                    try await desk.edit(clerk, id, version: 3 * number + 2, seen: known, changes[clerk])
                    return .won
                }
                try #require(both == [.won, .won], "race \(number): \(both)")
                (people, topics) = (String(1 + number % 400), "\(number) alone")
                let row = try #require(try await desk.row(id))
                try #require(row.version == 3 * number + 4)
                try #require(
                    row.values["people"] == .number(Int64(people) ?? 0) && row.values["topics"] == .text(topics))
            }
            try await desk.requireAgreement(changes: 3 * count, rows: 1, people: Int(people) ?? 0)
        }
    }

    @Test("A change beside a removal: the row is changed or gone, never both", arguments: TestEngine.allCases)
    func removals(engine: TestEngine) async throws {
        try await open(engine) { desk in
            var (kept, people) = (0, 0)
            for number in 0..<RaceTests.count {
                let id = try await desk.add("Leader \(number)")
                let isPage = number % 2 == 1
                let outcomes = await desk.meet { clerk in
                    if clerk == 1 {
                        try await desk.useCases.removeEntry(desk.clerks[1], id: id, version: 1)
                    } else if isPage {
                        try await desk.edit(0, id, version: 1, seen: ["people": "12"], ["people": "7"])
                    } else {
                        try await desk.change(0, id, version: 1, ["people": "7"])
                    }
                    return .won
                }
                let row = try await desk.row(id)
                if outcomes == [.won, .stale] {
                    try #require(row?.version == 2 && row?.values["people"] == .number(7))
                    (kept, people) = (kept + 1, people + 7)
                } else {
                    try #require(outcomes == [.removed, .won] && row == nil, "race \(number): \(outcomes)")
                }
            }
            try await desk.requireAgreement(changes: RaceTests.count, rows: kept, people: people)
        }
    }

    @Test(
        "Two deliveries of the same rows, or one beside a form: each row is there once", arguments: TestEngine.allCases)
    func deliveries(engine: TestEngine) async throws {
        try await open(engine) { desk in
            var rows = 0
            for number in 0..<RaceTests.count {
                let own = (0..<3).map { Registers.visit(people: "2", leader: "Leader \(number) \($0)") }
                let isForm = number % 2 == 1
                let outcomes = await desk.meet { clerk in
                    guard clerk == 1 && isForm else {
                        // Each in an order of its own.
                        return try await desk.deliver(clerk, clerk == 0 ? own : own.reversed())
                    }
                    try await desk.office.add("visit", own[1], by: desk.clerks[1])
                    return .won
                }
                let (all, none) = (
                    Outcome.delivered(added: 3, changed: 0, unchanged: 0),
                    Outcome.delivered(added: 0, changed: 0, unchanged: 3)
                )
                let expected: [[Outcome]] =
                    isForm
                    ? [[all, .duplicate], [.delivered(added: 2, changed: 0, unchanged: 1), .won]]
                    : [[all, none], [none, all]]
                try #require(expected.contains(outcomes), "race \(number): \(outcomes)")
                rows += 3
            }
            try await desk.requireAgreement(changes: 0, rows: rows, people: 2 * rows)
        }
    }

    @Test(
        "A delivery that updates a row beside its removal: gone, or gone and brought anew",
        arguments: TestEngine.allCases)
    func updates(engine: TestEngine) async throws {
        try await open(engine) { desk in
            var (changes, kept) = (0, 0)
            for number in 0..<RaceTests.count {
                let id = try await desk.add("Leader \(number)")
                let outcomes = await desk.meet { clerk in
                    guard clerk == 1 else {
                        return try await desk.deliver(
                            0, [Registers.visit(people: "5", leader: "Leader \(number)")], .update)
                    }
                    try await desk.useCases.removeEntry(desk.clerks[1], id: id, version: nil)
                    return .won
                }
                if outcomes == [.delivered(added: 0, changed: 1, unchanged: 0), .won] {
                    changes += 2
                } else {
                    try #require(
                        outcomes == [.delivered(added: 1, changed: 0, unchanged: 0), .won],
                        "race \(number): \(outcomes)")
                    (changes, kept) = (changes + 1, kept + 1)
                }
                try #require(try await desk.row(id) == nil)
            }
            try await desk.requireAgreement(changes: changes, rows: kept, people: 5 * kept)
        }
    }
}
