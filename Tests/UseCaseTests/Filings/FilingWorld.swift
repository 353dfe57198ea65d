// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// A cycle of the first quarter of 2027 with its bodies; the clock stands on 15 January 2027.
struct FilingWorld: Sendable {
    let place: WorkPlace
    let plan: String
    let cycle: String
    /// What a body of the old area hands in, and somebody of it.
    let filing: String
    let unit: Caller
    /// A second person of the old area's office.
    let colleague: Caller
    var useCases: UseCases { place.useCases }
    var oldArea: Caller { place.oldArea }

    static func open(
        _ engine: TestEngine, registers: LedgerBook = .none, _ body: (FilingWorld) async throws -> Void
    ) async throws {
        try await WorkPlace.open(engine, registers: registers) { place in
            let plan = try await place.start()
            try await place.agree(plan)
            let cycle = try await place.useCases.openCycle(place.oldArea, order(place)).text
            let detail = try await place.useCases.cycle(place.oldArea, id: cycle)
            let filing = try #require(detail.rows.first { $0.filing.side == .oldArea && $0.filing.organisation != nil })
            let organisation = try #require(filing.filing.organisation)
            let unit = try await place.office.caller(
                "reporter", .unit(organisation, place.office.own.id, .oldArea))
            let colleague = try await place.office.caller("colleague", .office(place.office.own.id, .oldArea))
            try await body(
                FilingWorld(
                    place: place, plan: plan, cycle: cycle, filing: filing.filing.id.text, unit: unit,
                    colleague: colleague))
        }
    }

    static func order(
        _ place: WorkPlace, period: String = "2027Q1", due: String = "2027-01-29", closes: String = "2027-02-10",
        reason: String = ""
    ) -> NewFilingCycle {
        NewFilingCycle(
            pairing: place.office.own.code, form: "progress", period: period, due: due, closes: closes, reason: reason)
    }

    func detail(_ caller: Caller? = nil) async throws -> FilingDetail {
        try await useCases.filing(caller ?? unit, id: filing)
    }

    /// An edit of these fields as the page would send it now.
    func edit(_ values: [FilingPlace: String]) async throws -> Edit {
        let detail = try await detail()
        let boxes = detail.lines.flatMap(\.boxes) + detail.body
        let texts = Dictionary(boxes.map { ($0.place.description, $0.text) }, uniquingKeysWith: { first, _ in first })
        let typed = Dictionary(values.map { ($0.key.description, $0.value) }, uniquingKeysWith: { first, _ in first })
        return Edit(revision: detail.filing.revision, seen: texts.filter { typed[$0.key] != nil }, values: typed)
    }

    /// Every field that must be filled, filled.
    func everything(_ text: String = "Two sites surveyed", progress: String = "40") async throws -> Edit {
        let detail = try await detail()
        var values: [FilingPlace: String] = [:]
        for box in detail.lines.flatMap(\.boxes) where box.field.field.isRequired {
            values[box.place] = box.field.means == FilingForm.progress ? progress : text
        }
        return try await edit(values)
    }

    func submit() async throws {
        try await useCases.moveFiling(unit, id: filing, step: "submit", edit: try await everything())
    }

    func move(_ caller: Caller, _ step: String, _ note: String? = nil, remarks: [String: String] = [:]) async throws {
        try await useCases.moveFiling(caller, id: filing, step: step, LoopInput(note: note), remarks: remarks)
    }

    func state() async throws -> Filing.State { try await detail().filing.state }

    /// Midnight of Beijing at the beginning of a day, and nine hours later.
    func go(to day: String, hour: Int64 = 9) throws {
        let day = try #require(CalendarDate(iso: day))
        place.office.bench.advance(to: Instant(startOf: day).advanced(bySeconds: hour * 3_600))
    }

    /// What is written of filings, to see that a refusal wrote nothing.
    func trace() async throws -> [String] {
        try await useCases.database.read { connection in
            var trace: [String] = []
            let tables = [
                "filing_answer", "filing_remark", "filing_correction", "filing_paper", "filing_step", "audit_event",
                "notice",
            ]
            for table in tables { trace.append(String(try connection.integer("SELECT count(*) FROM \(table)"))) }
            for row in try connection.rows("SELECT state, revision FROM filing ORDER BY id") {
                trace.append(try row.text(0) + String(try row.integer(1)))
            }
            return trace
        }
    }
}
