// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import OfficeFiles
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Figures of registers in filings")
struct RegisterFigureTests {
    private func figure(_ key: String, _ detail: FilingDetail) throws -> RegisterFigure {
        try #require(detail.figures.first { $0.indicator.key == key })
    }

    private func open(_ engine: TestEngine, _ body: (FilingWorld) async throws -> Void) async throws {
        try await FilingWorld.open(engine, registers: try Registers.book.get(), body)
    }

    @Test(
        "A form shows the figures of its body, or in words those of its city or of both, with the period before",
        arguments: TestEngine.both)
    func extents(engine: TestEngine) async throws {
        try await open(engine) { world in
            let office = world.place.office
            let burden = try await world.detail().filing.burden
            let boxes = try await world.detail()
            #expect(burden.asked == boxes.lines.flatMap(\.boxes).count + boxes.body.count + boxes.figures.count)
            #expect(burden.prefilled == boxes.lines.filter(\.milestones.isEmpty).count + 6)
            try await office.add("placement", Registers.placement("Li", start: "2027-01-04"), by: world.oldArea)
            try await office.add("placement", Registers.placement("Wu", start: "2026-12-04"), by: world.oldArea)
            // Rows that both cities enter: those of both where none names the body.
            let visit = Registers.visit(start: "2027-01-05", leader: "Head Li")
            try await office.add("visit", visit, by: world.place.eastern)
            var placed = try figure("L01", try await world.detail())
            #expect((placed.extent, placed.amount, placed.before) == (.side, 1, 1))
            let visits = try figure("V02", try await world.detail())
            #expect((visits.extent, visits.amount, visits.before) == (.pairing, 1, 0))
            #expect(try figure("P04", try await world.detail()).extent == .pairing)
            // From the first row of its own on, the body sees its own.
            try await office.add("placement", Registers.placement("He", start: "2027-01-06"), by: world.unit)
            placed = try figure("L01", try await world.detail())
            #expect((placed.extent, placed.amount, placed.before) == (.body, 1, 0))
            // The other way to the same figure.
            let parts = try await world.useCases.showFigure(
                world.unit, indicator: "L01", pairing: office.own.code, try #require(Period("2027Q1"))
            ).parts
            #expect(parts.byOrganisation.first { $0.organisation != nil }?.amount == 1)
            #expect(parts.bySide.first { $0.side == .oldArea }?.amount == 2)
        }
    }

    @Test(
        "What was handed in is kept with its time; a later row shows beside it, in the summary too",
        arguments: TestEngine.both)
    func kept(engine: TestEngine) async throws {
        try await open(engine) { world in
            let office = world.place.office
            try await office.add("placement", Registers.placement("Li", start: "2027-01-04"), by: world.unit)
            try await world.submit()
            let at = try #require(try await world.detail().filing.submittedAt)
            try world.go(to: "2027-01-18")
            try await office.add("placement", Registers.placement("He", start: "2027-01-06"), by: world.unit)
            var placed = try figure("L01", try await world.detail(world.oldArea))
            #expect(placed.kept?.amount == 1 && placed.kept?.at == at && placed.extent == .body)
            #expect(placed.amount == 2 && placed.hasMoved && placed.shown.amount == 1)
            try await world.move(world.oldArea, "accept")
            let eastern = try await world.detail(world.place.eastern)
            #expect(try figure("L01", eastern).kept?.amount == 1)
            let summary = try await world.useCases.exportCycle(world.oldArea, id: world.cycle, language: .english)
            let sheet = try #require(try sheets(summary).first { $0.title == "What the registers know" })
            let row = try #require(sheet.rows.first { $0.contains("Workers placed") })
            #expect(row.contains("1 人") && row.contains("2 人"))
            // Handing in anew confirms what stands then.
            try await world.move(world.oldArea, "reopen", "More came")
            #expect(try figure("L01", try await world.detail()).kept == nil)
            try await world.submit()
            placed = try figure("L01", try await world.detail())
            #expect(placed.kept?.amount == 2 && !placed.hasMoved)
        }
    }

    @Test("The workbook has a locked line for each figure, which coming back changes nothing")
    func workbook() async throws {
        try await open(.sqlite) { world in
            let bytes = try await world.useCases.exportFiling(world.unit, id: world.filing, language: .english)
            let sheet = try sheets(bytes)[0]
            let lines = sheet.rows.filter { $0.first == "register" }
            #expect(lines.count == 6)
            let path = NSTemporaryDirectory() + "jiedui-\(UUID()).xlsx"
            try Data(bytes).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let before = try await world.detail().filing.revision
            _ = try await world.useCases.importFiling(world.unit, id: world.filing, path: path, submits: true)
            #expect(try await world.detail().filing.revision == before)
        }
    }

    @Test("Whoever may not read the registers sees no figure of them")
    func hidden() async throws {
        try await open(.sqlite) { world in
            let (caller, desk) = (world.unit, world.filing)
            let body = try #require(try await world.detail().filing.organisation)
            let stranger = try await world.place.office.caller(
                "stranger", .unit(body, world.place.office.foreign.id, .oldArea))
            let shown = try await world.useCases.database.read { connection in
                let found = try world.useCases.findFiling(desk, caller, connection)
                return (
                    try world.useCases.registerFigures(found, caller).count,
                    try world.useCases.registerFigures(found, stranger).count
                )
            }
            #expect(shown == (6, 0))
        }
    }

    private func sheets(_ bytes: [UInt8]) throws -> [ReadSheet] { try readXLSX(MemorySource(bytes), most: 20) }
}
