// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("What a person has in hand")
struct HandOverTests {
    private func held(_ office: Office, _ caller: Caller) async throws -> Int {
        let id = try #require(caller.user).id
        return try await office.useCases.database.read { try DraftQueries($0).held(by: id).count }
    }

    @Test("Whoever can't receive is told why, and is not the receiver")
    func receivers() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let system = try await office.caller("system", .systemAdmin)
            let leaver = try await office.officeOf(office.own)
            let grant = RoleGrant.office(office.own.id, .oldArea)
            let gone = try await office.caller("gone", grant)
            _ = try await office.caller("heir", grant)
            _ = try await useCases.invitePerson(system, NewPerson(username: "new.one", displayName: "New"))
            try await useCases.disablePerson(
                system, id: try #require(gone.user).id.text, revision: 1, reason: "left")
            let id = try #require(leaver.user).id.text
            for (name, problem) in [
                ("nobody.here", "user.receiverUnknown"), (leaver.label, "user.receiverIsPerson"),
                ("gone", "user.receiverDisabled"), ("new.one", "user.receiverInvited"), ("heir", nil),
            ] {
                let preview = try await useCases.handOverPreview(system, id: id, receiver: name)
                #expect(preview.receiverProblem == problem, "\(name)")
                #expect((preview.receiver == nil) == (problem != nil), "\(name)")
                guard let problem else { continue }
                let failure = ValidationFailure(field: "receiver", message: problem)
                #expect(
                    try await cause {
                        try await useCases.handOver(
                            system, id: id, revision: preview.revision, to: name, disabling: nil)
                    } == .invalid([failure]), "\(name)")
            }
            #expect(try await useCases.handOverPreview(system, id: id, receiver: nil).receiverProblem == nil)
        }
    }

    @Test(
        "Items that name the leaver go to the heir of the same side where that is said, with the post; agreements stay; of namesakes none goes"
    )
    func ledItems() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let delegate = try await office.caller("delegate", .pairingAdmin(office.own.id))
            let leaver = try await office.officeOf(office.own)
            let other = try await office.officeOf(office.own, .eastern)
            _ = try await office.caller("heir", .office(office.own.id, .oldArea))
            let plan = try await useCases.startYearPlan(
                leaver, YearPlanStart(pairing: office.own.code, year: 2027, takesTasks: false, takesSafeguards: false)
            ).text
            let name = try #require(leaver.user).displayName
            let items = try await useCases.addItems(
                leaver, plan: plan,
                [
                    ["title": "One", "oldAreaLead": "A", "leaderPost": "Director", "leaderName": name],
                    ["title": "Two", "oldAreaLead": "A", "leaderName": "Somebody"],
                ])
            for caller in [leaver, other] {
                let revision = try await useCases.yearPlan(caller, id: plan).plan.revision
                try await useCases.agreeYearPlan(caller, id: plan, revision: revision)
            }
            let id = try #require(leaver.user).id.text
            let preview = try await useCases.handOverPreview(delegate, id: id, receiver: "heir")
            #expect(preview.matters.first { $0.name == "ledItem" }?.count == 1)
            // The name may be another's: unless it is said that it is not, it stays.
            #expect(
                try await useCases.handOver(
                    delegate, id: id, revision: preview.revision, to: "heir", disabling: nil) == 0)
            #expect(try await useCases.item(other, id: items[0].text).line.item.leaderName == name)
            let across = try await useCases.handOverPreview(delegate, id: id, receiver: other.label)
            #expect(across.matters.first { $0.name == "ledItem" }?.refused == 1)
            #expect(
                try await cause {
                    try await useCases.handOver(
                        delegate, id: id, revision: across.revision, to: other.label, named: true, disabling: nil)
                }
                    == .invalid([
                        ValidationFailure(
                            field: "receiver", message: "user.receiverMayNot",
                            arguments: ["name": try #require(other.user).displayName])
                    ]))
            let before = try await useCases.yearPlan(other, id: plan).plan.revision
            let count = try await useCases.handOver(
                delegate, id: id, revision: preview.revision, to: "heir", named: true, disabling: nil)
            #expect(count == 1)
            #expect(try await useCases.yearPlan(other, id: plan).plan.revision > before)
            let line = try await useCases.item(other, id: items[0].text).line.item
            #expect(line.leaderName == "Person heir" && line.leaderPost == "Director")
            #expect(try await useCases.item(other, id: items[1].text).line.item.leaderName == "Somebody")
            #expect(try await useCases.yearPlan(other, id: plan).plan.isAgreed)
            #expect(try await office.history("item", items[0].text).last == "item.handOver")
            // Two people of one name: nobody can tell whose it is.
            let heir = try #require(try await useCases.database.read { try AccountQueries($0).find(username: "heir") })
            _ = try await useCases.database.write {
                try $0.run("UPDATE account SET display_name = 'Person heir' WHERE id = ?", [.text(id)])
            }
            let again = try await useCases.handOverPreview(delegate, id: heir.user.id.text, receiver: nil)
            #expect(again.matters.first { $0.name == "ledItem" }?.count == 0)
        }
    }

    @Test("Who moves to the other side leaves nothing behind without being asked", arguments: TestEngine.both)
    func moves(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let delegate = try await office.caller("delegate", .pairingAdmin(office.own.id))
            let worker = try await office.officeOf(office.own)
            let heir = try await office.caller("heir", .office(office.own.id, .oldArea))
            _ = try await office.upload(by: worker)
            let id = try #require(worker.user).id.text
            func move(_ side: Side, _ matters: MatterChoice) async throws {
                let revision = try await useCases.person(delegate, id: id).revision
                try await useCases.movePerson(
                    delegate, id: id, revision: revision, position: 0,
                    to: WrittenGrant(role: .office, pairing: office.own.code, side: side), on: "2026-12-31",
                    matters: matters)
            }
            let asked = ValidationFailure(
                field: "receiver", message: "user.moveLeavesOpen", arguments: ["count": "1"])
            #expect(try await cause { try await move(.eastern, .ask) } == .invalid([asked]))
            let unknown = ValidationFailure(field: "receiver", message: "user.receiverUnknown")
            #expect(try await cause { try await move(.eastern, .give(to: "who")) } == .invalid([unknown]))
            #expect(try await useCases.person(delegate, id: id).user.grants == [.office(office.own.id, .oldArea)])
            #expect(try await held(office, worker) == 1)
            try await move(.eastern, .leave)
            #expect(try await held(office, worker) == 1)
            try await move(.oldArea, .give(to: "heir"))
            #expect(try await held(office, worker) == 0)
            #expect(try await held(office, heir) == 1)
            // Nothing is in hand any more: nothing is asked.
            try await move(.eastern, .ask)
            #expect(try await useCases.person(delegate, id: id).user.grants == [.office(office.own.id, .eastern)])
        }
    }

    @Test("Who may move but not hand over is told what stays, and hands over nothing")
    func security() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let security = try await office.caller("security", .securityAdmin)
            let worker = try await office.officeOf(office.own)
            _ = try await office.caller("heir", .office(office.own.id, .oldArea))
            _ = try await office.upload(by: worker)
            let id = try #require(worker.user).id.text
            let refusal = try await cause {
                try await useCases.movePerson(
                    security, id: id, revision: 1, position: 0, to: WrittenGrant(role: .national), on: "2026-12-31",
                    matters: .give(to: "heir"))
            }
            guard case .forbidden? = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
            #expect(try await held(office, worker) == 1)
        }
    }

    @Test(
        "A body that is taken for a known one leaves one stretch in its people's history",
        arguments: TestEngine.both)
    func absorbs(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let place = office.own.oldArea.division
            let kept = try await office.anyBody(of: .oldArea)
            let doubled = Identifier<Organisation>(at: office.bench.now(), random: (1, 2))
            try await useCases.database.write { connection in
                try OrganisationQueries(connection).insert(
                    Organisation(
                        id: doubled, name: "Buro", kind: .department, division: place, aliases: [],
                        isConfirmed: false))
            }
            let one = try await office.caller("one", .unit(doubled, office.own.id, .oldArea))
            let both = try await office.caller(
                "both", .unit(doubled, office.own.id, .oldArea), .unit(kept, office.own.id, .oldArea))
            let revision = try await useCases.organisation(clerk, id: doubled.text).revision
            try await useCases.absorbOrganisation(clerk, id: doubled.text, revision: revision, into: kept.text)
            for caller in [one, both] {
                let person = try await useCases.person(.local, id: try #require(caller.user).id.text)
                #expect(person.user.grants == [.unit(kept, office.own.id, .oldArea)])
                #expect(person.assignments.map { $0.to == nil } == [true], "\(caller.label)")
            }
        }
    }
}
