// SPDX-License-Identifier: Apache-2.0
package import Domain
package import LedgerEngine
import SQLCore
import Storage

/// Where a row was written, and what is odd about it.
package struct WrittenEntry: Sendable {
    package let id: Identifier<LedgerEntry>
    package let number: Int64
    package let version: Int
    package let state: LedgerEntry.State
    package let warnings: [FieldProblem]
}

/// A row that is to be added.
package struct NewEntry: Sendable {
    package let ledger: String
    /// The code of the pairing.
    package let pairing: String
    /// The side that it is entered for; nil: the caller's own.
    package var side: Side?
    package let input: EntryInput
    /// The day on which it reached the stage that it begins at; nil: the row's own day, or today.
    package var stageDay: CalendarDate?
    /// The evidence of that stage, in words: the number of a contract, of a licence.
    package var evidence: String?
    /// Why a row is added to a closed period.
    package var reason: String?

    package init(
        ledger: String, pairing: String, side: Side? = nil, input: EntryInput, stageDay: CalendarDate? = nil,
        evidence: String? = nil, reason: String? = nil
    ) {
        (self.ledger, self.pairing, self.side, self.input) = (ledger, pairing, side, input)
        (self.stageDay, self.evidence, self.reason) = (stageDay, evidence, reason)
    }
}

extension UseCases {
    /// Adds a row. Throws `EntryProblems`, `DuplicateEntry`, notFound, forbidden; invalid where a closed period needs a
    /// reason.
    package func addEntry(_ caller: Caller, _ new: NewEntry) async throws -> WrittenEntry {
        try await write(caller) { connection in
            let desk = try desk(try findLedger(new.ledger), pairing: new.pairing, caller, connection)
            let side = try enteringSide(new.side, desk, caller)
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            let (values, warnings) = try read(withDefaults(new.input, desk, names), over: [:], desk, names)
            let book = try BookQueries(connection).open(desk.ledger.key, desk.pairing.id)
            let number = try BookQueries(connection).reserve(1, in: book)
            try requireUnique(values, in: book.number, side, desk)
            var batch = try EntryBatch(self, caller, desk)
            let step = try newRow(
                values, key: desk.uniqueKey(values), number: number, book.number, side,
                stage: StageMove(day: new.stageDay, evidence: new.evidence, reason: new.reason), desk, caller)
            try batch.take(step)
            try batch.write()
            return WrittenEntry(
                id: step.after.record.id, number: number, version: 1, state: step.after.record.state,
                warnings: warnings + (try oddities(of: step.after, step.stagesAfter, desk)))
        }
    }

    /// The side for which the caller may enter rows here. Throws forbidden, and invalid where none is given and the
    /// caller has none.
    func enteringSide(_ wanted: Side?, _ desk: LedgerDesk, _ caller: Caller) throws -> Side {
        guard let side = wanted ?? caller.side(in: desk.scope) else {
            // Who is of no side is told so by the rules, where they refuse; else a side is missing.
            try caller.require(.editLedger, on: desk.object(.oldArea), "entry", knowing: .readLedger)
            throw UseCaseError(
                "entry", .invalid([ValidationFailure(field: "side", message: "entry.sideNeeded")]))
        }
        try caller.require(.editLedger, on: desk.object(side), "entry", knowing: .readLedger)
        return side
    }

    func requireUnique(
        _ values: [String: FieldValue], in book: Int, _ side: Side, _ desk: LedgerDesk,
        except id: Identifier<LedgerEntry>? = nil
    ) throws {
        guard let key = desk.uniqueKey(values),
            let known = try EntryQueries(desk.connection).find(keys: [key], in: book)[key], known.id != id
        else { return }
        throw DuplicateEntry(
            entry: known.id, number: known.number,
            isOfOtherSide: known.side != side && desk.ledger.confirmation == .both)
    }

    /// A new row as a step of a batch; `stage` says how it came to the stage that it begins at.
    func newRow(
        _ values: [String: FieldValue], key: String?, number: Int64, _ book: Int, _ side: Side,
        stage move: StageMove, _ desk: LedgerDesk, _ caller: Caller
    ) throws -> EntryBatch.Step {
        let (ledger, now) = (desk.ledger, surroundings.now())
        let id: Identifier<LedgerEntry> = surroundings.identifier()
        let day = values[ledger.dateField]?.number
        var steps: [StageStep] = []
        var since: CalendarDate?
        if let plan = ledger.stages, let stage = values[plan.field]?.text {
            let reached = move.day?.dayNumber ?? day ?? now.day.dayNumber
            steps = [
                StageStep(
                    stage: stage, day: reached, at: now, by: caller.name, isBack: false,
                    note: cleanReason(move.evidence))
            ]
            since = plan.standsSince(at: stage, steps, entered: now.day)
        }
        let record = EntryRecord(
            id: id, book: book, number: number, definition: ledger.version, side: side,
            organisation: caller.organisation(in: desk.scope),
            state: ledger.confirmation == .both ? .entered : .confirmed, version: 1, day: day,
            uniqueKey: key,
            values: try desk.stored(values, of: id, random: surroundings.random), createdAt: now,
            createdBy: caller.userID, changedAt: now, changedBy: caller.name,
            movedAt: since.map { Instant(startOf: $0) })
        return EntryBatch.Step(
            before: nil, after: OpenEntry(record: record, values: values), verb: "add",
            reason: cleanReason(move.reason),
            stagesAfter: steps)
    }

    /// A reason of at most 500 characters; nil where nothing is said.
    func cleanReason(_ reason: String?) -> String? {
        let text = reason?.trimmingWhitespace ?? ""
        return text.isEmpty ? nil : String(text.prefix(500))
    }
}
