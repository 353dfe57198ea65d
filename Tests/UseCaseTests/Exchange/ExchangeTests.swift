// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Work that is carried between two networks")
struct ExchangeTests {
    @Test("A list goes out, is agreed to there and comes back agreed", arguments: TestEngine.both)
    func listThereAndBack(engine: TestEngine) async throws {
        try await ExchangeWorld.open(engine) { world in
            let file = try await world.make()
            let id = try await world.readThere(file)
            let shown = try await world.compareThere(id)
            #expect(Set(shown.lines.map(\.verdict)) == [.new])
            #expect(shown.lines.count { $0.kind == .list } == 1)
            // Nothing counts before it is taken over, and the same file is the same.
            let known = try await world.there.useCases.yearPlans(world.east)
            #expect(known.isEmpty)
            #expect(try await world.readThere(file) == id)
            try await world.takeThere(file)
            let list = try await world.there.useCases.yearPlan(world.east, id: world.plan)
            let own = try await world.here.yearPlan(world.oldArea, id: world.plan)
            #expect(list.items.map(\.item.title) == own.items.map(\.item.title))
            #expect(list.items.flatMap(\.legs).map(\.unit) == own.items.flatMap(\.legs).map(\.unit))
            #expect(list.plan.agreements[.oldArea] != nil && list.plan.agreements[.eastern] == nil)
            try await world.there.useCases.agreeYearPlan(world.east, id: world.plan, revision: list.plan.revision)
            let back = try await world.read(try await world.makeThere())
            let changed = try await world.compare(back)
            #expect(Set(changed.lines.map(\.verdict)) == [.changed])
            try await world.here.applyExchangeFile(
                world.oldArea, pairing: world.code, id: back, seen: changed.mark, theirs: [:])
            let agreed = try await world.here.yearPlan(world.oldArea, id: world.plan)
            #expect(agreed.plan.isAgreed)
            #expect(Set(agreed.items.flatMap(\.legs).map(\.state)) == [.open])
            // The next file brings nothing that is new.
            let quiet = try await world.compareThere(try await world.readThere(try await world.make()))
            #expect(quiet.lines.isEmpty)
            let events = try await world.place.office.events(action: "exchange.apply")
            #expect(events.count == 1)
        }
    }

    @Test("Filings are asked for here, handed in and accepted there, and come back", arguments: TestEngine.both)
    func filings(engine: TestEngine) async throws {
        try await ExchangeWorld.open(engine) { world in
            try await world.agree()
            let cycle = try await world.here.openCycle(world.oldArea, FilingWorld.order(world.place)).text
            try await world.takeThere(try await world.make())
            let there = world.there.useCases
            let asked = try await there.cycle(world.east, id: cycle)
            #expect(Set(asked.rows.map(\.filing.side)) == [.eastern])
            let filing = try #require(asked.rows.first { $0.filing.organisation != nil }).filing
            let body = try #require(filing.organisation)
            let unit = try await world.there.caller("unit", .unit(body, world.there.own.id, .eastern))
            try await ExchangeTests.submit(there, unit, filing.id.text)
            // What was handed in and what was accepted leaves that network; what a body still writes does not.
            try await there.moveFiling(world.east, id: filing.id.text, step: "accept", LoopInput())
            let id = try await world.read(try await world.makeThere())
            let shown = try await world.compare(id)
            #expect(shown.lines.map(\.kind) == [.filing] || Set(shown.lines.map(\.kind)) == [.leg, .filing])
            #expect(Set(shown.lines.map(\.verdict)) == [.changed])
            #expect(try await world.state(of: filing.id.text, world.here) == .expected)
            try await world.here.applyExchangeFile(
                world.oldArea, pairing: world.code, id: id, seen: shown.mark, theirs: [:])
            #expect(try await world.state(of: filing.id.text, world.here) == .accepted)
            let detail = try await world.here.filing(world.oldArea, id: filing.id.text)
            #expect(detail.lines.flatMap(\.boxes).contains { $0.text == "Two sites surveyed" })
            #expect(detail.filing.accepter?.name == "Person east")
            // Cycles close where they are kept, and there with the next file.
            try world.go(to: "2027-02-11")
            _ = try await there.closeDueCycles()
            #expect(try await there.cycle(world.east, id: cycle).cycle.closedAt == nil)
            _ = try await world.here.closeDueCycles()
            try await world.takeThere(try await world.make())
            #expect(try await there.cycle(world.east, id: cycle).cycle.closedAt != nil)
            #expect(try await world.state(of: filing.id.text, there) == .locked)
        }
    }

