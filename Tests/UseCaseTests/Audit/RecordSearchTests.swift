// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Searching the record")
struct RecordSearchTests {
    /// The actions that a search finds, oldest first, without the traces of searching.
    private func found(
        _ office: Office, by caller: Caller, _ change: (inout RecordQuery) -> Void
    ) async throws -> [String] {
        var query = RecordQuery()
        query.limit = 1_000
        change(&query)
        return try await office.useCases.recordEntries(caller, query).items.map(\.event.action)
            .filter { $0 != "audit.search" }.reversed()
    }

    @Test("People, objects and pairings are found by the names that lists print", arguments: TestEngine.both)
    func names(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let auditor = try await office.caller("auditor", .auditAdmin)
            let (clerk, other) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let draft = try await office.upload(by: clerk)
            _ = try await office.useCases.addContact(
                other, pairing: office.foreign.code,
                ["side": "oldArea", "kind": "leader", "post": "Mayor", "name": "Zhou_Li"])
            let name = try #require(clerk.user).displayName
            for person in [name, name.uppercased(), String(name.dropFirst(2)), try #require(clerk.user).username] {
                #expect(
                    try await found(office, by: auditor) { $0.person = person } == ["document.upload", "draft.open"],
                    "\(person)")
            }
            for object in ["zhou_li", "Zhou_Li"] {
                #expect(try await found(office, by: auditor) { $0.object = object } == ["contact.add"])
            }
            #expect(try await found(office, by: auditor) { $0.object = "zhouxli" } == [])
            #expect(try await found(office, by: auditor) { $0.object = draft.id.text } == ["draft.open"])
            for pairing in [
                office.foreign.code, office.foreign.id.text, "Ash – Birch", "ash",
            ] {
                #expect(try await found(office, by: auditor) { $0.pairing = pairing } == ["contact.add"], "\(pairing)")
            }
            #expect(try await found(office, by: auditor) { $0.pairing = "nowhere" } == [])
            #expect(try await found(office, by: auditor) { $0.person = "nobody" } == [])
        }
    }

    @Test("Whose name has changed since is found by the name of that time")
    func formerName() async throws {
        try await Office.open(.sqlite) { office in
            let auditor = try await office.caller("auditor", .auditAdmin)
            let clerk = try await office.officeOf(office.own)
            _ = try await office.upload(by: clerk)
            let user = try #require(clerk.user)
            let now = office.bench.now()
            try await office.useCases.database.write { connection in
                let revision = try #require(try AccountQueries(connection).find(user.id)).revision
                let renamed = user.with { $0.displayName = "Renamed" }
                #expect(try AccountQueries(connection).update(renamed, revision: revision, at: now))
            }
            for name in ["Renamed", user.displayName] {
                #expect(
                    try await found(office, by: auditor) { $0.person = name } == ["document.upload", "draft.open"],
                    "\(name)")
            }
        }
    }

    @Test("Who reads a part of the record is shown, told and given no more of it", arguments: TestEngine.both)
    func part(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let (auditor, security) = (
                try await office.caller("auditor", .auditAdmin), try await office.caller("security", .securityAdmin)
            )
            let clerk = try await office.officeOf(office.own)
            _ = try await office.upload(by: clerk)
            try await useCases.setLanguage(clerk, to: .english)
            let refusal = UseCaseError("user", .forbidden(reason: "rule.noRole"))
            try await useCases.recordRefusal(clerk, refusal, object: "a")
            #expect(try await found(office, by: security) { _ in } == ["user.refuse"])
            #expect(try await found(office, by: security) { $0.action = "draft.open" } == [])
            #expect(
                try await found(office, by: security) {
                    ($0.action, $0.actions) = ("x", ["draft.open", "user.refuse"])
                } == ["user.refuse"])
            let listing = try await useCases.showRecord(security, RecordQuery())
            #expect(listing.page.items.count == 1)
            #expect(listing.actions.flatMap(\.actions).sorted() == RecordedAction.ofAccess.sorted())
            #expect(try await useCases.showRecord(auditor, RecordQuery()).actions.count > listing.actions.count)
            // What a person can see counts the same.
            func counted(_ caller: Caller) async throws -> Int? {
                let id = try #require(caller.userID).text
                return try await useCases.explainReach(caller, of: id).lines.first { $0.kind == .record }?.count
            }
            #expect(try await counted(security) == 1)
            #expect(try await counted(auditor) == office.links().count)
            // A stretch of the chain holds everything.
            #expect(try await cause { _ = try await office.export(by: security) } != nil)
            for stranger in [clerk, try await office.caller("system", .systemAdmin)] {
                #expect(try await cause { _ = try await useCases.recordEntries(stranger, RecordQuery()) } != nil)
                #expect(try await cause { _ = try await useCases.showRecord(stranger, RecordQuery()) } != nil)
                #expect(try await cause { try await useCases.beginDownload(stranger, RecordQuery()) } != nil)
            }
        }
    }

    @Test("Only what the reader may open is said to open")
    func opens() async throws {
        try await Office.open(.sqlite) { office in
            let auditor = try await office.caller("auditor", .auditAdmin)
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let body = try await office.anyBody(of: .oldArea)
            let person = try #require(clerk.userID)
            try await office.useCases.write { connection in
                try office.useCases.record(connection, clerk, "change", .organisation(body))
                try office.useCases.record(connection, clerk, "change", .user(person))
            }
            let objects = try await office.useCases.showRecord(auditor, RecordQuery()).objects
            #expect(objects[Watch(kind: "draft", id: draft.id.text)]?.opens == false)
            #expect(objects[Watch(kind: "organisation", id: body.text)]?.opens == true)
            #expect(objects[Watch(kind: "user", id: person.text)]?.opens == true)
            #expect(objects[Watch(kind: "user", id: person.text)]?.name == clerk.user?.displayName)
        }
    }
}
