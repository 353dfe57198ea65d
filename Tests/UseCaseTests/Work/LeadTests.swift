// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Storage
import Testing

@testable import UseCases

@Suite("Who leads, and who says how far an item is")
struct LeadTests {
    @Test("Where a document names bodies and nobody leads, the first of each side does and says what was reached")
    func firstLeads() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            let item = try await place.items(id)[0]
            #expect(item.legs.count == 6)
            #expect(item.fields.bodies(.oldAreaLead).count == 1 && item.fields.bodies(.oldAreaUnits).count == 2)
            #expect(item.fields.bodies(.easternLead).count == 1 && item.fields.bodies(.easternUnits).count == 2)
            try await place.useCases.editItem(
                place.oldArea, id: item.item.id.text, Edit(revision: 1, values: ["q1": "Survey"]))
            try await place.agree(id)
            let legs = try await place.items(id)[0].legs.filter { $0.side == .oldArea }
            let leader = try await place.person(of: legs[0])
            let other = try await place.person(of: legs[1], "other")
            let seenByOther = try await place.useCases.item(other, id: item.item.id.text)
            #expect(!seenByOther.mayReach)
            let refused = try await cause { try await reach(place, item.item.id, other) }
            #expect(refused == .forbidden(reason: "rule.loopOthers"))
            let seenByLeader = try await place.useCases.item(leader, id: item.item.id.text)
            #expect(seenByLeader.mayReach)
            try await reach(place, item.item.id, leader)
            #expect(try await place.items(id)[0].milestones[0].reachedOn != nil)
        }
    }

    @Test("Of an item that nobody leads each body says what was reached")
    func nobodyLeads() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            let item = try await place.items(id)[0]
            var values = ["q1": "Survey", "oldAreaLead": "", "easternLead": ""]
            values["oldAreaUnits"] = item.fields[.oldAreaLead] + "、" + item.fields[.oldAreaUnits]
            try await place.useCases.editItem(
                place.oldArea, id: item.item.id.text, Edit(revision: 1, values: values))
            try await place.agree(id)
            let legs = try await place.items(id)[0].legs.filter { $0.side == .oldArea }
            #expect(legs.map(\.role) == [.cooperate, .cooperate, .cooperate])
            let unit = try await place.person(of: legs[2])
            let seen = try await place.useCases.item(unit, id: item.item.id.text)
            #expect(seen.mayReach)
            try await reach(place, item.item.id, unit)
        }
    }

    @Test("What one sentence of a safeguard asks for twice is one line of the list")
    func oneLine() async throws {
        try await Office.open(.sqlite) { office in
            let caller = try await office.officeOf(office.own)
            let cities = office.own.oldArea.name + office.own.eastern.name
            let draft = try await office.upload(
                text: cities + """
                    对口合作实施方案（2023—2027年）

                    一、重点任务

                    （一）产业合作

                    1.共建产业园区。支持两市共建产业园区。（责任单位：两市市发展改革委）

                    二、保障措施

                    （一）加强组织领导。落实两市领导定期互访和高层联席会议机制，共同研究、推动对口合作重大事项。
                    """, by: caller)
            _ = try await office.useCases.adoptDraft(
                caller, id: draft.id.text, revision: draft.revision, as: .newPlan)
            let id = try await office.useCases.startYearPlan(
                caller, YearPlanStart(pairing: office.own.code, year: 2027, takesTasks: false))
            let titles = try await office.useCases.yearPlan(caller, id: id.text).items.map(\.item.title)
            #expect(titles == ["落实两市领导定期互访和高层联席会议机制"])
        }
    }

    @Test("A list that the other city has agreed to stands on the day by its year")
    func titled() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            let revision = try await place.useCases.yearPlan(place.oldArea, id: id).plan.revision
            try await place.useCases.agreeYearPlan(place.oldArea, id: id, revision: revision)
            let waiting = try await place.useCases.day(place.eastern).waiting.entries
            #expect(waiting.map(\.titled) == [.year] && waiting.map(\.title) == ["2027"])
        }
    }
}

private func reach(_ place: WorkPlace, _ item: Identifier<WorkItem>, _ caller: Caller) async throws {
    let milestone = try #require(try await place.useCases.item(caller, id: item.text).line.milestones.first)
    try await place.useCases.reachMilestone(
        caller, item: item.text, milestone: milestone.id.text, on: CalendarDate(iso: "2027-01-10"))
}
