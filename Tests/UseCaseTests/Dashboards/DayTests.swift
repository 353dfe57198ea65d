// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// What stands on somebody's day, without what every reason begins with.
private struct Reasons: Equatable, CustomStringConvertible {
    var toDo: [String] = []
    var waiting: [String] = []

    init(_ toDo: [String] = [], waiting: [String] = []) { (self.toDo, self.waiting) = (toDo, waiting) }

    var description: String { "to do \(toDo), waiting \(waiting)" }
}

extension Office {
    fileprivate func reasons(_ caller: Caller) async throws -> Reasons {
        let day = try await useCases.day(caller)
        func short(_ list: DayList) -> [String] {
            #expect(list.count == list.entries.count)
            return list.entries.map { String($0.why.dropFirst("day.why.".count)) }
        }
        return Reasons(short(day.toDo), waiting: short(day.waiting))
    }
}

@Suite("One person's day")
struct DayTests {
    private func check(
        _ office: Office, _ label: String, _ expected: [(Caller, Reasons)], nobody others: [Caller]
    ) async throws {
        for (caller, reasons) in expected + others.map({ ($0, Reasons()) }) {
            let found = try await office.reasons(caller)
            #expect(found == reasons, "\(label): \(caller.name)")
        }
    }

    @Test("Nothing to do is nothing, for everybody", arguments: TestEngine.both)
    func zero(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let others = [
                try await office.caller("nation", .national), try await office.caller("system", .systemAdmin),
                try await office.caller("observer", .observer(office.own.id)),
            ]
            for caller in [people.first, people.otherOffice, people.applicant] + others {
                let day = try await office.useCases.day(caller)
                #expect(day.toDo.count + day.waiting.count + day.changedCount == 0, "\(caller.name)")
            }
            #expect(try await cause { _ = try await office.useCases.day(.local) } == .notFound)
        }
    }

    @Test("An order is with whoever must move it", arguments: TestEngine.both)
    func orders(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let (first, second, unit, east) = (people.first, people.second, people.unit, people.otherOffice)
            let nation = try await office.caller("nation", .national)
            let id = try await office.order(["joint": "true"], by: first)
            try await check(office, "draft", [], nobody: [first, second, unit, east, people.stranger, nation])
            try await office.move(id, (first, "propose"))
            let proposed = Reasons(waiting: ["order.proposed"])
            try await check(office, "proposed", [(second, proposed)], nobody: [first, unit, east, people.stranger])
            try await office.move(id, (second, "approve"))
            let filed = Reasons(waiting: ["order.filed"])
            try await check(office, "filed", [(first, filed), (second, filed)], nobody: [unit, east])
            try await office.move(id, (first, "issue"))
            try await check(
                office, "issued", [(unit, Reasons(["handling.sent"]))], nobody: [first, second, east, nation])
            try await office.handle(
                id, (unit, "receive", LoopInput()), (unit, "ask-extension", LoopInput(note: "Snow", day: "2027-03-20")))
            try await check(
                office, "more time",
                [
                    (unit, Reasons(["handling.received"])), (first, Reasons(waiting: ["extension.asked"])),
                    (second, Reasons(waiting: ["extension.asked"])),
                ], nobody: [east])
            try await office.handle(id, (unit, "answer", Office.answer))
            try await check(office, "answered", [(first, Reasons(waiting: ["answer.answered"]))], nobody: [unit, east])
            try await office.handle(id, (first, "accept", LoopInput()))
            let finished = Reasons(waiting: ["order.finished"])
            try await check(office, "finished", [(second, finished)], nobody: [first, unit, east])
            try await office.move(id, (second, "close"))
            let confirming = Reasons(waiting: ["order.confirming"])
            try await check(office, "confirming", [(east, confirming)], nobody: [first, second, unit])
            try await office.move(id, (east, "confirm"))
            try await check(office, "closed", [], nobody: [first, second, unit, east])
            #expect(try await office.useCases.day(unit).changedCount > 0)
        }
    }

    @Test("A request is with whoever must move it", arguments: TestEngine.both)
    func requests(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let (first, second, applicant) = (people.first, people.second, people.applicant)
            let (forestry, east) = (people.forestry, people.otherOffice)
            let all = [first, second, applicant, forestry, people.culture, east, people.stranger]
            func others(_ some: Caller...) -> [Caller] { all.filter { !some.contains($0) } }
            let id = try await office.request(people, ["joint": "true"])
            try await office.take(id, (applicant, "submit", LoopInput()))
            let submitted = Reasons(waiting: ["request.submitted"])
            try await check(
                office, "submitted", [(first, submitted), (second, submitted)], nobody: others(first, second))
            try await office.take(id, (first, "send-back", LoopInput(note: "Where?")))
            try await check(
                office, "returned", [(applicant, Reasons(["returned.returned"]))], nobody: others(applicant))
            try await office.take(
                id, (applicant, "submit", LoopInput()),
                (first, "consult", LoopInput(day: "2027-01-20", unit: "Forestry")))
            let asked = Reasons(["opinion.asked"])
            try await check(office, "consulting", [(forestry, asked)], nobody: others(forestry))
            try await office.useCases.database.write {
                _ = try $0.run("UPDATE request_opinion SET due_day = '2027-01-13'")
            }
            let late = Reasons(waiting: ["request.consulting"])
            try await check(
                office, "late", [(forestry, asked), (first, late), (second, late)],
                nobody: others(forestry, first, second))
            let entry = try #require(try await office.useCases.day(forestry).toDo.entries.first)
            #expect(entry.path == "/requests/" + id && entry.title == "Land" && entry.unit == "Forestry")
            #expect(entry.due?.description == "2027-01-13" && entry.light?.level == .late)
            #expect(entry.light?.daysLeft == -2)
            try await office.answer(id, 0, forestry)
            try await check(
                office, "deciding", [(second, Reasons(waiting: ["request.deciding"]))], nobody: others(second))
            try await office.take(id, (second, "approve", LoopInput(answer: "Rent", day: "2027-12-31")))
            try await check(
                office, "confirming", [(east, Reasons(waiting: ["request.confirming"]))], nobody: others(east))
            try await office.take(id, (east, "confirm", LoopInput()))
            let approved = Reasons(waiting: ["request.approved"])
            try await check(
                office, "approved", [(first, approved), (second, approved)], nobody: others(first, second))
        }
    }

    @Test("A share is with its body, then with its office; a list with the office that has not agreed")
    func work() async throws {
        for engine in TestEngine.allCases {
            try await WorkPlace.open(engine) { place in
                let (office, useCases) = (place.office, place.useCases)
                let id = try await place.start()
                try await check(office, "draft", [], nobody: [place.oldArea, place.eastern])
                let revision = try await useCases.yearPlan(place.oldArea, id: id).plan.revision
                try await useCases.agreeYearPlan(place.oldArea, id: id, revision: revision)
                let agreement = Reasons(waiting: ["agreement.agreed"])
                try await check(office, "half", [(place.eastern, agreement)], nobody: [place.oldArea])
                try await useCases.agreeYearPlan(place.eastern, id: id, revision: revision)
                let items = try await place.items(id)
                let leg = try #require(items[0].legs.first { $0.side == .oldArea && $0.organisation != nil })
                let unit = try await place.person(of: leg)
                let own = items.flatMap(\.legs).filter { $0.organisation == leg.organisation && $0.state == .open }
                let open = try await useCases.day(unit)
                #expect(open.toDo.count == own.count && open.waiting.count == 0)
                #expect(open.toDo.entries.contains { $0.path == "/items/" + leg.item.text })
                #expect(open.toDo.entries.allSatisfy { $0.light != nil && $0.why == "day.why.share.open" })
                let unnamed = items.flatMap(\.legs).filter { $0.organisation == nil && $0.side == .oldArea }
                #expect(try await useCases.day(place.oldArea).toDo.count == unnamed.count)
                try await useCases.moveLeg(unit, id: leg.id.text, .finish, LoopWords(note: "Done", evidence: "Seen"))
                #expect(try await useCases.day(unit).toDo.count == own.count - 1)
                #expect(try await office.reasons(place.oldArea).waiting == ["check.done"])
                #expect(try await office.reasons(place.eastern).waiting.isEmpty)
            }
        }
    }

    @Test("The most urgent first; what is not shown is counted", arguments: TestEngine.both)
    func manyOrders(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let (useCases, unit) = (office.useCases, people.unit)
            guard case .user(let user) = unit.who, case .unit(let body, _, _)? = user.grants.first else { return }
            let today = useCases.surroundings.now().day
            try await useCases.database.write { connection in
                for number in 1...(DayPage.most + 5) {
                    let day = try #require(CalendarDate(dayNumber: today.dayNumber + Int64(60 - number)))
                    var order = SupervisionOrder(
                        id: useCases.surroundings.identifier(), pairing: office.own.id, side: .oldArea,
                        matter: String(number), deadline: day)
                    (order.state, order.number) = (.issued, .init(year: 2027, serial: number))
                    (order.filedAt, order.issuedAt) = (Instant(milliseconds: 1), Instant(milliseconds: 1))
                    try OrderQueries(connection).insert(order)
                    try HandlingQueries(connection).insert([
                        HandlingLeg(
                            id: useCases.surroundings.identifier(), order: order.id, position: 1, organisation: body,
                            unit: "Forestry", deadline: day)
                    ])
                }
            }
            let day = try await useCases.day(unit)
            #expect(day.toDo.count == DayPage.most + 5 && day.toDo.entries.count == DayPage.most)
            #expect(day.toDo.entries.map(\.title) == (6...(DayPage.most + 5)).reversed().map(String.init))
            let urgent = day.toDo.entries.map { $0.light?.level }
            #expect(urgent.first == .near && urgent.last == .onTrack)
        }
    }
}
