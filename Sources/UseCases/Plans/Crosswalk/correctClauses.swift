// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The clauses of a reference that a task carries out. Throws notFound.
    package func taskClauses(_ caller: Caller, task: String, reference: String) async throws -> TaskClauses {
        try await database.read { connection in
            let (task, _, _, object) = try findTask(task, caller, connection)
            let all = try taskClauses(of: task, object, caller, connection)
            guard let found = all.first(where: { $0.reference.reference.id.text == reference }) else {
                throw UseCaseError("reference", .notFound)
            }
            return found
        }
    }

    /// Sets the clauses that a task carries out, best first, by their numbers: at most four, none where it goes beyond
    /// the reference. The choice holds over every later computation, until it is taken back.
    ///
    /// Throws stale where somebody else corrected the task's links since `revision`.
    package func correctClauses(
        _ caller: Caller, task: String, reference: String, revision: Int, clauses: [Int]
    ) async throws {
        try await write(caller) { connection in
            let place = try findLinks(task, reference, revision, caller, connection)
            let known = Set(try ReferenceQueries(connection).clauses(of: place.reference.id).map(\.number))
            guard clauses.count <= Crosswalk.mostLinks, Set(clauses).count == clauses.count,
                known.isSuperset(of: clauses)
            else {
                let failure = ValidationFailure(
                    field: "clauses", message: "crosswalk.choice", arguments: ["most": String(Crosswalk.mostLinks)])
                throw UseCaseError("task", .invalid([failure]))
            }
            let before = try ClauseLinkQueries(connection).all(of: place.task.id)[place.reference.id] ?? []
            try ClauseCorrectionQueries(connection).insert([
                ClauseCorrection(
                    task: place.task.id, reference: place.reference.id, number: place.corrections.count + 1,
                    clauses: clauses, version: place.task.version, madeAt: surroundings.now(), madeBy: caller.name)
            ])
            let after = try relink(place, connection)
            try record(
                connection, caller, "correctClauses", .task(place.task.id, place.task.pairing),
                before: fields(before, place), after: fields(after, place))
        }
    }

    /// Takes the last correction of a task's links back: the one before holds again, or what the program computed.
    package func undoClauses(_ caller: Caller, task: String, reference: String, revision: Int) async throws {
        try await write(caller) { connection in
            let place = try findLinks(task, reference, revision, caller, connection)
            guard let last = place.corrections.last(where: { !$0.isUndone }) else {
                throw UseCaseError("task", .conflict(reason: "crosswalk.nothingToUndo"))
            }
            let before = try ClauseLinkQueries(connection).all(of: place.task.id)[place.reference.id] ?? []
            try ClauseCorrectionQueries(connection).undo(last)
            let after = try relink(place, connection)
            try record(
                connection, caller, "undoClauses", .task(place.task.id, place.task.pairing),
                before: fields(before, place), after: fields(after, place))
        }
    }

    /// The clauses of every reference that covers the task's pairing: those in force, and of older ones those to which
    /// the task was linked.
    func taskClauses(
        of task: TaskRecord, _ object: RuleObject, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [TaskClauses] {
        let view = try CrosswalkView(caller, connection)
        guard let scope = object.pairing else { return [] }
        let links = try ClauseLinkQueries(connection).all(of: task.id)
        let references = view.references.filter {
            $0.reach.covers(scope) && ($0.isInForce || links[$0.id] != nil)
        }
        guard !references.isEmpty else { return [] }
        let clauses = try ReferenceQueries(connection).clauses(of: references.map(\.id))
        let corrections = Dictionary(
            grouping: try ClauseCorrectionQueries(connection).all(of: task.id), by: \.reference)
        let mayCorrect = caller.may(.correctCrosswalk, on: object) && task.droppedIn == nil
        return try references.map { reference in
            let known = clauses[reference.id] ?? []
            let steps = corrections[reference.id] ?? []
            let holding = steps.last { !$0.isUndone }
            return TaskClauses(
                task: task.id, reference: try view.listing(reference, connection),
                links: (links[reference.id] ?? []).compactMap { link in
                    guard known.indices.contains(link.clause - 1) else { return nil }
                    return LinkedClause(clause: known[link.clause - 1], likeness: link.likeness)
                }, revision: steps.revision, correctedBy: holding?.madeBy, correctedAt: holding?.madeAt,
                isOutdated: holding.map { $0.version < task.version } ?? false,
                canUndo: mayCorrect && reference.isInForce && holding != nil,
                mayCorrect: mayCorrect && reference.isInForce,
                choices: mayCorrect && reference.isInForce ? known : [])
        }
    }

    private struct Links {
        let task: TaskRecord
        let reference: ReferencePlan
        let corrections: [ClauseCorrection]
    }

    /// What is corrected, once it is known that the caller may.
    private func findLinks(
        _ task: String, _ reference: String, _ revision: Int, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> Links {
        let (_, _, _, object) = try findTask(task, caller, connection)
        try caller.require(.correctCrosswalk, on: object, "task", knowing: .readPlan)
        // Adoptions, new references and other corrections wait for it (see `TaskLinking`): what is read is read after.
        try LedgerGeneration(connection).raise()
        let task = try findTask(task, caller, connection).task
        guard let scope = object.pairing, let id = Identifier<ReferencePlan>(reference),
            let reference = try ReferenceQueries(connection).find(id), reference.reach.covers(scope)
        else { throw UseCaseError("reference", .notFound) }
        guard reference.isInForce, task.droppedIn == nil else {
            throw UseCaseError("task", .conflict(reason: "crosswalk.notInForce"))
        }
        let corrections = try ClauseCorrectionQueries(connection).all(of: task.id)
            .filter { $0.reference == reference.id }
        guard corrections.revision == revision else {
            throw UseCaseError("task", .stale(revision: corrections.revision))
        }
        return Links(task: task, reference: reference, corrections: corrections)
    }

    /// Writes the links of the task's plan anew. Returns those of the task.
    private func relink(_ place: Links, _ connection: any SQLConnection) throws -> [ClauseLink] {
        let clauses = try ReferenceQueries(connection).clauses(of: place.reference.id)
        try TaskLinking(connection).link(
            place.task.plan, to: place.reference, Crosswalk(place.reference, clauses))
        return try ClauseLinkQueries(connection).all(of: place.task.id)[place.reference.id] ?? []
    }

    private func fields(_ links: [ClauseLink], _ place: Links) -> AuditFields {
        [
            "reference": place.reference.id.text,
            "clauses": links.map { String($0.clause) }.joined(separator: ", "),
        ]
    }
}

extension [ClauseCorrection] {
    /// Rises with every correction and with every one that is taken back.
    fileprivate var revision: Int { count + self.count(where: \.isUndone) }
}
