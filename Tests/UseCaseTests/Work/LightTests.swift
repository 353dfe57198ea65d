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

@Suite("Lights that offices choose")
struct LightTests {
    /// Counts recomputed from the raw rows, item by item.
    private func recount(_ useCases: UseCases, _ plan: String, _ rule: LightRule) async throws -> [WorkLight.Level: Int]
    {
        let today = useCases.surroundings.now().day
        return try await useCases.database.read { connection in
            let id = try #require(Identifier<YearPlan>(plan))
            let items = try WorkItemQueries(connection).all(of: id)
            let legs = try WorkLegQueries(connection).all(of: id)
            let nodes = try WorkItemQueries(connection).milestones(of: items.map(\.item.id))
            var counts: [WorkLight.Level: Int] = [:]
            for record in items {
                let own = (legs[record.item.id] ?? []).map(\.leg).filter { $0.parent == nil }
                let running = own.filter { $0.state != .withdrawn }
                let done = running.map { leg -> Int in
                    if [.done, .confirming, .closed].contains(leg.state) { return 1_000 }
                    let parts = (legs[record.item.id] ?? []).map(\.leg).filter {
                        $0.parent == leg.id && $0.state != .withdrawn
                    }
                    guard leg.state == .handedOn, !parts.isEmpty else { return leg.progress }
                    return parts.map { [.done, .confirming, .closed].contains($0.state) ? 1_000 : $0.progress }
                        .reduce(0, +) / parts.count
                }
                let light = WorkLight(
                    LightSubject(
                        start: record.agreedStart, due: record.agreedDue,
                        milestones: (nodes[record.item.id] ?? []).filter(\.isAgreed),
                        progress: running.isEmpty ? 0 : done.reduce(0, +) / running.count, states: own.map(\.state)),
                    today: today, rule, useCases.surroundings.calendar)
                counts[light.level, default: 0] += 1
            }
            return counts
        }
    }

