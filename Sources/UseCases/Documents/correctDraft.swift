// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Makes one correction of the draft at `revision`. Returns the draft after it.
    ///
    /// A correction that changes nothing leaves the draft at its revision. Throws stale where somebody else was faster,
    /// invalid where the correction can't be made. With `seen` (what the
    /// clerk saw of the place) it is carried over to the newest draft where nobody touched what it is about; the
    /// revision of the returned draft then is more than one above `revision`.
    package func correctDraft(
        _ caller: Caller, id: String, revision: Int, _ correction: DraftCorrection, seen: SeenPlace? = nil
    ) async throws -> Draft {
        for _ in 1...Self.mostAttempts {
            if let draft = try await correctOnce(caller, id, revision, correction, seen) { return draft }
        }
        throw UseCaseError("draft", .busy)
    }

    /// So often a correction is carried over while others go on correcting.
    private static let mostAttempts = 8

    /// nil where somebody changed the draft while this correction was being carried over.
    private func correctOnce(
        _ caller: Caller, _ id: String, _ revision: Int, _ correction: DraftCorrection, _ seen: SeenPlace?
    ) async throws -> Draft? {
        let before = try await database.read { connection in
            try findDraft(
                id, toChange: .correctDraft, revision: seen == nil ? revision : nil, caller, connection,
                isLocked: false)
        }
        var correction = correction
        if before.revision != revision, let seen {
            guard let carried = correction.carried(to: try PlanDraft(json: before.plan), seen: seen) else {
                throw UseCaseError("draft", .stale(revision: before.revision))
            }
            correction = carried
        }
        let (corrected, made) = (try await corrected(before, by: correction), correction)
        // Nothing to undo and nothing to tell others of: the state stays the one that everybody has.
        if corrected.json() == (try PlanDraft(json: before.plan)).json() { return try Draft(before) }
        return try await write(caller) { connection in
            let record = try findDraft(id, toChange: .correctDraft, revision: nil, caller, connection)
            guard record.revision == before.revision else {
                if seen == nil { throw UseCaseError("draft", .stale(revision: record.revision)) }
                return nil
            }
            if case .mapUnit(_, _, let body) = made, try OrganisationQueries(connection).find(body) == nil {
                let failure = ValidationFailure(field: "organisation", message: "correction.noSuchBody")
                throw UseCaseError("draft", .invalid([failure]))
            }
            let saved = try save(
                corrected, of: record, caller, "correct", connection,
                ["kind": made.kind, "arguments": try made.arguments])
            let steps = DraftQueries(connection)
            let number = (try steps.lastStep(of: record.id)?.number ?? 0) + 1
            try learnSpellings(
                from: try PlanDraft(json: record.plan), to: corrected, step: number, of: record, connection)
            try steps.append(
                DraftStep(
                    number: number, kind: made.kind,
                    arguments: try made.arguments, planBefore: record.plan, madeAt: surroundings.now(),
                    madeBy: caller.name, isUndone: false),
                to: record.id)
            return saved
        }
    }

    /// Takes the last correction back.
    package func undo(_ caller: Caller, draft: String, revision: Int) async throws -> Draft {
        try await write(caller) { connection in
            let record = try findDraft(draft, toChange: .correctDraft, revision: revision, caller, connection)
            guard let step = try DraftQueries(connection).lastStep(of: record.id) else {
                throw UseCaseError("draft", .conflict(reason: "draft.nothingToUndo"))
            }
            let saved = try save(
                try PlanDraft(json: step.planBefore), of: record, caller, "undo", connection,
                ["kind": step.kind, "arguments": step.arguments])
            try setSpellings(isRemoved: true, of: record.id, step: step.number, connection)
            try DraftQueries(connection).setUndone(true, step: step.number, of: record.id)
            return saved
        }
    }

    /// Makes the correction again that was taken back last.
    package func redo(_ caller: Caller, draft: String, revision: Int) async throws -> Draft {
        let (before, step) = try await database.read { connection in
            let record = try findDraft(
                draft, toChange: .correctDraft, revision: revision, caller, connection, isLocked: false)
            return (record, try DraftQueries(connection).firstUndoneStep(of: record.id))
        }
        guard let step, let correction = DraftCorrection(kind: step.kind, arguments: step.arguments) else {
            throw UseCaseError("draft", .conflict(reason: "draft.nothingToRedo"))
        }
        let corrected = try await corrected(before, by: correction)
        return try await write(caller) { connection in
            let record = try findDraft(draft, toChange: .correctDraft, revision: revision, caller, connection)
            let saved = try save(
                corrected, of: record, caller, "redo", connection,
                ["kind": step.kind, "arguments": step.arguments])
            try setSpellings(isRemoved: false, of: record.id, step: step.number, connection)
            try DraftQueries(connection).setUndone(false, step: step.number, of: record.id)
            return saved
        }
    }

    /// Sets the draft aside; its document stays, and can be uploaded again.
    package func discardDraft(_ caller: Caller, id: String, revision: Int) async throws {
        try await write(caller) { connection in
            var record = try findDraft(id, toChange: .discardDraft, revision: revision, caller, connection)
            record.state = .discarded
            try save(record, caller, connection)
            try self.record(
                connection, caller, "discard", .draft(record.id, record.pairing),
                before: ["state": Draft.State.open.rawValue], after: ["state": record.state.rawValue])
        }
    }

    /// The plan after a correction, worked out before the transaction, because clauses are read again. The revision
    /// that the transaction asks for again says that the draft is still the same.
    private func corrected(_ record: DraftRecord, by correction: DraftCorrection) async throws -> PlanDraft {
        let source = try await database.read { connection in
            try DocumentQueries(connection).find(record.document).flatMap {
                try DocumentQueries(connection).source(of: $0)
            }
        }
        guard let source else { throw UseCaseError("draft", .notFound) }
        return try await withoutBlocking(turn: surroundings.random().0) {
            var editor = DraftEditor(try PlanDraft(json: record.plan), source: source)
            do {
                try editor.apply(correction)
            } catch let failure as ValidationFailure {
                throw UseCaseError("draft", .invalid([failure]))
            }
            return editor.draft
        }
    }

    /// Claims the draft's next revision before its steps are written, so that who loses a race is told that it is stale.
    private func save(
        _ plan: PlanDraft, of record: DraftRecord, _ caller: Caller, _ action: String,
        _ connection: any SQLConnection, _ fields: AuditFields
    ) throws -> Draft {
        guard let pairing = try PairingQueries(connection).find(record.pairing) else {
            throw UseCaseError("draft", .notFound)
        }
        var record = record
        (record.plan, record.findings) = (plan.json(), plan.findings(within: pairing).count)
        let saved = try save(record, caller, connection)
        try self.record(connection, caller, action, .draft(record.id, record.pairing), after: fields)
        return try Draft(saved)
    }

    /// Writes a draft with the next revision. Throws stale where somebody else was faster.
    @discardableResult
    func save(_ record: DraftRecord, _ caller: Caller, _ connection: any SQLConnection) throws -> DraftRecord {
        var record = record
        record.revision += 1
        (record.changedAt, record.changedBy) = (surroundings.now(), caller.name)
        record.holder = caller.userID ?? record.holder
        guard try DraftQueries(connection).update(record) else {
            let present = try DraftQueries(connection).find(record.id)?.revision ?? record.revision
            throw UseCaseError("draft", .stale(revision: present))
        }
        return record
    }
}
