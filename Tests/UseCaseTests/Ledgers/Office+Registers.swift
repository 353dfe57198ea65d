// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import LedgerEngine
import SQLCore
import Storage
import Testing
import UseCases

/// An office with the registers that ship, and rows for them.
enum Registers {
    static let book = Result { try LedgerBook() }

    static func open<Value>(_ engine: TestEngine, _ body: (Office) async throws -> Value) async throws -> Value {
        try await Office.open(engine, registers: try book.get(), { _ in }, body)
    }

    /// A visit of the city's head with so many people.
    static func visit(
        start: String = "2026-03-05", people: String = "12", leader: String = "Head Li", level: String = "cityHead"
    ) -> EntryInput {
        .texts([
            "direction": "toEastern", "level": level, "leader": leader, "start": start, "end": start, "people": people,
        ])
    }

    static func sale(_ number: Int, amount: String, date: String = "2026-02-03", mode: String = "purchase")
        -> EntryInput
    {
        .texts([
            "channel": "platform832", "mode": mode, "buyerKind": "budget", "seller": "Firm", "origin": "930100",
            "amount": amount, "date": date, "proof": "invoice", "number": "N\(number)", "estimated": "0",
        ])
    }

    static func placement(
        _ person: String, start: String = "2026-01-10", end: String? = nil, employer: String = "Works"
    ) -> EntryInput {
        var texts = [
            "person": person, "category": "ordinary", "home": "930100", "employer": employer, "work": "940100",
            "start": start, "contract": "1", "consent": "C-1",
        ]
        texts["end"] = end
        return .texts(texts)
    }
}

extension Office {
    @discardableResult
    func add(
        _ ledger: String, _ input: EntryInput, by caller: Caller, side: Side? = nil, in pairing: Pairing? = nil,
        reason: String? = nil
    ) async throws -> WrittenEntry {
        try await useCases.addEntry(
            caller,
            NewEntry(ledger: ledger, pairing: (pairing ?? own).code, side: side, input: input, reason: reason))
    }

    /// What an indicator is for the own pairing in a period.
    func figure(_ key: String, _ period: String, by caller: Caller) async throws -> IndicatorFigure {
        let period = try #require(Period(period))
        return try #require(
            try await useCases.readIndicators(caller, [key], pairings: [own.code], periods: [period]).first)
    }

    /// The end of the record of a unit of another body of the own pairing.
    func unit(_ name: String, _ side: Side = .oldArea) async throws -> Caller {
        let id = Identifier<Organisation>(at: bench.now(), random: (bench.number(), bench.number()))
        let division = own.party(side).division
        try await useCases.database.write { connection in
            try OrganisationQueries(connection).insert(
                Organisation(
                    id: id, name: name, kind: .department, division: division, aliases: [], isConfirmed: true))
        }
        return try await caller(name, .unit(id, own.id, side))
    }
}
