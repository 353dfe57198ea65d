// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Who sees a row, and which rows stand still")
struct EntryAccessTests {
    @Test("The explanation of a row names those who can open it and those who can change it")
    func access() async throws {
        try await Registers.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let others = [
                try await office.officeOf(office.own, .eastern), try await office.unit("Bureau"),
                try await office.caller("watcher", .observer(office.own.id)),
                try await office.caller("province", .province(office.own.oldArea.division.province)),
                try await office.caller("province-east", .province(office.own.eastern.division.province)),
                try await office.caller("nation", .national), try await office.officeOf(office.foreign),
                try await office.caller("system", .systemAdmin),
            ]
            let id = try await office.add("visit", Registers.visit(), by: clerk).id.text
            let auditor = try await office.caller("audit", .auditAdmin)
            let explanation = try await useCases.explainAccess(auditor, to: .entry, id: id)
            func people(_ action: Action) -> Set<String> {
                let answer = explanation.answers.first { $0.action == action }
                return Set((answer?.groups ?? []).flatMap { $0.people.map(\.id.text) })
            }
            var (readers, writers): (Set<String>, Set<String>) = ([], [])
            for caller in others + [clerk] {
                guard let user = caller.userID?.text else { continue }
                if try await cause(of: { _ = try await useCases.entry(caller, id: id) }) == nil { readers.insert(user) }
                if caller.may(
                    .editLedger,
                    on: try await useCases.database.read { try useCases.findEntry(id, clerk, $0).desk.object(.oldArea) }
                ) {
                    writers.insert(user)
                }
            }
            #expect(people(.readLedger) == readers && readers.count > 4)
            #expect(people(.editLedger) == writers && writers.count == 2)
            #expect(!explanation.answers.contains { $0.action == .revealLedgerPerson })
            #expect(try await useCases.entry(clerk, id: id).mayExplain)
            let refused = try await cause { _ = try await useCases.explainAccess(others[0], to: .entry, id: id) }
            #expect(refused != nil)
            #expect(
                try await cause { _ = try await useCases.explainAccess(others[6], to: .entry, id: id) } == .notFound)
        }
    }

    @Test("Rows that stand still are listed by pages, the longest first", arguments: TestEngine.allCases)
    func stalled(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            var ids: [String] = []
            let day = office.bench.now().day
            for number in 0..<5 {
                let new = NewEntry(
                    ledger: "project", pairing: office.own.code,
                    input: OddityTests.project("Works \(number)", investment: "1万元"), stageDay: day)
                ids.append(try await useCases.addEntry(clerk, new).id.text)
            }
            #expect(try await useCases.stalledEntries(clerk, ledger: "project").items.isEmpty)
            office.bench.advance(seconds: 200 * 86_400)
            // The session has ended meanwhile.
            let later = try await office.caller("later", .office(office.own.id, .oldArea))
            _ = try await useCases.moveStage(later, id: ids[1], version: 1, to: "talks", StageMove())
            var (found, after): ([String], String?) = ([], nil)
            repeat {
                let page = try await useCases.stalledEntries(clerk, ledger: "project", after: after, limit: 2)
                #expect(page.items.count <= 2)
                found += page.items.map(\.entry.id.text)
                after = page.next
            } while after != nil
            #expect(found == [ids[0], ids[2], ids[3], ids[4]])
            let stranger = try await office.officeOf(office.foreign)
            #expect(try await useCases.stalledEntries(stranger, ledger: "project").items.isEmpty)
        }
    }

    @Test(
        "How long a row stands counts from the day of its last step, in the list as on its page",
        arguments: TestEngine.allCases)
    func standsSince(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let today = office.bench.now().day
            func before(_ days: Int64) throws -> CalendarDate {
                try #require(CalendarDate(dayNumber: today.dayNumber - days))
            }
            func since(_ id: Identifier<LedgerEntry>) async throws -> CalendarDate? {
                let listed = try await useCases.stalledEntries(clerk, ledger: "project").items
                let shown = try await useCases.entry(clerk, id: id.text)
                let plan = try #require(shown.ledger.stages)
                let stage = shown.entry.values[plan.field]?.text
                let day = plan.standsSince(at: stage, shown.stages, entered: shown.entry.createdAt.day)
                let days = day.flatMap { plan.daysStalled(at: stage ?? "", since: $0, on: today) }
                let found = listed.first { $0.entry.id == id }?.since.day
                #expect(found == (days == nil ? nil : day))
                return found
            }
            // Entered today, known for long: the row stands since it was known.
            let row = try await office.add(
                "project", OddityTests.project("Works", investment: "1万元"), by: clerk)
            #expect(try await since(row.id) == CalendarDate(iso: "2026-01-05"))
            for (days, stage) in [(181, "talks"), (180, "framework"), (300, "contract")] as [(Int64, String)] {
                let version = try await useCases.entry(clerk, id: row.id.text).entry.version
                _ = try await useCases.moveStage(
                    clerk, id: row.id.text, version: version, to: stage,
                    StageMove(day: try before(days), evidence: "No. 7"))
                let expected = days > 180 ? try before(days) : nil
                #expect(try await since(row.id) == expected)
            }
        }
    }
}
