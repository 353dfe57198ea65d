// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Meetings and what they decide")
struct MeetingTests {
    private static func meeting(_ day: String, _ title: String) -> EntryInput {
        .texts(["type": "leaders", "year": "2027", "title": title, "date": day, "place": "930100"])
    }

    private static let decision = NewDecision(
        matter: "Plant the hill", side: "oldArea", unit: "Forestry", deadline: "2027-06-30")

    private func told(_ office: Office, _ caller: Caller) async throws -> [String] {
        guard let id = caller.userID else { return [] }
        return try await office.useCases.database.read {
            try NoticeQueries($0).all(of: id, areRead: false, limit: 100)
        }.map(\.content.title)
    }

    private func agree(_ office: Office, _ plan: String, _ people: OrderPeople) async throws {
        for caller in [people.first, people.otherOffice] {
            let revision = try await office.useCases.yearPlan(caller, id: plan).plan.revision
            try await office.useCases.agreeYearPlan(caller, id: plan, revision: revision)
        }
    }

    private func list(_ office: Office, _ year: Int, _ people: OrderPeople) async throws -> String {
        try await office.useCases.startYearPlan(
            people.first,
            YearPlanStart(pairing: office.own.code, year: year, takesTasks: false, takesSafeguards: false)
        ).text
    }

