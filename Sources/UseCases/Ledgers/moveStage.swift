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
    /// Moves a row to another stage. Evidence is what `move` says, or a file of the row; to the stage at which the row
    /// is, evidence is added that was missing. Throws `EntryProblems` where the register doesn't allow the move, or it
    /// lacks evidence or a reason.
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
            guard values != before.values else {
                guard let step = try evidenced(before, move, desk, caller) else {
                    return written(before.record, warnings)
                }
                var batch = try EntryBatch(self, caller, desk)
                try batch.take(step)
                try batch.write()
                return written(step.after.record, warnings)
            }
            let isBack = isBack(from: before.values[field.key]?.text, to: values[field.key]?.text, plan)
            let step = try changed(
                before, to: values, verb: isBack ? "rollBack" : "move", move.reason, desk, caller, stage: move)
            var batch = try EntryBatch(self, caller, desk)
            try batch.take(step)
            try batch.write()
            return written(step.after.record, warnings)
        }
    }

    /// Evidence of the stage at which a row is, as a step of a batch; nil where none is given. The row got there when it
    /// did: only the proof is new.
    private func evidenced(
        _ before: OpenEntry, _ move: StageMove, _ desk: LedgerDesk, _ caller: Caller
    ) throws -> EntryBatch.Step? {
        guard let evidence = cleanReason(move.evidence), let plan = desk.ledger.stages,
            let stage = before.values[plan.field]?.text
        else { return nil }
        let steps = try StageStepQueries(desk.connection).all(of: [before.record.id])[before.record.id] ?? []
        let day = steps.last { $0.stage == stage }?.day ?? (move.day ?? surroundings.now().day).dayNumber
        let proof = StageStep(
            stage: stage, day: day, at: surroundings.now(), by: caller.name, isBack: false, note: evidence)
        var after = before
        after.record.version += 1
        (after.record.changedAt, after.record.changedBy) = (surroundings.now(), caller.name)
        return EntryBatch.Step(
            before: before, after: after, verb: "prove", reason: cleanReason(move.reason), stagesBefore: steps,
            stagesAfter: steps + [proof])
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
