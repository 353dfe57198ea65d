// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Names a row as evidence of a task of the same pairing, or of a pairing within it. Naming it twice changes
    /// nothing. Throws notFound, forbidden, conflict.
    package func attachEntry(_ caller: Caller, id: String, task: String) async throws {
        try await link(caller, id, task) { connection, entry, task in
            try EntryLinkQueries(connection).attach(entry, to: task, at: surroundings.now(), by: caller.name)
                ? "attach" : nil
        }
    }

    /// Takes a row away from a task's evidence. Throws as attaching does.
    package func detachEntry(_ caller: Caller, id: String, task: String) async throws {
        try await link(caller, id, task) { connection, entry, task in
            try EntryLinkQueries(connection).detach(entry, from: task) ? "detach" : nil
        }
    }

    /// The rows that are evidence of a task, among those that the caller may see. Throws notFound.
    package func evidence(
        _ caller: Caller, task: String, language: Language = .chinese
    ) async throws -> [EntryListing] {
        try await database.read { connection in
            let (task, _, _, _) = try findTask(task, caller, connection)
            return try EntryLinkQueries(connection).entries(of: task.id).compactMap { id in
                guard let found = try? findEntry(id.text, caller, connection), found.entry.record.state != .removed
                else { return nil }
                let names = LedgerNames(
                    connection, surroundings.ledgers, entryCipher, pairing: found.desk.pairing, language: language)
                return try listing(found.entry, found.desk.pairing, found.desk.ledger, names, language)
            }
        }
    }

    private func link(
        _ caller: Caller, _ id: String, _ task: String,
        _ body: @Sendable (any SQLConnection, Identifier<LedgerEntry>, Identifier<PlanTask>) throws -> String?
    ) async throws {
        try await write(caller) { connection in
            let (task, _, pairing, object) = try findTask(task, caller, connection)
            let (entry, desk) = try findEntry(id, caller, connection, isLocked: true)
            try caller.require(.attachEvidence, on: object, "task", knowing: .readPlan)
            guard desk.pairing.id == pairing.id || desk.scope.ancestors.contains(pairing.id) else {
                throw UseCaseError("entry", .conflict(reason: "entry.otherPairing"))
            }
            guard entry.record.state != .removed else {
                throw UseCaseError("entry", .conflict(reason: "entry.removed"))
            }
            guard let verb = try body(connection, entry.record.id, task.id) else { return }
            try record(
                connection, caller, verb, .entry(entry.record.id, desk.pairing.id),
                after: ["task": task.id.text, "path": task.path])
        }
    }
}
