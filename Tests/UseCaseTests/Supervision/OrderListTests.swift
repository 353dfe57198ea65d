// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Lists of supervision orders")
struct OrderListTests {
    @Test("Offices see all, those above what is filed, bodies what was issued to them", arguments: TestEngine.both)
    func sight(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let draft = try await office.order(by: people.first)
            let filed = try await office.order(by: people.first)
            try await office.move(filed, (people.first, "propose"), (people.second, "approve"))
            let issued = try await office.issued(people)
            let others = try await office.issued(people, ["units": "Culture"])
            let nation = try await office.caller("nation", .national)
            let province = try await office.caller("province", .province(office.own.oldArea.division.province))
            let observer = try await office.caller("observer", .observer(office.own.id))
            let expected: [(Caller, Set<String>)] = [
                (people.first, [draft, filed, issued, others]), (people.otherOffice, [draft, filed, issued, others]),
                (nation, [filed, issued, others]), (province, [filed, issued, others]), (people.unit, [issued]),
                (people.stranger, []),
            ]
            for (caller, seen) in expected {
                let page = try await office.useCases.listOrders(caller, OrderQuery())
                #expect(Set(page.page.items.map(\.order.id.text)) == seen, "\(caller.label)")
                #expect(page.count == seen.count)
                for id in [draft, filed, issued, others] {
                    let found = try await cause { _ = try await office.useCases.order(caller, id: id) }
                    #expect((found == nil) == seen.contains(id), "\(caller.label)")
                }
            }
            #expect(
                try await cause { _ = try await office.useCases.listOrders(observer, OrderQuery()) }
                    == .forbidden(reason: "rule.supervisionForWork"))
        }
    }

    @Test("Pages follow each other by deadline, filters hold, overdue ones are found", arguments: TestEngine.both)
    func pages(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            var ids: [String] = []
            for day in ["2027-02-03", "2027-02-01", "2027-02-02", "2027-02-02", "2027-03-30"] {
                ids.append(try await office.issued(people, ["deadline": day, "matter": day]))
            }
            _ = try await office.order(["units": ""], by: people.otherOffice, side: .eastern)
            var found: [String] = []
            var query = OrderQuery()
            (query.side, query.limit) = (.oldArea, 2)
            repeat {
                let page = try await office.useCases.listOrders(people.first, query).page
                found += page.items.map(\.order.matter)
                query.after = page.next
            } while query.after != nil
            #expect(found == ["2027-02-01", "2027-02-02", "2027-02-02", "2027-02-03", "2027-03-30"])
            office.bench.advance(seconds: 18 * 86_400)
            query.show = .overdue
            let late = try await office.useCases.listOrders(people.unit, query)
            #expect(late.page.items.map(\.order.matter) == ["2027-02-01"] && late.count == 1 && late.overdue == 1)
            #expect(late.page.items[0].isOverdue)
            query = OrderQuery()
            query.unit = "Forest"
            #expect(try await office.useCases.listOrders(people.first, query).count == 5)
            query.unit = "Culture"
            #expect(try await office.useCases.listOrders(people.first, query).count == 0)
            query = OrderQuery()
            query.pairing = office.foreign.code
            #expect(try await cause { _ = try await office.useCases.listOrders(people.first, query) } == .notFound)
        }
    }

    @Test("Two who change one draft are merged, or told", arguments: TestEngine.both)
    func merging(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.order(by: people.first)
            let seen = try #require(try await office.useCases.order(people.first, id: id).fields)
            try await office.useCases.editOrder(
                people.second, id: id, Edit(revision: 1, seen: seen, values: seen.merging(["demand": "More"]) { $1 }))
            try await office.useCases.editOrder(
                people.first, id: id,
                Edit(revision: 1, seen: seen, values: seen.merging(["units": "Forestry\nCulture"]) { $1 }))
            let merged = try await office.useCases.order(people.first, id: id)
            #expect(merged.order.demand == "More" && merged.legs.map(\.leg.unit) == ["Forestry", "Culture"])
            await #expect(throws: EditCollision.self) {
                try await office.useCases.editOrder(
                    people.first, id: id,
                    Edit(revision: 1, seen: seen, values: seen.merging(["demand": "Less"]) { $1 }))
            }
            let stale = try await cause {
                try await office.useCases.moveOrder(people.first, id: id, revision: 1, step: "propose")
            }
            #expect(stale == .stale(revision: 3))
            let wrong = try await cause {
                _ = try await office.order(
                    ["units": "Nobody", "deadline": "2020-01-01", "matter": ""], by: people.first)
            }
            guard case .invalid(let failures)? = wrong else {
                Issue.record("not refused")
                return
            }
            #expect(Set(failures.map(\.field)) == ["units", "deadline", "matter"])
        }
    }

    @Test("A body that passes into another takes its orders along", arguments: TestEngine.both)
    func succession(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            let leg = try await office.useCases.order(people.first, id: id).legs[0].leg
            let heir = try await office.useCases.database.read {
                try OrganisationQueries($0).matching("Culture", in: office.own.oldArea.division)
            }
            let body = try #require(heir.first).id
            let nation = try await office.caller("nation", .national)
            try await office.useCases.mergeOrganisation(
                nation, id: leg.organisation.text, revision: 1, into: body.text, on: "2027-01-10")
            let after = try await office.useCases.order(people.first, id: id).legs[0].leg
            #expect(after.organisation == body && after.unit == "Forestry")
        }
    }
}
