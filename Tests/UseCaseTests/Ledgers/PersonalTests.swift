// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Personal values of rows")
struct PersonalTests {
    private static let name = "Ouyang Zhenhua"
    private static let number = "11010519491231002X"

    @Test(
        "What is personal is unreadable in every table, masked, found by exact match, and revealed with a reason",
        arguments: TestEngine.allCases)
    func hidden(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let other = try await office.officeOf(office.own, .eastern)
            let row = try await office.add("placement", Registers.placement(Self.name + "|" + Self.number), by: clerk)
            _ = try await useCases.changeEntry(
                clerk, id: row.id.text, version: 1, .texts(["person": "Ouyang Zhenguo|" + Self.number]))
            let texts = try await Self.everything(useCases)
            for secret in ["Zhenhua", "Zhenguo", Self.number, "ouyangzhenhua"] {
                #expect(!texts.contains { $0.contains(secret) }, "\(secret)")
            }
            let listing = try #require(
                try await useCases.listEntries(clerk, EntryQuery(ledger: "placement")).items.first)
            #expect(listing.values["person"] == nil && listing.texts["person"] == "O**")
            for (text, count) in [
                ("Ouyang Zhenguo", 1), (Self.number, 1), ("Ouyang Zhenhua", 0), ("Ouyang", 0),
            ] {
                var query = EntryQuery(ledger: "placement")
                query.filter = EntryFilter([.init(field: "person", test: .oneOf([text]))])
                #expect(try await useCases.listEntries(clerk, query).items.count == count, "\(text)")
            }
            let shown = try await useCases.revealPersonal(clerk, id: row.id.text, reason: "Wages are checked")
            #expect(shown == ["person": "Ouyang Zhenguo|" + Self.number])
            let nothing = try await cause { _ = try await useCases.revealPersonal(clerk, id: row.id.text, reason: " ") }
            #expect(nothing != nil)
            let refused = try await cause { _ = try await useCases.revealPersonal(other, id: row.id.text, reason: "x") }
            #expect(refused == .forbidden(reason: "rule.otherSide"))
            let event = try #require(try await office.events(action: "entry.reveal").first)
            #expect(event.after?.contains("Wages are checked") == true && event.after?.contains("Ouyang") == false)
        }
    }

    @Test("At the end of its retention a row loses the person and goes on counting", arguments: TestEngine.allCases)
    func anonymous(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let row = try await office.add(
                "placement", Registers.placement(Self.name, end: "2026-03-31"), by: clerk)
            try await office.add(
                "placement", Registers.placement(Self.name, start: "2026-02-01", employer: "Others"), by: clerk)
            #expect(try await useCases.anonymiseEntries() == 0)
            office.bench.advance(seconds: 86_400 * 366 * 4)
            let later = try await office.officeOf(office.own, .eastern)
            #expect(try await useCases.anonymiseEntries() == 1)
            #expect(try await useCases.anonymiseEntries() == 0)
            let period = try #require(Period("2026Q1"))
            let figure = try await useCases.readIndicators(
                later, ["L01"], pairings: [office.own.code], periods: [period]
            ).first
            #expect(figure?.amount == 1)
            #expect(try await useCases.verifyIndicators(.local).isExact)
            let detail = try await useCases.entry(later, id: row.id.text)
            #expect(detail.entry.texts["person"] == "***")
            _ = try await office.history("entry", row.id.text)
        }
    }

    /// Every text of every table.
    private static func everything(_ useCases: UseCases) async throws -> [String] {
        try await useCases.database.read { connection in
            var texts: [String] = []
            for table in try SchemaQueries(connection).tables() {
                try TableCopy(connection).forEachRow(of: table) { row in
                    for case .text(let text) in row { texts.append(text) }
                }
            }
            return texts
        }
    }
}