    /// Brings shares and milestones into many states.
    private func disorder(_ items: [ItemLine], _ place: WorkPlace) async throws {
        let useCases = place.useCases
        let all: [WorkLeg.State] = [
            .open, .handedOn, .done, .confirming, .closed, .suspended, .withdrawn, .carried,
        ]
        // Of every second item all shares stand alike, of the others each by itself.
        let places = Dictionary(
            items.enumerated().map { ($0.element.item.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        @Sendable func states(of leg: WorkLeg, _ number: Int) -> WorkLeg.State {
            let place = places[leg.item] ?? 0
            return place % 2 == 0
                ? all[place / 2 % all.count] : number % 3 == 0 ? .open : all[number * 7 % all.count]
        }
        try await useCases.database.write { connection in
            for (number, leg) in items.flatMap(\.legs).enumerated() {
                let part = WorkLeg(
                    id: useCases.surroundings.identifier(), item: leg.item, parent: leg.id, side: leg.side,
                    organisation: nil, unit: "Part \(number)", role: .cooperate,
                    state: number % 3 == 0 ? .done : .open, progress: number * 37 % 1_000)
                if number % 4 == 0 {
                    try WorkLegQueries(connection).insert([
                        WorkLegRecord(leg: part, pairing: place.office.own.id, year: 2027, position: 99)
                    ])
                }
                _ = try connection.run(
                    "UPDATE work_leg SET state = ?, progress = ? WHERE id = ?",
                    [
                        .choice(states(of: leg, number)),
                        .integer(number * 41 % 1_000), .id(leg.id),
                    ])
            }
            for (number, line) in items.enumerated() where number % 2 == 0 {
                try WorkItemQueries(connection).insert(
                    (1...3).map { node in
                        Milestone(
                            id: useCases.surroundings.identifier(), item: line.item.id,
                            due: CalendarDate(iso: "2027-0\(node)-20")!, text: "M", weight: node + number,
                            reachedOn: node == 1 ? CalendarDate(iso: "2027-01-10") : nil,
                            isAgreed: node < 3, isDropped: node == 2)
                    })
                _ = try connection.run(
                    "UPDATE work_item SET agreed_due = ? WHERE id = ?",
                    [.text("2027-0\(number % 3 + 1)-28"), .id(line.item.id)])
            }
        }
    }

    @Test("One query of a list counts what its raw rows say, whatever their states", arguments: TestEngine.both)
    func counts(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, plan) = (place.useCases, try await place.start())
            #expect(try await useCases.yearPlans(place.oldArea)[0].lights.counts[.waiting] != nil)
            try await place.agree(plan)
            let items = try await place.items(plan)
            try await disorder(items, place)
            for month in 1...3 {
                let day = try #require(CalendarDate(iso: "2027-0\(month)-25"))
                place.office.bench.advance(to: Instant(startOf: day))
                let rule = try #require(useCases.surroundings.presets.standardLights.map { LightRule($0) })
                let raw = try await recount(useCases, plan, rule)
                let listed = try await useCases.yearPlans(place.oldArea)[0].lights.counts
                #expect(listed == raw)
                #expect(LightCounts(try await place.items(plan).map(\.light)).counts == raw)
                #expect(raw.count > 2)
            }
        }
    }

    @Test("Lights change when the other city has agreed, and nobody else may choose", arguments: TestEngine.both)
    func choosing(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, code) = (place.useCases, place.office.own.code)
            let plan = try await place.start()
            try await place.agree(plan)
            let new = NewLights(preset: "blueYellowRed", numbers: ["near.daysLeft": "5", "behind.lag": "10"])
            let leg = try #require(try await place.items(plan).flatMap(\.legs).first { $0.organisation != nil })
            let others = [
                try await place.person(of: leg), try await place.office.caller("nation", .national),
                try await place.office.caller("observer", .observer(place.office.own.id)),
                try await place.office.caller("province", .province(DivisionCode("930000")!)),
            ]
            for caller in others {
                #expect(try await useCases.lights(caller, pairing: code).side == nil)
                let refused = try await cause { try await useCases.proposeLights(caller, pairing: code, new) }
                #expect(refused == .forbidden(reason: "rule.officesOnly"), "\(caller.name)")
            }
            let stranger = try await place.office.officeOf(place.office.foreign)
            #expect(try await cause { _ = try await useCases.lights(stranger, pairing: code) } == .notFound)
            #expect(try await cause { try await useCases.proposeLights(stranger, pairing: code, new) } == .notFound)

            let wrong = NewLights(preset: "greenYellowRed", numbers: ["near.lag": "20", "overdue.daysOver": "500"])
            let found = try await cause { try await useCases.proposeLights(place.oldArea, pairing: code, wrong) }
            guard case .invalid(let failures)? = found else {
                Issue.record("what is wrong was taken")
                return
            }
            #expect(failures.map(\.field).sorted() == ["late.lag", "overdue.daysOver"])
            #expect(failures.map(\.message).sorted() == ["cycle.daysForm", "lights.crossed"])

            try await useCases.proposeLights(place.oldArea, pairing: code, new)
            #expect(try await place.told(place.eastern).last == "told.lights.proposed")
            #expect(try await useCases.lights(place.eastern, pairing: code).rule.preset == "greenYellowRed")
            let again = try await cause { try await useCases.proposeLights(place.eastern, pairing: code, new) }
            #expect(again == .conflict(reason: "lights.waitsAlready"))
            let own = try await cause { try await useCases.agreeLights(place.oldArea, pairing: code, number: 1) }
            #expect(own == .conflict(reason: "lights.ownProposal"))
            try await useCases.agreeLights(place.eastern, pairing: code, number: 1)
            let detail = try await useCases.lights(place.oldArea, pairing: code)
            #expect(detail.rule.preset == "blueYellowRed" && detail.since != nil && detail.proposal == nil)
            #expect(detail.rule.numbers.map { "\($0.name.text) \($0.value)" } == ["near.daysLeft 5", "behind.lag 100"])
            #expect(detail.detail.events.map(\.action) == ["lights.agree", "lights.propose"])
            let late = try await cause { try await useCases.agreeLights(place.eastern, pairing: code, number: 1) }
            #expect(late == .conflict(reason: "loop.notNow"))
            #expect(try await useCases.lights(stranger, pairing: place.office.foreign.code).since == nil)
            // Proposed by the other city, refused by this one: nothing changed.
            try await useCases.proposeLights(
                place.eastern, pairing: code, NewLights(preset: "threeLights", numbers: [:]))
            try await useCases.dropLights(place.oldArea, pairing: code, number: 2)
            #expect(try await useCases.lights(place.oldArea, pairing: code).rule.preset == "blueYellowRed")
            #expect(try await place.told(place.eastern).last == "told.lights.refused")
        }
    }

    @Test("Items, lists, the day and the workbook have the light of the preset", arguments: TestEngine.both)
    func everywhere(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, code) = (place.useCases, place.office.own.code)
            let plan = try await place.start()
            try await place.agree(plan)
            try await useCases.proposeLights(
                place.oldArea, pairing: code, NewLights(preset: "blueYellowRed", numbers: [:]))
            try await useCases.agreeLights(place.eastern, pairing: code, number: 1)
            try await useCases.database.write {
                _ = try $0.run("UPDATE work_item SET agreed_start = '2026-01-01', agreed_due = '2027-12-31'")
            }
            let item = try #require(try await place.items(plan).first { $0.legs.contains { $0.organisation != nil } })
            #expect(item.light.level == .behind && item.light.look?.letter.english == "Y")
            #expect(try await useCases.item(place.oldArea, id: item.item.id.text).line.light == item.light)
            let counts = try await useCases.yearPlans(place.oldArea)[0].lights
            #expect(Set(counts.counts.keys) == [.behind] && counts.looks[.behind] == item.light.look)
            let leg = try #require(item.legs.first { $0.organisation != nil })
            let day = try await useCases.day(try await place.person(of: leg))
            #expect(day.toDo.entries.first?.light?.look == item.light.look)
            let bytes = try await useCases.exportYearPlan(place.oldArea, id: plan, language: .english)
            let sheet = try #require(try readXLSX(MemorySource(bytes), most: 1).first)
            #expect(sheet.rows.joined().contains { "\($0)".contains("Y behind its time") })
        }
    }

    @Test(
        "What a cycle's lights were when it closed stays, whatever is chosen or done later", arguments: TestEngine.both)
    func kept(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let (useCases, place) = (world.useCases, world.place)
            #expect(try await useCases.cycle(world.oldArea, id: world.cycle).lights.isEmpty)
            try world.go(to: "2027-02-11")
            let rule = try #require(useCases.surroundings.presets.standardLights.map { LightRule($0) })
            let raw = try await recount(useCases, world.plan, rule)
            _ = try await useCases.closeDueCycles()
            func total() async throws -> [WorkLight.Level: Int] {
                try await useCases.cycle(world.unit, id: world.cycle).lights.map(\.counts.counts).reduce(into: [:]) {
                    $0.merge($1, uniquingKeysWith: +)
                }
            }
            #expect(try await total() == raw && !raw.isEmpty)
            let counts = try await useCases.cycle(world.oldArea, id: world.cycle)
            let code = place.office.own.code
            try await useCases.proposeLights(
                place.oldArea, pairing: code, NewLights(preset: "blueYellowRed", numbers: [:]))
            try await useCases.agreeLights(place.eastern, pairing: code, number: 1)
            try await useCases.database.write {
                _ = try $0.run("UPDATE work_item SET agreed_due = '2027-01-01', area = 'Elsewhere'")
            }
            #expect(try await total() == raw)
            let later = try await useCases.cycle(world.oldArea, id: world.cycle)
            #expect(later.lights.map(\.area) == counts.lights.map(\.area))
            #expect(later.lights.map(\.counts.looks) == counts.lights.map(\.counts.looks))
            #expect(later.all == counts.all && later.areas.map(\.count) == counts.areas.map(\.count))
            #expect(try await useCases.yearPlans(place.oldArea)[0].lights.counts != raw)
        }
    }

    @Test("Each office chooses its slips; what was issued keeps its own", arguments: TestEngine.both)
    func slips(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let (useCases, code) = (office.useCases, office.own.code)
            let id = try await office.order(["level": "orange"], by: people.first)
            try await office.move(id, (people.first, "propose"), (people.second, "approve"), (people.first, "issue"))
            let foreign = try await cause {
                try await useCases.chooseSlips(
                    people.otherOffice, pairing: code, side: .oldArea, preset: "blueYellowRedSlips")
            }
            #expect(foreign == .forbidden(reason: "rule.otherSide"))
            let unknown = try await cause {
                try await useCases.chooseSlips(people.first, pairing: code, side: .oldArea, preset: "none")
            }
            #expect(unknown == .invalid([ValidationFailure(field: "slips", message: "lights.presetUnknown")]))
            try await useCases.chooseSlips(people.first, pairing: code, side: .oldArea, preset: "blueYellowRedSlips")
            #expect(try await useCases.order(people.first, id: id).look?.colour == .orange)
            let new = try await office.order(["level": "orange"], by: people.first)
            #expect(try await useCases.order(people.first, id: new).look?.colour == .yellow)
            let slips = try await useCases.lights(people.first, pairing: code).slips
            #expect(slips.map(\.preset?.key) == ["blueYellowRedSlips", "blueOrangeRedSlips"])
            #expect(slips.map(\.mayChoose) == [true, false])
        }
    }
}
