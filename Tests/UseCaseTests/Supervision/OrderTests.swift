// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Supervision orders")
struct OrderTests {
    @Test("An order goes from its draft to its end, each step signed", arguments: TestEngine.both)
    func chain(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            try await office.handle(
                id, (people.unit, "receive", LoopInput()), (people.unit, "work", LoopInput(note: "Begun")),
                (people.unit, "answer", Office.answer), (people.first, "accept", LoopInput()))
            #expect(try await office.useCases.order(people.first, id: id).order.state == .finished)
            try await office.move(id, (people.second, "close"))
            let detail = try await office.useCases.order(people.unit, id: id)
            #expect(detail.order.state == .closed && detail.order.closedAt != nil)
            #expect(detail.order.number == SupervisionOrder.Number(year: 2027, serial: 1))
            #expect(
                detail.steps.map(\.step) == [
                    "propose", "approve", "issue", "receive", "work", "answer", "accept", "gather", "close",
                ])
            #expect(detail.steps.first { $0.step == "gather" }?.part == .clock)
            #expect(detail.steps.first { $0.step == "answer" }?.by == people.unit.user?.displayName)
            let told = try await office.useCases.database.read {
                try $0.integer("SELECT count(*) FROM notice WHERE object_id = ?", [.text(id)])
            }
            #expect(told > 5)
            let actions = try await office.history("order", id)
            #expect(actions.filter { $0 == "order.move" }.count == 5)
            #expect(actions.filter { $0 == "order.moveHandling" }.count == 4)
        }
    }

    @Test(
        "Numbers follow each other and are given once, whoever approves at the same time",
        arguments: TestEngine.both)
    func numbers(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            var ids: [String] = []
            for _ in 0..<6 { ids.append(try await office.order(by: people.first)) }
            for id in ids { try await office.move(id, (people.first, "propose")) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids { group.addTask { try await office.move(id, (people.second, "approve")) } }
                try await group.waitForAll()
            }
            try await office.move(ids[0], (people.first, "cancel"))
            let last = try await office.order(by: people.first)
            try await office.move(last, (people.first, "propose"), (people.second, "approve"))
            var serials: [Int] = []
            for id in ids + [last] {
                serials.append(try #require(try await office.useCases.order(people.first, id: id).order.number).serial)
            }
            #expect(serials.sorted() == Array(1...7) && serials.last == 7)
            let east = try await office.caller("east-2", .office(office.own.id, .eastern))
            let theirs = try await office.order(["units": ""], by: people.otherOffice, side: .eastern)
            #expect(try await office.useCases.order(east, id: theirs).order.number == nil)
        }
    }

    @Test("More time is granted once, by another person, and both days are kept", arguments: TestEngine.both)
    func extensions(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            try await office.handle(id, (people.unit, "receive", LoopInput()))
            func ask(_ day: String) async throws -> UseCaseError.Cause? {
                try await cause {
                    try await office.handle(id, (people.unit, "ask-extension", LoopInput(note: "Snow", day: day)))
                }
            }
            #expect(
                try await cause { try await office.handle(id, (people.first, "grant-extension", LoopInput())) }
                    == .conflict(reason: "order.nothingAsked"))
            #expect(
                try await ask("2027-03-01")
                    == .invalid([ValidationFailure(field: "day", message: "order.dayNotLater")]))
            #expect(try await ask("2027-03-20") == nil)
            #expect(try await ask("2027-03-21") == .conflict(reason: "order.askedAlready"))
            try await office.handle(id, (people.first, "refuse-extension", LoopInput(note: "No")))
            #expect(try await ask("2027-03-15") == nil)
            try await office.handle(id, (people.first, "grant-extension", LoopInput()))
            let detail = try await office.useCases.order(people.first, id: id)
            #expect(detail.order.deadline.description == "2027-03-15")
            #expect(detail.order.originalDeadline.description == "2027-03-01")
            #expect(detail.legs[0].leg.deadline.description == "2027-03-15" && detail.legs[0].leg.isProlonged)
            #expect(detail.legs[0].leg.originalDeadline.description == "2027-03-01")
            #expect(try await ask("2027-04-01") == .conflict(reason: "loop.notNow"))
        }
    }

    @Test(
        "Less than three working days need a reason; holidays and the days that stand in for them count as they are",
        arguments: [
            ("2026-09-29", "2026-10-09", false), ("2026-09-29", "2026-10-08", true),
            ("2026-10-08", "2026-10-11", true), ("2026-10-08", "2026-10-12", false),
            ("2026-06-05", "2026-06-09", true), ("2026-06-05", "2026-06-10", false),
        ])
    func notice(today: String, deadline: String, isShort: Bool) async throws {
        try await Office.open(.sqlite) { office in
            let people = try await OrderPeople(office)
            let day = try #require(CalendarDate(iso: today))
            var surroundings = office.useCases.surroundings
            surroundings.now = { Instant(startOf: day).advanced(bySeconds: 36_000) }
            let useCases = UseCases(database: office.useCases.database, surroundings: surroundings)
            let fields = Office.orderFields.merging(["deadline": deadline]) { $1 }
            let new = NewOrder(pairing: office.own.code, side: .oldArea, fields: fields)
            let id = try await useCases.addOrder(people.first, new).text
            let refused = try await cause {
                try await useCases.moveOrder(people.first, id: id, revision: nil, step: "propose")
            }
            let missing = ValidationFailure(field: "shortReason", message: "order.shortReasonMissing")
            #expect(refused == (isShort ? .invalid([missing]) : nil))
            guard isShort else { return }
            try await useCases.editOrder(
                people.first, id: id, Edit(revision: 1, values: ["shortReason": "The minister comes"]))
            for (caller, step) in [(people.first, "propose"), (people.second, "approve"), (people.first, "issue")] {
                try await useCases.moveOrder(caller, id: id, revision: nil, step: step)
            }
            let detail = try await useCases.order(people.unit, id: id)
            #expect(detail.order.isShort && detail.order.shortReason == "The minister comes")
            #expect(try await useCases.listOrders(people.first, OrderQuery()).short == 1)
        }
    }

    @Test("Nobody ends what was theirs", arguments: TestEngine.both)
    func secondPerson(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.order(by: people.first)
            try await office.move(id, (people.first, "propose"))
            let refusal = UseCaseError.Cause.forbidden(reason: "rule.loopSecondPerson")
            #expect(try await cause { try await office.move(id, (people.first, "approve")) } == refusal)
            try await office.move(id, (people.second, "approve"), (people.first, "issue"))
            #expect(try await cause { try await office.move(id, (people.first, "suspend")) } == refusal)
            #expect(try await cause { try await office.move(id, (people.first, "cancel")) } == refusal)
            try await office.handle(
                id, (people.unit, "receive", LoopInput()), (people.unit, "answer", Office.answer),
                (people.second, "accept", LoopInput()))
            let offered = try await office.useCases.order(people.second, id: id).offers
            #expect(offered.first { $0.step == "close" }?.isForAnother == true)
            #expect(try await cause { try await office.move(id, (people.second, "close")) } == refusal)
            try await office.move(id, (people.first, "close"))
        }
    }

    @Test("An order is done when every body is; a body that is replaced passes it on", arguments: TestEngine.both)
    func severalBodies(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people, ["units": "Forestry\nCulture 2027-02-10"])
            let culture = try await office.useCases.database.read { connection in
                try OrganisationQueries(connection).matching("Culture", in: office.own.oldArea.division)
            }
            let body = try #require(culture.first).id
            let second = try await office.caller("culture-2", .unit(body, office.own.id, .oldArea))
            #expect(try await office.useCases.order(second, id: id).legs.map(\.isWhole) == [false, true])
            try await office.handle(
                id, (people.unit, "receive", LoopInput()), (people.unit, "answer", Office.answer),
                (people.first, "accept", LoopInput()))
            #expect(try await office.useCases.order(people.first, id: id).order.state == .issued)
            _ = try await office.unit("Roads")
            try await office.handle(
                id, leg: 1, (second, "refuse", LoopInput(note: "Not ours")),
                (people.first, "replace", LoopInput(note: "Right", unit: "Roads")))
            let detail = try await office.useCases.order(people.first, id: id)
            #expect(detail.legs.map(\.leg.unit) == ["Forestry", "Culture", "Roads"])
            #expect(detail.legs.map(\.leg.state) == [.done, .replaced, .sent])
            #expect(detail.legs[2].leg.deadline.description == "2027-02-10")
            let roads = try await office.useCases.database.read { connection in
                try OrganisationQueries(connection).matching("Roads", in: office.own.oldArea.division)
            }
            let driver = try await office.caller(
                "roads-2", .unit(try #require(roads.first).id, office.own.id, .oldArea))
            try await office.handle(
                id, leg: 2, (driver, "refuse", LoopInput(note: "Nor ours")),
                (people.first, "insist", LoopInput(note: "It is")))
            let told = try await office.useCases.database.read {
                try NoticeQueries($0).all(of: try #require(driver.userID), areRead: false, limit: 9)
            }
            #expect(told.map(\.content.title) == ["notice.handling.insist"])
            let later = try await cause {
                try await office.handle(
                    id, leg: 2, (driver, "receive", LoopInput()),
                    (people.first, "replace", LoopInput(note: "Right", day: "2027-12-31", unit: "Culture")))
            }
            #expect(
                later == .invalid([ValidationFailure(field: "day", message: "order.replacementLater")]))
            #expect(detail.order.state == .issued)
        }
    }

    @Test("Evidence is a file or a reason why none is needed; files are the body's", arguments: TestEngine.both)
    func evidence(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            let leg = try await office.useCases.order(people.unit, id: id).legs[0].leg.id.text
            let path = try office.file("proof.txt", "Proof")
            func add(_ caller: Caller) async throws -> UseCaseError.Cause? {
                try await cause {
                    try await office.useCases.addHandlingFile(
                        caller, order: id, leg: leg, path: path, fileName: "proof.txt")
                }
            }
            #expect(try await add(people.unit) == .conflict(reason: "loop.notNow"))
            try await office.handle(id, (people.unit, "receive", LoopInput()))
            #expect(
                try await cause { try await office.handle(id, (people.unit, "answer", LoopInput(answer: "Done"))) }
                    == .invalid([ValidationFailure(field: "evidence", message: "loop.missing.evidence")]))
            #expect(try await add(people.first) == .forbidden(reason: "rule.answeredByBodies"))
            #expect(try await add(people.stranger) == .notFound)
            #expect(try await add(people.unit) == nil)
            #expect(try await add(people.unit) == nil)
            let files = try await office.useCases.order(people.otherOffice, id: id).legs[0].files
            #expect(files.map(\.name) == ["proof.txt"])
            let hash = try #require(files.first).hash
            let stored = try await office.useCases.handlingFile(people.first, order: id, leg: leg, hash: hash)
            #expect(try String(contentsOfFile: stored.path, encoding: .utf8) == "Proof")
            _ = try await office.useCases.sweepFiles()
            #expect(FileManager.default.fileExists(atPath: stored.path))
            try await office.handle(id, (people.unit, "answer", LoopInput(answer: "Done")))
            #expect(
                try await cause {
                    try await office.useCases.removeHandlingFile(people.unit, order: id, leg: leg, hash: hash)
                } == .conflict(reason: "loop.notNow"))
        }
    }
}
