// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// How a row comes to another stage.
package struct StageMove: Sendable {
    /// The day on which it got there; nil: today.
    package var day: CalendarDate?
    /// The evidence, in words: the number of a contract, of a licence.
    package var evidence: String?
    /// Why it goes back.
    package var reason: String?

    package init(day: CalendarDate? = nil, evidence: String? = nil, reason: String? = nil) {
        (self.day, self.evidence, self.reason) = (day, evidence, reason)
    }
}

extension UseCases {
    /// Moves a row to another stage. Evidence is what `move` says, or a file of the row. Throws `EntryProblems` where the
    /// register doesn't allow the move, or it lacks evidence or a reason.
    package func moveStage(
        _ caller: Caller, id: String, version: Int?, to stage: String, _ move: StageMove
    ) async throws -> WrittenEntry {
        try await write(caller) { connection in
            let (before, desk) = try findEntry(id, toChange: .editLedger, version: version, caller, connection)
            guard let plan = desk.ledger.stages, let field = desk.ledger.field(plan.field) else {
                throw UseCaseError("entry", .conflict(reason: "entry.noStages"))
            }
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            let (values, warnings) = try read(
                .texts([field.key: stage]), over: before.values, desk, names)
            guard values != before.values else { return written(before.record, warnings) }
            let isBack = isBack(from: before.values[field.key]?.text, to: values[field.key]?.text, plan)
            let step = try changed(
                before, to: values, verb: isBack ? "rollBack" : "move", move.reason, desk, caller, stage: move)
            var batch = try EntryBatch(self, caller, desk)
            try batch.take(step)
            try batch.write()
            return written(step.after.record, warnings)
        }
    }

    /// The rows whose stage has not moved for longer than their register allows, those that stand longest first.
    package func stalledEntries(
        _ caller: Caller, ledger: String, pairing: String? = nil, limit: Int = 50, language: Language = .chinese
    ) async throws -> [EntryListing] {
        try await database.read { connection in
            let definition = try findLedger(ledger)
            guard let days = definition.stages?.alarmDays else { return [] }
            let directory = try PairingDirectory(connection)
            let visible = caller.pairings(for: .readLedger) { directory.scopes }
            let books = try BookQueries(connection).books(of: ledger, visible: visible).filter { book in
                pairing == nil || directory[book.pairing]?.code == pairing
            }
            let since = surroundings.now().advanced(bySeconds: Int64(-days) * 86_400)
            let names = LedgerNames(connection, surroundings.ledgers, entryCipher, pairing: nil, language: language)
            return try EntryQueries(connection).still(since: since, in: books.map(\.number), limit: limit)
                .compactMap { record in
                    guard let book = books.first(where: { $0.number == record.book }),
                        let pairing = directory[book.pairing]
                    else { return nil }
                    let desk = try desk(definition, pairing, connection)
                    return try listing(desk.open(record), pairing, definition, names, language)
                }
        }
    }

    /// The step to the stage that the new values name; nil where the stage stays. Throws `EntryProblems`.
    func moved(
        from before: OpenEntry, to values: [String: FieldValue], _ steps: [StageStep], _ move: StageMove,
        _ desk: LedgerDesk, _ caller: Caller
    ) throws -> StageStep? {
        guard let plan = desk.ledger.stages, let to = values[plan.field]?.text else { return nil }
        let from = before.values[plan.field]?.text
        guard from != to else { return nil }
        let (evidence, reason) = (cleanReason(move.evidence), cleanReason(move.reason))
        let problems = checkMove(
            from: from, to: to, plan: plan, hasEvidence: evidence != nil || !desk.files(values).isEmpty, reason: reason)
        guard problems.isEmpty else { throw EntryProblems(problems) }
        let isBack = isBack(from: from, to: to, plan)
        return StageStep(
            stage: to, day: (move.day ?? surroundings.now().day).dayNumber, at: surroundings.now(), by: caller.name,
            isBack: isBack, note: isBack ? reason : evidence)
    }

    private func isBack(from: String?, to: String?, _ plan: StagePlan) -> Bool {
        guard let from, let to else { return false }
        return !plan.next(from).contains(to) && plan.reaches(from, startingAt: to)
    }
}
