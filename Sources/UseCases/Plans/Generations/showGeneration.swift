// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// What becomes of each task of a plan in the plans that follow it. Throws notFound.
    package func generation(_ caller: Caller, plan id: String) async throws -> PlanGeneration {
        try await database.read { connection in
            let (plan, pairing) = try findPlan(id, caller, connection)
            guard let scope = try PairingScope.load(pairing.id, connection) else {
                throw UseCaseError("plan", .notFound)
            }
            let side = caller.side(in: scope)
            let mayDecide = side.map { caller.may(.agreeWork, on: RuleObject(pairing: scope, side: $0)) } ?? false
            let next = try followers(of: plan, connection)
            let fates = try TaskFateQueries(connection).all(of: plan.id)
            let proposals = try FateProposalQueries(connection).all(of: plan.id)
            let byTitle = Dictionary(next.map { (titleKey($0.title), $0.id) }, uniquingKeysWith: { first, _ in first })
            let lines = try TaskQueries(connection).all(of: plan.id).filter { $0.droppedIn == nil }.map { task in
                let (fate, proposal) = (fates[task.id], proposals[task.id])
                let own = related(task, plan)
                return PlanGeneration.Line(
                    task: own, fate: try fate.map { try step($0, connection) },
                    proposal: try proposal.map { try step($0.fate, connection) }, proposedBy: proposal?.side,
                    likely: byTitle[titleKey(own.title)], mayPropose: mayDecide && fate == nil,
                    mayAgree: mayDecide && proposal.map { $0.side != side } ?? false,
                    mayWithdraw: mayDecide && proposal?.side == side)
            }
            return PlanGeneration(plan: plan, pairing: pairing, lines: lines, next: next)
        }
    }

    /// A task's ancestors and what became of it.
    func line(of task: Identifier<PlanTask>, _ connection: any SQLConnection) throws -> TaskLine {
        let queries = TaskFateQueries(connection)
        // A line of more generations than plans can have would be a circle.
        var (found, seen, open) = ([(task: RelatedTask, kind: String)](), Set([task]), [task])
        while !open.isEmpty, found.count < 50 {
            let fates = try queries.ancestors(of: open.removeFirst()).filter { seen.insert($0.task).inserted }
            for fate in fates {
                guard let ancestor = try related(fate.task, connection) else { continue }
                found.insert((ancestor, fate.kind.rawValue), at: 0)
                open.append(fate.task)
            }
        }
        return TaskLine(ancestors: found, fate: try queries.find(task).map { try step($0, connection) })
    }

    /// The tasks of the plans of the same pairing that begin after this one, or, where one of them says no years, of
    /// all others.
    func followers(of plan: Plan, _ connection: any SQLConnection) throws -> [RelatedTask] {
        try PlanQueries(connection).all(of: plan.pairing).map(\.plan).filter { other in
            guard other.id != plan.id else { return false }
            guard let own = plan.period, let theirs = other.period else { return true }
            return theirs.from > own.from
        }.flatMap { other in
            try TaskQueries(connection).all(of: other.id).filter { $0.droppedIn == nil }.map { related($0, other) }
        }
    }

    private func step(_ fate: TaskFate, _ connection: any SQLConnection) throws -> GenerationStep {
        GenerationStep(
            kind: fate.kind.rawValue, successor: try fate.successor.flatMap { try related($0, connection) },
            at: fate.at,
            by: fate.by, reason: fate.reason)
    }

    private func related(_ task: TaskRecord, _ plan: Plan) -> RelatedTask {
        RelatedTask(id: task.id, path: task.path, title: task.title ?? String(task.text.prefix(60)), plan: plan.title)
    }

    private func related(_ id: Identifier<PlanTask>, _ connection: any SQLConnection) throws -> RelatedTask? {
        guard let task = try TaskQueries(connection).find(id), let plan = try PlanQueries(connection).find(task.plan)
        else { return nil }
        return related(task, plan)
    }
}
