// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import Foundation
import OfficeFiles
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Reporting cycles")
struct CycleTests {
    @Test(
        "A cycle closes after its last day: accepted is locked, the rest missed; later changes are corrections",
        arguments: TestEngine.both)
    func closes(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let useCases = world.useCases
            try await world.submit()
            try await world.move(world.oldArea, "accept")
            try world.go(to: "2027-02-10")
            #expect(try await useCases.closeDueCycles() == nil)
            try world.go(to: "2027-02-11")
            #expect(try await useCases.closeDueCycles()?.arguments == ["count": "1"])
            #expect(try await useCases.closeDueCycles() == nil)
            let cycle = try await useCases.cycle(world.oldArea, id: world.cycle)
            #expect(cycle.cycle.closedAt != nil)
            #expect(Set(cycle.rows.map(\.filing.state)) == [.locked, .missed])
            #expect(cycle.all.accepted == 1 && cycle.all.late == cycle.rows.count - 1)
            // The list counts in the database what the page counts row by row.
            #expect(try await useCases.cycles(world.oldArea).cycles.map(\.count) == [cycle.all])
            #expect(try await useCases.cycles(world.unit).cycles[0].own.map(\.id.text) == [world.filing])
            let line = try #require(try await world.detail().lines.first)
            let place = FilingPlace(leg: line.leg.id, field: "done")
            let bare = try await cause {
                try await useCases.correctFiling(
                    world.oldArea, id: world.filing, revision: nil, place: place.description, "Three sites", reason: "")
            }
            #expect(bare == .invalid([ValidationFailure(field: "note", message: "loop.missing.reason")]))
            let unit = try await cause {
                try await useCases.correctFiling(
                    world.unit, id: world.filing, revision: nil, place: place.description, "Three", reason: "So")
            }
            #expect(unit == .forbidden(reason: "rule.officesOnly"))
            try await useCases.correctFiling(
                world.oldArea, id: world.filing, revision: nil, place: place.description, "Three sites",
                reason: "One was forgotten")
            let detail = try await world.detail()
            #expect(detail.filing.state == .locked)
            #expect(detail.corrections.map(\.before) == ["Two sites surveyed"])
            #expect(detail.corrections.map(\.after) == ["Three sites"])
            #expect(detail.lines[0].boxes.first { $0.place == place }?.text == "Three sites")
            if let free = detail.lines.first(where: \.milestones.isEmpty) {
                try await useCases.correctFiling(
                    world.oldArea, id: world.filing, revision: nil,
                    place: FilingPlace(leg: free.leg.id, field: "progress").description, "60", reason: "Counted anew")
                #expect(try await world.detail().lines.first { $0.leg.id == free.leg.id }?.leg.progress == 600)
            }
        }
    }

    @Test(
        "Days of an open cycle are moved with the reason; bodies are told, late is counted anew",
        arguments: TestEngine.both)
    func movedDays(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let useCases = world.useCases
            func move(
                _ due: String, _ closes: String, _ reason: String = "A holiday", by caller: Caller? = nil,
                revision: Int? = nil
            ) async throws -> UseCaseError.Cause? {
                try await cause {
                    try await useCases.moveCycleDays(
                        caller ?? world.oldArea, cycle: world.cycle, revision: revision, due: due, closes: closes,
                        reason: reason)
                }
            }
            func wrong(_ field: String, _ message: String) -> UseCaseError.Cause {
                .invalid([ValidationFailure(field: field, message: message)])
            }
            #expect(
                try await move("2027-02-03", "2027-02-12", by: world.unit) == .forbidden(reason: "rule.officesOnly"))
            #expect(try await move("2027-02-03", "2027-02-12", "") == wrong("reason", "loop.missing.reason"))
            #expect(try await move("2027-01-14", "2027-02-12") == wrong("due", "cycle.duePast"))
            #expect(try await move("2027-01-18", "2027-02-12") == wrong("due", "cycle.dueTooEarly"))
            #expect(try await move("2027-02-03", "2027-02-02") == wrong("closes", "cycle.closesBeforeDue"))
            #expect(try await move("2027-02-03", "2027-02-12", revision: 7) == .stale(revision: 1))
            try world.go(to: "2027-02-01")
            #expect(try await useCases.cycle(world.oldArea, id: world.cycle).all.late > 0)
            #expect(try await move("2027-02-03", "2027-02-12") == nil)
            let detail = try await useCases.cycle(world.oldArea, id: world.cycle)
            #expect(detail.cycle.due.description == "2027-02-03" && detail.cycle.closes.description == "2027-02-12")
            #expect(detail.all.late == 0 && detail.mayMoveDays)
            #expect(try await world.place.told(world.unit).contains("told.filing.days"))
            #expect(try await move("2027-02-03", "2027-02-03") == wrong("closes", "cycle.dueTooEarly"))
            // Who came late stays late, whatever day is set afterwards.
            try world.go(to: "2027-02-04")
            try await world.submit()
            #expect(try await move("2027-02-10", "2027-02-12") == wrong("due", "cycle.lateAlready"))
            #expect(try await move("2027-02-03", "2027-02-15") == nil)
            try world.go(to: "2027-02-16")
            _ = try await useCases.closeDueCycles()
            #expect(try await move("2027-03-03", "2027-03-12") == .conflict(reason: "cycle.closedDays"))
        }
    }

    @Test("What was missed is handed in with the reason, and counts as late")
    func late() async throws {
        try await FilingWorld.open(.sqlite) { world in
            try world.go(to: "2027-02-11")
            _ = try await world.useCases.closeDueCycles()
            #expect(try await world.state() == .missed)
            let bare = try await cause { try await world.submit() }
            #expect(bare == .invalid([ValidationFailure(field: "note", message: "loop.missing.reason")]))
            try await world.useCases.moveFiling(
                world.unit, id: world.filing, step: "submit", LoopInput(note: "The person was ill"),
                edit: try await world.everything())
            try await world.move(world.oldArea, "accept")
            let detail = try await world.detail()
            #expect(detail.filing.state == .locked && detail.isLate)
        }
    }

    @Test(
        "Bodies are reminded by the rule, then the office is told, then an order is drafted, each once a day",
        arguments: TestEngine.both)
    func chases(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let useCases = world.useCases
            try await useCases.keepFilingRule(
                world.oldArea, pairing: world.place.office.own.code,
                [
                    "revision": "0", "dueAfter": "10", "closesAfter": "30", "remindBefore": "3", "remindEvery": "2",
                    "orderAfter": "3",
                ])
            func reminders() async throws -> [String] {
                try await world.place.told(world.unit).filter { $0.hasPrefix("told.filing.") }
            }
            #expect(try await useCases.chaseFilings() == nil)
            // The 29th is a Friday: three working days before it is the 26th.
            try world.go(to: "2027-01-26")
            #expect(try await useCases.chaseFilings() != nil)
            #expect(try await useCases.chaseFilings() == nil)
            #expect(try await reminders() == ["told.filing.due"])
            // Saturday and Sunday lie between: Monday is one working day after.
            try world.go(to: "2027-02-01")
            _ = try await useCases.chaseFilings()
            #expect(try await reminders().last == "told.filing.overdue")
            #expect(try await world.place.told(world.oldArea).contains("told.filing.unanswered"))
            try world.go(to: "2027-02-03")
            _ = try await useCases.chaseFilings()
            try world.go(to: "2027-02-05")
            _ = try await useCases.chaseFilings()
            var query = OrderQuery()
            query.side = .oldArea
            let orders = try await useCases.listOrders(world.oldArea, query)
            let bodies = try await useCases.cycle(world.oldArea, id: world.cycle).rows.count {
                $0.filing.organisation != nil && $0.filing.side == .oldArea
            }
            #expect(orders.count == bodies && bodies > 0)
            #expect(try await world.place.told(world.oldArea).contains("told.filing.order"))
            // Who hands in is left alone.
            try await world.submit()
            let before = try await reminders()
            try world.go(to: "2027-02-09")
            _ = try await useCases.chaseFilings()
            #expect(try await reminders() == before)
        }
    }

    @Test("One press reminds everybody of the office's side, once a day")
    func remindsAll() async throws {
        try await FilingWorld.open(.sqlite) { world in
            let missing = try await world.useCases.cycle(world.oldArea, id: world.cycle).rows.count {
                $0.filing.side == .oldArea
            }
            #expect(try await world.useCases.remindFilings(world.oldArea, cycle: world.cycle) == missing)
            #expect(try await world.useCases.remindFilings(world.oldArea, cycle: world.cycle) == 0)
            #expect(
                try await cause { _ = try await world.useCases.remindFilings(world.unit, cycle: world.cycle) }
                    == .forbidden(reason: "rule.officesOnly"))
        }
    }

    @Test(
        "Cycles open by themselves where the office wants it, once, and only what has just ended",
        arguments: TestEngine.both)
    func opensItself(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let useCases = world.useCases
            try await useCases.keepFilingRule(
                world.oldArea, pairing: world.place.office.own.code,
                [
                    "revision": "0", "opens": "true", "dueAfter": "10", "closesAfter": "30", "remindBefore": "3",
                    "remindEvery": "2",
                ])
            try world.go(to: "2027-07-01")
            #expect(try await useCases.openDueCycles()?.arguments == ["count": "1"])
            #expect(try await useCases.openDueCycles() == nil)
            let cycles = try await useCases.cycles(world.oldArea).cycles.map(\.cycle)
            #expect(cycles.map(\.period.description) == ["2027Q2", "2027Q1"])
            #expect(cycles[0].due.description == "2027-07-15" && cycles[0].openedBy.isEmpty)
            try world.go(to: "2027-11-15")
            #expect(try await useCases.openDueCycles() == nil)
        }
    }

    @Test("The last period stands beside each field; what a later year continues leads back to it")
    func earlier() async throws {
        try await FilingWorld.open(.sqlite) { world in
            try await world.submit()
            try await world.move(world.oldArea, "accept")
            try world.go(to: "2027-06-30")
            let second = try await world.useCases.openCycle(
                world.oldArea,
                FilingWorld.order(world.place, period: "2027Q2", due: "2027-07-15", closes: "2027-07-30")
            ).text
            let detail = try await world.useCases.cycle(world.oldArea, id: second)
            let old = try await world.detail()
            let next = try #require(
                detail.rows.first { $0.filing.side == .oldArea && $0.filing.organisation == old.filing.organisation })
            let filing = try await world.useCases.filing(world.unit, id: next.filing.id.text)
            for line in filing.lines {
                let done = try #require(line.boxes.first { $0.field.key == "done" })
                #expect(done.earlier == [.init(period: "2027Q1", text: "Two sites surveyed")] && done.text.isEmpty)
                for box in line.boxes where box.field.means == FilingForm.progress { #expect(box.text == "40") }
            }
            // A late word about an earlier period leaves alone what was said of a later one.
            guard let free = filing.lines.first(where: \.milestones.isEmpty) else { return }
            var values: [String: String] = [:]
            for box in filing.lines.flatMap(\.boxes) where box.field.field.isRequired {
                values[box.place.description] = box.field.means == FilingForm.progress ? "80" : "Built"
            }
            try await world.useCases.moveFiling(
                world.unit, id: filing.filing.id.text, step: "submit",
                edit: Edit(revision: filing.filing.revision, seen: nil, values: values))
            _ = try await world.useCases.closeDueCycles()
            for (field, text) in [("problems", "None"), ("progress", "50")] {
                try await world.useCases.correctFiling(
                    world.oldArea, id: world.filing, revision: nil,
                    place: FilingPlace(leg: free.leg.id, field: field).description, text, reason: "Typing")
                let leg = try await world.useCases.filing(world.unit, id: filing.filing.id.text).lines
                    .first { $0.leg.id == free.leg.id }?.leg
                #expect(leg?.progress == 800, "\(field)")
            }
        }
    }

    @Test("A workbook that is brought back is merged with what others typed, and handed in when whole")
    func workbook() async throws {
        try await FilingWorld.open(.sqlite) { world in
            let useCases = world.useCases
            let bytes = try await useCases.exportFiling(world.unit, id: world.filing, language: .english)
            var sheets = try readXLSX(MemorySource(bytes), most: 2)
            #expect(sheets.count == 2 && sheets[0].rows.dropFirst() == sheets[1].rows.dropFirst())
            let done = try #require(sheets[0].rows[0].firstIndex { $0.hasPrefix("What was done") })
            let next = try #require(sheets[0].rows[0].firstIndex { $0.hasPrefix("What comes next") })
            let count = try await world.detail().lines.count
            for row in 1...count {
                while sheets[0].rows[row].count <= next { sheets[0].rows[row].append("") }
                sheets[0].rows[row][done] = "Written elsewhere"
            }
            // Somebody types into another field meanwhile: both stand.
            let line = try await world.detail().lines[0]
            let place = FilingPlace(leg: line.leg.id, field: "next")
            try await useCases.saveFiling(world.unit, id: world.filing, try await world.edit([place: "On the page"]))
            #expect(
                try await useCases.importFiling(
                    world.unit, id: world.filing, path: try file(sheets, world), submits: true))
            let detail = try await world.detail()
            #expect(detail.filing.state == .submitted)
            #expect(detail.lines[0].boxes.first { $0.place == place }?.text == "On the page")
            #expect(detail.lines.allSatisfy { $0.boxes.first { $0.field.key == "done" }?.text == "Written elsewhere" })
            // The same field twice is told, and another workbook is none of this filing.
            try await world.move(world.unit, "take-back")
            try await useCases.saveFiling(
                world.unit, id: world.filing,
                try await world.edit([FilingPlace(leg: line.leg.id, field: "done"): "On the page too"]))
            sheets[0].rows[1][done] = "Once more elsewhere"
            await #expect(throws: EditCollision.self) {
                _ = try await useCases.importFiling(
                    world.unit, id: world.filing, path: try file(sheets, world), submits: true)
            }
            let summary = try await useCases.exportCycle(world.oldArea, id: world.cycle, language: .english)
            #expect(try readXLSX(MemorySource(summary), most: 9).last?.title == "Exceptions")
        }
    }

    @Test("A workbook of another filing, one whose columns were moved, and what is none are refused")
    func foreignWorkbooks() async throws {
        try await FilingWorld.open(.sqlite) { world in
            let useCases = world.useCases
            let own = try await useCases.exportFiling(world.unit, id: world.filing, language: .english)
            let sheets = try readXLSX(MemorySource(own), most: 2)
            // The workbook of another filing, and one whose columns were moved.
            let others = try await useCases.cycle(world.oldArea, id: world.cycle).rows.first {
                $0.filing.side == .oldArea && $0.filing.id.text != world.filing
            }
            let foreign = try await useCases.exportFiling(
                world.oldArea, id: try #require(others).filing.id.text, language: .english)
            var shifted = sheets
            for row in shifted[0].rows.indices where shifted[0].rows[row].count > 2 {
                shifted[0].rows[row].remove(at: 2)
            }
            let wrong = [try file(try readXLSX(MemorySource(foreign), most: 2), world), try file(shifted, world)]
            for path in wrong {
                let refused = try await cause {
                    _ = try await useCases.importFiling(world.unit, id: world.filing, path: path, submits: true)
                }
                #expect(refused == .invalid([ValidationFailure(field: "file", message: "filing.otherWorkbook")]))
            }
            let text = world.place.office.folder.appending(path: "no.xlsx")
            try Data("none".utf8).write(to: text)
            let none = try await cause {
                _ = try await useCases.importFiling(world.unit, id: world.filing, path: text.path(), submits: true)
            }
            #expect(none == .invalid([ValidationFailure(field: "file", message: "filing.noWorkbook")]))
        }
    }

    /// The sheets as a workbook that somebody saved.
    private func file(_ sheets: [ReadSheet], _ world: FilingWorld) throws -> String {
        let path = world.place.office.folder.appending(path: "back-\(sheets[0].rows.hashValue).xlsx").path()
        try writeXLSX(
            sheets.map { sheet in
                Sheet(
                    title: sheet.title, columns: sheet.rows[0].map { SheetColumn(header: $0, width: 10) },
                    rows: sheet.rows.dropFirst().map { $0.map { SheetCell.text($0) } })
            }, to: path)
        return path
    }
}
