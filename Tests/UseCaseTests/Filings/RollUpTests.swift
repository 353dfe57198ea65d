// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Figures across pairings")
struct RollUpTests {
    /// Brings the filings of the cycle into many states, some of them late.
    private func disorder(_ world: FilingWorld) async throws {
        let states: [Filing.State] = [.accepted, .submitted, .returned, .draft, .expected, .excused, .locked]
        try await world.useCases.database.write { connection in
            let rows = try connection.rows("SELECT id FROM filing ORDER BY side, unit")
            for (number, row) in rows.enumerated() {
                let handedIn = number % 4 == 3 ? "NULL" : number % 3 == 0 ? "1802000000000" : "1800100000000"
                try connection.run(
                    "UPDATE filing SET state = ?, first_submitted_at = \(handedIn) WHERE id = ?",
                    [.choice(states[number % states.count]), .text(try row.text(0))])
            }
        }
    }

    /// What the raw rows say; of an area its shares.
    private func recount(
        _ world: FilingWorld, side: Side? = nil, unit: String? = nil, area: String? = nil
    ) async throws -> CycleCount {
        let today = world.useCases.surroundings.now().day
        return try await world.useCases.database.read { connection in
            var count = CycleCount()
            for row in try connection.rows(
                """
                SELECT f.state, f.first_submitted_at, f.side, f.unit, i.area FROM filing f
                JOIN filing_line l ON l.filing_id = f.id JOIN work_leg g ON g.id = l.leg_id
                JOIN work_item i ON i.id = g.item_id\(area == nil ? " WHERE l.position = 1" : "")
                """)
            {
                let state: Filing.State = try row.choice(0)
                if state == .excused { continue }
                let (ownSide, ownUnit): (Side, String) = (try row.choice(2), try row.text(3))
                if let side, side != ownSide { continue }
                if let unit, unit != ownUnit { continue }
                if let area, area != (try row.textOrNil(4) ?? "") { continue }
                let day = try row.isNull(1) ? today : Instant(milliseconds: Int64(try row.integer(1))).day
                count.expected += 1
                if [.submitted, .accepted, .locked].contains(state) { count.filed += 1 }
                if day.description > "2027-01-29" { count.late += 1 }
                if state == .returned { count.returned += 1 }
                if state == .accepted || state == .locked { count.accepted += 1 }
            }
            return count
        }
    }

    @Test(
        "By pairing, city, area, unit and period: what the raw rows say, and each opens to them",
        arguments: TestEngine.both)
    func figures(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            try await disorder(world)
            for day in ["2027-01-20", "2027-02-03"] {
                try world.go(to: day)
                for cut in RollUpCut.allCases {
                    var query = RollUpQuery()
                    query.cut = cut
                    let found = try await world.useCases.rollUp(world.oldArea, query)
                    #expect(!found.rows.isEmpty && !found.hasMore)
                    for row in found.rows {
                        let raw = try await recount(world, side: row.side, unit: row.unit, area: row.area)
                        #expect(row.count == raw, "\(cut) \(row.unit ?? row.area ?? "")")
                        try await opens(row, world)
                    }
                    if cut != .area { #expect(found.total == (try await recount(world))) }
                    #expect(
                        try await world.useCases.rollUp(world.unit, query).rows.map(\.count) == found.rows.map(\.count))
                }
            }
            let units = try await rows(world, .unit)
            let names = units.map { [$0.side == .oldArea ? "1" : "2", $0.unit ?? ""].joined() }
            #expect(names == names.sorted())
        }
    }

    private func rows(_ world: FilingWorld, _ cut: RollUpCut, _ caller: Caller? = nil) async throws -> [FilingRollUp
        .Row]
    {
        var query = RollUpQuery()
        query.cut = cut
        return try await world.useCases.rollUp(caller ?? world.oldArea, query).rows
    }

    private func opens(_ row: FilingRollUp.Row, _ world: FilingWorld) async throws {
        var query = RollUpRowsQuery()
        (query.form, query.period) = (row.period.form, row.period.period.description)
        (query.pairing, query.side, query.unit, query.area) = (row.pairing?.code, row.side, row.unit, row.area)
        for fact in RollUpFact.allCases {
            query.fact = fact
            let rows = try await world.useCases.rollUpRows(world.oldArea, query)
            #expect(rows.figure == row.count[fact] && !rows.hasMore)
            #expect(rows.rows.allSatisfy { $0.isLate } || fact != .late)
        }
    }

    @Test(
        "Everybody who reads the work reads its figures; those who check a side remind it", arguments: TestEngine.both)
    func permission(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let (office, own) = (world.place.office, world.place.office.own)
            let readers = [
                world.unit, try await office.caller("nation", .national),
                try await office.caller("observer", .observer(own.id)),
                try await office.caller("province", .province(DivisionCode("930000")!)),
            ]
            let figures = try await rows(world, .city).map(\.count)
            for caller in readers {
                let found = try await rows(world, .city, caller)
                #expect(found.map(\.count) == figures && found.allSatisfy { $0.reminds == nil }, "\(caller.name)")
                let refused = try await cause {
                    _ = try await world.useCases.remindFilings(caller, cycle: world.cycle)
                }
                #expect(refused == .forbidden(reason: "rule.officesOnly"), "\(caller.name)")
            }
            // Content stays with those who may see it: what is not accepted is not opened.
            var query = RollUpRowsQuery()
            (query.form, query.period) = ("progress", "2027Q1")
            #expect(try await world.useCases.rollUpRows(readers[1], query).rows.allSatisfy { !$0.isSeen })
            #expect(try await rows(world, .city).map { $0.reminds != nil } == [true, false])
            #expect(try await rows(world, .city, world.place.eastern).map { $0.reminds != nil } == [false, true])
            #expect(try await world.useCases.remindFilings(world.oldArea, cycle: world.cycle) > 0)

            let stranger = try await office.officeOf(office.foreign)
            #expect(try await world.useCases.rollUp(stranger, RollUpQuery()).rows.isEmpty)
            #expect(try await cause { _ = try await world.useCases.rollUpRows(stranger, query) } == .notFound)
            var foreign = RollUpQuery()
            foreign.pairing = own.code
            #expect(try await cause { _ = try await world.useCases.rollUp(stranger, foreign) } == .notFound)
            let system = try await office.caller("system", .systemAdmin)
            let none = try await cause { _ = try await world.useCases.rollUp(system, RollUpQuery()) }
            #expect(none == .forbidden(reason: "rule.administratorsWithoutBusiness"))
        }
    }
}