    @Test("Each network closes its own filings; what was accepted late is locked", arguments: TestEngine.both)
    func closing(engine: TestEngine) async throws {
        try await ExchangeWorld.open(engine) { world in
            try await world.agree()
            let cycle = try await world.here.openCycle(world.oldArea, FilingWorld.order(world.place)).text
            try await world.takeThere(try await world.make())
            let there = world.there.useCases
            let rows = try await there.cycle(world.east, id: cycle).rows.map(\.filing).filter { $0.organisation != nil }
            let (filing, idle) = (try #require(rows.first), try #require(rows.last))
            let unit = try await world.there.caller(
                "unit", .unit(try #require(filing.organisation), world.there.own.id, .eastern))
            try await ExchangeTests.submit(there, unit, filing.id.text)
            try await there.moveFiling(world.east, id: filing.id.text, step: "accept", LoopInput())
            // Another has begun to write and doesn't hand in.
            let writer = try await world.there.caller(
                "writer", .unit(try #require(idle.organisation), world.there.own.id, .eastern))
            try await ExchangeTests.write(there, writer, idle.id.text, "Not for others")
            // Here the cycle closes meanwhile: of the other network's filings nothing is said, and nobody is chased.
            try world.go(to: "2027-02-11")
            _ = try await world.here.chaseFilings()
            _ = try await world.here.closeDueCycles()
            #expect(try await world.state(of: filing.id.text, world.here) == .expected)
            try await world.take(try await world.makeThere())
            #expect(try await world.state(of: filing.id.text, world.here) == .locked)
            // There it closes with the next file: nothing of it is a conflict.
            try await world.takeThere(try await world.make())
            #expect(try await world.state(of: filing.id.text, there) == .locked)
            #expect(try await world.state(of: idle.id.text, there) == .missed)
            let back = try await world.makeThere()
            try await world.take(back)
            #expect(try await world.state(of: idle.id.text, world.here) == .missed)
            // What was never handed in never left its network.
            let written = try await world.here.database.read {
                try $0.integer("SELECT count(*) FROM filing_answer WHERE text = 'Not for others'")
            }
            #expect(written == 0)
            let quiet = try await world.compareThere(try await world.readThere(try await world.make()))
            #expect(quiet.lines.isEmpty)
        }
    }

    @Test("Several files one way, and what was decided, are remembered", arguments: TestEngine.both)
    func manyFiles(engine: TestEngine) async throws {
        try await ExchangeWorld.open(engine) { world in
            try await world.takeThere(try await world.make())
            let items = try await world.here.yearPlan(world.oldArea, id: world.plan).items
            let (first, last) = (try #require(items.first), try #require(items.last))
            // Removed here after the first file: removed there with the second, and not brought back.
            let revision = try await world.here.yearPlan(world.oldArea, id: world.plan).items.last?.item.revision ?? 0
            try await world.here.removeItem(world.oldArea, id: last.item.id.text, revision: revision)
            let second = try await world.make()
            let shown = try await world.compareThere(try await world.readThere(second))
            #expect(shown[.removed].contains { $0.kind == .item && $0.id == last.item.id.text })
            try await world.takeThere(second)
            let back = try await world.compare(try await world.read(try await world.makeThere()))
            #expect(back.lines.isEmpty)
            try await world.take(try await world.makeThere())
            // Both change one item and both send: each decides for its own, and it stays a question.
            try await ExchangeTests.rename(world.here, world.oldArea, first.item.id.text, "Ours")
            try await ExchangeTests.rename(world.there.useCases, world.east, first.item.id.text, "Theirs")
            for _ in 1...2 {
                let (out, answer) = (try await world.make(), try await world.makeThere())
                #expect(try await world.compare(try await world.read(answer)).choices == ["list"])
                #expect(try await world.compareThere(try await world.readThere(out)).choices == ["list"])
                try await world.take(answer, theirs: false)
                try await world.takeThere(out, theirs: false)
            }
            #expect(try await world.here.yearPlan(world.oldArea, id: world.plan).items.first?.item.title == "Ours")
            // One gives way, and it is over.
            try await world.take(try await world.makeThere(), theirs: true)
            let quiet = try await world.compareThere(try await world.readThere(try await world.make()))
            #expect(quiet.lines.isEmpty)
            let kept = try await world.here.database.read {
                try $0.integer("SELECT count(*) FROM exchange_record WHERE lines_before LIKE '%Ours%'")
            }
            #expect(kept == 1)
        }
    }

    @Test("In a list that is changed again, work goes on: a milestone that was reached is no part of the draft")
    func reopened() async throws {
        try await ExchangeWorld.open(.sqlite) { world in
            try await world.agree()
            let legs = try await world.there.useCases.yearPlan(world.east, id: world.plan).items.flatMap(\.legs)
            let leg = try #require(legs.first { $0.side == .eastern && $0.organisation != nil })
            let unit = try await world.there.caller(
                "unit", .unit(try #require(leg.organisation), world.there.own.id, .eastern))
            try await world.there.useCases.moveLeg(
                unit, id: leg.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
            let item = try #require(try await world.here.yearPlan(world.oldArea, id: world.plan).items.last)
            try await ExchangeTests.rename(world.here, world.oldArea, item.item.id.text, "Changed again")
            let shown = try await world.compare(try await world.read(try await world.makeThere()))
            #expect(shown.choices.isEmpty)
            #expect(shown[.changed].map(\.id) == [leg.id.text])
        }
    }

    @Test("A draft that both changed is one or the other, never a mixture", arguments: TestEngine.both)
    func drafts(engine: TestEngine) async throws {
        try await ExchangeWorld.open(engine) { world in
            try await world.takeThere(try await world.make())
            let there = world.there.useCases
            let items = try await there.yearPlan(world.east, id: world.plan).items
            let (first, last) = (try #require(items.first), try #require(items.last))
            try await there.editItem(
                world.east, id: first.item.id.text, Edit(revision: first.item.revision, values: ["title": "Theirs"]))
            try await world.here.editItem(
                world.oldArea, id: last.item.id.text, Edit(revision: last.item.revision, values: ["title": "Ours"]))
            let back = try await world.makeThere()
            let shown = try await world.compare(try await world.read(back))
            #expect(shown.choices == ["list"])
            #expect(shown.lines.allSatisfy { $0.verdict == .conflict })
            try await world.take(back, theirs: true)
            let taken = try await world.here.yearPlan(world.oldArea, id: world.plan).items
            #expect(taken.first?.item.title == "Theirs" && taken.last?.item.title == last.item.title)
            #expect(taken.count == items.count)
        }
    }

    @Test("Every table that hangs on a list is carried, or left behind for a reason that is written down")
    func tables() async throws {
        // Links into plans that only this installation has; papers and decisions that decision 0038 leaves here;
        // tickets, whose end is carried as corrections of filings (decision 0039).
        let left: Set = ["work_item_task", "filing_paper", "meeting_decision", "item_difference"]
        let carried = CarriedKind.allCases.flatMap { CarriedTable.of($0) }
        let mains = Set(CarriedKind.allCases.compactMap { CarriedTable.of($0).first?.name })
        try await TestEngine.sqlite.withDatabase { database in
            let shapes = try await database.read { try SchemaQueries($0).tables() }
            let hanging = shapes.filter { $0.references.contains { mains.contains($0.table) } }.map(\.name)
            #expect(Set(hanging).union(mains).subtracting(left) == Set(carried.map(\.name)).subtracting(["loop_step"]))
            let local: Set = ["pairing_id", "revision", "reminders", "reminded_at", "ancestor_id"]
            for table in carried {
                let shape = try #require(shapes.first { $0.name == table.name })
                #expect(Set(shape.columns.map(\.name)).subtracting(local) == Set(table.columns), "\(table.name)")
            }
        }
    }

    @Test("A draft that was begun on both networks gives way to the other's where somebody chooses so")
    func begunTwice() async throws {
        try await ExchangeWorld.open(.sqlite) { world in
            let there = world.there.useCases
            let start = YearPlanStart(pairing: world.code, year: WorkPlace.year, takesSafeguards: false)
            // Where lists are kept elsewhere none is begun; this one was, before anybody thought of another network.
            let elsewhere = try await cause { _ = try await there.startYearPlan(world.east, start) }
            #expect(elsewhere == .conflict(reason: "exchange.keptThere"))
            try await there.removeExchangePeer(world.keeperThere, pairing: world.code)
            let own = try await there.startYearPlan(world.east, start).text
            try await world.meet()
            let file = try await world.make()
            #expect(try await world.compareThere(try await world.readThere(file)).choices == ["list"])
            try await world.takeThere(file, theirs: true)
            let lists = try await there.yearPlans(world.east).map(\.plan.id.text)
            #expect(lists == [world.plan] && own != world.plan)
        }
    }

    @Test("A file that was changed, is another's, old or for others is refused and leaves nothing")
    func refusals() async throws {
        try await ExchangeWorld.open(.sqlite) { world in
            let file = try await world.make()
            let trace = try await ExchangeWorld.trace(world.there.useCases)
            func fault(_ bytes: [UInt8]) async throws -> String? {
                guard case .invalid(let failures)? = try await cause(of: { _ = try await world.readThere(bytes) })
                else {
                    return nil
                }
                return failures.first?.message
            }
            for place in [0, 30, 120, 200, file.count / 2, file.count - 1] {
                var damaged = file
                damaged[place] ^= 1
                #expect(try await fault(damaged)?.hasPrefix("exchange.fault.") == true)
            }
            #expect(try await fault([]) == "exchange.fault.damaged")
            #expect(try await fault(Array(file.prefix(400))) == "exchange.fault.damaged")
            // One's own file doesn't come in where it was made.
            let own = try await cause { _ = try await world.read(file) }
            #expect(own == .invalid([ValidationFailure(field: "file", message: "exchange.fault.notForUs")]))
            #expect(try await ExchangeWorld.trace(world.there.useCases) == trace)
            let second = try await world.make()
            try await world.takeThere(second)
            #expect(try await fault(file) == "exchange.fault.old")
            // Whoever is known no longer, is not believed.
            try await world.there.useCases.keepExchangePeer(
                world.keeperThere, pairing: world.code,
                NewExchangePeer(side: .oldArea, key: try ExchangeKey(secret: [1]).publicKey.text, keepsHere: false))
            #expect(try await fault(try await world.make()) == "exchange.fault.unknownMaker")
        }
    }

    @Test(
        "A file from a trusted installation can't touch another pairing's work, nor bring what no page can show",
        arguments: TestEngine.both)
    func crafted(engine: TestEngine) async throws {
        try await ExchangeWorld.open(engine) { world in
            let (key, peer) = (try world.here.exchangeKey, try world.there.useCases.exchangeKey.publicKey)
            let bytes = try ExchangeEnvelope.open(
                try await world.make(), with: try world.there.useCases.exchangeKey, from: key.publicKey)
            let text = String(decoding: bytes, as: UTF8.self)
            let foreign = try await world.there.caller("foreign", .office(world.there.foreign.id, .oldArea))
            let other = try await world.there.useCases.startYearPlan(
                foreign, YearPlanStart(pairing: world.there.foreign.code, year: 2027, takesSafeguards: false))
            let trace = try await ExchangeWorld.trace(world.there.useCases)
            func fault(_ change: (String) -> String) async throws -> String? {
                let file = try ExchangeEnvelope.seal(Array(change(text).utf8), by: key, for: peer)
                let found = try await cause { try await world.takeThere(file) }
                guard case .invalid(let failures)? = found else { return found.map { "\($0)" } }
                return failures.first?.message
            }
            #expect(try await fault { $0.replacing(world.plan, with: other.text) } == "exchange.fault.damaged")
            #expect(try await fault { $0.replacing("\"planned\"", with: "\"made-up\"") } == "exchange.fault.damaged")
            #expect(try await fault { $0.replacing("\"cooperate\"", with: "7") } == "exchange.fault.damaged")
            #expect(try await fault { $0.replacing("\"work_leg\"", with: "\"account\"") } == "exchange.fault.damaged")
            #expect(
                try await fault { $0.replacing(world.code, with: world.there.foreign.code) }
                    == "exchange.fault.otherPairing")
            #expect(
                try await fault { $0.replacing("\"keeps\":true", with: "\"keeps\":false") }
                    == "exchange.fault.otherSide")
            #expect(
                try await fault { $0.replacing(ExchangeContent.form, with: "0") } == "exchange.fault.otherVersion")
            #expect(
                try await fault { $0.replacing("\"number\":1", with: "\"number\":9000000000") }
                    == "exchange.fault.damaged")
            #expect(try await fault { $0.replacing(",1,", with: ",\"1\",") } == "exchange.fault.damaged")
            // What was read and then refused is put down as read, and has changed nothing else.
            let after = try await ExchangeWorld.trace(world.there.useCases)
            #expect(Set(after.filter { !$0.hasPrefix("exchange") && !$0.hasPrefix("audit") }).isSubset(of: Set(trace)))
        }
    }

    @Test("Keys are kept by the administrator of the system, files carried by the office that works here")
    func permissions() async throws {
        try await ExchangeWorld.open(.sqlite) { world in
            let code = world.code
            let unit = try await world.place.office.caller(
                "unit", .unit(try await world.place.office.anyBody(of: .oldArea), world.place.office.own.id, .oldArea))
            let foreign = try await world.place.office.caller(
                "foreign", .office(world.place.office.foreign.id, .oldArea))
            for caller in [unit, foreign, world.place.eastern, world.keeper] {
                for attempt in [
                    { try await _ = world.here.makeExchangeFile(caller, pairing: code, year: 2027) },
                    { try await _ = world.here.readExchangeFile(caller, pairing: code, path: "/nowhere") },
                ] as [@Sendable () async throws -> Void] {
                    guard case .forbidden? = try await cause(of: attempt) else {
                        Issue.record("not refused")
                        continue
                    }
                }
            }
            let peer = NewExchangePeer(side: .eastern, key: "", keepsHere: true)
            for caller in [unit, foreign, world.oldArea] {
                guard
                    case .forbidden? = try await cause(of: {
                        try await world.here.keepExchangePeer(caller, pairing: code, peer)
                    })
                else {
                    Issue.record("not refused")
                    continue
                }
            }
            let wrong = try await cause { try await world.here.keepExchangePeer(world.keeper, pairing: code, peer) }
            #expect(wrong == .invalid([ValidationFailure(field: "key", message: "exchange.keyUnknown")]))
            let own = try await world.here.exchange(world.keeper, pairing: code)
            let same = try await cause {
                try await world.here.keepExchangePeer(
                    world.keeper, pairing: code, NewExchangePeer(side: nil, key: own.key, keepsHere: true))
            }
            #expect(
                same
                    == .invalid([
                        ValidationFailure(field: "side", message: "exchange.sideMissing"),
                        ValidationFailure(field: "key", message: "exchange.keyOwn"),
                    ]))
            #expect(own.files.isEmpty && own.years.isEmpty && !own.mayCarry)
            try await world.here.removeExchangePeer(world.keeper, pairing: code)
            let none = try await cause {
                _ = try await world.here.makeExchangeFile(world.oldArea, pairing: code, year: 2027)
            }
            #expect(none == .conflict(reason: "exchange.noPeer"))
        }
    }

    static func rename(_ useCases: UseCases, _ caller: Caller, _ id: String, _ title: String) async throws {
        let revision = try await useCases.item(caller, id: id).line.item.revision
        try await useCases.editItem(caller, id: id, Edit(revision: revision, values: ["title": title]))
    }

    /// Writes something into a filing without handing it in.
    static func write(_ useCases: UseCases, _ unit: Caller, _ id: String, _ text: String) async throws {
        let detail = try await useCases.filing(unit, id: id)
        let box = try #require(
            detail.lines.flatMap(\.boxes).first { $0.field.field.isRequired && $0.field.means != FilingForm.progress })
        _ = try await useCases.saveFiling(
            unit, id: id,
            Edit(
                revision: detail.filing.revision, seen: [box.place.description: box.text],
                values: [box.place.description: text]))
    }

    /// Hands a filing in with everything that it asks for.
    static func submit(_ useCases: UseCases, _ unit: Caller, _ id: String) async throws {
        let detail = try await useCases.filing(unit, id: id)
        var (seen, values): ([String: String], [String: String]) = ([:], [:])
        for box in detail.lines.flatMap(\.boxes) where box.field.field.isRequired {
            seen[box.place.description] = box.text
            values[box.place.description] = box.field.means == FilingForm.progress ? "40" : "Two sites surveyed"
        }
        try await useCases.moveFiling(
            unit, id: id, step: "submit", edit: Edit(revision: detail.filing.revision, seen: seen, values: values))
    }
}

extension ExchangeWorld {
    /// Nine in the morning of a day, on both networks.
    func go(to day: String) throws {
        let day = try #require(CalendarDate(iso: day))
        let moment = Instant(startOf: day).advanced(bySeconds: 9 * 3_600)
        place.office.bench.advance(to: moment)
        there.bench.advance(to: moment)
    }
}
