// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import OfficeFiles
import SQLCore
import Storage
import Testing

@testable import UseCases

/// A cycle with an item of both cities that one body of each reports on.
struct JointWorld: Sendable {
    let place: WorkPlace
    let cycle: String
    let item: Identifier<WorkItem>
    let legs: [Side: WorkLeg]
    let units: [Side: Caller]
    var useCases: UseCases { place.useCases }

    static func open(_ engine: TestEngine, _ body: (JointWorld) async throws -> Void) async throws {
        try await WorkPlace.open(engine) { place in
            let plan = try await place.start()
            let line = try #require(
                try await place.items(plan).first { line in
                    line.milestones.isEmpty
                        && Side.allCases.allSatisfy { side in line.legs.count { $0.side == side } == 1 }
                        && line.legs.allSatisfy { $0.organisation != nil }
                })
            try await place.useCases.editItem(
                place.oldArea, id: line.item.id.text, Edit(revision: line.item.revision, values: ["isJoint": "yes"]))
            try await place.agree(plan)
            let cycle = try await place.useCases.openCycle(place.oldArea, FilingWorld.order(place)).text
            var (legs, units): ([Side: WorkLeg], [Side: Caller]) = ([:], [:])
            for leg in line.legs { (legs[leg.side], units[leg.side]) = (leg, try await place.person(of: leg)) }
            try await body(JointWorld(place: place, cycle: cycle, item: line.item.id, legs: legs, units: units))
        }
    }

    func office(_ side: Side) -> Caller { side == .oldArea ? place.oldArea : place.eastern }

    func filing(_ side: Side) async throws -> FilingDetail {
        let body = legs[side]?.organisation
        let rows = try await useCases.cycle(office(side), id: cycle).rows
        let row = try #require(rows.first { $0.filing.side == side && $0.filing.organisation == body })
        return try await useCases.filing(office(side), id: row.filing.id.text)
    }

    func place(_ side: Side) throws -> FilingPlace {
        FilingPlace(leg: try #require(legs[side]).id, field: "progress")
    }

    /// The body hands in so much for the item, and its office accepts.
    func report(_ side: Side, _ percent: Int) async throws {
        let detail = try await filing(side)
        let (id, place, unit) = (detail.filing.id.text, try place(side), try #require(units[side]))
        var values: [String: String] = [:]
        for box in detail.lines.flatMap(\.boxes) where box.field.field.isRequired {
            values[box.place.description] = box.place == place ? String(percent) : box.text.isEmpty ? "1" : box.text
        }
        try await useCases.moveFiling(
            unit, id: id, step: "submit", edit: Edit(revision: detail.filing.revision, values: values))
        try await useCases.moveFiling(office(side), id: id, step: "accept")
    }

    func reopen(_ side: Side) async throws {
        try await useCases.moveFiling(
            office(side), id: filing(side).filing.id.text, step: "reopen", LoopInput(note: "Count anew"))
    }

    func tickets() async throws -> [ItemDifference] {
        try await useCases.cycle(place.oldArea, id: cycle).differences.map(\.difference)
    }

    func move(_ caller: Caller, _ step: String, _ value: String = "", _ reason: String? = nil) async throws {
        let ticket = try #require(try await tickets().last)
        try await useCases.moveItemDifference(
            caller, id: ticket.ticket.id.text, step: step, value: value, reason: reason)
    }

    func reported(_ side: Side) async throws -> String? {
        let place = try place(side)
        return try await filing(side).lines.flatMap(\.boxes).first { $0.place == place }?.text
    }

    /// What is written of a ticket, to see that a refusal wrote nothing.
    func trace() async throws -> [Int] {
        try await useCases.database.read { connection in
            try [
                "SELECT sum(revision) FROM item_difference", "SELECT sum(revision) FROM filing",
                "SELECT count(*) FROM filing_correction", "SELECT count(*) FROM notice",
            ].map { try connection.integer($0) }
        }
    }
}

@Suite("Differences about joint items")
struct ItemDifferenceTests {
    @Test(
        "Where both cities report differently a ticket holds both until one office's value is agreed to by the other",
        arguments: TestEngine.both)
    func settles(engine: TestEngine) async throws {
        try await JointWorld.open(engine) { world in
            let useCases = world.useCases
            try await world.report(.oldArea, 40)
            #expect(try await world.tickets().isEmpty)
            try await world.report(.eastern, 60)
            let ticket = try #require(try await world.tickets().first)
            #expect(
                ticket.state == .open && ticket.ticket.oldArea == .number(40) && ticket.ticket.eastern == .number(60))
            let first = try await world.filing(.oldArea).filing.id
            #expect(ticket.oldArea.filing == first)
            for side in Side.allCases {
                #expect(try await world.place.told(world.office(side)).contains("told.difference.open"))
                let box = try await world.filing(side).lines.flatMap(\.boxes).first { $0.difference != nil }
                let place = try world.place(side)
                #expect(box?.place == place)
                #expect(try await waits(world, side) == ["day.why.difference.open"])
            }
            #expect(try await useCases.item(world.place.oldArea, id: world.item.text).differences.count == 1)
            let texts = try await summary(world)
            #expect(texts.contains { $0.contains("40%") && $0.contains("60%") })
            // One office proposes, with its reason; the other agrees.
            let bare = try await cause { try await world.move(world.place.oldArea, "propose", "50") }
            #expect(bare == .invalid([ValidationFailure(field: "note", message: "loop.missing.reason")]))
            let wrong = try await cause { try await world.move(world.place.oldArea, "propose", "many", "Counted") }
            guard case .invalid(let failures)? = wrong else {
                Issue.record("what is no number was proposed")
                return
            }
            #expect(failures.map(\.field) == ["value"])
            try await world.move(world.place.oldArea, "propose", "50", "Counted together")
            #expect(try await waits(world, .eastern) == ["day.why.difference.proposed"])
            #expect(try await waits(world, .oldArea).isEmpty)
            #expect(try await world.reported(.oldArea) == "40")
            try await world.move(world.place.eastern, "agree")
            let settled = try #require(try await world.tickets().first)
            #expect(settled.state == .settled && settled.ticket.settled == .number(50))
            #expect(settled.ticket.oldArea == .number(40) && settled.ticket.settledBy == world.place.eastern.name)
            for (side, before) in [(Side.oldArea, "40"), (.eastern, "60")] {
                #expect(try await world.reported(side) == "50")
                let detail = try await world.filing(side)
                #expect(detail.corrections.map(\.before) == [before])
                #expect(detail.corrections.map(\.reason) == ["Counted together"])
                #expect(detail.lines.flatMap(\.boxes).allSatisfy { $0.difference == nil })
                let leg = try #require(world.legs[side])
                #expect(detail.lines.first { $0.leg.id == leg.id }?.leg.progress == 500)
                #expect(try await waits(world, side).isEmpty)
            }
            #expect(try await world.place.told(world.place.oldArea).last == "told.difference.agree")
            for action in ["open", "propose", "agree"] {
                let events = try await world.place.office.events(action: "difference." + action)
                #expect(events.count == 1, "\(action)")
            }
        }
    }

    @Test("Reporting anew takes the ticket along; what is the same then settles it", arguments: TestEngine.both)
    func anew(engine: TestEngine) async throws {
        try await JointWorld.open(engine) { world in
            try await world.report(.oldArea, 40)
            try await world.report(.eastern, 60)
            try await world.move(world.place.oldArea, "propose", "50", "Counted together")
            try await world.reopen(.oldArea)
            let away = try await cause { try await world.move(world.place.eastern, "agree") }
            #expect(away == .conflict(reason: "difference.filingOpen"))
            try await world.report(.oldArea, 45)
            var ticket = try #require(try await world.tickets().first)
            #expect(ticket.state == .open && ticket.ticket.oldArea == .number(45) && ticket.reason == nil)
            try await world.reopen(.oldArea)
            try await world.report(.oldArea, 60)
            ticket = try #require(try await world.tickets().first)
            #expect(ticket.state == .settled && ticket.ticket.settled == .number(60))
            #expect(try await world.tickets().count == 1)
        }
    }

    @Test("Every state, step and role: only the offices move a ticket, and nobody alone", arguments: TestEngine.both)
    func steps(engine: TestEngine) async throws {
        try await JointWorld.open(engine) { world in
            let office = world.place.office
            try await world.report(.oldArea, 40)
            try await world.report(.eastern, 60)
            let both = try await office.caller(
                "both", .office(office.own.id, .oldArea), .office(office.own.id, .eastern))
            let askers: [(name: String, caller: Caller, steps: [Difference.State: Set<String>])] = [
                ("office", world.place.oldArea, [.open: ["propose"], .proposed: ["propose"]]),
                ("other office", world.place.eastern, [.open: ["propose"], .proposed: ["propose", "agree"]]),
                ("of both offices", both, [.open: ["propose"], .proposed: ["propose", "agree"]]),
                ("unit", try #require(world.units[.eastern]), [:]),
                ("observer", try await office.caller("observer", .observer(office.own.id)), [:]),
                ("nation", try await office.caller("nation", .national), [:]),
                ("foreign office", try await office.officeOf(office.foreign), [:]),
            ]
            for state in Difference.State.allCases {
                for asker in askers {
                    for step in Difference.Step.allCases.map(\.rawValue) {
                        try await put(state, world)
                        let before = try await world.trace()
                        let found = try await cause { try await world.move(asker.caller, step, "50", "Because") }
                        let isAllowed = asker.steps[state]?.contains(step) ?? false
                        #expect(
                            (found == nil) == isAllowed,
                            "\(asker.name): \(step) from \(state): \(String(describing: found))")
                        if found != nil { #expect(try await world.trace() == before, "\(asker.name): \(step)") }
                    }
                }
            }
            // Whoever acts for both offices does not agree to what they proposed themselves.
            try await put(.open, world)
            try await world.move(both, "propose", "50", "Because")
            let own = try await cause { try await world.move(both, "agree") }
            #expect(own == .forbidden(reason: "rule.loopSecondPerson"))
        }
    }

    /// Brings the ticket to a state; what is proposed is the old area's.
    private func put(_ state: Difference.State, _ world: JointWorld) async throws {
        let proposer = world.place.oldArea
        try await world.useCases.database.write { connection in
            let queries = ItemDifferenceQueries(connection)
            let cycle = try #require(Identifier<FilingCycle>(world.cycle))
            var ticket = try #require(try queries.all(of: cycle).first)
            let isOpen = state == .open
            ticket.ticket.proposal = isOpen ? nil : .number(50)
            ticket.ticket.proposedSide = isOpen ? nil : .oldArea
            (ticket.proposer, ticket.reason) = isOpen ? (nil, nil) : (proposer.userID, "Because")
            ticket.ticket.settled = state == .settled ? .number(50) : nil
            ticket.ticket.settledAt = state == .settled ? Instant(milliseconds: 1) : nil
            ticket.ticket.settledBy = state == .settled ? "Somebody" : nil
            ticket.revision += 1
            #expect(try queries.update(ticket))
        }
    }

    private func waits(_ world: JointWorld, _ side: Side) async throws -> [String] {
        try await world.useCases.day(world.office(side)).waiting.entries.map(\.why)
            .filter { $0.hasPrefix("day.why.difference.") }
    }

    private func summary(_ world: JointWorld) async throws -> [String] {
        let bytes = try await world.useCases.exportCycle(world.place.oldArea, id: world.cycle, language: .english)
        let sheets = try readXLSX(MemorySource(bytes), most: 20)
        return try #require(sheets.first { $0.title == "Differences between the cities" }).rows.flatMap { $0 }
    }
}
