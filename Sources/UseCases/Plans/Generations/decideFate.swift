// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// What an office wants to become of a task of an ending plan, as it is typed.
package struct FateInput: Sendable {
    package let kind: String
    /// The task of the next plan.
    package let successor: String
    package let reason: String

    package init(kind: String, successor: String, reason: String) {
        (self.kind, self.successor, self.reason) = (kind, successor, reason)
    }
}

extension UseCases {
    /// Proposes what becomes of a task; the other city's office agrees. Takes the place of what was proposed before.
    /// Throws invalid (fields `kind`, `successor`, `reason`), conflict once both have agreed.
    package func proposeFate(_ caller: Caller, task id: String, _ input: FateInput) async throws {
        try await write(caller) { connection in
            let found = try findDecided(id, caller, connection)
            let fate = try self.fate(of: found.task, found.plan, input, caller, connection)
            try FateProposalQueries(connection).save(
                FateProposal(fate: fate, side: found.side, person: caller.userID))
            try notify(
                connection,
                NewNotice(
                    .assigned, about: "task", found.task.id.text, title: "told.task.fate",
                    ["task": found.task.title ?? found.task.path], path: "/plans/\(found.plan.id.text)/generations"),
                to: [.office(found.pairing.id, found.side.other)])
            try record(
                connection, caller, "proposeFate", .task(found.task.id, found.pairing.id), after: recorded(fate))
        }
    }

    /// Agrees to what the other city proposed at `at`. Throws conflict where nothing, or something else, is proposed now.
    package func agreeFate(_ caller: Caller, task id: String, proposedAt at: Int64) async throws {
        try await write(caller) { connection in
            let found = try findDecided(id, caller, connection)
            guard let proposal = try FateProposalQueries(connection).find(found.task.id),
                proposal.fate.at.milliseconds == at
            else { throw UseCaseError("task", .conflict(reason: "fate.otherNow")) }
            guard proposal.side != found.side, proposal.person != caller.userID else {
                throw UseCaseError("task", .conflict(reason: "fate.ownProposal"))
            }
            let agreed = TaskFate(
                task: found.task.id, kind: proposal.fate.kind, successor: proposal.fate.successor,
                at: surroundings.now(), by: proposal.fate.by + " \u{B7} " + caller.name, reason: proposal.fate.reason)
            try TaskFateQueries(connection).save(agreed, person: caller.userID)
            try FateProposalQueries(connection).remove(found.task.id)
            try record(
                connection, caller, "agreeFate", .task(found.task.id, found.pairing.id), after: recorded(agreed))
        }
    }

    /// Takes back what the caller's city proposed.
    package func withdrawFate(_ caller: Caller, task id: String) async throws {
        try await write(caller) { connection in
            let found = try findDecided(id, caller, connection)
            guard let proposal = try FateProposalQueries(connection).find(found.task.id), proposal.side == found.side
            else { throw UseCaseError("task", .conflict(reason: "fate.otherNow")) }
            try FateProposalQueries(connection).remove(found.task.id)
            try record(
                connection, caller, "withdrawFate", .task(found.task.id, found.pairing.id),
                before: recorded(proposal.fate))
        }
    }

    private struct DecidedTask {
        let task: TaskRecord
        let plan: Plan
        let pairing: Pairing
        let side: Side
    }

    /// The task of an address with the side for which the caller decides, its plan held. Throws forbidden where none.
    private func findDecided(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> DecidedTask {
        let (task, plan, pairing, object) = try findTask(id, caller, connection)
        guard let scope = try PairingScope.load(pairing.id, connection) else { throw UseCaseError("task", .notFound) }
        let side = caller.side(in: scope)
        try caller.require(
            .agreeWork, on: side.map { RuleObject(pairing: scope, side: $0) } ?? object, "task", knowing: .readPlan)
        guard let side, try PlanQueries(connection).lock(plan.id) != nil else { throw UseCaseError("task", .notFound) }
        guard try TaskFateQueries(connection).find(task.id) == nil else {
            throw UseCaseError("task", .conflict(reason: "fate.agreedAlready"))
        }
        return DecidedTask(task: task, plan: plan, pairing: pairing, side: side)
    }

    private func fate(
        of task: TaskRecord, _ plan: Plan, _ input: FateInput, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> TaskFate {
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String) {
            failures.append(ValidationFailure(field: field, message: message))
        }
        let reason = input.reason.trimmingWhitespace
        let kind = TaskFate.Kind(rawValue: input.kind)
        var successor: Identifier<PlanTask>?
        if kind == nil { fail("kind", "fate.kindMissing") }
        if kind == .closed {
            if reason.isEmpty { fail("reason", "fate.reasonMissing") }
        } else if kind != nil {
            successor = try followers(of: plan, connection).first { $0.id.text == input.successor }?.id
            if successor == nil { fail("successor", "fate.successorMissing") }
        }
        if reason.count > 1_000 { fail("reason", "fate.reasonTooLong") }
        guard failures.isEmpty, let kind else { throw UseCaseError("task", .invalid(failures)) }
        return TaskFate(
            task: task.id, kind: kind, successor: successor, at: surroundings.now(), by: caller.name,
            reason: reason.isEmpty ? nil : reason)
    }

    private func recorded(_ fate: TaskFate) -> AuditFields {
        AuditFields([("fate", fate.kind.rawValue), ("successor", fate.successor?.text), ("reason", fate.reason)])
    }
}
