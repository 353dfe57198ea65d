// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// What happens to yearly lists when what they name goes.
@Suite("Yearly lists and what they name")
struct WorkRemovalTests {
    @Test("The demonstration goes with its yearly lists", arguments: TestEngine.both)
    func demo(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            _ = try await useCases.fillDemo(.local)
            let demo = try #require(
                try await useCases.pairings(.local).first { $0.pairing.code == "yunxiu-langang" }?.pairing)
            let place = WorkPlace(
                office: office, oldArea: try await office.officeOf(demo),
                eastern: try await office.officeOf(demo, .eastern))
            let first = try await useCases.startYearPlan(place.oldArea, YearPlanStart(pairing: demo.code, year: 2026))
                .text
            try await place.agree(first)
            let leg = try #require(try await place.items(first)[0].legs.first { $0.side == .oldArea })
            try await useCases.handOnLeg(
                try await office.caller("unit", .unit(try #require(leg.organisation), demo.id, .oldArea)),
                id: leg.id.text, to: ["Museum"], revision: nil)
            let next = try await useCases.startYearPlan(place.oldArea, YearPlanStart(pairing: demo.code, year: 2027))
                .text
            try await useCases.addSpecial(place.oldArea, plan: next, title: "Special", steering: "")
            let item = try await place.items(next)[0].item
            try await useCases.editItem(
                place.oldArea, id: item.id.text, Edit(revision: 1, values: ["special": "Special", "q1": "First"]))
            try await place.agree(next)
            try await useCases.removeDemo(.local)
            for table in ["year_plan", "special", "work_item", "work_leg", "milestone", "work_item_task", "loop_step"] {
                let left = try await useCases.database.read { try $0.integer("SELECT count(*) FROM \(table)") }
                #expect(left == 0, "\(table)")
            }
        }
    }

    @Test(
        "What a body has not finished is its heir's; a doubled body's shares are the kept one's",
        arguments: [true, false])
    func succession(isMerged: Bool) async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let body = try #require(leg.organisation)
            let heir = try await useCases.addOrganisation(
                place.oldArea,
                NewOrganisation(
                    name: "Heir", kind: .department, place: place.office.own.oldArea.division.text))
            let revision = try await useCases.organisation(.local, id: body.text).revision
            if isMerged {
                try await useCases.confirmOrganisation(place.oldArea, id: body.text, revision: revision)
                try await useCases.mergeOrganisation(
                    place.oldArea, id: body.text, revision: revision + 1, into: heir.text, on: "2027-01-01")
            } else {
                try await useCases.absorbOrganisation(
                    place.oldArea, id: body.text, revision: revision, into: heir.text)
            }
            let shares = try await place.items(id)[0].legs
            #expect(shares.first { $0.id == leg.id }?.organisation == heir)
            #expect(shares.first { $0.id == leg.id }?.unit == leg.unit)
        }
    }
}
