// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// A ticket with what the caller may do with it. Throws notFound.
    package func itemDifference(_ caller: Caller, id: String) async throws -> ItemDifferenceDetail {
        try await database.read { connection in
            let (line, scope, pairing) = try findItemDifference(id, caller, connection)
            let difference = line.difference
            return ItemDifferenceDetail(
                line: line, pairing: pairing,
                offers: Difference.table.offers(
                    difference.state, by: parts(caller, difference, scope), []
                ) { $0 == .agree && difference.proposer == caller.userID })
        }
    }

    /// An office names the value that should stand, with a reason, or agrees to what the other proposed: then both cities'
    /// filings are corrected to it, with what they reported kept, and the shares show it.
    ///
    /// Throws notFound, forbidden, stale, invalid, conflict where it is settled or a filing is with its body again.
    package func moveItemDifference(
        _ caller: Caller, id: String, revision: Int? = nil, step name: String, value text: String = "",
        reason: String? = nil
    ) async throws {
        guard let step = Difference.Step(rawValue: name), step == .propose || step == .agree else {
            throw UseCaseError("difference", .conflict(reason: "loop.notNow"))
        }
        try await write(caller) { connection in
            let seen = try findItemDifference(id, caller, connection)
            // Cycles are locked before what lies in them.
            guard let cycle = try FilingCycleQueries(connection).lock(seen.line.cycle.id),
                var difference = try ItemDifferenceQueries(connection).lock(seen.line.difference.ticket.id)
            else { throw UseCaseError("difference", .notFound) }
            let sides = offices(caller, seen.scope)
            guard let side = sides.first else {
                try caller.require(
                    .checkWork, on: RuleObject(pairing: seen.scope, side: .oldArea), "difference", knowing: .readWork)
                throw UseCaseError("difference", .forbidden(reason: "rule.loopOthers"))
            }
            guard revision == nil || revision == difference.revision else {
                throw UseCaseError("difference", .stale(revision: difference.revision))
            }
            var given: Set<LoopNeed> = cleanText(reason) == nil ? [] : [.reason]
            if difference.proposer != caller.userID { given.insert(.secondPerson) }
            _ = try Difference.table.line(
                difference.state, step, by: parts(caller, difference, seen.scope), given: given, [], "difference")
            let desk = try findFiling(difference.report(of: side).filing.text, caller, connection).with(cycle)
            if step == .propose {
                try propose(seen.line, text, reason, by: side, caller, &difference)
            } else {
                try settle(seen.line, &difference, caller, connection)
            }
            try save(&difference, step, seen.line.item, desk, caller)
        }
    }

    private func propose(
        _ line: ItemDifferenceLine, _ text: String, _ reason: String?, by side: Side, _ caller: Caller,
        _ difference: inout ItemDifference
    ) throws {
        let reading = line.field.field.read(FieldInput(text, unit: line.field.field.unit), .none)
        let problem = reading.problems.first { $0.weight == .error }
        var failures = problem.map {
            [ValidationFailure(field: "value", message: $0.messageKey, arguments: $0.arguments)]
        }
        if reading.value == nil, failures == nil {
            failures = [ValidationFailure(field: "value", message: "filing.missing")]
        }
        if (reason ?? "").count > Self.longestAnswer {
            let longest = ["longest": String(Self.longestAnswer)]
            failures = [ValidationFailure(field: "note", message: "leg.wordsTooLong", arguments: longest)]
        }
        if let failures { throw UseCaseError("difference", .invalid(failures)) }
        (difference.ticket.proposal, difference.ticket.proposedSide) = (reading.value, side)
        (difference.ticket.proposedBy, difference.proposer) = (caller.name, caller.userID)
        difference.reason = cleanText(reason)
    }

    private func settle(
        _ line: ItemDifferenceLine, _ difference: inout ItemDifference, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        guard let value = difference.ticket.proposal else {
            throw UseCaseError("difference", .conflict(reason: "loop.notNow"))
        }
        for side in Side.allCases {
            try takeOver(
                line.field.field.formText(value, .none), difference.report(of: side), line.field.key,
                difference.reason ?? "", caller, connection)
        }
        difference.ticket.settled = value
        (difference.ticket.settledAt, difference.ticket.settledBy) = (surroundings.now(), caller.name)
    }

    /// A city's filing says the agreed value from now on; what it reported stays as a correction.
    private func takeOver(
        _ text: String, _ report: ItemDifference.Report, _ field: String, _ reason: String, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        guard let found = try FilingQueries(connection).find(report.filing),
            found.state == .accepted || found.state == .locked
        else { throw UseCaseError("difference", .conflict(reason: "difference.filingOpen")) }
        let desk = try findFiling(report.filing.text, caller, connection, isLocked: true)
        var sheet = try FilingSheet(desk)
        let place = FilingPlace(leg: report.leg, field: field)
        let before = sheet.answers[place] ?? ""
        guard before != text else { return }
        let answers = FilingAnswerQueries(connection)
        try answers.set(text, at: place, of: desk.filing.id)
        try answers.insert(
            FilingCorrection(
                place: place, before: before, after: text, reason: reason, at: surroundings.now(),
                by: SignedBy(account: caller.userID, name: caller.name)), of: desk.filing.id)
        sheet.answers[place] = text
        try setProgress(sheet, sheet.places.filter { $0.place == place }, desk, caller)
        var filing = desk.filing
        filing.revision += 1
        guard try FilingQueries(connection).update(filing) else {
            throw UseCaseError("filing", .stale(revision: desk.filing.revision))
        }
    }

    /// The sides for whose office the caller acts.
    private func offices(_ caller: Caller, _ scope: PairingScope) -> [Side] {
        Side.allCases.filter { side in
            loopParts(caller, side: side, organisation: nil, in: scope).contains(.office)
                && caller.may(.checkWork, on: RuleObject(pairing: scope, side: side))
        }
    }

    private func parts(_ caller: Caller, _ difference: ItemDifference, _ scope: PairingScope) -> Set<LoopPart> {
        guard difference.state == .proposed else { return offices(caller, scope).isEmpty ? [] : [.office] }
        return Set(offices(caller, scope).map { $0 == difference.ticket.proposedSide ? .office : .otherOffice })
    }

    private func findItemDifference(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (line: ItemDifferenceLine, scope: PairingScope, pairing: Pairing) {
        guard let id = Identifier<Difference>(id), let found = try ItemDifferenceQueries(connection).find(id) else {
            throw UseCaseError("difference", .notFound)
        }
        guard let pairing = try PairingQueries(connection).find(found.pairing),
            let scope = try PairingScope.load(pairing.id, connection),
            let line = try lines(of: [found], connection).first
        else { throw UseCaseError("difference", .notFound) }
        try caller.require(.readWork, on: RuleObject(pairing: scope), "difference", knowing: .readWork)
        return (line, scope, pairing)
    }

    /// The tickets with what they are about.
    func lines(of found: [ItemDifference], _ connection: any SQLConnection) throws -> [ItemDifferenceLine] {
        guard !found.isEmpty else { return [] }
        let items = try WorkItemQueries(connection).find(Set(found.map(\.item)).sorted()).map(\.item)
        let cycles = try Set(found.map(\.cycle)).sorted().compactMap { try FilingCycleQueries(connection).find($0) }
        return found.compactMap { difference in
            guard let item = items.first(where: { $0.id == difference.item }),
                let cycle = cycles.first(where: { $0.id == difference.cycle }),
                let field = surroundings.forms[cycle.form]?.fields.first(where: { $0.key == difference.ticket.field })
            else { return nil }
            return ItemDifferenceLine(difference: difference, item: item, cycle: cycle, field: field)
        }
    }
}
