// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Rows of registers")
struct EntryTests {
    @Test("A row is entered, shown, changed, removed, and each leaves its event", arguments: TestEngine.allCases)
    func life(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            #expect(row.number == 1 && row.version == 1 && row.state == .entered)
            var detail = try await useCases.entry(clerk, id: row.id.text)
            #expect(detail.entry.values["people"] == .number(12) && detail.form["leader"] == "Head Li")
            #expect(detail.mayEdit && !detail.mayConfirm)
            let edit = Edit(revision: 1, seen: detail.form, values: ["people": "15"])
            let changed = try await useCases.changeEntry(clerk, id: row.id.text, edit)
            #expect(changed.version == 2)
            detail = try await useCases.entry(clerk, id: row.id.text)
            #expect(detail.entry.values["people"] == .number(15))
            #expect(detail.changes.map { $0.fields.map(\.before) } == [["12"]])
            let history = try await useCases.cellHistory(clerk, id: row.id.text, field: "people")
            #expect(history.count == 1 && history[0].fields.map(\.after) == ["15"])
            #expect(try await useCases.cellHistory(clerk, id: row.id.text, field: "leader").isEmpty)
            try await useCases.removeEntry(clerk, id: row.id.text, version: 2)
            let page = try await useCases.listEntries(clerk, EntryQuery(ledger: "visit"))
            #expect(page.items.isEmpty)
            #expect(try await useCases.ledgers(clerk).first { $0.ledger.key == "visit" }?.entries == 0)
            #expect(
                try await office.history("entry", row.id.text) == ["entry.add", "entry.change", "entry.remove"])
            // The key is free again.
            let again = try await office.add("visit", Registers.visit(), by: clerk)
            #expect(again.number == 2)
        }
    }

    @Test("What can't stand is told with its field, and nothing is written")
    func problems() async throws {
        try await Registers.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let problems = try await #require(throws: EntryProblems.self) {
                try await office.add(
                    "visit", .texts(["direction": "sideways", "start": "soon", "people": "0"]), by: clerk)
            }
            let fields = Set(problems.problems.compactMap(\.field))
            #expect(fields == ["direction", "start", "people", "level", "leader", "end"])
            let rows = try await office.useCases.listEntries(clerk, EntryQuery(ledger: "visit"))
            #expect(rows.items.isEmpty)
        }
    }

    @Test(
        "The same row is not entered twice, and the other side is told that it can confirm",
        arguments: TestEngine.allCases)
    func duplicates(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (clerk, other) = (
                try await office.officeOf(office.own), try await office.officeOf(office.own, .eastern)
            )
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            for (caller, isOther) in [(clerk, false), (other, true)] {
                let found = try await #require(throws: DuplicateEntry.self) {
                    try await office.add("visit", Registers.visit(people: "13"), by: caller)
                }
                #expect(found.entry == row.id && found.isOfOtherSide == isOther)
            }
            let near = try await office.useCases.findDuplicates(
                other, ledger: "visit", pairing: office.own.code, Registers.visit(leader: "Mayor Li"))
            #expect(near.map(\.reason) == [.sameDay] && near[0].isOfOtherSide)
            #expect(near[0].entry.id == row.id)
        }
    }

    @Test("Two clerks who change one row: fields apart are united, the same field is shown in both versions")
    func merging() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let seen = try await useCases.entry(clerk, id: row.id.text).form
            _ = try await useCases.changeEntry(
                clerk, id: row.id.text, Edit(revision: 1, seen: seen, values: ["people": "20"]))
            let united = try await useCases.changeEntry(
                clerk, id: row.id.text, Edit(revision: 1, seen: seen, values: ["leader": "Head Wang"]))
            #expect(united.version == 3)
            let detail = try await useCases.entry(clerk, id: row.id.text)
            #expect(detail.entry.values["people"] == .number(20) && detail.form["leader"] == "Head Wang")
            let collision = try await #require(throws: EditCollision.self) {
                try await useCases.changeEntry(
                    clerk, id: row.id.text, Edit(revision: 1, seen: seen, values: ["people": "21"]))
            }
            #expect(collision.fields == [.init(name: "people", was: "12", theirs: "20", yours: "21")])
            let stale = try await cause {
                _ = try await useCases.changeEntry(clerk, id: row.id.text, version: 1, .texts(["people": "22"]))
            }
            #expect(stale == .stale(revision: 3))
        }
    }

    @Test("Of many who change one version of a row exactly one wins", arguments: TestEngine.allCases)
    func races(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            for round in 1...5 {
                let wins = await withTaskGroup(of: Bool.self) { group in
                    for runner in 0..<6 {
                        group.addTask {
                            let input = EntryInput.texts(["people": String(20 * round + runner + 20)])
                            let found = try? await useCases.changeEntry(
                                clerk, id: row.id.text, version: round, input)
                            return found != nil
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(wins == 1)
            }
            let detail = try await useCases.entry(clerk, id: row.id.text)
            #expect(detail.entry.version == 6 && detail.changes.count == 5)
            let verification = try await useCases.verifyIndicators(.local)
            #expect(verification.isExact && verification.figures > 0)
        }
    }

    @Test("Units change what they entered themselves, offices everything of their side")
    func ownRows() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let (one, two) = (try await office.unit("one"), try await office.unit("two"))
            let row = try await office.add("sale", Registers.sale(1, amount: "100"), by: one)
            let change = EntryInput.texts(["amount": "200"])
            let refused = try await cause {
                _ = try await useCases.changeEntry(two, id: row.id.text, version: 1, change)
            }
            #expect(refused == .forbidden(reason: "rule.ownRowsOnly"))
            #expect(try await useCases.entry(two, id: row.id.text).mayEdit == false)
            _ = try await useCases.changeEntry(one, id: row.id.text, version: 1, change)
            _ = try await useCases.changeEntry(clerk, id: row.id.text, version: 2, .texts(["amount": "300"]))
        }
    }

    @Test("Nobody of another pairing learns of a row, whatever is asked", arguments: TestEngine.allCases)
    func foreign(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let strangers = [
                try await office.officeOf(office.foreign), try await office.officeOf(office.foreign, .eastern),
                try await office.caller("reader", .observer(office.foreign.id)),
                try await office.caller("province", .province(office.foreign.oldArea.division.province)),
                try await office.caller("system", .systemAdmin),
                try await office.caller("keeper", .pairingAdmin(office.own.id)),
            ]
            let (id, period) = (row.id.text, try #require(Period("2026Q1")))
            let attempts: [@Sendable (Caller) async throws -> Void] = [
                { _ = try await useCases.entry($0, id: id) },
                { _ = try await useCases.changeEntry($0, id: id, version: 1, .texts(["people": "9"])) },
                { try await useCases.removeEntry($0, id: id, version: 1) },
                { _ = try await useCases.confirmEntry($0, id: id, version: 1) },
                { _ = try await useCases.moveStage($0, id: id, version: 1, to: "talks", StageMove()) },
                { try await useCases.commentEntry($0, id: id, field: nil, text: "x") },
                { _ = try await useCases.revealPersonal($0, id: id, reason: "x") },
                { _ = try await useCases.cellHistory($0, id: id, field: "people") },
                { _ = try await office.add("visit", Registers.visit(leader: "X"), by: $0, side: .oldArea) },
                {
                    _ = try await useCases.findDuplicates(
                        $0, ledger: "visit", pairing: office.own.code, Registers.visit())
                },
                { _ = try await useCases.showFigure($0, indicator: "V01", pairing: office.own.code, period) },
                { try await useCases.closePeriod($0, pairing: office.own.code, period) },
                { _ = try await useCases.bulkChange($0, [(id, 1)], .texts(["people": "9"])) },
                { _ = try await useCases.proposeValues($0, ledger: "visit", pairing: office.own.code) },
            ]
            for stranger in strangers {
                for (number, attempt) in attempts.enumerated() {
                    let refusal = try await cause { try await attempt(stranger) }
                    #expect(refusal == .notFound, "\(stranger.name) \(number)")
                }
                let seen = try await useCases.listEntries(stranger, EntryQuery(ledger: "visit"))
                #expect(seen.items.isEmpty)
                #expect(try await useCases.totals(stranger, EntryQuery(ledger: "visit"))?.count == 0)
            }
            #expect(try await useCases.entry(clerk, id: id).entry.version == 1)
        }
    }

    @Test("Who may read does not thereby write: each action and role of the own pairing")
    func roles() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add("visit", Registers.visit(), by: clerk)
            let id = row.id.text
            let readers: [(Caller, String)] = [
                (try await office.officeOf(office.own, .eastern), "rule.otherSide"),
                (try await office.unit("east", .eastern), "rule.otherSide"),
                (try await office.caller("watcher", .observer(office.own.id)), "rule.sidesOnly"),
                (
                    try await office.caller("province", .province(office.own.oldArea.division.province)),
                    "rule.sidesOnly"
                ),
                (try await office.caller("nation", .national), "rule.sidesOnly"),
            ]
            for (reader, reason) in readers {
                #expect(try await useCases.entry(reader, id: id).entry.number == 1)
                let refusal = try await cause {
                    _ = try await useCases.changeEntry(reader, id: id, version: 1, .texts(["people": "9"]))
                }
                #expect(refusal == .forbidden(reason: reason), "\(reader.name)")
            }
            let own = try await cause { _ = try await useCases.confirmEntry(clerk, id: id, version: 1) }
            #expect(own == .forbidden(reason: "rule.otherSide"))
        }
    }
}
