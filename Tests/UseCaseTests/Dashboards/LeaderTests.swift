// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("What a leading official reads")
struct LeaderTests {
    @Test("Zero is zero: without a list, meetings, orders and requests", arguments: TestEngine.both)
    func zero(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let useCases = place.useCases
            let page = try await useCases.leaderPage(place.oldArea)
            #expect(page.pairing.id == place.office.own.id && page.year == 2027 && page.plan == nil)
            #expect(page.items == 0 && page.areas.isEmpty && page.late.count == 0 && page.waiting.isEmpty)
            #expect(page.decisions?.isEmpty == true && page.orders?.open == 0 && page.requests?.count == 0)
            #expect(page.next == nil)
            // A draft is nobody's year.
            _ = try await place.start()
            #expect(try await useCases.leaderPage(place.oldArea).plan == nil)
        }
    }

    @Test("Each number is that of its rows, and of the raw rows", arguments: TestEngine.both)
    func numbers(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, office) = (place.useCases, place.office)
            let plan = try await place.start()
            try await place.agree(plan)
            let items = try await place.items(plan)
            try await useCases.database.write { connection in
                for (number, line) in items.enumerated() {
                    let due = number % 2 == 0 ? "2027-01-1\(number % 5)" : "2027-12-31"
                    try connection.run(
                        "UPDATE work_item SET agreed_due = ? WHERE id = ?", [.text(due), .id(line.item.id)])
                }
                try connection.run(
                    "UPDATE work_leg SET state = 'confirming' WHERE side = 'eastern' AND item_id = ?",
                    [.id(items[1].item.id)])
            }
            let page = try await useCases.leaderPage(place.oldArea)
            let late = try await place.items(plan).filter { $0.light.isLate }
            #expect(page.plan?.text == plan && page.items == items.count && page.late.count == late.count)
            #expect(late.count == (items.count + 1) / 2)
            #expect(page.late.first.count == min(late.count, LeaderView.most))
            let first = try #require(page.late.first.first)
            let line = try #require(late.first { "/items/" + $0.item.id.text == first.path })
            #expect(Set(first.who.map(\.name)) == Set(line.legs.map(\.unit)) && first.due?.description == "2027-01-10")
            #expect(page.total == LightCounts(try await place.items(plan).map(\.light)))
            for area in page.areas {
                for (light, count) in area.counts.inOrder {
                    var query = LeaderQuery()
                    (query.area, query.level) = (area.area, light.level)
                    let rows = try await useCases.leaderRows(place.oldArea, query)
                    #expect(rows.count == count && rows.rows.count == count)
                    #expect(rows.rows.allSatisfy { $0.light?.level == light.level && $0.area == area.area })
                }
            }
            let asked = items[1].legs.count { $0.side == .eastern }
            #expect((page.waiting[.oldArea] ?? []).count == asked && page.waiting[.eastern] == nil)
            #expect(page.side == .oldArea)
            try await useCases.proposeLights(
                place.eastern, pairing: office.own.code, NewLights(preset: "threeLights", numbers: [:]))
            let waiting = try await useCases.leaderPage(place.oldArea).waiting[.oldArea] ?? []
            #expect(waiting.count == asked + 1 && waiting.last?.path == "/lights/" + office.own.code)
            var query = LeaderQuery()
            (query.what, query.side) = (.waiting, .oldArea)
            #expect(try await useCases.leaderRows(place.oldArea, query).count == asked + 1)
        }
    }

    @Test("Orders and requests: as many as their lists have, for those who read them", arguments: TestEngine.both)
    func matters(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let useCases = office.useCases
            let id = try await office.request(people)
            try await office.take(
                id, (people.applicant, "submit", LoopInput()),
                (people.first, "consult", LoopInput(day: "2027-01-20", unit: "Forestry")))
            #expect(try await useCases.leaderPage(people.first).requests?.count == 0)
            try await office.answer(id, 0, people.forestry)
            _ = try await office.order(by: people.first)
            let page = try await useCases.leaderPage(people.first)
            #expect(page.requests?.count == 1 && page.requests?.first.first?.path == "/requests/" + id)
            var query = OrderQuery()
            query.pairing = office.own.code
            let listed = try await useCases.listOrders(people.first, query)
            #expect(page.orders?.open == listed.count && listed.count == 1 && page.orders?.overdue == listed.overdue)
            // The other office doesn't decide it, and reads neither the opinion nor the number.
            #expect(try await useCases.leaderPage(people.otherOffice).requests?.count == 0)
            // Whoever may not read orders and requests is told nothing of them; whoever reads no work gets no page.
            let observer = try await office.caller("observer", .observer(office.own.id))
            let seen = try await useCases.leaderPage(observer)
            #expect(seen.orders == nil && seen.requests == nil && seen.decisions == nil && seen.side == nil)
            var decided = LeaderQuery()
            decided.what = .decisions
            let refused = try await cause { _ = try await useCases.leaderRows(observer, decided) }
            #expect(refused == .forbidden(reason: "rule.draftsForOffices"))
            let nation = try await useCases.leaderPage(
                try await office.caller("nation", .national), pairing: office.own.code)
            #expect(nation.requests?.count == 1 && nation.orders?.open == 0)
            let stranger = try await cause {
                _ = try await useCases.leaderPage(people.stranger, pairing: office.own.code)
            }
            #expect(stranger == .notFound)
            let system = try await office.caller("system", .systemAdmin)
            #expect(
                try await cause { _ = try await useCases.leaderPage(system) }
                    == .forbidden(reason: "rule.administratorsWithoutBusiness"))
        }
    }
}
