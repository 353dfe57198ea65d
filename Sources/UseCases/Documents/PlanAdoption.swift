// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

/// Writes the tasks of a draft as a version of a plan. A task that lives on keeps its identity, so that what was said
/// and done about it stays with it.
struct PlanAdoption {
    /// What became of one task, for its history.
    struct Change {
        let change: TaskChange
        let before: TaskRecord?
        let task: TaskRecord
        var oldDuties: [Responsibility] = []
        var duties: [Responsibility] = []

        /// Under which the task's history tells it.
        var verb: String {
            switch change {
            case .unchanged: "keep"
            case .reworded: "reword"
            case .moved: "move"
            case .split: "split"
            case .merged: "merge"
            case .dropped: "drop"
            case .new: "create"
            }
        }
    }
    /// A task of the draft with what is written of it.
    private struct Incoming {
        let area: DraftArea
        let task: DraftTask
        let duties: [Responsibility]
    }

    let plan: Plan
    let draft: PlanDraft
    let resolver: UnitResolver
    let surroundings: Surroundings
    let connection: any SQLConnection

    /// Returns the changes that a task's history tells: not those of tasks that stay as they were.
    func run() throws -> [Change] {
        let queries = TaskQueries(connection)
        let old = plan.version > 1 ? try queries.all(of: plan.id) : []
        let oldDuties = try queries.responsibilities(of: old.map(\.id))
        let incoming = try draft.areas.flatMap { area in try area.tasks.map { try read($0, in: area) } }
        let comparison = TaskComparison(old: old.map(\.side), new: incoming.map(\.task.side))
        let changes = compare(comparison, old, oldDuties, incoming)
        try queries.insert(changes.filter { $0.change == .new }.map(\.task))
        for change in changes where change.change != .new { try queries.update(change.task) }
        try TaskWordingQueries(connection).insert(
            changes.map { change in
                let duties = change.change == .dropped ? change.oldDuties : change.duties
                return TaskWordingRecord(
                    change.task, version: plan.version, change: change.change, units: printed(duties))
            })
        try writeDescents(comparison, old, changes)
        let byPosition = Dictionary(
            changes.filter { $0.change != .dropped }.map { ($0.task.position, $0) },
            uniquingKeysWith: { first, _ in first })
        for (position, element) in incoming.enumerated() {
            guard let change = byPosition[position] else { continue }
            try writeDetails(of: change, element.task)
        }
        for change in changes where change.change == .dropped {
            try TaskTerms(connection).replace(
                change.task.id, old: change.task.searchedTexts(change.oldDuties), new: [])
        }
        try writeFrame()
        return changes.filter { $0.change != .unchanged }
    }

    private func read(_ task: DraftTask, in area: DraftArea) throws -> Incoming {
        Incoming(
            area: area, task: task,
            duties: try task.responsible.expanded.flatMap { try resolver.responsibilities(for: $0) })
    }

    /// What became of every task, in the order of the comparison. Of a task that was split one part keeps the identity,
    /// of several that were merged one; the others are new or dropped.
    private func compare(
        _ comparison: TaskComparison, _ old: [TaskRecord], _ oldDuties: [Identifier<PlanTask>: [Responsibility]],
        _ incoming: [Incoming]
    ) -> [Change] {
        let kept = Set(comparison.identity.compactMap(\.self))
        return comparison.rows.flatMap { row in
            row.new.map { position in
                let before = comparison.identity[position].map { old[$0] }
                return change(row.change, before, before.flatMap { oldDuties[$0.id] } ?? [], incoming, position)
            } + row.old.filter { !kept.contains($0) }.map { dropped(old[$0], oldDuties[old[$0].id] ?? []) }
        }
    }

    /// Duties that change are a rewording, even where title and text stay.
    private func change(
        _ kind: TaskChange, _ before: TaskRecord?, _ dutiesBefore: [Responsibility], _ incoming: [Incoming],
        _ position: Int
    ) -> Change {
        let duties = incoming[position].duties
        let isReassigned = before != nil && duties.map(\.assignment) != dutiesBefore.map(\.assignment)
        let isSame = kind == .unchanged || kind == .moved
        let change = before == nil ? TaskChange.new : isReassigned && isSame ? .reworded : kind
        // The wording's version stays that of the last rewording.
        let task = task(
            incoming[position], position, id: before?.id ?? surroundings.identifier(),
            version: isSame && !isReassigned ? before?.version ?? plan.version : plan.version)
        return Change(change: change, before: before, task: task, oldDuties: dutiesBefore, duties: duties)
    }

