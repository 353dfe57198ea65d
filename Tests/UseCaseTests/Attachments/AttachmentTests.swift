// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Attachments")
struct AttachmentTests {
    @Test(
        "Evidence of a filing is its body's and its office's, and the other city's once it is accepted",
        arguments: TestEngine.both)
    func followsThePage(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let (useCases, owner) = (world.useCases, AttachmentOwner(.filing, world.filing))
            let path = try world.place.office.file("proof.txt", "Proof")
            func add(_ caller: Caller, _ name: String = "proof.txt") async throws -> UseCaseError.Cause? {
                try await cause { try await useCases.addAttachment(caller, to: owner, path: path, fileName: name) }
            }
            #expect(try await add(world.place.eastern) == .notFound)
            #expect(try await add(world.unit) == nil)
            #expect(try await add(world.unit, "again.txt") == nil)
            let list = try await useCases.attachments(world.oldArea, of: owner)
            #expect(list.files.map(\.attachment.name) == ["proof.txt"] && list.mayAdd)
            let file = try #require(list.files.first).attachment
            #expect(file.type == .text && file.size == 5 && file.by.name == world.unit.user?.displayName)
            #expect(try await world.events("filing.addFile") == 1)
            func read(_ caller: Caller) async throws -> UseCaseError.Cause? {
                try await cause {
                    let stored = try await useCases.attachment(caller, of: owner, hash: file.hash)
                    #expect(try String(contentsOfFile: stored.path, encoding: .utf8) == "Proof")
                }
            }
            #expect(try await read(world.oldArea) == nil)
            #expect(try await read(world.place.eastern) == .notFound)
            let hashes = try await useCases.database.read { connection in
                var hashes: [String] = []
                try StoredFileQueries(connection).forEachHash { hashes.append($0) }
                return hashes
            }
            #expect(hashes.contains(file.hash))
            try await world.submit()
            #expect(try await read(world.place.eastern) == .notFound)
            #expect(try await add(world.unit) == .conflict(reason: "loop.notNow"))
            try await world.move(world.oldArea, "accept")
            #expect(try await read(world.place.eastern) == nil)
            #expect(try await add(world.place.eastern) == .forbidden(reason: "rule.otherSide"))
            #expect(try await !useCases.attachments(world.place.eastern, of: owner).mayAdd)
            let kept = try await cause {
                try await useCases.removeAttachment(world.unit, of: owner, hash: file.hash)
            }
            #expect(kept == .conflict(reason: "loop.notNow"))
            try await world.move(world.oldArea, "reopen", "Again")
            #expect(try await read(world.place.eastern) == .notFound)
            // What was handed in stays with what was said; what came after may go again.
            let given = try await cause {
                try await useCases.removeAttachment(world.unit, of: owner, hash: file.hash)
            }
            #expect(given == .conflict(reason: "order.fileGiven"))
            #expect(try await read(world.unit) == nil)
            world.place.office.bench.advance(seconds: 60)
            let later = try world.place.office.file("later.txt", "Later")
            try await useCases.addAttachment(world.unit, to: owner, path: later, fileName: "later.txt")
            let both = try await useCases.attachments(world.unit, of: owner).files
            #expect(both.map(\.mayRemove) == [false, true])
            let hash = try #require(both.last).attachment.hash
            try await useCases.removeAttachment(world.unit, of: owner, hash: hash)
            #expect(try await useCases.attachments(world.unit, of: owner).files.count == 1)
            #expect(try await !useCases.database.read { try DocumentQueries($0).needsFile(hash) })
        }
    }

    @Test("What is carried out, empty, too large or too many is refused, and nothing is kept of it")
    func limits() async throws {
        try await FilingWorld.open(.sqlite) { world in
            var surroundings = world.useCases.surroundings
            (surroundings.attachments.fileBytes, surroundings.attachments.mostFiles) = (10, 2)
            let useCases = UseCases(database: world.useCases.database, surroundings: surroundings)
            let (office, owner) = (world.place.office, AttachmentOwner(.filing, world.filing))
            func refusal(_ name: String, _ text: String) async throws -> String? {
                let path = try office.file("file", text)
                let refused = try await cause {
                    try await useCases.addAttachment(world.unit, to: owner, path: path, fileName: name)
                }
                guard case .invalid(let failures) = refused else { return nil }
                return failures.first?.message
            }
            let before = try await world.trace()
            #expect(try await refusal("a.txt", "") == "attachment.empty")
            #expect(try await refusal("a.txt", "Far too long") == "upload.tooLarge")
            #expect(try await refusal("a.txt", "<html>") == "attachment.dangerous.page")
            #expect(try await refusal("a.svg", "a") == "attachment.dangerous.page")
            #expect(try await refusal("a.txt", "#!/bin/sh") == "attachment.dangerous.program")
            #expect(try await refusal("a.exe. ", "a") == "attachment.dangerous.program")
            #expect(try await world.trace() == before)
            #expect(try await useCases.attachments(world.unit, of: owner).files.isEmpty)
            #expect(try await refusal("a.txt", "One") == nil)
            #expect(try await refusal("b.txt", "Two") == nil)
            #expect(try await refusal("c.txt", "Three") == "entry.tooManyFiles")
            #expect(try await useCases.attachments(world.unit, of: owner).files.count == 2)
        }
    }

    @Test("Shares, requests and meetings take files of those who act on them", arguments: TestEngine.both)
    func otherOwners(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (people, useCases) = (try await RequestPeople(office), office.useCases)
            let path = try office.file("proof.txt", "Proof")
            func add(_ caller: Caller, _ owner: AttachmentOwner) async throws -> UseCaseError.Cause? {
                try await cause { try await useCases.addAttachment(caller, to: owner, path: path, fileName: "a.txt") }
            }
            let request = AttachmentOwner(.request, try await office.request(people))
            #expect(try await add(people.stranger, request) == .notFound)
            #expect(try await add(people.applicant, request) == nil)
            #expect(try await add(people.forestry, request) == .notFound)
            try await office.take(request.id, (people.applicant, "submit", LoopInput()))
            #expect(try await add(people.applicant, request) == .conflict(reason: "loop.notNow"))
            let texts = EntryInput.texts([
                "type": "leaders", "year": "2027", "title": "First", "date": "2027-01-10", "place": "930100",
            ])
            let entry = try await office.add("meeting", texts, by: people.first)
            let meeting = AttachmentOwner(.meeting, entry.id.text)
            #expect(try await add(people.otherOffice, meeting) == nil)
            #expect(try await add(people.applicant, meeting) == .notFound)
            #expect(try await add(people.stranger, meeting) == .notFound)
            #expect(try await useCases.attachments(people.first, of: [request, meeting]).count == 2)
            // Neither office takes away what the other relies on.
            let hung = try #require(try await useCases.attachments(people.first, of: meeting).files.first)
            let foreign = try await cause {
                try await useCases.removeAttachment(people.first, of: meeting, hash: hung.attachment.hash)
            }
            #expect(foreign == .forbidden(reason: "rule.ownFilesOnly") && !hung.mayRemove)
            try await useCases.removeAttachment(people.otherOffice, of: meeting, hash: hung.attachment.hash)
            #expect(try await useCases.attachments(people.stranger, of: [request, meeting]).isEmpty)
        }
    }

    @Test("A share takes files until it is said to be done")
    func share() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let plan = try await place.start()
            try await place.agree(plan)
            let legs = try await place.items(plan).flatMap(\.legs)
            let leg = try #require(legs.first { $0.side == .oldArea && $0.organisation != nil })
            let person = try await place.person(of: leg)
            let path = try place.office.file("proof.txt", "Proof")
            func add(_ caller: Caller) async throws -> UseCaseError.Cause? {
                try await cause {
                    try await place.useCases.addAttachment(
                        caller, to: leg.attachments, path: path, fileName: "a.txt")
                }
            }
            let unproven = try await cause {
                try await place.useCases.moveLeg(person, id: leg.id.text, .finish, LoopWords(note: "Done"))
            }
            #expect(
                unproven == .invalid([ValidationFailure(field: "evidence", message: "loop.missing.evidence")]))
            #expect(try await add(person) == nil)
            #expect(try await add(place.eastern) == .forbidden(reason: "rule.otherSide"))
            #expect(try await place.useCases.attachments(place.eastern, of: leg.attachments).files.count == 1)
            try await place.useCases.moveLeg(
                person, id: leg.id.text, .finish, LoopWords(note: "Done"))
            #expect(try await add(person) == .conflict(reason: "loop.notNow"))
        }
    }

    @Test("A file in which a virus is found is refused and recorded; without the scanner's word nothing is taken")
    func scans() async throws {
        try await FilingWorld.open(.sqlite) { world in
            var surroundings = world.useCases.surroundings
            surroundings.attachments.scan = { path in
                let text = try String(contentsOfFile: path, encoding: .utf8)
                if text == "Away" { throw CocoaError(.fileReadUnknown) }
                return text == "Bad" ? .found("Eicar-Test") : .clean
            }
            let useCases = UseCases(database: world.useCases.database, surroundings: surroundings)
            let owner = AttachmentOwner(.filing, world.filing)
            func add(_ text: String) async throws -> UseCaseError.Cause? {
                let path = try world.place.office.file("a.txt", text)
                return try await cause {
                    try await useCases.addAttachment(world.unit, to: owner, path: path, fileName: "a.txt")
                }
            }
            #expect(try await add("Good") == nil)
            #expect(try await add("Away") == .conflict(reason: "attachment.scannerAway"))
            let found = ValidationFailure(
                field: "file", message: "attachment.infected", arguments: ["signature": "Eicar-Test"])
            #expect(try await add("Bad") == .invalid([found]))
            let events = try await world.place.office.events(action: "filing.refuseFile")
            #expect(events.count == 1 && events[0].result == .refused)
            #expect(events[0].after?.contains("Eicar-Test") == true)
            #expect(try await useCases.attachments(world.unit, of: owner).files.count == 1)
        }
    }
}
