// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Changes fields of a row, given as their forms show them. Where others changed it since, what only one changed is
    /// taken from that one; throws `EditCollision` where both changed a field differently, stale where it is not known
    /// what was seen, `EntryProblems`, `DuplicateEntry`, and invalid where a closed period needs a reason.
    package func changeEntry(
        _ caller: Caller, id: String, _ edit: Edit, reason: String? = nil
    ) async throws -> WrittenEntry {
        try await write(caller) { connection in
            let (before, desk) = try findEntry(id, toChange: .editLedger, version: nil, caller, connection)
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            let present = formFields(before, desk.ledger, names)
            for key in edit.values.keys where desk.ledger.field(key) == nil {
                throw EntryProblems([
                    FieldProblem(
                        field: nil, weight: .error, messageKey: "entry.problem.unknownField", arguments: ["text": key])
                ])
            }
            let merged: [String: String]
            do {
                merged = try edit.merged(into: present, revision: before.record.version, "entry")
            } catch var collision as EditCollision {
                (collision.changedBy, collision.changedAt) = (before.record.changedBy, before.record.changedAt)
                throw collision
            }
            var texts: [String: FieldInput] = [:]
            for field in present where merged[field.name] != field.value {
                texts[field.name] = FieldInput(merged[field.name] ?? "")
            }
            return try change(before, .typed(texts), verb: "change", reason, desk, names, caller)
        }
    }

    /// Changes fields of a row at `version`, given as programs and imports do. Throws as the other does.
    package func changeEntry(
        _ caller: Caller, id: String, version: Int?, _ input: EntryInput, reason: String? = nil
    ) async throws -> WrittenEntry {
        try await write(caller) { connection in
            let (before, desk) = try findEntry(id, toChange: .editLedger, version: version, caller, connection)
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            return try change(before, input, verb: "change", reason, desk, names, caller)
        }
    }

    /// The fields of a row as a form shows them; what is personal is masked.
    func formFields(_ entry: OpenEntry, _ ledger: Ledger, _ names: LedgerNames) -> [EditableField] {
        ledger.fields.map { field in
            let text = entry.values[field.key].map {
                ledger.isMasked(field)
                    ? entry.record.isAnonymous ? "***" : mask($0, field) : field.formText($0, names.directory)
            }
            return EditableField(field.key, text ?? "", isList: field.isMany)
        }
    }

    func change(
        _ before: OpenEntry, _ input: EntryInput, verb: String, _ reason: String?, _ desk: LedgerDesk,
        _ names: LedgerNames, _ caller: Caller
    ) throws -> WrittenEntry {
        let (values, warnings) = try read(input, over: before.values, desk, names)
        guard values != before.values else { return written(before.record, warnings) }
        var batch = try EntryBatch(self, caller, desk)
        let step = try changed(before, to: values, verb: verb, reason, desk, caller)
        try batch.take(step)
        try batch.write()
        return written(step.after.record, warnings + (try oddities(of: step.after, step.stagesAfter, desk)))
    }

    func written(_ record: EntryRecord, _ warnings: [FieldProblem]) -> WrittenEntry {
        WrittenEntry(
            id: record.id, number: record.number, version: record.version, state: record.state, warnings: warnings)
    }

    /// The change of a row to other values as a step of a batch: its key, its stage, and what the other side said of it
    /// are looked at again.
    func changed(
        _ before: OpenEntry, to values: [String: FieldValue], verb: String, _ reason: String?, _ desk: LedgerDesk,
        _ caller: Caller, stage: StageMove? = nil
    ) throws -> EntryBatch.Step {
        let connection = desk.connection
        var after = OpenEntry(record: before.record, values: values)
        let steps =
            desk.ledger.stages == nil
            ? [] : try StageStepQueries(connection).all(of: [before.record.id])[before.record.id] ?? []
        let moved = try moved(from: before, to: values, steps, stage ?? StageMove(reason: reason), desk, caller)
        try requireUnique(values, in: before.record.book, before.record.side, desk, except: before.record.id)
        after.record.values = try desk.stored(
            values, of: before.record.id, before: before, random: surroundings.random)
        after.record.uniqueKey = desk.uniqueKey(values)
        after.record.day = values[desk.ledger.dateField]?.number
        after.record.version += 1
        after.record.definition = desk.ledger.version
        (after.record.changedAt, after.record.changedBy) = (surroundings.now(), caller.name)
        if let moved {
            after.record.movedAt = desk.ledger.stages?.standsSince(
                at: moved.stage, steps + [moved], entered: before.record.createdAt.day
            ).map { Instant(startOf: $0) }
        }
        after.record.state = try stateAfterChange(from: before, to: after, desk, caller)
        return EntryBatch.Step(
            before: before, after: after, verb: verb, reason: cleanReason(reason), stagesBefore: steps,
            stagesAfter: moved.map { steps + [$0] } ?? steps)
    }
}
