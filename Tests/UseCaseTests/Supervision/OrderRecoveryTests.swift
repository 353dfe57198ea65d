// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// Orders that leave the straight way and come back to it.
@Suite("Supervision orders off the straight way")
struct OrderRecoveryTests {
    @Test("An order that was suspended when all was done is finished when it goes on")
    func resumes() async throws {
        try await Office.open(.sqlite) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            try await office.handle(
                id, (people.unit, "receive", LoopInput()), (people.unit, "answer", Office.answer),
                (people.first, "accept", LoopInput()))
            try await office.move(id, (people.second, "suspend"), (people.second, "resume"))
            #expect(try await office.useCases.order(people.first, id: id).order.state == .finished)
            try await office.move(id, (people.second, "close"))
        }
    }

    @Test("One whose day has passed before it was issued goes back to its draft and keeps its number")
    func redates() async throws {
        try await Office.open(.sqlite) { office in
            let people = try await OrderPeople(office)
            let id = try await office.order(by: people.first)
            try await office.move(id, (people.first, "propose"), (people.second, "approve"))
            let number = try await office.useCases.order(people.first, id: id).order.number
            office.bench.advance(seconds: 60 * 86_400)
            // The sessions of before are over.
            let first = try await office.caller("first-later", .office(office.own.id, .oldArea))
            let second = try await office.caller("second-later", .office(office.own.id, .oldArea))
            let late = try await cause { try await office.move(id, (first, "issue")) }
            #expect(late == .conflict(reason: "order.lateToIssue"))
            try await office.move(id, (first, "decline"))
            let draft = try await office.useCases.order(first, id: id)
            try await office.useCases.editOrder(
                first, id: id, Edit(revision: draft.order.revision, values: ["deadline": "2027-06-01"]))
            try await office.move(id, (first, "propose"), (second, "approve"), (first, "issue"))
            #expect(try await office.useCases.order(first, id: id).order.number == number)
        }
    }

    @Test("What the office said to itself before is not shown to the bodies")
    func innerNotes() async throws {
        try await Office.open(.sqlite) { office in
            let people = try await OrderPeople(office)
            let id = try await office.order(by: people.first)
            try await office.move(
                id, (people.first, "propose"), (people.second, "decline"), (people.first, "propose"),
                (people.second, "approve"), (people.first, "issue"))
            let seen = try await office.useCases.order(people.unit, id: id).steps
            #expect(seen.map(\.step) == ["propose", "propose", "approve", "issue"])
            #expect(seen.dropLast().allSatisfy { $0.note == nil })
            #expect(try await office.useCases.order(people.otherOffice, id: id).steps.count == 5)
        }
    }

    @Test("A file with which an answer was given stays; words longer than are kept are refused")
    func keepsAnswers() async throws {
        try await Office.open(.sqlite) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            let leg = try await office.useCases.order(people.unit, id: id).legs[0].leg.id.text
            let path = try office.file("proof.txt", "Proof")
            try await office.handle(id, (people.unit, "receive", LoopInput()))
            try await office.useCases.addHandlingFile(
                people.unit, order: id, leg: leg, path: path, fileName: "proof.txt")
            let long = try await cause {
                try await office.handle(
                    id, (people.unit, "answer", LoopInput(answer: String(repeating: "a", count: 4_001))))
            }
            guard case .invalid(let failures)? = long else { throw UseCaseError("test", .notFound) }
            #expect(failures.map(\.field) == ["answer"])
            try await office.handle(
                id, (people.unit, "answer", LoopInput(note: "In short", answer: "All of it")),
                (people.first, "send-back", LoopInput(note: "Where?")))
            let file = try #require(try await office.useCases.order(people.unit, id: id).legs[0].files.first)
            let removal = try await cause {
                try await office.useCases.removeHandlingFile(people.unit, order: id, leg: leg, hash: file.hash)
            }
            #expect(removal == .conflict(reason: "order.fileGiven"))
            let answer = try await office.useCases.order(people.unit, id: id).steps.first { $0.step == "answer" }
            #expect(answer?.note == "In short\nAll of it")
        }
    }

    @Test("A doubled body is absorbed with its orders", arguments: TestEngine.both)
    func absorbs(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            let body = try await office.useCases.order(people.first, id: id).legs[0].leg.organisation
            let kept = try await office.useCases.addOrganisation(
                people.first,
                NewOrganisation(name: "Kept", kind: .department, place: office.own.oldArea.division.text))
            try await office.useCases.database.write { connection in
                var doubtful = try #require(try OrganisationQueries(connection).find(body))
                doubtful.isConfirmed = false
                try OrganisationQueries(connection).update(doubtful)
            }
            let revision = try await office.useCases.organisation(.local, id: body.text).revision
            try await office.useCases.absorbOrganisation(
                people.first, id: body.text, revision: revision, into: kept.text)
            #expect(try await office.useCases.order(people.first, id: id).legs[0].leg.organisation == kept)
        }
    }
}
