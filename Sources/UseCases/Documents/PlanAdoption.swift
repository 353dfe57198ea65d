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
        let changes = compare(old, oldDuties, incoming)
        try queries.insert(changes.filter { $0.change == .new }.map(\.task))
        for change in changes where change.change != .new { try queries.update(change.task) }
        try TaskWordingQueries(connection).insert(
            changes.map { change in
                let duties = change.change == .dropped ? change.oldDuties : change.duties
                return TaskWordingRecord(
                    change.task, version: plan.version, change: change.change, units: printed(duties))
            })
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

    /// Duties that change are a rewording, even where title and text stay.
    private func compare(
        _ old: [TaskRecord], _ oldDuties: [Identifier<PlanTask>: [Responsibility]], _ incoming: [Incoming]
    ) -> [Change] {
        let comparison = TaskComparison(
            old: old.map { TaskComparison.Side(path: $0.path, title: $0.title, text: $0.text) },
            new: incoming.map {
                TaskComparison.Side(path: $0.task.path, title: $0.task.title, text: $0.task.text)
            })
        return comparison.rows.compactMap { row in
            let before = row.old.map { old[$0] }
            let dutiesBefore = before.flatMap { oldDuties[$0.id] } ?? []
            guard let position = row.new else {
                return before.map { before in
                    var dropped = before
                    dropped.droppedIn = plan.version
                    return Change(change: .dropped, before: before, task: dropped, oldDuties: dutiesBefore)
                }
            }
            // The wording's version stays that of the last rewording.
            let duties = incoming[position].duties
            let isReassigned = before != nil && duties.map(\.assignment) != dutiesBefore.map(\.assignment)
            let change = isReassigned ? TaskChange.reworded : row.change
            let isReworded = change == .reworded || before == nil
            let task = task(
                incoming[position], position, id: before?.id ?? surroundings.identifier(),
                version: isReworded ? plan.version : before?.version ?? plan.version)
            return Change(change: change, before: before, task: task, oldDuties: dutiesBefore, duties: duties)
        }
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

extension TaskRecord {
    /// The texts by which the task is found.
    func searchedTexts(_ duties: [Responsibility]) -> [String] { [title ?? "", text] + duties.map(\.unit) }
}

extension Responsibility {
    /// What the document says of the duty, by which a change of it is told; which body is meant may become clearer later.
    var assignment: [String] { [side?.rawValue ?? "", unit, scope?.rawValue ?? "", role?.rawValue ?? ""] }
}
