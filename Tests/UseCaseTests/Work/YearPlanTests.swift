// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Storage
import Testing

@testable import UseCases

@Suite("Yearly lists")
struct YearPlanTests {
    @Test("A list begins with the plan's tasks, each with its bodies on their sides", arguments: TestEngine.both)
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

    @Test("Until both offices have agreed it is a draft that units don't see", arguments: TestEngine.both)
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
        "Bodies, milestones and the place in the list are edited as a table prints them", arguments: TestEngine.both
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
            #expect(detail.successor?.id == items[0].item.id && detail.line.light.level == .carried)
            #expect(detail.shares[0].steps.map(\.step) == ["agree", "carry"])
        }
    }

    @Test("What is reported done runs to its end where it is; only bodies that go on are carried over")
    func carriesWhatGoesOn() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let old = try await place.items(id)[0]
            let (done, going) = (old.legs[0], try #require(old.legs.last))
            let caller = done.side == .oldArea ? place.oldArea : place.eastern
            try await useCases.moveLeg(caller, id: done.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
            let next = try await useCases.startYearPlan(
                place.oldArea, YearPlanStart(pairing: place.office.own.code, year: 2028, takesTasks: false)
            ).text
            let new = try await place.items(next)[0]
            #expect(!new.legs.contains { $0.unit == done.unit && $0.side == done.side })
            // A body that the new list no longer names is not carried into nothing.
            let left = try #require(new.legs.first { $0.side == .eastern && $0.role == .cooperate })
            try await useCases.editItem(
                place.eastern, id: new.item.id.text,
                Edit(
                    revision: 1,
                    values: [
                        "easternUnits": new.legs.filter {
                            $0.side == .eastern && $0.role == .cooperate && $0.id != left.id
                        }
                        .map(\.unit).joined(separator: ",")
                    ]))
            try await place.agree(next)
            #expect(try await place.state(of: done) == .done)
            #expect(try await place.state(of: going) == .carried)
            let dropped = try #require(old.legs.first { $0.unit == left.unit && $0.side == .eastern })
            #expect(try await place.state(of: dropped) == .open)
        }
    }

    @Test("A reached milestone keeps its day whatever is written around it, and is not written away")
    func milestonesStay() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let item = try await place.items(id)[0].item.id.text
            func edit(_ text: String) async throws {
                let revision = try await useCases.item(place.oldArea, id: item).line.item.revision
                try await useCases.editItem(place.oldArea, id: item, Edit(revision: revision, values: ["q1": text]))
            }
            try await edit("Survey\nList")
            try await place.agree(id)
            let first = try #require(try await place.items(id)[0].milestones.first)
            try await useCases.reachMilestone(
                place.oldArea, item: item, milestone: first.id.text, on: CalendarDate(iso: "2027-01-10"))
            try await edit("Contract\nSurvey\nList")
            let line = try await place.items(id)[0]
            #expect(line.fields[.q1] == "Contract\nSurvey\nList")
            #expect(line.milestones.filter { $0.reachedOn != nil }.map(\.text) == ["Survey"])
            // Until both cities agree anew the light knows the two that both agreed to.
            #expect(line.light.progress == 500)
            #expect(
                try await cause { try await edit("Contract\nList") }
                    == .invalid([ValidationFailure(field: "q1", message: "item.milestoneReached")]))
            try await edit("Survey")
            #expect(try await place.items(id)[0].light.progress == 500)
            try await place.agree(id)
            #expect(try await place.items(id)[0].light.progress == 1_000)
        }
    }

    @Test("A cooperating body is made to lead in one edit; another's move of an item is not taken back")
    func promotes() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let items = try await place.items(id)
            let bodies = items[0].legs.filter { $0.side == .oldArea }.map(\.unit)
            let seen = items[4].fields.values
            try await useCases.editItem(
                place.oldArea, id: items[0].item.id.text,
                Edit(
                    revision: 1,
                    values: ["oldAreaLead": bodies[0], "oldAreaUnits": bodies.dropFirst().joined(separator: ",")]))
            let legs = try await place.items(id)[0].legs.filter { $0.side == .oldArea }
            #expect(legs.map(\.id) == items[0].legs.filter { $0.side == .oldArea }.map(\.id))
            #expect(legs.filter { $0.role == .lead }.map(\.unit) == [bodies[0]])
            try await useCases.editItem(
                place.eastern, id: items[8].item.id.text, Edit(revision: 1, values: ["position": "1"]))
            var mine = seen
            mine["note"] = "Mine"
            try await useCases.editItem(
                place.oldArea, id: items[4].item.id.text, Edit(revision: 1, seen: seen, values: mine))
            let order = try await place.items(id).map(\.item.id)
            #expect(order.first == items[8].item.id && order[5] == items[4].item.id)
        }
    }
}
