// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

/// Two installations on two networks: here the old area's office works and the lists are kept, there the eastern one's.
struct ExchangeWorld: Sendable {
    let place: WorkPlace
    /// A yearly list to which the old area's office has agreed.
    let plan: String
    let there: Office
    let keeper: Caller
    let keeperThere: Caller
    let east: Caller
    var here: UseCases { place.useCases }
    var code: String { place.office.own.code }
    var oldArea: Caller { place.oldArea }

    static func open(_ engine: TestEngine, _ body: @Sendable (ExchangeWorld) async throws -> Void) async throws {
        try await WorkPlace.open(engine) { place in
            try await Office.open(
                engine, seed: 11, { ($0.idleSeconds, $0.absoluteSeconds) = (100_000_000, 100_000_000) }
            ) { there in
                let plan = try await place.start()
                let revision = try await place.useCases.yearPlan(place.oldArea, id: plan).plan.revision
                try await place.useCases.agreeYearPlan(place.oldArea, id: plan, revision: revision)
                let world = ExchangeWorld(
                    place: place, plan: plan, there: there,
                    keeper: try await place.office.caller("keeper", .systemAdmin),
                    keeperThere: try await there.caller("keeper", .systemAdmin),
                    east: try await there.caller("east", .office(there.own.id, .eastern)))
                try await world.meet()
                try await body(world)
            }
        }
    }

    /// Each installation learns the key of the other.
    func meet() async throws {
        let key = try await here.exchange(keeper, pairing: code).key
        let keyThere = try await there.useCases.exchange(keeperThere, pairing: code).key
        try await here.keepExchangePeer(
            keeper, pairing: code, NewExchangePeer(side: .eastern, key: keyThere, keepsHere: true))
        try await there.useCases.keepExchangePeer(
            keeperThere, pairing: code, NewExchangePeer(side: .oldArea, key: key, keepsHere: false))
    }

    func make() async throws -> [UInt8] {
        try await here.makeExchangeFile(oldArea, pairing: code, year: WorkPlace.year).bytes
    }

    func makeThere() async throws -> [UInt8] {
        try await there.useCases.makeExchangeFile(east, pairing: code, year: WorkPlace.year).bytes
    }

    func read(_ bytes: [UInt8]) async throws -> String {
        try await carried(bytes, place.office) { try await here.readExchangeFile(oldArea, pairing: code, path: $0) }
    }

    func readThere(_ bytes: [UInt8]) async throws -> String {
        try await carried(bytes, there) {
            try await there.useCases.readExchangeFile(east, pairing: code, path: $0)
        }
    }

    private func carried(
        _ bytes: [UInt8], _ office: Office, _ read: (String) async throws -> Identifier<ExchangeFile>
    ) async throws -> String {
        let path = office.folder.appending(path: "carried.jiedui")
        try Data(bytes).write(to: path)
        return try await read(path.path()).text
    }

    func compare(_ id: String) async throws -> ExchangeComparison {
        try await here.compareExchangeFile(oldArea, pairing: code, id: id).comparison
    }

    func compareThere(_ id: String) async throws -> ExchangeComparison {
        try await there.useCases.compareExchangeFile(east, pairing: code, id: id).comparison
    }

    @discardableResult
    func take(_ bytes: [UInt8], theirs: Bool? = nil) async throws -> Int {
        let id = try await read(bytes)
        let comparison = try await compare(id)
        let choices = Dictionary(comparison.choices.map { ($0, theirs) }, uniquingKeysWith: { first, _ in first })
        return try await here.applyExchangeFile(
            oldArea, pairing: code, id: id, seen: comparison.mark, theirs: choices.compactMapValues(\.self))
    }

    @discardableResult
    func takeThere(_ bytes: [UInt8], theirs: Bool? = nil) async throws -> Int {
        let id = try await readThere(bytes)
        let comparison = try await compareThere(id)
        let choices = Dictionary(comparison.choices.map { ($0, theirs) }, uniquingKeysWith: { first, _ in first })
        return try await there.useCases.applyExchangeFile(
            east, pairing: code, id: id, seen: comparison.mark, theirs: choices.compactMapValues(\.self))
    }

    /// The list goes out, the eastern office agrees there, and it comes back: work is under way on both networks.
    func agree() async throws {
        try await takeThere(try await make())
        let revision = try await there.useCases.yearPlan(east, id: plan).plan.revision
        try await there.useCases.agreeYearPlan(east, id: plan, revision: revision)
        try await take(try await makeThere())
    }

    func state(of filing: String, _ useCases: UseCases) async throws -> Filing.State? {
        try await useCases.database.read { try FilingQueries($0).find(try #require(Identifier(filing)))?.state }
    }

    /// What is written of the work and of files, to see that a refusal wrote nothing.
    static func trace(_ useCases: UseCases) async throws -> [String] {
        try await useCases.database.read { connection in
            let tables = [
                "year_plan", "special", "work_item", "milestone", "work_leg", "loop_step", "filing_cycle", "filing",
                "filing_answer", "filing_step", "organisation", "exchange_file", "exchange_record", "exchange_body",
                "audit_event",
            ]
            return try tables.map { "\($0) \(try connection.integer("SELECT count(*) FROM \($0)"))" }
        }
    }
}
