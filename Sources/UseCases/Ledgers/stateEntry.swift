// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// What came of the other side's look at a row.
package struct StatedEntry: Sendable {
    package let entry: WrittenEntry
    /// The fields in which the sides differ, with a ticket each.
    package let differences: [Difference]
}

extension UseCases {
    /// The other side says that a row is right. Throws conflict where the register needs one side alone, or the row is
    /// confirmed or disputed already.
    package func confirmEntry(_ caller: Caller, id: String, version: Int?) async throws -> StatedEntry {
        try await state(caller, id, version, .typed([:]))
    }

    /// The other side gives its own values of fields. Where none lies further from the row's than its tolerance allows,
    /// the row is confirmed; otherwise both values stand, each with a ticket, until both sides agree.
    package func disputeEntry(
        _ caller: Caller, id: String, version: Int?, _ values: EntryInput
    ) async throws -> StatedEntry {
        try await state(caller, id, version, values)
    }

    private func state(
        _ caller: Caller, _ id: String, _ version: Int?, _ input: EntryInput
    ) async throws -> StatedEntry {
        try await write(caller) { connection in
            let (before, desk) = try findEntry(id, caller, connection, isLocked: true)
            let side = before.record.side.other
            try caller.require(.confirmLedger, on: desk.object(side), "entry", knowing: .readLedger)
            try checkPresent(before.record, version)
            guard desk.ledger.confirmation == .both else {
                throw UseCaseError("entry", .conflict(reason: "entry.oneSideOnly"))
            }
            guard before.record.state == .entered else {
                throw UseCaseError("entry", .conflict(reason: "entry.\(before.record.state.rawValue)"))
            }
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            let (stated, warnings) = try read(input, over: before.values, desk, names)
            return try put(stated, of: side, on: before, desk, warnings, caller)
        }
    }

    private func put(
        _ stated: [String: FieldValue], of side: Side, on before: OpenEntry, _ desk: LedgerDesk,
        _ warnings: [FieldProblem], _ caller: Caller
    ) throws -> StatedEntry {
        let (now, queries) = (surroundings.now(), DifferenceQueries(desk.connection))
        let entry = before.record.id
        // Only what is compared between the sides is kept of the statement; the rest belongs to the row.
        let compared = stated.filter { desk.ledger.field($0.key)?.agreement != nil }
        try queries.put(
            Statement(entry: entry, side: side, values: compared, at: now, by: caller.name),
            values: try desk.stored(compared, of: entry, random: surroundings.random), byID: caller.userID)
        let tickets = try openDifferences(before.values, compared, of: side, entry, desk, caller)
        var after = before
        after.record.state = tickets.isEmpty ? .confirmed : .disputed
        after.record.version += 1
        (after.record.changedAt, after.record.changedBy) = (now, caller.name)
        let steps =
            desk.ledger.stages == nil
            ? [] : try StageStepQueries(desk.connection).all(of: [entry])[entry] ?? []
        var batch = try EntryBatch(self, caller, desk)
        try batch.take(
            EntryBatch.Step(
                before: before, after: after, verb: tickets.isEmpty ? "confirm" : "dispute",
                stagesBefore: steps, stagesAfter: steps,
                note: tickets.map { ("differs", $0.field) }))
        try batch.write()
        return StatedEntry(entry: written(after.record, warnings), differences: tickets)
    }

    /// Opens a ticket for each field in which the statement differs from the row.
    private func openDifferences(
        _ values: [String: FieldValue], _ stated: [String: FieldValue], of side: Side,
        _ entry: Identifier<LedgerEntry>, _ desk: LedgerDesk, _ caller: Caller
    ) throws -> [Difference] {
        try differences(between: values, and: stated, ledger: desk.ledger).map { found in
            let ticket = Difference(
                id: surroundings.identifier(), entry: entry, field: found.field,
                oldArea: side == .oldArea ? found.second : found.first,
                eastern: side == .eastern ? found.second : found.first, openedAt: surroundings.now(),
                openedBy: caller.name)
            try DifferenceQueries(desk.connection).insert(ticket)
            return ticket
        }
    }

    /// The state of a row of both sides after its own side changed it: what the other side said is compared again.
    func stateAfterChange(
        from before: OpenEntry, to after: OpenEntry, _ desk: LedgerDesk, _ caller: Caller
    ) throws -> LedgerEntry.State {
        guard desk.ledger.confirmation == .both else { return .confirmed }
        let queries = DifferenceQueries(desk.connection)
        let compared = desk.ledger.fields.filter { $0.agreement != nil }.map(\.key)
        let isSame = compared.allSatisfy { before.values[$0] == after.values[$0] }
        guard before.record.state != .entered, !isSame else { return before.record.state }
        guard
            let statement = try queries.statements(of: after.record.id).first(where: {
                $0.statement.side == after.record.side.other
            })
        else { return .entered }
        let stated = desk.opened(statement.values, of: after.record.id)
        let apart = differences(between: after.values, and: stated, ledger: desk.ledger)
        if before.record.state == .confirmed, !apart.isEmpty {
            // What the other side confirmed is no longer there: it is asked again.
            try queries.removeStatements(of: after.record.id)
            return .entered
        }
        try review(apart, of: after, desk, caller)
        return apart.isEmpty ? .confirmed : .disputed
    }

    /// Brings the open tickets of a row to what is apart now: those that are no longer are settled by the change.
    private func review(
        _ apart: [FieldDifference], of after: OpenEntry, _ desk: LedgerDesk, _ caller: Caller
    ) throws {
        let queries = DifferenceQueries(desk.connection)
        var rest = Dictionary(apart.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        let own = after.record.side
        for var ticket in try queries.all(of: after.record.id) where ticket.isOpen {
            if let still = rest.removeValue(forKey: ticket.field) {
                if own == .oldArea { ticket.oldArea = still.first } else { ticket.eastern = still.first }
                (ticket.proposal, ticket.proposedSide, ticket.proposedBy) = (nil, nil, nil)
            } else {
                ticket.settled = after.values[ticket.field]
                (ticket.settledAt, ticket.settledBy) = (surroundings.now(), caller.name)
            }
            try queries.update(ticket)
        }
        for found in apart where rest[found.field] != nil {
            try queries.insert(
                Difference(
                    id: surroundings.identifier(), entry: after.record.id, field: found.field,
                    oldArea: own == .oldArea ? found.first : found.second,
                    eastern: own == .eastern ? found.first : found.second, openedAt: surroundings.now(),
                    openedBy: caller.name))
        }
    }
}

extension LedgerDesk {
    /// Stored values of a row in the clear.
    func opened(
        _ values: [String: EntryText.Value], of entry: Identifier<LedgerEntry>
    ) -> [String: FieldValue] {
        var open: [String: FieldValue] = [:]
        for (field, value) in values {
            switch value {
            case .plain(let value): open[field] = value
            case .sealed(let text): open[field] = cipher.open(text, field: field, entry: entry)
            }
        }
        return open
    }
}
