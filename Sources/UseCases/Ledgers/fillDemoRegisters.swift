// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// How far the demonstration's registers are filled.
package struct DemoProgress: Sendable {
    package internal(set) var pairingsDone = 0
    package internal(set) var pairings = 0
    /// Rows so far, by register.
    package internal(set) var rows: [String: Int] = [:]

    package var total: Int { rows.values.reduce(0, +) }
}

extension UseCases {
    /// Fills the registers of the demonstration's pairings with invented rows of two years, so many percent of the
    /// usual number. The same seed gives the same rows on the same day. Rows are made and written some at a time.
    ///
    /// What marks them is their pairing: `removeDemo` takes them away with it. Throws conflict where there is no
    /// demonstration, or its registers have rows.
    package func fillDemoRegisters(
        _ caller: Caller, percent: Int = 100, seed: UInt64 = 1,
        progress: (@Sendable (DemoProgress) -> Void)? = nil
    ) async throws -> DemoProgress {
        try caller.require(.manageDemo, on: .installation, "demo", knowing: .readDirectory)
        let demo = try DemoDirectory()
        let pairings = try await emptyDemoPairings()
        let basis = RowInventor.Basis(
            recipes: try DemoRegisters().recipes, codeLists: surroundings.ledgers.codeLists,
            today: surroundings.now().day, seed: seed)
        let counties = Dictionary(grouping: demo.counties.map(\.code)) { $0.city }
        var done = DemoProgress()
        done.pairings = pairings.count
        for pairing in pairings {
            let place = InventedPairing(oldArea: pairing.oldArea, eastern: pairing.eastern, counties: counties)
            try await fill(pairing, place, basis, percent, caller, &done)
            done.pairingsDone += 1
            progress?(done)
        }
        return done
    }

    private func emptyDemoPairings() async throws -> [Pairing] {
        try await database.read { connection in
            let pairings = try PairingQueries(connection).demo()
            guard !pairings.isEmpty else { throw UseCaseError("demo", .conflict(reason: "demo.absent")) }
            let books = try BookQueries(connection).books(of: nil, visible: .some(pairings.map(\.id)))
            guard books.allSatisfy({ $0.entries == 0 }) else {
                throw UseCaseError("demo", .conflict(reason: "demo.present"))
            }
            return pairings
        }
    }

    private func fill(
        _ pairing: Pairing, _ place: InventedPairing, _ basis: RowInventor.Basis, _ percent: Int, _ caller: Caller,
        _ done: inout DemoProgress
    ) async throws {
        let ledgers = surroundings.ledgers.ledgers
        var pools: [String: [PointedRow]] = [:]
        for ledger in makingOrder(ledgers) {
            let asked = basis.recipes.askedFields(of: ledger.key, ledgers)
            let isPointedTo = ledgers.contains { $0.fields.contains { $0.ledger == ledger.key } }
            var inventor = RowInventor(ledger, basis, pairing: place, pools: pools)
            var left = inventor.rowCount(percent: percent)
            while left > 0 {
                try Task.checkCancellation()
                let rows = (0..<min(left, 2_000)).compactMap { _ in inventor.next() }
                guard !rows.isEmpty else { break }
                left -= rows.count
                let ids = try await write(caller) { try insert(rows, ledger, pairing, $0, caller) }
                done.rows[ledger.key, default: 0] += rows.count
                guard isPointedTo else { continue }
                pools[ledger.key, default: []] += zip(ids, rows).map { id, row in
                    PointedRow(id: id, values: row.values.filter { asked.contains($0.key) })
                }
            }
        }
    }

    /// Writes invented rows as if both sides had entered and looked at them.
    private func insert(
        _ rows: [InventedRow], _ ledger: Ledger, _ pairing: Pairing, _ connection: any SQLConnection, _ caller: Caller
    ) throws -> [Identifier<LedgerEntry>] {
        let desk = try desk(ledger, pairing, connection)
        let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: pairing)
        let book = try BookQueries(connection).open(ledger.key, pairing.id)
        try BookQueries(connection).lock(book.number)
        var number = try BookQueries(connection).reserve(rows.count, in: book)
        var batch = try EntryBatch(self, caller, desk)
        var statements: [(statement: Statement, values: [String: EntryText.Value])] = []
        var tickets: [Difference] = []
        let ids = try rows.map { row in
            let (values, _) = try read(.values(row.values), over: [:], desk, names)
            var step = try newRow(
                values, key: desk.uniqueKey(values), number: number, book.number, row.side, stage: StageMove(), desk,
                caller)
            number += 1
            let record = step.after.record
            step.after.record.state = row.state
            step.note = [("demo", "true")]
            step.stagesAfter = row.steps.map {
                StageStep(
                    stage: $0.stage, day: $0.day, at: record.createdAt, by: caller.name, isBack: false, note: $0.note)
            }
            let stage = ledger.stages.flatMap { row.values[$0.field]?.text }
            step.after.record.movedAt = ledger.stages?.standsSince(
                at: stage, step.stagesAfter, entered: record.createdAt.day
            ).map { Instant(startOf: $0) }
            try batch.take(step)
            guard let stated = row.stated else { return record.id }
            let side = row.side.other
            statements.append(
                (
                    Statement(entry: record.id, side: side, values: stated, at: record.createdAt, by: caller.name),
                    try desk.stored(stated, of: record.id, random: surroundings.random)
                ))
            tickets += differences(between: row.values, and: stated, ledger: ledger).map { found in
                Difference(
                    id: surroundings.identifier(), entry: record.id, field: found.field,
                    oldArea: side == .oldArea ? found.second : found.first,
                    eastern: side == .eastern ? found.second : found.first, openedAt: record.createdAt,
                    openedBy: caller.name)
            }
            return record.id
        }
        try batch.write()
        try DifferenceQueries(connection).insert(statements)
        try DifferenceQueries(connection).insert(tickets)
        return ids
    }
}
