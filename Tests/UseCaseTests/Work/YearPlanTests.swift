// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Storage
import Testing

@testable import UseCases

@Suite("Yearly lists")
struct YearPlanTests {
    @Test("A list begins with the plan's tasks, each with its bodies on their sides", arguments: TestEngine.allCases)
    func starts(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let id = try await place.start()
            let items = try await place.items(id)
            #expect(items.count == 9)
            let first = try #require(items.first)
            #expect(first.tasks.count == 1 && first.item.origin == .task && first.item.due?.description == "2027-12-31")
            // Both cities' departments of publicity, of culture and of veterans.
            #expect(first.legs.count == 6 && Set(first.legs.map(\.side)) == Set(Side.allCases))
            #expect(first.legs.allSatisfy { $0.organisation != nil && $0.state == .planned })
            #expect(items.allSatisfy { !$0.legs.isEmpty })
            #expect(items[0].light.level == .waiting)
            let again = try await cause { _ = try await place.start() }
            #expect(again == .conflict(reason: "yearPlan.exists"))
        }
    }

    @Test("The safeguards' recurring obligations become items of their own")
    func safeguards() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.useCases.startYearPlan(
                place.oldArea,
                YearPlanStart(pairing: place.office.own.code, year: 2027, takesTasks: false)
            ).text
            let items = try await place.items(id)
            #expect(!items.isEmpty && items.allSatisfy { $0.item.origin == .safeguard })
            // The joint meeting is the development commissions' of both cities, says the sample.
            #expect(items.allSatisfy { Set($0.legs.map(\.side)) == Set(Side.allCases) })
            #expect(items.flatMap(\.legs).allSatisfy { $0.organisation != nil })
        }
    }

    @Test("Until both offices have agreed it is a draft that units don't see", arguments: TestEngine.allCases)
    func agrees(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let leg = try #require(try await place.items(id)[0].legs.first)
            let unit = try await place.person(of: leg)
            #expect(try await cause { _ = try await useCases.yearPlan(unit, id: id) } == .notFound)
            #expect(try await useCases.yearPlans(unit).isEmpty)
            let draft = try await useCases.yearPlan(place.oldArea, id: id)
            #expect(draft.isDraft && draft.mayAgree == .oldArea)
            try await useCases.agreeYearPlan(place.oldArea, id: id, revision: draft.plan.revision)
            let half = try await useCases.yearPlan(place.oldArea, id: id)
            #expect(half.isDraft && half.mayAgree == nil && half.mayTakeBack)
            #expect(try await place.state(of: leg) == .planned)
            try await useCases.agreeYearPlan(place.eastern, id: id, revision: draft.plan.revision)
            let whole = try await useCases.yearPlan(unit, id: id)
            #expect(!whole.isDraft && whole.plan.isAgreed && !whole.mayPlan && whole.mayAgree == nil)
            #expect(try await place.state(of: leg) == .open)
            #expect(
                try await place.office.history("yearPlan", id) == [
                    "yearPlan.start", "yearPlan.agree", "yearPlan.agree",
                ])
        }
    }

    @Test("What one city changes, both agree to anew; lights go by the days that both agreed to")
    func changes() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let draft = try await useCases.yearPlan(place.oldArea, id: id)
            try await useCases.agreeYearPlan(place.oldArea, id: id, revision: draft.plan.revision)
            let item = try await place.items(id)[0].item
            try await useCases.editItem(
                place.eastern, id: item.id.text, Edit(revision: item.revision, values: ["title": "Another title"]))
            let changed = try await useCases.yearPlan(place.oldArea, id: id)
            #expect(changed.plan.agreements.isEmpty)
            let stale = try await cause {
                try await useCases.agreeYearPlan(place.eastern, id: id, revision: draft.plan.revision)
            }
            #expect(stale == .stale(revision: changed.plan.revision))
            try await place.agree(id)
            try await useCases.editItem(
                place.eastern, id: item.id.text, Edit(revision: item.revision + 1, values: ["due": "2027-01-08"]))
            let line = try await place.items(id)[0]
            #expect(line.agreedDue?.description == "2027-12-31" && line.light.level == .onTrack)
            #expect(try await useCases.yearPlan(place.oldArea, id: id).plan.edition == 2)
            try await place.agree(id)
            #expect(try await place.items(id)[0].light.level == .late)
        }
    }

    @Test("An item of nobody, or without a day, is not agreed to: the answer names it")
    func incomplete() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            let item = try await place.useCases.addItem(place.oldArea, plan: id, ["title": "Alone", "due": ""])
            let plan = try await place.useCases.yearPlan(place.oldArea, id: id)
            let refusal = try await cause {
                try await place.useCases.agreeYearPlan(place.oldArea, id: id, revision: plan.plan.revision)
            }
            guard case .invalid(let failures)? = refusal else { throw UseCaseError("test", .notFound) }
            #expect(failures.map(\.message) == ["yearPlan.itemWithoutBody", "yearPlan.itemWithoutDue"])
            #expect(failures.allSatisfy { $0.arguments["title"] == "Alone" && $0.arguments["number"] == "10" })
            try await place.useCases.removeItem(place.oldArea, id: item.text, revision: nil)
            #expect(try await place.items(id).count == 9)
        }
    }

    @Test(
        "Bodies, milestones and the place in the list are edited as a table prints them", arguments: TestEngine.allCases
    )
    func edits(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let item = try await place.items(id)[8].item
            let bodies = try await place.items(id)[0].fields[.oldAreaUnits]
            try await useCases.editItem(
                place.oldArea, id: item.id.text,
                Edit(
                    revision: 1,
                    values: [
                        "oldAreaLead": "Office of fairs", "oldAreaUnits": bodies, "easternLead": "", "easternUnits": "",
                        "q1": "Dates agreed\nRooms booked", "q4": "Fair held", "position": "1", "weight": "5",
                        "due": "2027/11/30",
                    ]))
            let line = try #require(try await place.items(id).first)
            #expect(line.item.id == item.id && line.item.weight == 5 && line.item.due?.description == "2027-11-30")
            #expect(line.legs.first { $0.role == .lead }?.unit == "Office of fairs")
            #expect(line.legs.allSatisfy { $0.side == .oldArea })
            #expect(line.milestones.map(\.text) == ["Dates agreed", "Rooms booked", "Fair held"])
            #expect(line.milestones.map(\.due.description) == ["2027-03-31", "2027-03-31", "2027-11-30"])
            let order = try await place.items(id).map(\.item.position)
            #expect(order == Array(1...9))
            let wrong = try await cause {
                try await useCases.editItem(
                    place.oldArea, id: item.id.text,
                    Edit(revision: 2, values: ["title": " ", "due": "tomorrow", "weight": "0"]))
            }
            guard case .invalid(let failures)? = wrong else { throw UseCaseError("test", .notFound) }
            #expect(failures.map(\.field) == ["title", "due", "weight"])
        }
    }

    @Test("Two offices change one field: the second is told and nothing is lost; of two fields both stand")
    func collides() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            let item = try await place.items(id)[0]
            let seen = item.fields.values
            func edit(_ values: [String: String]) -> Edit { Edit(revision: 1, seen: seen, values: values) }
            try await place.useCases.editItem(place.oldArea, id: item.item.id.text, edit(["goal": "Three lines"]))
            try await place.useCases.editItem(place.eastern, id: item.item.id.text, edit(["note": "Ours"]))
            await #expect(throws: EditCollision.self) {
                try await place.useCases.editItem(place.eastern, id: item.item.id.text, edit(["goal": "Four lines"]))
            }
            let fields = try await place.items(id)[0].fields
            #expect(fields[.goal] == "Three lines" && fields[.note] == "Ours")
        }
    }

    @Test("What is unfinished goes on in the next list, and ends in the old one as carried over")
    func carries() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            try await place.agree(id)
            let old = try await place.items(id)[0]
            let next = try await place.useCases.startYearPlan(
                place.eastern, YearPlanStart(pairing: place.office.own.code, year: 2028, takesTasks: false)
            ).text
            let items = try await place.items(next)
            #expect(items.count == 9 && items[0].item.ancestor == old.item.id && items[0].tasks == old.tasks)
            #expect(try await place.state(of: old.legs[0]) == .open)
            try await place.agree(next)
            #expect(try await place.state(of: old.legs[0]) == .carried)
            let detail = try await place.useCases.item(place.oldArea, id: old.item.id.text)
            #expect(detail.successor?.id == items[0].item.id && detail.line.light.level == .closed)
            #expect(detail.shares[0].steps.map(\.step) == ["agree", "carry"])
        }
    }
}
