// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Lists of special requests")
struct RequestListTests {
    @Test("Lists and single requests agree on who sees what", arguments: TestEngine.both)
    func sight(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let draft = try await office.request(people)
            let asked = try await office.consulted(people, units: "Forestry")
            let joint = try await office.consulted(people, ["joint": "true"], units: "Culture")
            let ours = try await office.request(people, byOffice: true)
            let all = [draft, asked, joint, ours]
            let nation = try await office.caller("nation", .national)
            let province = try await office.caller("province", .province(office.own.oldArea.division.province))
            let observer = try await office.caller("observer", .observer(office.own.id))
            let expected: [(Caller, Set<String>)] = [
                (people.first, [asked, joint, ours]), (people.otherOffice, [joint]), (nation, [asked, joint]),
                (province, [asked, joint]), (people.applicant, [draft, asked, joint]), (people.forestry, [asked]),
                (people.culture, [joint]), (people.stranger, []),
            ]
            for (caller, seen) in expected {
                let page = try await office.useCases.listRequests(caller, RequestQuery())
                #expect(Set(page.page.items.map(\.request.id.text)) == seen, "\(caller.name)")
                #expect(page.count == seen.count)
                for id in all {
                    let found = try await cause { _ = try await office.useCases.request(caller, id: id) }
                    #expect((found == nil) == seen.contains(id), "\(caller.name)")
                }
            }
            #expect(
                try await cause { _ = try await office.useCases.listRequests(observer, RequestQuery()) }
                    == .forbidden(reason: "rule.requestsForWork"))
            #expect(try await office.useCases.requestPlaces(people.applicant).map { $0.body?.name } == ["Park"])
            #expect(try await office.useCases.requestPlaces(people.first).map(\.side) == [.oldArea])
            #expect(try await office.useCases.requestPlaces(nation).isEmpty)
            let foreign = NewRequest(
                pairing: office.own.code, side: .oldArea, body: people.body.text, fields: Office.requestFields)
            #expect(
                try await cause { _ = try await office.useCases.addRequest(people.forestry, foreign) }
                    == .forbidden(reason: "rule.loopOthers"))
        }
    }

    @Test("The most urgent first, page by page; overdue ones are found", arguments: TestEngine.both)
    func pages(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            // Fast ones are to be decided on 22 January, all others on 12 February; drafts have no day.
            var expected: [String] = []
            for (kind, isDraft) in [("fast-track", false), ("matter", false), ("matter", false), ("firm", true)] {
                let id = try await office.request(people, ["kind": kind], byOffice: true)
                if !isDraft { try await office.take(id, (people.first, "submit", LoopInput())) }
                expected.append(id)
            }
            var found: [String] = []
            var query = RequestQuery()
            query.limit = 1
            repeat {
                let page = try await office.useCases.listRequests(people.first, query).page
                found += page.items.map(\.request.id.text)
                query.after = page.next
            } while query.after != nil
            #expect(found == expected)
            query = RequestQuery()
            query.kind = .matter
            #expect(try await office.useCases.listRequests(people.first, query).count == 2)
            query = RequestQuery()
            query.show = .state(.drafted)
            #expect(try await office.useCases.listRequests(people.first, query).count == 1)
            query.show = .overdue
            #expect(try await office.useCases.listRequests(people.first, query).count == 0)
            try await office.take(
                expected[1], (people.first, "consult", LoopInput(day: "2027-01-21", unit: "Forestry")))
            // 22 January: the opinion is late; the fast one is due today.
            office.bench.advance(seconds: 7 * 86_400)
            let late = try await office.useCases.listRequests(people.first, query)
            #expect(late.page.items.map(\.request.id.text) == [expected[1]] && late.page.items[0].isOverdue)
            office.bench.advance(seconds: 86_400)
            #expect(try await office.useCases.listRequests(people.first, query).overdue == 2)
            let clock = try await office.useCases.request(people.first, id: expected[0]).clock
            #expect(clock?.isOverdue == true && clock?.daysLeft == 0)
            query = RequestQuery()
            query.pairing = office.foreign.code
            #expect(try await cause { _ = try await office.useCases.listRequests(people.first, query) } == .notFound)
        }
    }

    @Test("Two who change one request are merged, or told; a body's heir goes on", arguments: TestEngine.both)
    func merging(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await office.request(people)
            let seen = try #require(try await office.useCases.request(people.applicant, id: id).fields)
            let colleague = try await office.caller("colleague", .unit(people.body, office.own.id, .oldArea))
            func edit(_ caller: Caller, _ changes: [String: String]) async throws {
                try await office.useCases.editRequest(
                    caller, id: id, Edit(revision: 1, seen: seen, values: seen.merging(changes) { $1 }))
            }
            try await edit(colleague, ["wish": "More"])
            try await edit(people.applicant, ["basis": "Clause 4"])
            let merged = try await office.useCases.request(people.applicant, id: id).request
            #expect(merged.wish == "More" && merged.basis == "Clause 4" && merged.revision == 3)
            await #expect(throws: EditCollision.self) { try await edit(people.applicant, ["wish": "Less"]) }
            try await office.take(id, (people.applicant, "submit", LoopInput()))
            #expect(
                try await cause { try await edit(people.applicant, ["wish": "All"]) }
                    == .conflict(reason: "request.noDraft"))
            try await office.take(
                id, (people.first, "consult", LoopInput(day: "2027-01-29", unit: "Forestry")))
            let nation = try await office.caller("nation", .national)
            let heir = try await office.useCases.database.read {
                try OrganisationQueries($0).matching("Culture", in: office.own.oldArea.division).first
            }
            let forestry = try await office.useCases.request(people.first, id: id).opinions[0].opinion.organisation
            for body in [forestry, people.body] {
                try await office.useCases.mergeOrganisation(
                    nation, id: body.text, revision: 1, into: try #require(heir).id.text, on: "2027-01-10")
            }
            let passed = try await office.useCases.request(people.culture, id: id)
            #expect(
                passed.opinions[0].opinion.organisation == heir?.id && passed.opinions[0].opinion.unit == "Forestry")
            #expect(passed.request.organisation == heir?.id && passed.request.unit == "Park")
        }
    }
}
