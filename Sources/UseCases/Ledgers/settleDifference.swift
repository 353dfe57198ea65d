// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A difference ticket with the row that it is about.
package struct OpenDifference: Sendable {
    package let difference: Difference
    package let entry: EntryListing
    /// What each side states, and what is proposed, for the screen.
    package let texts: (oldArea: String, eastern: String, proposal: String?)
}

extension UseCases {
    /// One side of a difference names the value that should stand, as it is typed into the field that differs. Where the
    /// other side states or proposes the same, it is settled: the row takes the value. Otherwise it is a proposal, and
    /// the ticket stays open.
    package func settleDifference(
        _ caller: Caller, id: String, version: Int?, reason: String? = nil,
        typed: @escaping @Sendable (LedgerField) throws -> String
    ) async throws -> StatedEntry {
        try await write(caller) { connection in
            let queries = DifferenceQueries(connection)
            guard let ticketID = Identifier<Difference>(id), let entry = try queries.find(ticketID)?.entry else {
                throw UseCaseError("difference", .notFound)
            }
            let (before, desk) = try findEntry(entry.text, caller, connection, isLocked: true)
            let side = try settlingSide(before, desk, caller)
            try checkPresent(before.record, version)
            // Read again behind the row's lock.
            guard let ticket = try queries.find(ticketID), ticket.isOpen,
                let field = desk.ledger.field(ticket.field)
            else { throw UseCaseError("difference", .conflict(reason: "difference.settled")) }
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            let reading = field.read(FieldInput(try typed(field)), names.directory)
            guard reading.isUsable, let wanted = reading.value else {
                throw EntryProblems(
                    reading.problems.isEmpty
                        ? [FieldProblem(field: field.key, weight: .error, messageKey: "entry.problem.required")]
                        : reading.problems)
            }
            return try settle(ticket, on: wanted, by: side, before, desk, reason, reading.problems, caller)
        }
    }

    /// The open tickets of the rows that the caller may see, oldest first. Throws forbidden where there are none to see.
    package func openDifferences(
        _ caller: Caller, ledger: String? = nil, pairing: String? = nil, after: String? = nil, limit: Int = 50,
        language: Language = .chinese
    ) async throws -> (items: [OpenDifference], next: String?) {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = try visibleLedgers(caller, directory)
            let books = try BookQueries(connection).books(of: ledger, visible: visible).filter { book in
                pairing == nil || directory[book.pairing]?.code == pairing
            }
            let place = try after.map {
                try PageMark($0, list: "differences", secret: surroundings.signingSecret).place
            }
            let limit = pageLength(limit)
            let found = try DifferenceQueries(connection).open(
                in: books.map(\.number), after: place, limit: limit + 1)
            let items = try found.prefix(limit).compactMap { ticket in
                try describe(ticket, caller, connection, language)
            }
            let next =
                found.count > limit
                ? PageMark(list: "differences", at: found[limit - 1].openedAt, id: found[limit - 1].id.text)
                    .text(secret: surroundings.signingSecret) : nil
            return (items, next)
        }
    }

    private func describe(
        _ ticket: Difference, _ caller: Caller, _ connection: any SQLConnection, _ language: Language
    ) throws -> OpenDifference? {
        guard let row = ticket.entry else { return nil }
        let (entry, desk) = try findEntry(row.text, caller, connection)
        guard let field = desk.ledger.field(ticket.field) else { return nil }
        let names = LedgerNames(
            connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: language)
        func text(_ value: FieldValue?) -> String? { value.map { field.screenText($0, language, names.directory) } }
        return OpenDifference(
            difference: ticket, entry: try listing(entry, desk.pairing, desk.ledger, names, language),
            texts: (text(ticket.oldArea) ?? "", text(ticket.eastern) ?? "", text(ticket.proposal)))
    }

    /// The side for which the caller may settle: its own, whichever entered the row.
    private func settlingSide(_ entry: OpenEntry, _ desk: LedgerDesk, _ caller: Caller) throws -> Side {
        let side = caller.side(in: desk.scope) ?? entry.record.side.other
        try caller.require(.confirmLedger, on: desk.object(side), "difference", knowing: .readLedger)
        return side
    }

    private func settle(
        _ ticket: Difference, on wanted: FieldValue, by side: Side, _ before: OpenEntry, _ desk: LedgerDesk,
        _ reason: String?, _ warnings: [FieldProblem], _ caller: Caller
    ) throws -> StatedEntry {
        let queries = DifferenceQueries(desk.connection)
        let isAgreed =
            ticket.value(of: side.other) == wanted
            || (ticket.proposedSide == side.other && ticket.proposal == wanted)
        var ticket = ticket
        var after = before
        after.record.version += 1
        (after.record.changedAt, after.record.changedBy) = (surroundings.now(), caller.name)
        if isAgreed {
            ticket.settled = wanted
            (ticket.settledAt, ticket.settledBy) = (surroundings.now(), caller.name)
            after.values[ticket.field] = wanted
        } else {
            (ticket.proposal, ticket.proposedSide, ticket.proposedBy) = (wanted, side, caller.name)
        }
        try queries.update(ticket)
        let open = try queries.all(of: before.record.id).filter(\.isOpen)
        if isAgreed {
            try takeOver(wanted, ticket.field, of: before, desk, caller)
            after.record.values = try desk.stored(
                after.values, of: before.record.id, before: before, random: surroundings.random)
            after.record.uniqueKey = desk.uniqueKey(after.values)
            after.record.day = after.values[desk.ledger.dateField]?.number
            if open.isEmpty { after.record.state = .confirmed }
        }
        let steps =
            desk.ledger.stages == nil
            ? [] : try StageStepQueries(desk.connection).all(of: [before.record.id])[before.record.id] ?? []
        var batch = try EntryBatch(self, caller, desk)
        try batch.take(
            EntryBatch.Step(
                before: before, after: after, verb: isAgreed ? "settle" : "propose",
                reason: cleanReason(reason) ?? (isAgreed ? "settled" : "proposed"), stagesBefore: steps,
                stagesAfter: steps, note: [("difference", ticket.field)]))
        try batch.write()
        return StatedEntry(entry: written(after.record, warnings), differences: open)
    }

    /// The other side's statement holds the agreed value from now on.
    private func takeOver(
        _ value: FieldValue, _ field: String, of before: OpenEntry, _ desk: LedgerDesk, _ caller: Caller
    ) throws {
        let queries = DifferenceQueries(desk.connection)
        for (statement, stored) in try queries.statements(of: before.record.id) {
            var values = desk.opened(stored, of: before.record.id)
            values[field] = value
            try queries.put(
                statement, values: try desk.stored(values, of: before.record.id, random: surroundings.random),
                byID: caller.userID)
        }
    }
}