    @Test(
        "A decision becomes an item that both cities agree to anew, and the next meeting asks until it is closed",
        arguments: TestEngine.both)
    func becomesWork(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            let plan = try await list(office, 2027, people)
            try await useCases.addItem(people.first, plan: plan, ["title": "Other", "oldAreaLead": "Culture"])
            try await agree(office, plan, people)
            let first = try await office.add("meeting", Self.meeting("2027-01-10", "First"), by: people.first).id.text
            let next = try await office.add("meeting", Self.meeting("2027-03-01", "Next"), by: people.first).id.text
            try await useCases.addDecision(people.otherOffice, meeting: first, Self.decision)
            #expect(try await told(office, people.unit).contains("told.decision.made"))
            #expect(try await told(office, people.first).contains("told.decision.made"))
            let open = try await useCases.yearPlan(people.first, id: plan)
            let item = try #require(open.items.last)
            #expect(!open.plan.isAgreed && !open.isDraft && item.item.origin == .decision)
            #expect(item.legs.map(\.unit) == ["Forestry"] && item.legs[0].role == .lead)
            #expect(item.item.due?.description == "2027-06-30" && item.item.start?.description == "2027-01-10")
            let asked = try await useCases.meeting(people.otherOffice, id: next).earlier
            #expect(asked.map(\.decision.matter) == ["Plant the hill"] && asked[0].item?.id == item.item.id)
            #expect(asked[0].meeting.title == "First" && asked[0].light.level == .waiting)
            // The one that decided it doesn't ask itself.
            #expect(try await useCases.meeting(people.first, id: first).earlier.isEmpty)
            try await agree(office, plan, people)
            let leg = item.legs[0].id.text
            try await useCases.moveLeg(people.unit, id: leg, .finish, LoopWords(note: "Done", evidence: "Seen"))
            #expect(try await useCases.meeting(people.first, id: next).earlier.first?.light.level == .reported)
            try await useCases.moveLeg(people.first, id: leg, .close, LoopWords())
            #expect(try await useCases.meeting(people.first, id: next).earlier.isEmpty)
            #expect(try await useCases.meeting(people.first, id: first).decisions.map(\.isDone) == [true])
            let rows = try await useCases.listMeetings(people.unit)
            #expect(rows.coming.map(\.row.title) == ["Next"] && rows.held.map(\.open) == [0])
        }
    }

    @Test("A decision follows its item into the next year's list, and is open again without it")
    func followsItem() async throws {
        try await Registers.open(.sqlite) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            let plan = try await list(office, 2027, people)
            let id = try await office.add("meeting", Self.meeting("2027-01-10", "First"), by: people.first).id.text
            try await useCases.addDecision(people.first, meeting: id, Self.decision)
            try await agree(office, plan, people)
            let later = try await list(office, 2028, people)
            try await agree(office, later, people)
            let line = try #require(try await useCases.meeting(people.first, id: id).decisions.first)
            #expect(line.item?.year == 2028 && !line.isDone)
            // In a draft it goes away with its item.
            try await useCases.addDecision(
                people.first, meeting: id,
                NewDecision(matter: "Pave", side: "eastern", unit: "Nobody", deadline: "2028-05-01"))
            let second = try #require(try await useCases.meeting(people.first, id: id).decisions.last)
            let item = try #require(second.item)
            #expect(item.year == 2028 && second.decision.organisation == nil)
            try await useCases.removeItem(people.first, id: item.id.text, revision: nil)
            let again = try #require(try await useCases.meeting(people.first, id: id).decisions.last)
            #expect(again.item == nil && again.decision.state == .open && again.listYear == 2028)
            try await useCases.takeDecision(
                people.first, meeting: id, decision: again.decision.id.text, revision: again.decision.revision)
            #expect(try await useCases.meeting(people.first, id: id).decisions.last?.item?.year == 2028)
        }
    }

    @Test("A body doesn't take a row away with what the offices have written to it")
    func minutes() async throws {
        try await Registers.open(.sqlite) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            func visit(on day: String) async throws -> String {
                try await office.add("visit", Registers.visit(start: day), by: people.unit).id.text
            }
            let (written, bare) = (try await visit(on: "2027-01-10"), try await visit(on: "2027-01-11"))
            try await useCases.editMeeting(
                people.first, id: written, Edit(revision: 0, values: ["minutes": "All agreed"]))
            #expect(
                try await cause { try await useCases.removeEntry(people.unit, id: written, version: nil) }
                    == .conflict(reason: "entry.hasMinutes"))
            #expect(try await useCases.meeting(people.first, id: written).meeting.minutes == "All agreed")
            try await useCases.removeEntry(people.unit, id: bare, version: nil)
            try await useCases.removeEntry(people.first, id: written, version: nil)
        }
    }

    @Test("Without a list its body reports, another person closes, and others don't see it")
    func standsAlone() async throws {
        try await Registers.open(.sqlite) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            let id = try await office.add("visit", Registers.visit(start: "2027-01-10"), by: people.first).id.text
            let decision = try await useCases.addDecision(people.first, meeting: id, Self.decision).text
            // The row stays while somebody has to answer for what was decided.
            #expect(
                try await cause { try await useCases.removeEntry(people.first, id: id, version: nil) }
                    == .conflict(reason: "entry.hasDecisions"))
            func move(_ caller: Caller, _ step: String, _ note: String? = nil) async throws -> UseCaseError.Cause? {
                try await cause {
                    try await useCases.moveDecision(
                        caller, meeting: id, decision: decision, revision: nil, step: step, LoopInput(note: note))
                }
            }
            let culture = try await office.caller(
                "culture-2", .unit(try #require(try await body("Culture", office)), office.own.id, .oldArea))
            #expect(try await useCases.meeting(culture, id: id).decisions.isEmpty)
            #expect(try await useCases.meeting(people.unit, id: id).decisions.count == 1)
            #expect(try await move(culture, "report", "Done") == .notFound)
            #expect(try await move(people.otherOffice, "report", "Done") == .forbidden(reason: "rule.loopOthers"))
            #expect(try await move(people.stranger, "report", "Done") == .notFound)
            #expect(try await cause { _ = try await useCases.meeting(people.stranger, id: id) } == .notFound)
            guard case .invalid = try await move(people.first, "report") else {
                Issue.record("nothing was said")
                return
            }
            #expect(try await move(people.first, "report", "Done") == nil)
            #expect(try await move(people.first, "close") == .forbidden(reason: "rule.loopSecondPerson"))
            #expect(try await move(people.unit, "close") == .forbidden(reason: "rule.loopOthers"))
            #expect(try await move(people.second, "close") == nil)
            let line = try #require(try await useCases.meeting(people.unit, id: id).decisions.first)
            #expect(line.isDone && line.light.level == .closed && line.steps.map(\.step) == ["report", "close"])
            #expect(try await told(office, people.unit).contains("told.decision.close"))
            #expect(try await useCases.listMeetings(people.first).held.map(\.open) == [0])
        }
    }

    @Test("Two offices write at once: lists are united, minutes are chosen; bodies see neither people nor minutes")
    func edits() async throws {
        try await Registers.open(.sqlite) { office in
            let (people, useCases) = (try await OrderPeople(office), office.useCases)
            let id = try await office.add("meeting", Self.meeting("2027-02-01", "First"), by: people.first).id.text
            let seen = Dictionary(uniqueKeysWithValues: MeetingFields.names.map { ($0, "") })
            func edit(_ caller: Caller, _ values: [String: String]) async throws {
                try await useCases.editMeeting(caller, id: id, Edit(revision: 0, seen: seen, values: values))
            }
            try await edit(people.first, ["agenda": "Roads", "minutes": "One", "oldAreaPeople": "Li, mayor"])
            try await edit(people.otherOffice, ["agenda": "Schools", "begins": "09:30"])
            let tooEarly = try await cause { try await edit(people.first, ["ends": "09:00"]) }
            guard case .invalid? = tooEarly else {
                Issue.record("it ends before it begins")
                return
            }
            await #expect(throws: EditCollision.self) { try await edit(people.otherOffice, ["minutes": "Two"]) }
            let whole = try await useCases.meeting(people.first, id: id)
            #expect(whole.meeting.agenda == "Roads\nSchools" && whole.meeting.minutes == "One" && whole.isComing)
            let unit = try await useCases.meeting(people.unit, id: id)
            #expect(unit.meeting.agenda == "Roads\nSchools" && unit.meeting.minutes.isEmpty && !unit.mayPlan)
            #expect(unit.meeting.oldAreaPeople.isEmpty && unit.history.events.isEmpty)
            #expect(try await cause { try await edit(people.unit, ["agenda": "X"]) } == .forbidden(reason: refused))
            let recorded = try await useCases.database.read {
                try $0.integer("SELECT count(*) FROM audit_event WHERE after LIKE '%mayor%'")
            }
            #expect(recorded == 0)
        }
    }

    private let refused = "rule.officesOnly"

    private func body(_ name: String, _ office: Office) async throws -> Identifier<Organisation>? {
        let place = office.own.oldArea.division
        return try await office.useCases.database.read {
            try OrganisationQueries($0).matching(name, in: place).first?.id
        }
    }
}
