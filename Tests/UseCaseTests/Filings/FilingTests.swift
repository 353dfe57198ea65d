// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("What bodies hand in")
struct FilingTests {
    @Test(
        "A cycle asks every body with a share under way once, tells it and fills in what is known",
        arguments: TestEngine.both)
    func opens(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let detail = try await world.useCases.cycle(world.oldArea, id: world.cycle)
            let legs = try await world.place.items(world.plan).flatMap(\.legs).filter { $0.state == .open }
            let bodies = Set(legs.map { $0.side.rawValue + ($0.organisation?.text ?? $0.unit) })
            #expect(detail.rows.count == bodies.count)
            #expect(detail.all.expected == bodies.count && detail.all.filed == 0 && detail.all.late == 0)
            let filing = try await world.detail()
            let own = legs.filter { $0.side == .oldArea && $0.organisation == filing.filing.organisation }
            #expect(filing.lines.map(\.leg.id).sorted() == own.map(\.id).sorted())
            for line in filing.lines {
                let asksProgress = line.boxes.contains { $0.field.means == FilingForm.progress }
                #expect(asksProgress == line.milestones.isEmpty)
                for box in line.boxes where box.field.means == FilingForm.progress { #expect(box.text == "0") }
            }
            #expect(filing.filing.burden.asked == filing.lines.flatMap(\.boxes).count + filing.body.count)
            #expect(filing.filing.burden.prefilled == filing.lines.filter(\.milestones.isEmpty).count)
            #expect(try await world.events("cycle.open") == 1)
            // Twice is refused, and so is a period without a list, one that is ahead, and a hurry without a reason.
            let again = try await cause {
                _ = try await world.useCases.openCycle(world.oldArea, FilingWorld.order(world.place))
            }
            #expect(again == .conflict(reason: "cycle.openAlready"))
            let before = try await cause {
                _ = try await world.useCases.openCycle(
                    world.oldArea, FilingWorld.order(world.place, period: "2026Q4"))
            }
            #expect(before == .conflict(reason: "cycle.noList"))
            let wrong = try await cause {
                _ = try await world.useCases.openCycle(
                    world.oldArea,
                    FilingWorld.order(world.place, period: "2027Q2", due: "2027-01-18", closes: "2027-01-17"))
            }
            #expect(
                wrong
                    == .invalid([
                        ValidationFailure(field: "period", message: "cycle.periodAhead"),
                        ValidationFailure(field: "closes", message: "cycle.closesBeforeDue"),
                        ValidationFailure(field: "reason", message: "cycle.reasonMissing"),
                    ]))
        }
    }

    @Test("A body that the directory didn't know in one of its items is asked once", arguments: TestEngine.both)
    func oneBody(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let plan = try await place.start()
            let unit = try #require(try await place.items(plan)[0].legs.first { $0.side == .oldArea }).unit
            _ = try await place.useCases.addItems(
                place.oldArea, plan: plan, [["title": "One more", "oldAreaLead": unit, "due": "2027-06-30"]])
            try await place.agree(plan)
            let added = try #require(try await place.items(plan).last?.legs.first { $0.unit == unit })
            try await place.useCases.database.write { connection in
                try connection.run("UPDATE work_leg SET organisation_id = NULL WHERE id = ?", [.id(added.id)])
            }
            let cycle = try await place.useCases.openCycle(place.oldArea, FilingWorld.order(place)).text
            let rows = try await place.useCases.cycle(place.oldArea, id: cycle).rows
            #expect(rows.filter { $0.filing.unit == unit && $0.filing.side == .oldArea }.count == 1)
        }
    }

    @Test("Bodies are told when a cycle opens")
    func told() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let plan = try await place.start()
            try await place.agree(plan)
            let leg = try #require(try await place.items(plan)[0].legs.first { $0.side == .oldArea })
            let unit = try await place.person(of: leg)
            _ = try await place.useCases.openCycle(place.oldArea, FilingWorld.order(place))
            #expect(try await place.told(unit) == ["told.filing.open"])
        }
    }

    @Test("What is typed is kept; two people in one field are told; nothing is lost", arguments: TestEngine.both)
    func saves(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let line = try #require(try await world.detail().lines.first)
            let done = FilingPlace(leg: line.leg.id, field: "done")
            let next = FilingPlace(leg: line.leg.id, field: "next")
            let first = try await world.edit([done: "Surveyed"])
            let second = try await world.edit([done: "Counted"])
            let third = try await world.edit([next: "Build"])
            #expect(try await world.useCases.saveFiling(world.unit, id: world.filing, first) == 2)
            // Another field of the same page is no collision.
            try await world.useCases.saveFiling(world.unit, id: world.filing, third)
            let lost = await #expect(throws: EditCollision.self) {
                try await world.useCases.saveFiling(world.oldArea, id: world.filing, second)
            }
            #expect(lost?.fields == [.init(name: done.description, was: "", theirs: "Surveyed", yours: "Counted")])
            let boxes = try await world.detail().lines[0].boxes
            #expect(boxes.first { $0.place == done }?.text == "Surveyed")
            #expect(boxes.first { $0.place == next }?.text == "Build")
            #expect(try await world.state() == .draft)
            // A page that kept another field since still shows the old text of this one: its revision says nothing of it.
            let now = try await world.detail().filing.revision
            await #expect(throws: EditCollision.self) {
                try await world.useCases.saveFiling(
                    world.oldArea, id: world.filing,
                    Edit(revision: now, seen: second.seen, values: second.values))
            }
            // Emptied is empty, and the same again is no change.
            try await world.useCases.saveFiling(world.unit, id: world.filing, try await world.edit([next: " "]))
            let trace = try await world.trace()
            try await world.useCases.saveFiling(world.unit, id: world.filing, try await world.edit([next: ""]))
            #expect(try await world.trace() == trace)
            let long = try await world.edit([next: String(repeating: "x", count: 4_001)])
            let refused = try await cause { try await world.useCases.saveFiling(world.unit, id: world.filing, long) }
            #expect(
                refused
                    == .invalid([
                        ValidationFailure(
                            field: next.description, message: "leg.wordsTooLong", arguments: ["longest": "4000"])
                    ]))
        }
    }

    @Test(
        "Handing in needs every field that must be filled, and readable; then the shares show the progress",
        arguments: TestEngine.both)
    func submits(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let gaps = try await cause { try await world.move(world.unit, "submit") }
            guard case .invalid(let failures) = gaps else {
                Issue.record("handed in with gaps: \(String(describing: gaps))")
                return
            }
            let asked = try await world.detail().lines.flatMap(\.boxes).filter { $0.field.key == "done" }
            #expect(failures.map(\.field).sorted() == asked.map(\.place.description).sorted())
            if try await world.detail().lines.contains(where: \.milestones.isEmpty) {
                let wrong = try await world.everything(progress: "many")
                let trace = try await world.trace()
                let unread = try await cause {
                    try await world.useCases.moveFiling(world.unit, id: world.filing, step: "submit", edit: wrong)
                }
                guard case .invalid(let failures) = unread else {
                    Issue.record("handed in with \(String(describing: unread))")
                    return
                }
                #expect(Set(failures.map(\.message)) == ["entry.problem.notANumber"])
                #expect(try await world.trace() == trace)
            }
            try await world.submit()
            #expect(try await world.state() == .submitted)
            for line in try await world.detail().lines where line.milestones.isEmpty {
                #expect(line.leg.progress == 400)
            }
            #expect(try await world.place.told(world.oldArea).last == "told.filing.submit")
            // What is handed in is not written in any more, until it is taken back.
            let line = try await world.detail().lines[0]
            let late = try await world.edit([FilingPlace(leg: line.leg.id, field: "next"): "More"])
            let closed = try await cause { try await world.useCases.saveFiling(world.unit, id: world.filing, late) }
            #expect(closed == .conflict(reason: "loop.notNow"))
            try await world.move(world.unit, "take-back")
            let back = try await world.detail().filing
            #expect(back.state == .draft && back.firstSubmittedAt == nil)
        }
    }

    @Test("A filing sent back shows and opens only what is to be mended", arguments: TestEngine.both)
    func returns(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            try await world.submit()
            let line = try await world.detail().lines[0]
            let done = FilingPlace(leg: line.leg.id, field: "done")
            let bare = try await cause { try await world.move(world.oldArea, "send-back") }
            #expect(bare == .invalid([ValidationFailure(field: "note", message: "loop.missing.remark")]))
            let foreign = try await cause {
                try await world.move(world.oldArea, "send-back", remarks: ["body.nothing": "What?"])
            }
            #expect(
                foreign == .invalid([ValidationFailure(field: "body.nothing", message: "filing.remarkForm")]))
            try await world.move(world.oldArea, "send-back", remarks: [done.description: "Which sites?"])
            let detail = try await world.detail()
            #expect(detail.filing.state == .returned && detail.filing.returns == 1)
            let boxes = detail.lines.flatMap(\.boxes) + detail.body
            #expect(boxes.filter(\.isOpen).map(\.place) == [done])
            #expect(boxes.first { $0.place == done }?.remark?.text == "Which sites?")
            let other = try await world.edit([FilingPlace(leg: line.leg.id, field: "next"): "More"])
            let refused = try await cause { try await world.useCases.saveFiling(world.unit, id: world.filing, other) }
            #expect(
                refused
                    == .invalid([
                        ValidationFailure(
                            field: FilingPlace(leg: line.leg.id, field: "next").description, message: "filing.notOpen")
                    ]))
            try await world.useCases.moveFiling(
                world.unit, id: world.filing, step: "submit", edit: try await world.edit([done: "North and south"]))
            #expect(try await world.detail().lines.flatMap(\.boxes).allSatisfy { $0.remark == nil })
            // Taken back, it is still the marked field alone that is open, and it is no later than it was.
            try await world.move(world.unit, "take-back")
            let again = try await world.detail()
            #expect((again.lines.flatMap(\.boxes) + again.body).filter(\.isOpen).map(\.place) == [done])
            #expect(again.filing.firstSubmittedAt != nil)
            try await world.move(world.unit, "submit")
            try await world.move(world.colleague, "accept")
            #expect(try await world.state() == .accepted)
            // The other city reads what was accepted, and not what was said on the way.
            let outside = try await world.detail(world.place.eastern)
            #expect(outside.steps.count == 6 && outside.steps.allSatisfy { $0.note == nil })
            #expect(try await world.detail().steps.contains { $0.note?.contains("Which sites?") == true })
            #expect(
                try await world.place.told(world.unit).suffix(2) == ["told.filing.send-back", "told.filing.accept"])
        }
    }

    @Test(
        "What is to be handed in, and what is to be checked, stands in the day of whom it waits for",
        arguments: TestEngine.both)
    func days(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            func kinds(_ caller: Caller) async throws -> Set<String> {
                let day = try await world.useCases.day(caller)
                return Set((day.toDo.entries + day.waiting.entries).map(\.path).filter { $0.hasPrefix("/filings/") })
            }
            #expect(try await kinds(world.unit) == ["/filings/" + world.filing])
            try await world.submit()
            #expect(try await kinds(world.unit).isEmpty)
            #expect(try await kinds(world.oldArea).contains("/filings/" + world.filing))
            try world.go(to: "2027-02-11")
            _ = try await world.useCases.closeDueCycles()
            try await world.move(world.oldArea, "send-back", "Which sites?")
            #expect(try await kinds(world.unit) == ["/filings/" + world.filing])
            try await world.move(world.unit, "submit")
            try await world.move(world.oldArea, "accept")
            #expect(try await !kinds(world.oldArea).contains("/filings/" + world.filing))
        }
    }

    @Test("Others see a filing once it is accepted; in one go an office accepts all but its own")
    func accepts() async throws {
        try await FilingWorld.open(.sqlite) { world in
            let hidden = try await cause { _ = try await world.detail(world.place.eastern) }
            #expect(hidden == .notFound)
            try await world.submit()
            #expect(try await cause { _ = try await world.detail(world.place.eastern) } == .notFound)
            // The eastern office accepts nothing of the other side's.
            let (none, left) = try await world.useCases.acceptFilings(
                world.place.eastern, cycle: world.cycle, [world.filing])
            #expect(none == 0 && left == 1)
            let (accepted, rest) = try await world.useCases.acceptFilings(
                world.oldArea, cycle: world.cycle, [world.filing])
            #expect(accepted == 1 && rest == 0)
            #expect(try await world.detail(world.place.eastern).filing.state == .accepted)
        }
    }

    @Test("Who files for a body attaches the paper, and another accepts", arguments: TestEngine.both)
    func filesFor(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let useCases = world.useCases
            let bare = try await cause {
                try await useCases.moveFiling(
                    world.oldArea, id: world.filing, step: "submit-for", edit: try await world.everything())
            }
            #expect(bare == .invalid([ValidationFailure(field: "file", message: "loop.missing.paper")]))
            let paper = world.place.office.folder.appending(path: "paper.txt")
            try Data("Signed".utf8).write(to: paper)
            try await useCases.addFilingPaper(
                world.oldArea, id: world.filing, path: paper.path(), fileName: "paper.txt")
            try await useCases.moveFiling(
                world.oldArea, id: world.filing, step: "submit-for", edit: try await world.everything())
            let detail = try await world.detail()
            #expect(detail.filing.isForUnit && detail.filing.state == .submitted && detail.papers.count == 1)
            let own = try await cause { try await world.move(world.oldArea, "accept") }
            #expect(own == .forbidden(reason: "rule.loopSecondPerson"))
            let (accepted, left) = try await useCases.acceptFilings(
                world.oldArea, cycle: world.cycle, [world.filing])
            #expect(accepted == 0 && left == 1)
            try await world.move(world.colleague, "accept")
            let hash = try #require(detail.papers.first?.hash)
            let file = try await useCases.filingPaper(world.unit, id: world.filing, hash: hash)
            #expect(file.name == "paper.txt")
            #expect(
                try await cause {
                    _ = try await useCases.filingPaper(world.place.eastern, id: world.filing, hash: hash)
                }
                    == .notFound)
            #expect(try await useCases.database.read { try DocumentQueries($0).needsFile(hash) })
        }
    }
}

extension FilingWorld {
    /// How often something was recorded.
    func events(_ action: String) async throws -> Int { try await place.office.events(action: action).count }
}
