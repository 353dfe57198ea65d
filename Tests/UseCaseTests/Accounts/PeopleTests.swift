// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("People")
struct PeopleTests {
    private func invite(
        _ office: Office, _ username: String, by caller: Caller, _ grant: WrittenGrant? = nil
    ) async throws -> HandedLink {
        try await office.useCases.invitePerson(
            caller, NewPerson(username: username, displayName: "Name of \(username)", grant: grant))
    }

    private func ownOffice(_ office: Office, _ side: Side = .oldArea) -> WrittenGrant {
        WrittenGrant(role: .office, pairing: office.own.code, side: side)
    }

    @Test("One administrator creates, another grants, and the person signs in", arguments: TestEngine.both)
    func twoDuties(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let system = try await office.caller("system", .systemAdmin)
            let security = try await office.caller("security", .securityAdmin)
            let useCases = office.useCases
            #expect(
                try await cause { _ = try await invite(office, "early", by: system, ownOffice(office)) }
                    == .forbidden(reason: "rule.otherAdministrator"))
            let link = try await invite(office, "chen", by: system)
            try await useCases.acceptInvitation(token: link.token, password: "Ferry-Crossing-9")
            let id = link.user.id.text
            let waiting = try await useCases.person(security, id: id)
            #expect(waiting.user.grants.isEmpty && waiting.mayGrant && !waiting.mayDisable)
            try await useCases.grantRole(security, id: id, revision: waiting.revision, ownOffice(office))
            let person = try await useCases.person(system, id: id)
            #expect(person.user.grants == [.office(office.own.id, .oldArea)] && !person.mayGrant)
            #expect(
                try await cause {
                    try await useCases.grantRole(
                        security, id: id, revision: person.revision, WrittenGrant(role: .auditAdmin))
                } != nil)
            var query = PersonQuery()
            query.isWaiting = true
            #expect(try await useCases.personCount(system, query) == 0)
        }
    }

    @Test("The administrator of one pairing sees to its people and to nobody else")
    func delegates() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let delegate = try await office.caller("delegate", .pairingAdmin(office.own.id))
            let link = try await invite(office, "ours", by: delegate, ownOffice(office))
            let foreign = WrittenGrant(role: .office, pairing: office.foreign.code, side: .oldArea)
            for grant in [
                foreign, WrittenGrant(role: .national), WrittenGrant(role: .pairingAdmin, pairing: "home-away"),
            ] {
                #expect(try await cause { _ = try await invite(office, "no", by: delegate, grant) } != nil)
            }
            let stranger = try await office.caller("stranger", .office(office.foreign.id, .oldArea))
            #expect(
                try await cause { _ = try await useCases.person(delegate, id: try #require(stranger.user).id.text) }
                    == .notFound)
            let seen = try await useCases.people(delegate, PersonQuery()).items.map(\.user.username)
            #expect(Set(seen) == ["ours"])
            #expect(try await useCases.personCount(delegate, PersonQuery()) == 1)
            let person = try await useCases.person(delegate, id: link.user.id.text)
            try await useCases.disablePerson(
                delegate, id: link.user.id.text, revision: person.revision, reason: "left")
            let clerk = try await office.officeOf(office.own)
            #expect(try await cause { _ = try await useCases.people(clerk, PersonQuery()) } != nil)
        }
    }

    @Test("A move keeps where the person was, from its day on", arguments: TestEngine.both)
    func moves(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let security = try await office.caller("security", .securityAdmin)
            let worker = try await office.officeOf(office.own)
            let id = try #require(worker.user).id.text
            let body = try await office.anyBody(of: .eastern)
            let unit = WrittenGrant(
                role: .unit, pairing: office.own.code, side: .eastern, organisation: body.text)
            try await useCases.movePerson(
                security, id: id, revision: 1, position: 0, to: unit, on: "2026-12-31")
            let person = try await useCases.person(security, id: id)
            #expect(person.user.grants == [.unit(body, office.own.id, .eastern)])
            #expect(person.assignments.map(\.label.grant.role) == [.office, .unit])
            #expect(person.assignments.last?.from.description == "2026-12-31")
            #expect(person.assignments.last?.to == nil)
            for (day, message) in [("9000-01-01", "user.dayToCome"), ("x", "correction.dateForm")] {
                let failure = ValidationFailure(field: "day", message: message)
                #expect(
                    try await cause {
                        try await useCases.movePerson(
                            security, id: id, revision: 2, position: 0, to: ownOffice(office), on: day)
                    } == .invalid([failure]))
            }
        }
    }

    @Test("A leaver's drafts go to the receiver in one action, and every door closes", arguments: TestEngine.both)
    func handsOver(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let system = try await office.caller("system", .systemAdmin)
            let leaver = try await office.officeOf(office.own)
            let heir = try await office.caller("heir", .office(office.own.id, .oldArea))
            _ = try await office.caller("reader", .observer(office.own.id))
            let draft = try await office.upload(by: leaver)
            _ = try await office.upload("songping-puting.txt", by: leaver)
            let id = try #require(leaver.user).id.text
            let preview = try await useCases.handOverPreview(system, id: id, receiver: "reader")
            #expect(preview.matters.map(\.count) == [2, 0] && preview.matters.map(\.refused) == [2, 0])
            #expect(
                try await cause {
                    try await useCases.handOver(
                        system, id: id, revision: preview.revision, to: "reader", disabling: nil)
                } != nil)
            #expect(try await useCases.handOverPreview(system, id: id, receiver: nil).matters.map(\.count) == [2, 0])
            let count = try await useCases.handOver(
                system, id: id, revision: preview.revision, to: "heir", disabling: "moved away")
            #expect(count == 2)
            let heirID = try #require(heir.user).id
            let held = try await useCases.database.read { try DraftQueries($0).held(by: heirID).count }
            #expect(held == 2)
            #expect(try await office.history("draft", draft.id.text).last == "draft.handOver")
            let person = try await useCases.person(system, id: id)
            #expect(person.user.state == .disabled && person.matters.map(\.count) == [0, 0])
            let sessions = try await useCases.database.read {
                try SessionQueries($0).all(of: try #require(leaver.user).id).count
            }
            #expect(sessions == 0)
        }
    }

    @Test("Nobody sees to the own account, and the last holder of a duty stays")
    func keepsOneHolder() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let system = try await office.caller("system", .systemAdmin)
            let audit = try await office.caller("audit", .auditAdmin)
            #expect(
                try await cause {
                    try await useCases.disablePerson(
                        system, id: try #require(system.user).id.text, revision: 1, reason: "x")
                } == .conflict(reason: "user.notOneself"))
            #expect(
                try await cause {
                    try await useCases.disablePerson(
                        system, id: try #require(audit.user).id.text, revision: 1, reason: "x")
                } == .conflict(reason: "user.lastOfDuty"))
        }
    }
}