    private func dropped(_ before: TaskRecord, _ duties: [Responsibility]) -> Change {
        var dropped = before
        dropped.droppedIn = plan.version
        return Change(change: .dropped, before: before, task: dropped, oldDuties: duties)
    }

    private func writeDescents(_ comparison: TaskComparison, _ old: [TaskRecord], _ changes: [Change]) throws {
        let byPosition = Dictionary(
            changes.filter { $0.change != .dropped }.map { ($0.task.position, $0.task.id) },
            uniquingKeysWith: { first, _ in first })
        try DescentQueries(connection).insert(
            comparison.descents.compactMap { descent in
                byPosition[descent.new].map { task in
                    DescentRecord(
                        task: task, ancestor: old[descent.old].id, version: plan.version, change: descent.change,
                        share: Int((descent.share * 100).rounded()))
                }
            })
    }

    private func task(_ incoming: Incoming, _ position: Int, id: Identifier<PlanTask>, version: Int) -> TaskRecord {
        TaskRecord(
            id: id, plan: plan.id, pairing: plan.pairing, version: version, position: position,
            path: incoming.task.path, area: incoming.area.title, areaOrdinal: incoming.area.ordinal,
            nationalArea: incoming.area.nationalArea, group: incoming.task.group, title: incoming.task.title,
            text: incoming.task.text, source: incoming.task.source)
    }

    private func writeDetails(of change: Change, _ task: DraftTask) throws {
        let queries = TaskQueries(connection)
        let (duties, oldDuties) = (change.duties, change.oldDuties)
        if change.change == .new {
            if !duties.isEmpty { try queries.replaceResponsibilities(of: change.task.id, by: duties) }
            if !task.measures.isEmpty { try queries.replaceMeasures(of: change.task.id, by: task.measures) }
        } else {
            if duties != oldDuties { try queries.replaceResponsibilities(of: change.task.id, by: duties) }
            try queries.replaceMeasures(of: change.task.id, by: task.measures)
        }
        try TaskTerms(connection).replace(
            change.task.id, old: change.before?.searchedTexts(oldDuties) ?? [], new: change.task.searchedTexts(duties))
    }

    /// The units with their places, each once: a group of both cities is one on either side.
    private func printed(_ duties: [Responsibility]) -> [String] {
        var seen: Set<String> = []
        return duties.map { duty in
            let place = duty.scope == nil ? duty.side.map { resolver.pairing.party($0).name } ?? "" : ""
            return duty.unit.hasPrefix(place) ? duty.unit : place + duty.unit
        }.filter { seen.insert($0).inserted }
    }

    private func writeFrame() throws {
        let queries = PlanQueries(connection)
        try queries.replaceAreas(
            of: plan.id,
            by: draft.areas.map {
                PlanAreaRecord(ordinal: $0.ordinal, title: $0.title, nationalArea: $0.nationalArea)
            })
        try queries.replaceSafeguards(
            of: plan.id,
            by: draft.safeguards.map {
                PlanSafeguardRecord(ordinal: $0.ordinal, title: $0.title, text: $0.text, source: $0.source)
            })
    }
}

extension DraftTask {
    /// As two versions are compared.
    fileprivate var side: TaskComparison.Side { TaskComparison.Side(path: path, title: title, text: text) }
}

extension TaskRecord {
    /// As two versions are compared.
    fileprivate var side: TaskComparison.Side { TaskComparison.Side(path: path, title: title, text: text) }

    /// The texts by which the task is found.
    func searchedTexts(_ duties: [Responsibility]) -> [String] { [title ?? "", text] + duties.map(\.unit) }
}

extension Responsibility {
    /// What the document says of the duty, by which a change of it is told; which body is meant may become clearer later.
    var assignment: [String] { [side?.rawValue ?? "", unit, scope?.rawValue ?? "", role?.rawValue ?? ""] }
}
