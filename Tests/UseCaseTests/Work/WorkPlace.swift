// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// A pairing with an adopted plan, its two offices, and units of its own.
struct WorkPlace: Sendable {
    let office: Office
    let oldArea: Caller
    let eastern: Caller
    var useCases: UseCases { office.useCases }

    /// The tests' clock stands at 2027-01-15; the sample plan runs from 2023 to 2027.
    static let year = 2027

    static func open(
        _ engine: TestEngine, registers: LedgerBook = .none, _ body: (WorkPlace) async throws -> Void
    ) async throws {
        // Tests move the clock over months; nobody has to sign in anew.
        try await Office.open(
            engine, registers: registers, { ($0.idleSeconds, $0.absoluteSeconds) = (100_000_000, 100_000_000) }
        ) { office in
            let place = WorkPlace(
                office: office, oldArea: try await office.officeOf(office.own),
                eastern: try await office.officeOf(office.own, .eastern))
            _ = try await office.adopt(by: place.oldArea)
            try await body(place)
        }
    }

    func start() async throws -> String {
        try await useCases.startYearPlan(
            oldArea, YearPlanStart(pairing: office.own.code, year: Self.year, takesSafeguards: false)
        ).text
    }

    func agree(_ plan: String) async throws {
        for caller in [oldArea, eastern] {
            let revision = try await useCases.yearPlan(caller, id: plan).plan.revision
            try await useCases.agreeYearPlan(caller, id: plan, revision: revision)
        }
    }

    func items(_ plan: String) async throws -> [ItemLine] { try await useCases.yearPlan(oldArea, id: plan).items }

    /// Somebody of the body that has this share.
    func person(of leg: WorkLeg, _ name: String = "unit") async throws -> Caller {
        let body = try #require(leg.organisation)
        return try await office.caller(
            "\(name)-\(office.bench.number() % 1_000_000)", .unit(body, office.own.id, leg.side))
    }

    func state(of leg: WorkLeg) async throws -> WorkLeg.State? {
        try await useCases.database.read { try WorkLegQueries($0).find(leg.id)?.leg.state }
    }

    /// The titles of what somebody was told, oldest first.
    func told(_ caller: Caller) async throws -> [String] {
        guard let id = caller.userID else { return [] }
        return try await useCases.database.read {
            try NoticeQueries($0).all(of: id, areRead: false, limit: 100)
        }.reversed().map(\.content.title)
    }
}
