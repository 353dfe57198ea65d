// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Takes a row out of its register and out of all figures; it stays in the record. Throws invalid where a closed
    /// period needs a reason.
    package func removeEntry(_ caller: Caller, id: String, version: Int?, reason: String? = nil) async throws {
        try await write(caller) { connection in
            let (before, desk) = try findEntry(id, toChange: .editLedger, version: version, caller, connection)
            var batch = try EntryBatch(self, caller, desk)
            try batch.take(try removed(before, verb: "remove", reason, desk, caller))
            try batch.write()
            try BookQueries(connection).discount(1, in: before.record.book)
        }
    }

    /// The removal of a row as a step of a batch.
    func removed(
        _ before: OpenEntry, verb: String, _ reason: String?, _ desk: LedgerDesk, _ caller: Caller
    ) throws -> EntryBatch.Step {
        if Meeting.ledgers.contains(desk.ledger.key) {
            let decisions = try DecisionQueries(desk.connection).all(of: before.record.id)
            // What the offices have written goes with the row, and nobody else may take it away.
            let isWritten = try MeetingQueries(desk.connection).find(before.record.id) != nil
            guard !isWritten || caller.may(.planWork, on: RuleObject(pairing: desk.scope)) else {
                throw UseCaseError("entry", .conflict(reason: "entry.hasMinutes"))
            }
            // What was decided would be asked about by no meeting any more.
            guard decisions.allSatisfy({ $0.state == .dropped }) else {
                throw UseCaseError("entry", .conflict(reason: "entry.hasDecisions"))
            }
        }
        var after = before
        after.record.state = .removed
        after.record.version += 1
        (after.record.changedAt, after.record.changedBy) = (surroundings.now(), caller.name)
        let steps =
            desk.ledger.stages == nil
            ? [] : try StageStepQueries(desk.connection).all(of: [before.record.id])[before.record.id] ?? []
        return EntryBatch.Step(
            before: before, after: after, verb: verb, reason: cleanReason(reason), stagesBefore: steps,
            stagesAfter: steps)
    }
}
