// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// Bodies of a city are shared by all pairings with a side there.
@Suite("People and contacts of a body that ends")
struct SuccessionTests {
    private enum Ending: CaseIterable { case merge, split, absorb }

    /// A body of the own city with a person and a contact of another pairing of the same city.
    private struct World {
        let office: Office
        let clerk: Caller
        let body: Identifier<Organisation>
        let heir: Identifier<Organisation>
        let near: Pairing

        func end(_ ending: Ending, by caller: Caller) async throws {
            let revision = try await office.useCases.organisation(.local, id: body.text).revision
            switch ending {
            case .merge:
                try await office.useCases.mergeOrganisation(
                    caller, id: body.text, revision: revision, into: heir.text, on: "2024-03-01")
            case .split:
                try await office.useCases.splitOrganisation(
                    caller, id: body.text, revision: revision, into: ["One", "Two"], goesOn: false, on: "2024-03-01")
            case .absorb:
                try await office.useCases.database.write { connection in
                    var doubtful = try #require(try OrganisationQueries(connection).find(body))
                    doubtful.isConfirmed = false
                    try OrganisationQueries(connection).update(doubtful)
                }
                try await office.useCases.absorbOrganisation(
                    caller, id: body.text, revision: revision + 1, into: heir.text)
            }
        }

        func contact(in pairing: Pairing) async throws -> Identifier<Contact> {
            var fields = ContactTests.fields
            fields["body"] = "Body"
            return try await office.useCases.addContact(.local, pairing: pairing.code, fields)
        }
    }

    private func world(_ office: Office) async throws -> World {
        let clerk = try await office.officeOf(office.own)
        func body(_ name: String) async throws -> Identifier<Organisation> {
            var new = NewOrganisation(name: name, kind: .department, place: office.own.oldArea.division.text)
            new.validFrom = "2015-01-01"
            return try await office.useCases.addOrganisation(clerk, new)
        }
        let near = try await office.useCases.addPairing(
            .local,
            NewPairing(
                code: "near-birch", kind: .city, oldArea: office.own.oldArea, eastern: office.foreign.eastern,
                region: nil, term: office.own.term, parent: nil))
        return World(
            office: office, clerk: clerk, body: try await body("Body"), heir: try await body("Heir"), near: near)
    }

    @Test("An office does not move another pairing's people; the system administrator does", arguments: Ending.allCases)
    private func foreignPeople(ending: Ending) async throws {
        try await Office.open(.sqlite) { office in
            let world = try await world(office)
            let worker = try #require(
                try await office.caller("worker", .unit(world.body, world.near.id, .oldArea)).user)
            let before = try await office.useCases.person(.local, id: worker.id.text)
            let refusal = try await cause { try await world.end(ending, by: world.clerk) }
            #expect(refusal == .forbidden(reason: "organisation.othersWithin"))
            let after = try await office.useCases.person(.local, id: worker.id.text)
            #expect(after.roles.map(\.organisation) == ["Body"] && after.assignments.count == before.assignments.count)
            try await world.end(ending, by: try await office.caller("system", .systemAdmin))
            let moved = try await office.useCases.person(.local, id: worker.id.text)
            #expect(moved.roles.map(\.organisation) == [ending == .split ? "One" : "Heir"])
            #expect(try await office.history("user", worker.id.text) == ["user.move"])
        }
    }

    @Test("An office does not move another pairing's contacts; its own go over one by one", arguments: Ending.allCases)
    private func foreignContacts(ending: Ending) async throws {
        try await Office.open(.sqlite) { office in
            let world = try await world(office)
            let own = try await world.contact(in: office.own)
            let foreign = try await world.contact(in: world.near)
            let refusal = try await cause { try await world.end(ending, by: world.clerk) }
            #expect(refusal == .forbidden(reason: "organisation.othersWithin"))
            #expect(try await office.history("contact", own.text) == ["contact.add"])
            try await office.useCases.removeContact(.local, id: foreign.text, revision: 1)
            try await world.end(ending, by: world.clerk)
            #expect(try await office.history("contact", own.text) == ["contact.add", "contact.change"])
            let record = try await office.useCases.database.read { try ContactQueries($0).find(own) }
            #expect(record?.revision == 2)
        }
    }

    @Test("A contact that had left before a merger stays with the body of its time")
    private func formerContacts() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await world(office)
            let present = try await world.contact(in: office.own)
            var fields = ContactTests.fields
            (fields["body"], fields["validFrom"], fields["validTo"]) = ("Body", "2016-01-01", "2020-01-31")
            let former = try await office.useCases.addContact(.local, pairing: office.own.code, fields)
            try await world.end(.merge, by: world.clerk)
            let bodies = try await office.useCases.database.read { connection in
                try [present, former].map { try ContactQueries(connection).find($0)?.contact.organisation }
            }
            #expect(bodies == [world.heir, world.body])
        }
    }

    @Test("Who worked in both bodies has the role once, and the record says so", arguments: TestEngine.both)
    func doubledRole(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let world = try await world(office)
            let worker = try #require(
                try await office.caller(
                    "worker", .unit(world.body, office.own.id, .oldArea), .unit(world.heir, office.own.id, .oldArea)
                ).user)
            try await world.end(.absorb, by: world.clerk)
            let found = try await office.useCases.database.read { try AccountQueries($0).find(worker.id) }
            #expect(found?.user.grants == [.unit(world.heir, office.own.id, .oldArea)])
            #expect(found?.revision == 2)
            #expect(try await office.history("user", worker.id.text) == ["user.move"])
            let person = try await office.useCases.person(.local, id: worker.id.text)
            #expect(person.assignments.count { $0.to == nil } == 1)
        }
    }
}
